"""Whoever kills a restoration finds nothing half done; the next one begins anew and completes."""

import signal
import subprocess
import sys

import pytest
from tests.care.conftest import Installation, environment, restored

from chainchief.care import verification
from chainchief.care.errors import CareError
from chainchief.care.restore import staging
from chainchief.care.restore.place import ledger_at
from chainchief.core.faults import FaultsError

#: Where it is killed → what is replaced by a kill.
STAGES = {
    "half unpacked": "chainchief.care.archive.unpacking.Backup._write",
    "while verifying": "chainchief.care.verification.findings",
    "all but renamed": "pathlib.Path.rename",
}
KILLED = """
import importlib, os, sys
from chainchief.cli.session import set_up
set_up()
from chainchief.care import verification
from chainchief.care.archive import unpacking
from chainchief.care.restore import restoring
from chainchief.core import durable
what, *arguments = sys.argv[1:]
calls = []
def killed(*given):
    if what == "chainchief.care.archive.unpacking.Backup._write" and len(calls) < 3:
        return calls.append(real(*given))
    if what == "pathlib.Path.rename" and ".restoring" != given[0].name[-10:]:
        return real(*given)
    os.kill(os.getpid(), 9)
module, _dot, name = what.rpartition(".")
owner = sys.modules.get(module)
if owner is None:
    outer, _dot, inner = module.rpartition(".")
    owner = getattr(importlib.import_module(outer), inner)
real = getattr(owner, name)
setattr(owner, name, killed)
from chainchief.cli.main import run
run(arguments)
"""


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_half_done_and_the_next_one_completes(stage, city, target, archive):
    kill_and_complete(stage, city, target, archive)


@pytest.mark.parametrize(
    "city", [pytest.param("postgres_ledger", marks=pytest.mark.postgres)], indirect=True
)
def test_a_database_that_was_filled_already_is_taken_once(city, target, archive, tmp_path):
    kill_and_complete("all but renamed", city, target, archive)
    with pytest.raises(FaultsError, match="BAK-023"):
        restored(archive, Installation(tmp_path / "second", target.database))


def kill_and_complete(stage, city, target, archive):
    command = [sys.executable, "-c", KILLED, STAGES[stage], "restore", archive, "--to", target.home]
    command += ["--database", target.database, "--keys", city.home / "keys"]
    done = subprocess.run(
        list(map(str, command)), env=environment(city), capture_output=True, timeout=120
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert not target.home.exists()
    assert restored(archive, target).findings == ()
    assert [p.name for p in target.home.parent.glob(".restored*")] == []
    with ledger_at(target.home, target.database):
        assert verification.findings() == []


def test_two_at_once_are_refused(city, target, archive):
    with staging.staging_place(target.home), pytest.raises(CareError, match="另一个恢复"):
        restored(archive, target)
