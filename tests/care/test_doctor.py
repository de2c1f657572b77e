"""`chainchief doctor` says of each subject whether it is fine, and what to do where it is not."""

import datetime as dt
import errno
import json
import os
import shutil
import sqlite3
import zoneinfo
from collections import namedtuple
from types import SimpleNamespace

import pytest
from django.db import connection
from tests.fixtures.viewers import office
from tests.house.test_settings_are_documented import documented

from chainchief.briefing.errors import OfficeMissingError
from chainchief.care.backup.making import backup
from chainchief.care.doctor import State, examination, examine, house, machine, stored
from chainchief.cli.main import run
from chainchief.core import clock
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.ledger import changelog
from chainchief.ledger.kinds.chain.models import Chain


@pytest.fixture(autouse=True)
def in_english():
    with speaking(ENGLISH):
        yield


def one(examination_of):
    (finding,) = list(examination_of())
    return finding


def assert_problem(finding, *words):
    assert finding.state is State.PROBLEM, finding
    assert all(word in finding.said + finding.todo for word in words), finding
    assert finding.todo


def problems():
    return {f.subject for f in examine() if f.state is State.PROBLEM}


def test_a_whole_installation_has_no_problem(city, tmp_path):
    backup(tmp_path / "city.zip", viewer=office())
    assert problems() == set()


@pytest.mark.postgres
def test_nor_has_one_on_postgresql(postgres_ledger, tmp_path):
    changelog.seal()
    backup(tmp_path / "city.zip", viewer=office())
    assert problems() == set()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, ("the disk is full", "make room")),
        (errno.EROFS, ("reading only", "mount it for writing")),
    ],
)
def test_a_folder_that_cannot_be_written_says_why_and_what_helps(
    own_home, monkeypatch, number, words
):
    def refuse(dir):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(house.tempfile, "TemporaryFile", refuse)
    assert_problem(one(house.folder), *words)


def test_the_rules_of_wording_are_presets_too(own_home):
    (own_home / "presets").mkdir()
    (own_home / "presets" / "writing.yaml").write_text("near: 5\n", encoding="utf-8")
    found = list(stored.presets())
    assert all(finding.state is State.PROBLEM for finding in found)
    assert any("need “title”" in finding.said for finding in found)


def test_what_does_not_exist_is_told_and_not_made(own_home):
    own_home.rmdir()
    assert_problem(one(house.folder), "is not there", "CHAINCHIEF_HOME")
    assert list(house.space()) == []
    assert not own_home.exists()


def test_a_folder_that_cannot_be_written(own_home, monkeypatch):
    def refuse(**_where):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    assert_problem(one(house.folder), "Permission denied", "user that runs")
    assert list(own_home.iterdir()) == []


@pytest.mark.parametrize(
    ("free", "state"), [(10**8, State.PROBLEM), (10**9, State.NOTE), (10**10, State.FINE)]
)
def test_room_on_the_disk(monkeypatch, free, state):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(1, 1, free))
    assert one(house.space).state is state


def test_a_setting_that_means_nothing_has_a_near_one(own_home):
    (own_home / "chainchief.toml").write_text('databse = "x"\nactor = "a"\n')
    finding = one(house.settings)
    assert finding.state is State.NOTE
    assert "databse" in finding.said
    assert "did you mean database?" in finding.todo


def test_settings_that_are_no_toml(own_home):
    (own_home / "chainchief.toml").write_text("actor = \n")
    assert_problem(one(house.settings), "line 1")


def test_the_settings_known_here_are_those_documented():
    assert set(house.SETTINGS_KNOWN) == documented()


def test_keys_that_others_may_read(city):
    key = city.home / "keys" / "changelog.key"
    assert one(house.keys_are_ours_alone).state is State.FINE
    key.chmod(0o644)
    assert_problem(one(house.keys_are_ours_alone), f"chmod 600 {key}")
    (city.home / "keys").chmod(0o755)
    assert len(list(house.keys_are_ours_alone())) == 2


def test_a_clock_of_long_ago(monkeypatch):
    past = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)
    clock = SimpleNamespace(datetime=SimpleNamespace(now=lambda _zone: past), UTC=dt.UTC)
    monkeypatch.setattr(machine, "dt", clock)
    assert_problem(one(machine.clock), "2001-01-01 08:00", "NTP")


def test_a_machine_without_time_zones(monkeypatch):
    def unknown(name):
        raise zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(clock, "ZoneInfo", unknown)
    assert_problem(one(machine.clock), "tzdata")


@pytest.mark.parametrize(("version", "state"), [((3, 40, 1), State.NOTE), ((3, 51, 3), State.FINE)])
def test_an_old_sqlite_is_a_note(monkeypatch, version, state):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert one(machine.database_library).state is state


def test_no_libreoffice_is_a_note_that_says_what_to_install(monkeypatch):
    def missing():
        raise OfficeMissingError("install it")

    monkeypatch.setattr(machine.libreoffice, "office", missing)
    finding = one(machine.office)
    assert (finding.state, finding.todo) == (State.NOTE, "install it")


@pytest.mark.parametrize(
    ("faces", "said"),
    [
        (set(machine.libreoffice.STAND_INS), "all faces"),
        ({"Noto Serif CJK SC", "Noto Sans CJK SC"}, "others stand in"),
        (set(), "nothing stands in for 方正小标宋简体"),
    ],
)
def test_fonts(monkeypatch, faces, said):
    monkeypatch.setattr(machine.libreoffice, "installed_faces", lambda: faces)
    assert said in one(machine.faces).said


@pytest.mark.parametrize(
    ("told", "version"),
    [
        ('openjdk version "17.0.9" 2023-10-17', 17),
        ('java version "1.8.0_392"', 8),
        ("command failed", None),
    ],
)
def test_the_version_of_java(monkeypatch, tmp_path, told, version):
    program = tmp_path / "java"
    program.write_text(f"#!/bin/sh\necho '{told}' >&2\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert machine.java_version() == version
    assert (one(machine.java).state is State.FINE) == (version == 17)


def test_pages_that_are_not_built(monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "_PAGES", tmp_path / "none.json")
    assert_problem(one(machine.pages), "run.py")


def test_a_preset_with_a_fault_is_named(own_home):
    (own_home / "presets").mkdir()
    (own_home / "presets" / "disclosure.yaml").write_text("threshold: many\n")
    found = list(stored.presets())
    assert {finding.state for finding in found} == {State.PROBLEM}
    assert any("disclosure.yaml" in finding.said for finding in found)


def test_a_snapshot_without_one_of_its_files(city):
    for path in (city.home / "lake" / "objects").rglob("*.parquet"):
        path.unlink()
    found = list(stored.snapshots_readable())
    assert_problem(found[0], "2023-11r1", "backup")


def test_an_altered_manifest(city):
    (path,) = (city.home / "lake" / "manifests").glob("*.json")
    path.write_text(path.read_text().replace("rows", "rose", 1))
    assert_problem(one(stored.snapshots_readable), "backup")


def test_a_ledger_that_is_not_there(own_home, ledger):
    connection.close()
    (own_home / "ledger.sqlite3").unlink()
    assert_problem(one(examination.ledger.answers), "there is none")
    assert not (own_home / "ledger.sqlite3").exists()


def test_a_ledger_that_is_damaged(own_home, ledger):
    connection.close()
    (own_home / "ledger.sqlite3").write_bytes(b"no database" * 1000)
    assert_problem(one(examination.ledger.answers), "restore ledger.sqlite3 from a backup")


def test_tables_that_are_behind(ledger):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'briefing'")
    assert_problem(one(examination.ledger.answers), "up to briefing.", "back it up")
    assert problems() >= {"ledger"}
    assert "triggers" not in {finding.subject for finding in examine()}


@pytest.mark.postgres
def test_a_database_that_does_not_answer(postgres_ledger, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    assert_problem(one(examination.ledger.answers), "setting “database”")


def test_a_trigger_that_was_dropped(ledger):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER log_ledger_chain_insert")
    assert_problem(one(examination.ledger.triggers_stand), "log_ledger_chain_insert")


def test_events_that_are_not_sealed_and_a_lost_key(city):
    assert one(examination.ledger.seals).state is State.FINE
    with changelog.acting("王敏", "now"):
        Chain.objects.create(code="NEW", name="低空经济")
    assert "1 event is" in one(examination.ledger.seals).said
    (city.home / "keys" / "changelog.key").unlink()
    assert_problem(one(examination.ledger.seals), "changelog.key")


def test_an_event_of_the_future(ledger):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_changeevent (at, actor, reason, op, kind, uid, version)"
            " VALUES ('2999-01-01 00:00:00', 'a', '', 'insert', 'chain', 'x', 1)"
        )
    assert_problem(one(examination.ledger.clock_of_the_log), "2999-01-01", "clock")


def test_backups_none_fresh_behind_and_old(city, tmp_path):
    assert_problem(one(stored.backups), "none was ever made", "every day")
    backup(tmp_path / "city.zip", viewer=office())
    assert one(stored.backups).state is State.FINE
    with changelog.acting("王敏", "now"):
        Chain.objects.create(code="NEW", name="低空经济")
    assert one(stored.backups).state is State.NOTE
    said = json.loads(stored.last_backup_file().read_text())
    said["at"] = "2023-12-01T00:00:00+00:00"
    stored.last_backup_file().write_text(json.dumps(said))
    assert_problem(one(stored.backups), "events since: 1", "2023-12-01")


def test_a_note_of_the_last_backup_that_is_torn(city):
    stored.last_backup_file().write_text("{")
    assert_problem(one(stored.backups), "cannot be read")


def test_an_examination_that_fails_is_a_finding(monkeypatch):
    def broken():
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(examination, "AROUND", (broken,))
    monkeypatch.setattr(examination, "WITHIN", ())
    assert_problem(next(iter(examine())), "RuntimeError: unforeseen")


def test_the_command_ends_with_1_where_there_is_a_problem(city, tmp_path, capsys):
    assert run(["doctor"]) == 1
    assert "PROBLEM  backups: none was ever made\n       → run" in capsys.readouterr().out
    backup(tmp_path / "city.zip", viewer=office())
    assert run(["doctor", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {each["state"] for each in told} <= {"fine", "note"}
    assert set(told[0]) == {"subject", "state", "said", "todo"}
