"""Frozen snapshots never change; the open ledger is read as of one moment."""

import json
import os
import signal
import subprocess
import sys
import textwrap

import pytest

from chainchief.core.errors import WrongUseError
from chainchief.lake import store
from chainchief.lake.errors import AlteredFileError, LakeError
from chainchief.lake.snapshots import making


def hashes(snapshot):
    return {name: table.sha256 for name, table in snapshot.tables.items()}


def test_the_same_ledger_gives_the_same_hashes(write):
    write.project("P1")
    first, second = making.freeze("2023-11r1"), making.freeze("2023-11r2")
    assert hashes(first) == hashes(second)
    assert first.manifest_hash != second.manifest_hash


def test_only_tables_that_changed_get_new_files(write):
    write.project("P1")
    first = hashes(making.freeze("a"))
    write.listing("P1", "L")
    second = hashes(making.freeze("b"))
    assert [name for name in first if first[name] != second[name]] == ["project_listing"]
    files = {path.stem for path in store.objects().glob("*/*.parquet")}
    assert files == set(first.values()) | set(second.values())


def test_a_frozen_snapshot_is_opened_as_it_was_made(write):
    write.project("P1")
    made = making.freeze("2023-11r1")
    write.project("P2")
    opened = making.open_snapshot("2023-11r1")
    assert opened == made
    assert opened.tables["project"].rows == 1
    assert making.working().tables["project"].rows == 2
    assert opened.tables["project"].columns["total_investment"] == "int64"


def test_a_label_is_used_once(written):
    making.freeze("2023-11r1")
    with pytest.raises(LakeError, match="2023-11r1"):
        making.freeze("2023-11r1")


@pytest.mark.parametrize("label", ["", "../x", "working", "2023-11R1", "a" * 41])
def test_a_label_is_a_short_plain_name(written, label):
    with pytest.raises(WrongUseError, match="2023-11r1"):
        making.freeze(label)


def test_an_unknown_snapshot_is_named_with_those_there_are(written):
    making.freeze("2023-11r1")
    with pytest.raises(WrongUseError, match=r"2023-11r7.*2023-11r1、working"):
        making.open_snapshot("2023-11r7")


def test_a_label_set_aside_is_free_again(written):
    making.freeze("2023-11r1")
    making.set_aside("2023-11r1")
    assert making.frozen() == []
    making.freeze("2023-11r1")


def test_a_manifest_states_its_own_hash(written, own_home):
    made = making.freeze("2023-11r1")
    document = json.loads((own_home / "lake/manifests/2023-11r1.json").read_text())
    assert document["manifest_sha256"] == made.manifest_hash
    assert document["made_at"].endswith("+00:00")


def test_a_changed_manifest_is_refused(written, own_home):
    making.freeze("2023-11r1")
    path = own_home / "lake/manifests/2023-11r1.json"
    path.write_text(path.read_text().replace('"position": ', '"position": 1'))
    with pytest.raises(AlteredFileError, match=r"2023-11r1\.json"):
        making.open_snapshot("2023-11r1")


def test_a_manifest_under_another_name_is_refused(written, own_home):
    making.freeze("2023-11r1")
    folder = own_home / "lake/manifests"
    (folder / "2023-11r1.json").rename(folder / "2023-10r1.json")
    with pytest.raises(AlteredFileError, match=r"2023-10r1\.json"):
        making.open_snapshot("2023-10r1")


def test_the_working_snapshot_inside_a_transaction_is_not_remembered(written):
    from django.db import transaction

    with transaction.atomic():
        written.project("P1")
        assert making.working().tables["project"].rows == 1
        transaction.set_rollback(True)
    assert making.working().tables["project"].rows == 0


KILLED = """
    import os, signal, django
    django.setup()
    from chainchief.lake import store
    from chainchief.lake.snapshots import making, manifest
    step, count = {step!r}, [0]

    def killing(function):
        def wrapped(*args, **kwargs):
            count[0] += 1
            if count[0] == {after}:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*args, **kwargs)
        return wrapped

    module = manifest if step == "write" else os if step == "fsync" else store
    setattr(module, step, killing(getattr(module, step)))
    making.freeze("2023-11r1")
"""


@pytest.mark.parametrize(("step", "after"), [("keep", 3), ("fsync", 1), ("fsync", 9), ("write", 1)])
def test_a_kill_during_freezing_leaves_no_half_snapshot(written, own_home, step, after):
    written.project("P1")
    program = textwrap.dedent(KILLED).format(step=step, after=after)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "chainchief.settings"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, cwd=os.getcwd())
    assert done.returncode == -signal.SIGKILL
    assert making.frozen() == []
    whole = making.freeze("2023-11r1")
    assert all(store.is_intact(t.sha256, afresh=True) for t in whole.tables.values())
