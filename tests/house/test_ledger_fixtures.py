"""The shared ledgers: really committed, fresh for each test, alike on both databases."""

import sqlite3

import pytest
from django.db import connection

from chainchief.access.models import Account


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_begins_with_an_empty_migrated_ledger(any_ledger, turn):
    assert connection.vendor == any_ledger.vendor
    assert Account.objects.count() == 0
    Account.objects.create(username="clerk")
    assert Account.objects.count() == 1


def test_what_is_written_is_seen_by_another_connection(ledger):
    Account.objects.create(username="clerk")
    other = sqlite3.connect(ledger.home / "ledger.sqlite3")
    assert other.execute("SELECT username FROM access_account").fetchall() == [("clerk",)]
    other.close()


@pytest.mark.postgres
def test_a_program_beside_the_test_finds_the_same_postgresql_database(postgres_ledger):
    import psycopg

    Account.objects.create(username="clerk")
    with psycopg.connect(postgres_ledger.url) as other:
        assert other.execute("SELECT username FROM access_account").fetchall() == [("clerk",)]


def test_foreign_keys_hold_in_the_copied_ledger(ledger):
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_without_the_fixture_the_database_is_out_of_reach():
    with pytest.raises(RuntimeError, match="not allowed"):
        Account.objects.count()
