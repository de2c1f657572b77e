"""`chainchief verify` looks at everything and says by its exit status whether all is well."""

import json

import pytest
from tests.fixtures.viewers import office
from tests.ledger.small_city import CLERK, GROUND, write
from tests.ledger.tampering import is_postgres, sql

from chainchief.cli.main import run
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.ledger import changelog, evidence


@pytest.fixture(autouse=True)
def sealed(any_ledger):
    write(*GROUND)
    changelog.seal()


def verified(capsys, *options):
    status = run(["verify", *options])
    out = capsys.readouterr()
    return status, out.out, out.err


def test_an_untouched_ledger_is_in_order(capsys):
    status, told, complaints = verified(capsys)
    assert (status, complaints) == (0, "")
    assert told.splitlines() == [
        "变更日志：无误",
        "账号与授权：无误",
        "台账的值：无误",
        "佐证文件：无误",
        "快照：无误",
        "已关账的月份：无误",
        "已发布的文稿：无误",
        "已采用的指标口径：无误",
    ]


def test_a_row_changed_behind_the_program_gives_status_one(capsys):
    sql("UPDATE ledger_chain SET name = 'X', version = version + 1 WHERE code = 'LI-ION'")
    status, told, complaints = verified(capsys)
    assert status == 1
    assert "变更日志：发现1处问题" in told
    assert "[VER-001]" in complaints


def test_all_parts_are_looked_at_whatever_the_first_finds(capsys, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("a")
    evidence.path_of(evidence.store(file, viewer=office(CLERK)).code).write_text("b")
    sql("UPDATE ledger_chain SET name = 'X', version = version + 1 WHERE code = 'LI-ION'")
    status, told, _complaints = verified(capsys, "--json")
    document = json.loads(told)
    assert status == 1
    assert [fault["code"] for fault in document["changelog"]] == ["VER-001"]
    assert [fault["code"] for fault in document["evidence"]] == ["VER-041"]
    assert document["snapshots"] == document["documents"] == []


def test_a_dropped_trigger_is_told_and_then_put_back(capsys):
    name = "log_ledger_chain" if is_postgres() else "log_ledger_chain_insert"
    sql(f"DROP TRIGGER {name}" + (" ON ledger_chain" if is_postgres() else ""))
    assert verified(capsys)[0] == 1
    status, _told, complaints = verified(capsys, "--restore-triggers")
    assert status == 1
    assert name in complaints
    assert verified(capsys)[0] == 0


def test_it_speaks_english(capsys):
    with speaking(ENGLISH):
        assert "change log: in order" in verified(capsys)[1]
