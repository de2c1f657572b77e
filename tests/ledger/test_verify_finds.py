"""Whatever is done behind the program is found; what is done through it is not complained of."""

import datetime as dt

import pytest
from tests.fixtures.viewers import office
from tests.ledger.small_city import GROUND, project, revise, stage, write
from tests.ledger.tampering import is_postgres, sql, triggers_off

from chainchief.access.models import Account, Grant
from chainchief.ledger import changelog
from chainchief.ledger.actions import withdraw
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changelog.models import ChangeEvent, Seal, Signature
from chainchief.ledger.changelog.seals import keys, signatures
from chainchief.ledger.changesets import Creation
from chainchief.ledger.kinds.project.models import Project

LOG, SEALS = "ledger_changeevent", "ledger_seal"


@pytest.fixture(autouse=True)
def worked_in(any_ledger):
    """A ledger in which ordinary work was done and sealed."""
    write(*GROUND, project("P0001", total_investment=5), project("P0002"), stage("P0001"))
    changelog.seal()
    write(revise(Project.objects.get(code="P0001"), name="二期", valid_from=dt.date(2023, 1, 1)))
    withdraw(
        "project", Project.objects.get(code="P0002").uid, 1, viewer=office("甲"), reason="误录"
    )
    with changelog.acting("甲"):
        ImportBatch.objects.create(kind="x", file_name="f", actor="甲", at=dt.datetime.now(dt.UTC))
        account = Account.objects.create(username="a")
        Grant.objects.create(account=account, role="county", valid_from=dt.date(2023, 1, 1))
    changelog.seal()
    return any_ledger


def found():
    return [fault.code for fault in changelog.verify()]


def the_fault():
    (fault,) = changelog.verify()
    return fault


def test_ordinary_work_has_no_fault():
    assert found() == []
    assert Seal.objects.count() == 2


def test_a_row_changed_with_sql_has_no_actor():
    sql("UPDATE ledger_project SET name = 'X', version = version + 1 WHERE code = 'P0001'")
    fault = the_fault()
    assert fault.code == "VER-001"
    assert "project(P0001)有1处改动" in fault.text


def test_up_to_three_records_changed_with_sql_are_named(worked_in):
    write(*(project(f"P1{number}") for number in range(4)))
    sql("UPDATE ledger_project SET name = 'X', version = version + 1 WHERE code LIKE 'P1_'")
    sql("UPDATE ledger_project SET name = 'Y', version = version + 1 WHERE code = 'P10'")
    (named,) = [fault for fault in changelog.verify() if fault.code == "VER-001"]
    names = sorted(str(named.facts["names"]).removesuffix(" …").split(", "))
    assert len(set(names)) == 3
    assert set(names) < {"P10", "P11", "P12", "P13"}
    assert "有5处改动" in named.text


def test_a_record_that_nobody_took_out_is_named_by_its_last_image():
    sql("DELETE FROM ledger_chain WHERE code = 'LI-ION'")
    named = [fault.text for fault in changelog.verify() if fault.code == "VER-001"]
    assert ["LI-ION" in text for text in named] == [True]


def test_a_row_changed_past_the_triggers_is_named_with_its_columns():
    with triggers_off("ledger_project"):
        sql("UPDATE ledger_project SET total_investment = 6 WHERE code = 'P0001'")
    fault = the_fault()
    assert fault.code == "VER-002"
    assert "P0001" in fault.text
    assert "total_investment 6 ≠ 5" in fault.text


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("ledger_importbatch", "actor = '乙'"),
        ("access_grant", "role = 'office'"),
        ("ledger_projectstage", "occurred_on = '2023-09-30'"),
        ("ledger_division", "of_which = NOT of_which"),
        ("ledger_project", "extra = '{\"x\": 1}'"),
    ],
)
def test_every_table_is_compared(table, change):
    with triggers_off(table):
        sql(f"UPDATE {table} SET {change}")
    assert set(found()) == {"VER-002"}


def test_a_row_without_history_is_found():
    with triggers_off("ledger_chain"):
        sql(
            "INSERT INTO ledger_chain (uid, code, version, name, short_name, position,"
            " withdrawn_reason, origin, extra) VALUES"
            f" ('{'1' * 32}', 'C9', 1, '九', '', 0, '', '', '{{}}')"
        )
    assert the_fault().code == "VER-003"


def test_a_row_that_vanished_is_found():
    with triggers_off("ledger_projectstage"):
        sql("DELETE FROM ledger_projectstage")
    assert the_fault().code == "VER-004"


def test_a_dropped_trigger_is_found_and_put_back():
    name = "log_ledger_project" if is_postgres() else "log_ledger_project_update"
    sql(f"DROP TRIGGER {name}" + (" ON ledger_project" if is_postgres() else ""))
    fault = the_fault()
    assert fault.code == "VER-006"
    assert name in fault.text
    changelog.install()
    assert found() == []


def test_an_altered_trigger_is_found():
    if is_postgres():
        sql(
            "CREATE OR REPLACE FUNCTION log_ledger_project() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN NULL; END $$"
        )
    else:
        sql("DROP TRIGGER log_ledger_project_update")
        sql(
            "CREATE TRIGGER log_ledger_project_update AFTER UPDATE ON ledger_project"
            " BEGIN SELECT 1; END"
        )
    assert the_fault().code == "VER-007"


def test_a_guard_switched_off_is_found():
    if is_postgres():
        sql("ALTER TABLE ledger_project DISABLE TRIGGER guard_ledger_project")
    else:
        sql("DROP TRIGGER guard_ledger_project_update")
    assert found() == ["VER-007" if is_postgres() else "VER-006"]


def test_a_trigger_of_someone_else_is_found():
    if is_postgres():
        sql(
            "CREATE FUNCTION sneak() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN NULL; END $$"
        )
        sql("CREATE TRIGGER sneak BEFORE INSERT ON ledger_project EXECUTE FUNCTION sneak()")
    else:
        sql("CREATE TRIGGER sneak AFTER INSERT ON ledger_project BEGIN SELECT 1; END")
    assert the_fault().code == "VER-008"


@pytest.mark.parametrize(
    "change",
    ["actor = '乙'", "reason = 'x'", "at = '2020-01-01 00:00:00'", "version = 9", "op = 'x'"],
)
def test_an_altered_event_breaks_its_seal(change):
    with triggers_off(LOG):
        sql(f"UPDATE {LOG} SET {change} WHERE id = 3")
    assert found() == ["VER-009"]


def test_an_event_removed_from_the_middle_breaks_seal_and_succession():
    middle = ChangeEvent.objects.get(kind="project", op="update", after__name="二期")
    write(revise(Project.objects.get(code="P0001"), name="三期"))
    with triggers_off(LOG):
        sql(f"DELETE FROM {LOG} WHERE id = %s", middle.pk)
    assert found() == ["VER-014", "VER-009"]


def test_an_event_moved_to_another_place_breaks_the_seal():
    with triggers_off(LOG):
        sql(f"UPDATE {LOG} SET id = -1 WHERE id = 1")
    assert found() == ["VER-009"]


def test_a_cut_log_is_found_by_the_head_outside_the_database():
    last = Seal.objects.last()
    first = Seal.objects.first()
    with triggers_off(LOG, SEALS, "ledger_importbatch", "access_grant", "ledger_project"):
        sql(f"DELETE FROM {LOG} WHERE id > %s", first.last_event)
        sql(f"DELETE FROM {SEALS} WHERE id = %s", last.pk)
    assert "VER-011" in found()


def test_a_tail_that_was_not_sealed_yet_is_missed_too():
    write(revise(Project.objects.get(code="P0001"), name="三期"))
    with triggers_off(LOG):
        sql(f"DELETE FROM {LOG} WHERE id = %s", changelog.position())
    assert found() == ["VER-002", "VER-017"]


def test_a_new_row_whose_event_was_cut_is_found():
    write(project("P0003"))
    with triggers_off(LOG):
        sql(f"DELETE FROM {LOG} WHERE id = %s", changelog.position())
    assert found() == ["VER-003", "VER-017"]


def test_a_seal_cannot_be_made_anew_without_the_key():
    with triggers_off(LOG, SEALS):
        sql(f"UPDATE {LOG} SET actor = '乙' WHERE id = 1")
        sql(f"UPDATE {SEALS} SET mac = '{'0' * 64}' WHERE id = 1")
    assert set(found()) == {"VER-009", "VER-010"}


@pytest.mark.parametrize(("file", "code"), [("head", "VER-012"), ("key", "VER-013")])
def test_a_missing_file_of_the_seals_is_found(file, code):
    (keys.head_file() if file == "head" else keys.key_file()).unlink()
    assert found() == [code]


def test_a_context_that_was_left_is_found():
    if is_postgres():
        sql("SELECT set_config('chainchief.actor', '甲', false)")
    else:
        sql("UPDATE ledger_changecontext SET actor = '甲'")
    assert found() == ["VER-015"]


def test_a_column_that_came_later_counts_as_blank_before():
    without = "after - 'short_name'" if is_postgres() else "json_remove(after, '$.short_name')"
    write(Creation("chain", "OLD", {"name": "老链"}), Creation("chain", "NEW", {"name": "新链"}))
    before = Seal.objects.last().last_event
    with triggers_off(LOG, "ledger_signature"):
        sql(f"UPDATE {LOG} SET after = {without} WHERE id > %s", before)
        written = Signature.objects.last().writing
        sql("DELETE FROM ledger_signature WHERE writing = %s", written)
    signatures.sign(keys.read_key(), written, before)
    assert found() == []
    with triggers_off("ledger_chain"):
        sql("UPDATE ledger_chain SET short_name = '新' WHERE code = 'NEW'")
    assert found() == ["VER-002"]


def test_many_findings_of_one_kind_are_counted_not_listed():
    write(*(project(f"Q{n:04}") for n in range(120)))
    with triggers_off("ledger_project"):
        sql("UPDATE ledger_project SET name = 'X' WHERE code LIKE 'Q%%'")
    codes = found()
    assert (codes.count("VER-002"), codes.count("VER-005")) == (50, 1)
    assert "70" in changelog.verify()[-1].text
