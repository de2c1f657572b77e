"""What was backed up comes back: every row, every file, every figure, and it verifies."""

import json
import sqlite3
import stat

import pytest
from django.db import connection
from tests.care.conftest import ON_BOTH, Installation, listing, restored
from tests.fixtures.viewers import office

from chainchief.care import verification
from chainchief.care.backup import making
from chainchief.care.backup.making import backup
from chainchief.care.restore.place import ledger_at
from chainchief.cli.main import run
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.ledger import changelog
from chainchief.ledger.changelog.seals import keys
from chainchief.ledger.kinds.chain.models import Chain


def rows(at: Installation):
    """Every row of every table as the database holds it, and its triggers."""
    if not at.database:
        with sqlite3.connect(at.home / "ledger.sqlite3") as database:
            return sorted(database.iterdump())
    import psycopg

    with psycopg.connect(at.database) as database:
        return {name: copied(database, name) for name in postgres_tables(database)}


def postgres_tables(database):
    query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    return [name for (name,) in database.execute(query)]


def copied(database, table):
    with database.cursor().copy(f'COPY "{table}" TO STDOUT') as out:
        return sorted(b"".join(out).splitlines())


def figures(at, capsys):
    with ledger_at(at.home, at.database):
        capsys.readouterr()
        assert run(["figures", "2023-11", "--json"]) == 0
        return json.loads(capsys.readouterr().out)


@pytest.fixture
def someone_writes(monkeypatch):
    """A chain is added after the ledger was copied, while its files still are."""
    real = making.contents.sources

    def meanwhile(position):
        add_chain("LATE")
        yield from real(position)

    monkeypatch.setattr(making.contents, "sources", meanwhile)


def add_chain(code):
    with changelog.acting("另一人", "meanwhile"):
        Chain.objects.create(code=code, name="低空经济")


@ON_BOTH
def test_rows_and_figures_are_one_moment_and_verify_is_green(
    city, target, tmp_path, capsys, someone_writes
):
    changelog.seal()
    before = rows(city), figures(city, capsys)
    done = restored(backup(tmp_path / "city.zip", viewer=office()).file, target)
    assert Chain.objects.filter(code="LATE").exists()
    assert done.findings == ()
    assert (rows(target), figures(target, capsys)) == before
    with ledger_at(target.home, target.database):
        assert verification.findings() == []
        add_chain("NEW")
        changelog.seal()
        assert changelog.verify() == []


def test_all_files_are_there_but_the_secrets_of_the_place(city, target, archive):
    before = listing(city.home)
    restored(archive, target)
    after = listing(target.home)
    gone = {name for name in before if name not in after}
    ours = {"anchors.txt", "last-backup.json", "keys/changelog.lock", "lake/manifests/lock"}
    assert {name for name in gone if not name.startswith("lake/")} <= ours
    same = {name for name in after if after[name] == before.get(name)}
    assert set(after) - same == {"chainchief.toml"}
    assert b"never-to-be-copied" not in after["chainchief.toml"]
    assert any(name.startswith("issued/") for name in same)
    assert any(name.startswith("evidence/") for name in same)
    assert {"presets/disclosure.yaml", "keys/changelog.key", "keys/changelog.head"} <= same


def test_only_the_owner_may_read_a_backup_and_what_comes_of_it(target, archive):
    restored(archive, target)
    for path in [archive, target.home, *(p for p in target.home.rglob("*") if p.is_file())]:
        if not path.name.endswith(("-wal", "-shm")):
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_the_keys_are_in_no_backup(city, archive):
    import zipfile

    with zipfile.ZipFile(archive) as container:
        content = b"".join(container.read(name) for name in container.namelist())
        assert not [name for name in container.namelist() if "key" in name]
    assert keys.key_file().read_bytes().strip() not in content
    assert keys.read_key() not in content
    assert b"never-to-be-copied" not in content


def test_events_after_the_backup_are_told_of(city, target, archive):
    add_chain("LATE")
    changelog.seal()
    assert restored(archive, target).later == 1


def test_a_file_that_was_altered_before_is_backed_up_and_told_of(city, tmp_path):
    (paper,) = [p for p in (city.home / "evidence").rglob("*") if p.is_file()]
    paper.write_text("改过", encoding="utf-8")
    (fault,) = backup(tmp_path / "city.zip", viewer=office()).faults
    assert fault.code == "BAK-030"
    assert paper.name in fault.text


def test_what_does_not_verify_is_restored_only_when_asked(city, target, tmp_path):
    (paper,) = [p for p in (city.home / "evidence").rglob("*") if p.is_file()]
    paper.write_text("改过", encoding="utf-8")
    archive = backup(tmp_path / "city.zip", viewer=office()).file
    with pytest.raises(FaultsError) as refusal:
        restored(archive, target)
    assert [fault.code for fault in refusal.value.faults] == ["VER-041"]
    assert not target.home.exists()
    done = restored(archive, target, despite_findings=True)
    assert [fault.code for fault in done.findings] == ["VER-041"]
    assert target.home.exists()


def test_a_ledger_altered_behind_the_program_is_found_after_restoring(city, target, tmp_path):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_chain SET name = 'X', version = version + 1")
    archive = backup(tmp_path / "city.zip", viewer=office()).file
    with pytest.raises(FaultsError) as refusal:
        restored(archive, target)
    assert "VER-001" in {fault.code for fault in refusal.value.faults}
    assert not target.home.exists()


def test_a_backup_replaces_no_file(archive):
    before = archive.read_bytes()
    with pytest.raises(WrongUseError, match="已存在"):
        backup(archive, viewer=office())
    assert archive.read_bytes() == before
