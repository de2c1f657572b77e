"""A command that opens the ledger sees, quickly, whether its tables are the program's."""

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from chainchief.cli import session


def test_the_names_on_disk_are_those_that_the_loader_reads(ledger):
    loader = MigrationLoader(connection)
    assert session._migrations_brought() == set(loader.disk_migrations)
    assert loader.replacements == {}


def test_a_ledger_that_has_seen_them_all_is_not_behind(ledger):
    assert not session._is_behind()


def test_a_ledger_that_has_not_seen_one_is_behind(ledger):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'briefing' AND name LIKE '0002%'")
    assert session._is_behind()


def test_a_ledger_of_a_later_program_is_not_behind(ledger):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('ledger', '0999_later', '2024-01-01')"
        )
    assert not session._is_behind()
