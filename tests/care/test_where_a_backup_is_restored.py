"""Only into a new or an empty place, with the right key, on the right kind of database."""

import shutil
import subprocess
import sys

import pytest
from tests.care import forging
from tests.care.conftest import Installation, environment, restored
from tests.fixtures.viewers import office

from chainchief.care import verification
from chainchief.care.archive.manifest import LedgerState
from chainchief.care.backup.making import backup
from chainchief.care.databases import migrations
from chainchief.care.errors import CareError
from chainchief.care.restore.place import ledger_at
from chainchief.care.restore.restoring import key_for, restore
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.core.home import home, setting


@pytest.fixture
def copy(city, tmp_path):
    return backup(tmp_path / "city.zip", viewer=office()).file


def code_of(call):
    with pytest.raises(FaultsError) as refusal:
        call()
    (fault,) = refusal.value.faults
    return fault.code


def test_an_empty_folder_is_filled(copy, tmp_path):
    (tmp_path / "empty").mkdir()
    restored(copy, Installation(tmp_path / "empty", ""))
    assert (tmp_path / "empty" / "ledger.sqlite3").exists()


@pytest.mark.parametrize("what", ["a folder with a file", "a file", "a link", "no parent"])
def test_whatever_is_there_already_is_left_alone(copy, tmp_path, what):
    target = tmp_path / "there"
    if what == "a folder with a file":
        target.mkdir()
        (target / "mine").write_text("x")
    elif what == "a file":
        target.write_text("x")
    elif what == "a link":
        target.symlink_to(tmp_path)
    else:
        target = tmp_path / "nowhere" / "there"
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(WrongUseError):
        restored(copy, Installation(target, ""))
    assert sorted(tmp_path.rglob("*")) == before


def test_without_a_key_it_says_which_is_needed(copy, tmp_path):
    with pytest.raises(CareError, match="--keys"):
        key_for(tmp_path / "nowhere")


def test_a_file_that_is_no_key_is_none(tmp_path):
    (tmp_path / "changelog.key").write_text("00ff\n")
    with pytest.raises(CareError, match="没有密钥"):
        key_for(tmp_path)


def test_the_key_of_another_ledger_opens_nothing(copy, tmp_path):
    (tmp_path / "changelog.key").write_text("ab" * 32 + "\n")
    key = key_for(tmp_path / "changelog.key")
    assert code_of(lambda: restore(copy, tmp_path / "r", key=key)) == "BAK-006"


def test_a_copy_of_the_key_alone_is_enough(city, copy, tmp_path):
    kept = tmp_path / "safe.key"
    kept.write_bytes((city.home / "keys" / "changelog.key").read_bytes())
    done = restore(copy, tmp_path / "r", key=key_for(kept))
    assert (done.findings, done.later) == ((), 0)


def test_on_a_new_machine_the_home_folder_holds_the_keys_alone(city, copy, tmp_path):
    fresh = tmp_path / "fresh"
    shutil.copytree(city.home / "keys", fresh / "keys")
    command = [sys.executable, "-m", "chainchief", "restore", copy]
    done = subprocess.run(
        command, env=environment(Installation(fresh, "")), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    with ledger_at(fresh, ""):
        assert verification.findings() == []
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_keys_with_anything_beside_them_are_left_alone(city, copy, tmp_path):
    fresh = tmp_path / "fresh"
    shutil.copytree(city.home / "keys", fresh / "keys")
    (fresh / "ledger.sqlite3").touch()
    with pytest.raises(WrongUseError):
        restored(copy, Installation(fresh, ""))
    assert (fresh / "ledger.sqlite3").stat().st_size == 0


def test_a_ledger_of_sqlite_does_not_go_to_postgresql(copy, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "chainchief.care.databases.ledger.connection", forging.of_vendor("postgresql")
    )
    assert code_of(lambda: restored(copy, Installation(tmp_path / "r", ""))) == "BAK-022"
    assert not (tmp_path / "r").exists()


@pytest.mark.postgres
def test_a_database_that_holds_tables_is_left_alone(postgres_ledger, tmp_path):
    archive = backup(tmp_path / "city.zip", viewer=office()).file
    target = Installation(tmp_path / "r", postgres_ledger.url)
    assert code_of(lambda: restored(archive, target)) == "BAK-023"
    assert not target.home.exists()


def test_a_ledger_of_a_later_program_is_refused(city, tmp_path, monkeypatch):
    state = LedgerState("sqlite", ("ledger.0999_of_the_future",), {}, 0, None)
    monkeypatch.setattr(forging, "STATE", state)
    file = tmp_path / "city.zip"
    file.write_bytes(forging.sound())
    assert code_of(lambda: restore(file, tmp_path / "r", key=forging.KEY)) == "BAK-021"


def test_a_damaged_database_in_a_sound_backup_is_refused(city, tmp_path):
    file = tmp_path / "city.zip"
    file.write_bytes(forging.sound())
    assert code_of(lambda: restore(file, tmp_path / "r", key=forging.KEY)) == "BAK-020"
    assert not (tmp_path / "r").exists()


def test_no_room_is_told_before_anything_is_unpacked(copy, tmp_path, monkeypatch):
    from collections import namedtuple

    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage(10, 9, 1))
    assert code_of(lambda: restored(copy, Installation(tmp_path / "r", ""))) == "BAK-024"
    assert not (tmp_path / "r").exists()


def test_unknown_migrations_are_named():
    assert migrations.unknown(["ledger.0001_initial", "ledger.0999_x"]) == ["ledger.0999_x"]


def test_elsewhere_and_back(city, tmp_path):
    before = home().path
    with ledger_at(tmp_path / "other", "postgresql://nobody@127.0.0.1:1/none"):
        assert home().path == tmp_path / "other"
        assert setting("database").startswith("postgresql")
    assert home().path == before
    assert setting("database") == ""


def test_the_key_of_devices_comes_along_from_beside_the_key_of_the_log(city, copy, tmp_path):
    keys = tmp_path / "safe"
    shutil.copytree(city.home / "keys", keys)
    (keys / "second-factor.key").write_text("ab" * 32 + "\n", encoding="ascii")
    target = tmp_path / "restored"
    restore(copy, target, key=key_for(keys / "changelog.key"))
    kept = target / "keys" / "second-factor.key"
    assert kept.read_text(encoding="ascii") == "ab" * 32 + "\n"
    assert kept.stat().st_mode & 0o777 == 0o600
