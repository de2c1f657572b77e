"""Tables take no value that its column cannot hold; what was forced in is told, and kept out."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DataError, IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from tests.ledger.small_city import CITY, GROUND, QINGYUN, project, write
from tests.ledger.tampering import is_postgres, sql, triggers_off

from chainchief.core.faults import FaultsError
from chainchief.ledger import values
from chainchief.ledger.changelog.verification.verify import trigger_faults
from chainchief.ledger.changesets import Creation
from chainchief.ledger.kinds.project.models import ProjectReport
from chainchief.ledger.registers import all_registers
from chainchief.ledger.values import ConstrainValues, FieldValues

REPORT, PROJECT, SHARE = "ledger_projectreport", "ledger_project", "ledger_projectshare"
PLAN = "ledger_annualplan"
#: Table, column, and what is no value of it.
WRONG = [
    (REPORT, "month", "banana"),
    (REPORT, "month", "2023-13"),
    (REPORT, "month", "2101-01"),
    (REPORT, "month", "２０２３-11"),
    (REPORT, "invested", -5),
    (REPORT, "invested", 10**17 + 1),
    (REPORT, "reported_on", "1799-12-31"),
    (PROJECT, "total_investment", -1),
    (PROJECT, "valid_from", "2200-01-01"),
    (SHARE, "share", 1_000_001),
    (SHARE, "share", -1),
    (PLAN, "unit", "箇"),
    (PLAN, "quantity", -(10**17) - 1),
    (PLAN, "year", 20223),
]
#: Constraints that the models themselves state of these columns.
STATED = ("project_investment_not_negative", "project_share_within_100_percent")
#: What only SQLite would take: it keeps anything in any column.
WRONG_ON_SQLITE = [
    (REPORT, "reported_on", "2023-02-30"),
    (REPORT, "reported_on", "20223-01-01"),
    (REPORT, "reported_on", "banana"),
    (REPORT, "invested", "banana"),
    (REPORT, "invested", 1.5),
]


def a_year_of_the_city():
    write(
        *GROUND,
        project("P0001"),
        Creation("project_share", "", {**_of, "role": "landing", "share": 1_000_000}),
        Creation("project_report", "", {"project": "P0001", "month": "2023-11", **_reported}),
        Creation("annual_plan", "", _plan),
    )


_of = {"project": "P0001", "division": QINGYUN}
_reported = {"revision": 0, "reported_on": dt.date(2023, 12, 8), "invested": 100}
_plan = {
    "name": "投资",
    "year": 2023,
    "indicator": "IND-1",
    "division": CITY,
    "quantity": 5,
    "unit": "万元",
}


def put(table, column, value):
    """Write a value behind the program, who asks nobody."""
    with triggers_off(table):
        sql(f"UPDATE {table} SET {column} = %s", value)


def read(table, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return cursor.fetchone()[0]


def without_constraint(table):
    """Take the constraint away, as whoever has the database's password can."""
    if is_postgres():
        for name in (f"{table}_values", *STATED):
            sql(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
    else:
        sql("PRAGMA ignore_check_constraints = ON")


def test_a_table_refuses_what_its_column_cannot_hold(any_ledger):
    a_year_of_the_city()
    for table, column, value in WRONG:
        with (
            triggers_off(table),
            pytest.raises((IntegrityError, DataError)),
            transaction.atomic(),
        ):
            sql(f"UPDATE {table} SET {column} = %s", value)


def test_sqlite_refuses_what_is_of_no_type(ledger):
    a_year_of_the_city()
    for table, column, value in WRONG_ON_SQLITE:
        with triggers_off(table), pytest.raises(IntegrityError), transaction.atomic():
            sql(f"UPDATE {table} SET {column} = %s", value)


def test_what_was_forced_in_is_told_with_record_and_column(any_ledger):
    a_year_of_the_city()
    assert values.verify() == []
    for table in {table for table, _column, _value in WRONG}:
        without_constraint(table)
    for table, column, value in [*WRONG, (PROJECT, "construction", "x")]:
        before = read(table, column)
        put(table, column, value)
        (fault,) = values.verify()
        assert (fault.code, fault.value) == ("LED-050", str(value))
        assert read(table, "code") in fault.text
        put(table, column, before)


def test_on_sqlite_what_is_of_no_type_is_told(ledger):
    a_year_of_the_city()
    without_constraint(REPORT)
    for table, column, value in WRONG_ON_SQLITE:
        before = read(table, column)
        put(table, column, value)
        (fault,) = values.verify()
        assert (fault.code, fault.value) == ("LED-050", str(value))
        put(table, column, before)


def test_a_text_that_is_too_long_for_its_column_is_told(ledger):
    a_year_of_the_city()
    put(PROJECT, "filing_number", "长" * 61)
    (fault,) = values.verify()
    assert "60" in fault.why


def test_of_many_records_some_are_named_and_the_rest_counted(ledger):
    write(*GROUND, *(project(f"P{number:04}") for number in range(25)))
    without_constraint(PROJECT)
    put(PROJECT, "total_investment", -1)
    told = values.verify()
    assert [fault.code for fault in told].count("LED-050") == 20
    (more,) = [fault for fault in told if fault.code == "LED-052"]
    assert more.facts["number"] == 5


def test_a_ledger_with_such_rows_does_not_migrate_and_nothing_is_changed(ledger):
    assert_it_does_not_migrate()


@pytest.mark.long
@pytest.mark.postgres
def test_a_ledger_with_such_rows_on_postgresql_does_not_migrate(postgres_ledger):
    assert_it_does_not_migrate()


def assert_it_does_not_migrate():
    a_year_of_the_city()
    call_command("migrate", "ledger", "0004", fake=True, verbosity=0)
    without_constraint(REPORT)
    put(REPORT, "month", "banana")
    put(REPORT, "invested", -5)
    with pytest.raises(FaultsError) as refusal:
        call_command("migrate", verbosity=0, interactive=False)
    told = sorted((fault.code, fault.value) for fault in refusal.value.faults)
    assert told == [("LED-051", "-5"), ("LED-051", "banana")]
    assert "P0001/2023-11/0" in str(refusal.value)
    assert list(trigger_faults()) == []


def test_the_step_of_a_migration_looks_before_it_constrains(any_ledger):
    a_year_of_the_city()
    without_constraint(REPORT)
    put(REPORT, "month", "banana")
    (own,) = [each for each in ProjectReport._meta.constraints if isinstance(each, FieldValues)]
    step = ConstrainValues("projectreport", own)
    state = MigrationLoader(connection).project_state()
    with pytest.raises(FaultsError, match="banana"):
        step.database_forwards("ledger", connection.schema_editor(), state, state)
    put(REPORT, "month", "2023-11")
    if is_postgres():
        with connection.schema_editor() as editor:
            step.database_forwards("ledger", editor, state, state)
        with pytest.raises(IntegrityError), transaction.atomic(), triggers_off(REPORT):
            sql(f"UPDATE {REPORT} SET month = 'banana'")


def test_every_kind_has_the_constraint_that_its_fields_ask_for():
    for register in all_registers().values():
        own = [each for each in register.model._meta.constraints if isinstance(each, FieldValues)]
        assert len(own) == 1
        assert "withdrawn_on" in own[0].values


def test_migrations_know_every_constraint(ledger):
    call_command("makemigrations", "ledger", check=True, dry_run=True, verbosity=0)


def test_a_constraint_says_by_column_what_a_record_cannot_hold():
    report = ProjectReport(month="banana", invested=-5)
    (own,) = [each for each in report._meta.constraints if isinstance(each, FieldValues)]
    with pytest.raises(ValidationError) as refusal:
        own.validate(ProjectReport, report)
    assert set(refusal.value.error_dict) == {"month", "invested"}
    assert own == own.clone()
