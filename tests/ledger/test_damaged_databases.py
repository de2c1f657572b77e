"""A damaged database is a finding, whatever else could not be read because of it."""

import shutil
import sqlite3

import psycopg
import pytest
from django.db import connection, connections
from tests.ledger.small_city import GROUND, project, write
from tests.ledger.tampering import sql

from chainchief.cli.main import run
from chainchief.core.home import home
from chainchief.ledger import changelog
from chainchief.ledger.changelog.verification import postgres_integrity


def found():
    return [fault.code for fault in changelog.verify()]


@pytest.fixture
def on_sqlite(ledger):
    write(*GROUND, *(project(f"P{number:04}") for number in range(200)))
    changelog.seal()
    sql("PRAGMA wal_checkpoint(TRUNCATE)")
    connections.close_all()
    return home().database


@pytest.fixture
def on_postgres(postgres_ledger):
    write(*GROUND, project("P0001"))
    changelog.seal()
    return postgres_ledger.url


def without_index(database, name, statement):
    """Run a statement while the index stands in no catalogue, so that it is not kept up."""
    with sqlite3.connect(database) as raw:
        kept = raw.execute("SELECT * FROM sqlite_master WHERE name = ?", [name]).fetchone()
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("DELETE FROM sqlite_master WHERE name = ?", [name])
    raw.close()
    with sqlite3.connect(database) as raw:
        raw.execute(statement)
    raw.close()
    with sqlite3.connect(database) as raw:
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", kept)
    raw.close()


def test_an_index_that_misses_an_event_is_found(on_sqlite):
    without_index(
        on_sqlite,
        "changeevent_of_record",
        "INSERT INTO ledger_changeevent (at, actor, reason, op, kind, uid, version, writing)"
        " VALUES ('2023-11-30', 'x', '', 'delete', 'project', 'f', 1, '')",
    )
    assert "VER-024" in found()
    assert "changeevent_of_record" in changelog.verify()[0].text


def test_a_sound_database_is_no_finding(on_sqlite):
    assert found() == []


@pytest.mark.parametrize("page", range(2, 60, 3))
def test_a_page_of_nonsense_is_told_and_no_traceback(on_sqlite, page):
    size = 4096
    with on_sqlite.open("r+b") as stream:
        stream.seek(page * size)
        stream.write(b"\xa5" * size)
    assert run(["verify"]) == 1


def test_a_file_that_is_no_database_is_told(on_sqlite, capsys):
    on_sqlite.write_bytes(b"no database at all, and long enough to be read as one" * 100)
    assert run(["verify"]) == 1
    assert "损坏" in capsys.readouterr().err


def test_a_file_cut_in_half_is_told(on_sqlite, capsys):
    content = on_sqlite.read_bytes()
    on_sqlite.write_bytes(content[: len(content) // 2])
    assert run(["verify"]) == 1
    assert "损坏" in capsys.readouterr().err


def test_the_copy_of_before_is_sound_again(on_sqlite, tmp_path):
    shutil.copy(on_sqlite, tmp_path / "copy")
    on_sqlite.write_bytes(b"\xa5" * 8192)
    shutil.copy(tmp_path / "copy", on_sqlite)
    assert found() == []


@pytest.mark.postgres
class TestPostgres:
    def test_a_sound_database_is_no_finding(self, on_postgres):
        assert found() == []

    def test_an_index_that_misses_a_row_is_found(self, on_postgres):
        flag = (
            "UPDATE pg_index SET indisready = {}"
            " WHERE indexrelid = 'changeevent_of_record'::regclass"
        )
        sql(flag.format("false"))
        connection.close()
        sql(
            "INSERT INTO ledger_changeevent (at, actor, reason, op, kind, uid, version, writing)"
            " VALUES (now(), 'x', '', 'delete', 'project', 'f', 1, '')"
        )
        sql(flag.format("true"))
        connection.close()
        texts = [fault.text for fault in changelog.verify() if fault.code == "VER-024"]
        assert ["changeevent_of_record" in text for text in texts] == [True]

    def test_what_others_write_meanwhile_is_no_damage(self, on_postgres, monkeypatch):
        through = postgres_integrity._through

        def after_another(*tree):
            with psycopg.connect(on_postgres, autocommit=True) as other:
                other.execute(
                    "INSERT INTO ledger_changeevent"
                    " (at, actor, reason, op, kind, uid, version, writing)"
                    " VALUES (now(), 'x', '', 'delete', 'project', 'f', 1, '')"
                )
            return through(*tree)

        monkeypatch.setattr(postgres_integrity, "_through", after_another)
        assert list(postgres_integrity.damages()) == []

    def test_an_index_that_is_switched_off_is_found(self, on_postgres):
        sql(
            "UPDATE pg_index SET indisvalid = false"
            " WHERE indexrelid = 'changeevent_of_record'::regclass"
        )
        assert found() == ["VER-024"]

    def test_a_constraint_that_was_never_checked_is_found(self, on_postgres):
        sql("ALTER TABLE ledger_project ADD CONSTRAINT later CHECK (version > 5) NOT VALID")
        assert found() == ["VER-024"]

    def test_references_that_are_not_looked_at_are_found(self, on_postgres):
        sql("ALTER TABLE ledger_project DISABLE TRIGGER ALL")
        assert "VER-024" in found()
