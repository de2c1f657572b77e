"""What was done behind the program can be explained; it stays on record and is told ever after."""

import json

import pytest
from tests.fixtures.viewers import office
from tests.ledger.small_city import GROUND, project, write
from tests.ledger.tampering import sql, triggers_off

from chainchief.cli.main import run
from chainchief.ledger import changelog
from chainchief.ledger.changelog.models import Explanation, Seal

WHY = ("--reason", "厂家按工单更正，已核对", "--actor", "审计李")
pytestmark = pytest.mark.usefixtures("any_ledger")


@pytest.fixture
def behind(any_ledger):
    """A name changed with SQL: the event's number."""
    write(*GROUND, project("P0001"))
    sql("UPDATE ledger_chain SET name = 'X', version = version + 1 WHERE code = 'LI-ION'")
    changelog.seal()
    return changelog.position()


def found():
    return [fault.code for fault in changelog.verify()]


def explained(capsys, *words, status=0):
    capsys.readouterr()
    assert run(["verify", "--explain", *words]) == status
    return capsys.readouterr()


def test_an_explanation_is_in_the_log_and_told_in_place_of_the_finding(behind, capsys):
    assert found() == ["VER-001"]
    told = explained(capsys, str(behind), *WHY)
    assert "变更日志：无误；另有1处已作说明" in told.out
    assert "审计李" in told.err
    assert "厂家按工单更正" in told.err
    assert "[VER-026]" in told.err
    assert changelog.position() == behind + 1 == Seal.objects.last().last_event
    assert run(["verify"]) == 0
    assert "[VER-026]" in capsys.readouterr().err


def test_for_programs_it_is_a_warning(behind, capsys):
    changelog.explain(behind, behind, viewer=office("审计李"), reason="工单")
    assert run(["verify", "--json"]) == 0
    (fault,) = json.loads(capsys.readouterr().out)["changelog"]
    assert (fault["code"], fault["severity"]) == ("VER-026", "warning")


def test_what_comes_after_it_is_not_explained(behind):
    changelog.explain(1, 999_999, viewer=office("审计李"), reason="工单")
    sql("UPDATE ledger_chain SET name = 'Y', version = version + 1 WHERE code = 'LI-ION'")
    assert found() == ["VER-001", "VER-026"]


def test_others_among_those_explained_take_the_explanation_away(behind):
    sql("UPDATE ledger_chain SET name = 'Y', version = version + 1 WHERE code = 'LI-ION'")
    write(project("P0002"))
    sql("UPDATE ledger_chain SET name = 'Z', version = version + 1 WHERE code = 'LI-ION'")
    last = changelog.position()
    changelog.explain(behind, last, viewer=office("审计李"), reason="工单")
    assert found() == ["VER-026"]
    with triggers_off("ledger_changeevent"):
        sql("UPDATE ledger_changeevent SET actor = '' WHERE id = %s", last - 1)
    assert "VER-001" in found()


def test_a_forged_event_is_explained_the_same_way(behind):
    changelog.explain(behind, behind, viewer=office("审计李"), reason="工单")
    sql(
        "INSERT INTO ledger_changeevent (at, actor, reason, op, kind, uid, version, writing)"
        " VALUES ('2023-11-30 00:00:00+00', '王', '', 'delete', 'gone', 'f', 1, '')"
    )
    forged = changelog.position()
    assert "VER-016" in found()
    changelog.explain(forged, forged, viewer=office("审计李"), reason="测试")
    assert "VER-016" not in found()


def test_a_row_put_among_the_explanations_explains_nothing(behind):
    sql(
        "INSERT INTO ledger_explanation (first_event, last_event, events, actor, reason, at)"
        " VALUES (%s, %s, 1, '审计李', '没事', '2023-11-30 00:00:00+00')",
        behind,
        behind,
    )
    assert found() == ["VER-001", "VER-001"]


@pytest.mark.parametrize("image", ["null", "[]", '{"first_event": "x"}'])
def test_an_explanation_that_was_made_unreadable_explains_nothing(behind, image):
    changelog.explain(behind, behind, viewer=office("审计李"), reason="工单")
    with triggers_off("ledger_changeevent"):
        sql(
            "UPDATE ledger_changeevent SET after = %s WHERE kind = 'ledger.explanation'",
            image,
        )
    assert {"VER-001", "VER-009"} <= set(found())


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        (("1", *WHY), 2, "没有绕过本程序的改动"),
        (("12-x", *WHY), 2, "不是日志序号"),
        (("{}", "--actor", "审计李"), 1, "--reason"),
    ],
)
def test_what_explains_nothing_is_refused(behind, capsys, words, status, why):
    told = explained(capsys, *(word.format(behind) for word in words), status=status)
    assert why in told.err
    assert Explanation.objects.count() == 0
