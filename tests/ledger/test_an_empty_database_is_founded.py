"""The tables of an empty database are made in one go, just as the migrations would leave them."""

import pytest
from django.core.management import call_command
from django.db import connection, migrations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL
from tests.fixtures.ledgers import _postgres, _sqlite, pointed_at

from chainchief.ledger import changelog
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.management import founding


def step_by_step():
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def tables_of_sqlite(cursor):
    """The statements that made each table and index: their parts, columns in any order."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index')")
    return {
        name: sorted((sql or "").replace(f'CREATE TABLE "{name}" (', "")[:-1].split(", "))
        for name, sql in cursor.fetchall()
    }


def tables_of_postgresql(cursor):
    """Columns with their types, keys, indexes and checks, each by name."""
    cursor.execute("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint")
    constraints = dict(cursor.fetchall())
    cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'")
    indexes = dict(cursor.fetchall())
    cursor.execute(
        "SELECT table_name || '.' || column_name, data_type, character_maximum_length,"
        " is_nullable, column_default, is_identity FROM information_schema.columns"
        " WHERE table_schema = 'public'"
    )
    return constraints | indexes | {name: more for name, *more in cursor.fetchall()}


def everything():
    tables = tables_of_sqlite if connection.vendor == "sqlite" else tables_of_postgresql
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = sorted(cursor.fetchall())
        # The index of the search is no model's: it is made after every migration.
        made = {n: how for n, how in tables(cursor).items() if not n.startswith("search_posting")}
        return applied, made


def assert_same_either_way(founded, migrated):
    with pointed_at(founded):
        there = everything()
    with pointed_at(migrated):
        step_by_step()
        assert everything() == there
    assert len(there[1]) > 60


@pytest.mark.long
def test_sqlite_has_the_same_tables_either_way(sqlite_template, tmp_path, django_db_blocker):
    with django_db_blocker.unblock():
        assert_same_either_way(_sqlite(sqlite_template), _sqlite(tmp_path))


@pytest.mark.long
@pytest.mark.postgres
def test_postgresql_has_the_same_tables_either_way(
    postgres_ledger, empty_postgres, django_db_blocker
):
    assert_same_either_way(_postgres(postgres_ledger.url), _postgres(empty_postgres))


def test_a_ledger_that_was_founded_logs_and_is_up_to_date(own_home, django_db_blocker):
    with django_db_blocker.unblock(), pointed_at(_sqlite(own_home)):
        call_command("migrate", verbosity=0)
        executor = MigrationExecutor(connection)
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
        with changelog.acting("市工信局"):
            Chain.objects.create(code="LI-ION", name="锂电池")
        assert changelog.position() == 1
        assert changelog.verify() == []


def test_a_database_with_any_table_is_not_empty(own_home, django_db_blocker):
    with django_db_blocker.unblock(), pointed_at(_sqlite(own_home)):
        loader = MigrationLoader(connection)
        targets = loader.graph.leaf_nodes()
        assert founding.can_create_tables(connection, loader, targets)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE somebody_elses (id integer)")
        assert not founding.can_create_tables(connection, loader, targets)


@pytest.mark.parametrize(
    ("operation", "only_shapes"),
    [
        (migrations.DeleteModel("Chain"), True),
        (migrations.RemoveField("chain", "name"), True),
        (RunSQL("INSERT INTO ledger_chain DEFAULT VALUES"), False),
        (RunPython(RunPython.noop), False),
        (RunPython(RunPython.noop, elidable=True), True),
    ],
)
def test_a_migration_that_brings_rows_is_applied_as_a_step(operation, only_shapes):
    migration = migrations.Migration("0009_more", "ledger")
    migration.operations = [operation]
    assert founding._only_shapes(migration) is only_shapes


def test_a_single_step_can_still_be_asked_for(own_home, django_db_blocker):
    with django_db_blocker.unblock(), pointed_at(_sqlite(own_home)):
        call_command("migrate", "contenttypes", "0001", verbosity=0)
        assert set(connection.introspection.table_names()) == {
            "django_content_type",
            "django_migrations",
        }
