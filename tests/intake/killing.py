"""Killing an import at a random point, and what must be true of the ledger afterwards."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"

#: The control: a naive importer, a transaction per row, that takes a retry for a new file.
NAIVE = """
import csv, sys
from chainchief.cli.session import open_ledger
open_ledger(migrate=False)
from chainchief.ledger.changelog import acting
from chainchief.ledger.kinds.project.models import Project
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig")):
    with acting("naive"):
        Project.objects.create(code=row["code"], name=row["name"], division_id=row["division"])
"""


@dataclass(frozen=True)
class State:
    """What a ledger holds: projects with their versions, batches, and events per version."""

    projects: dict[str, tuple]
    batches: int
    events: dict[tuple[str, int], int]


@dataclass
class Killing:
    """An import into copies of one prepared home folder."""

    prepared: Path
    folder: Path
    command: list[str]
    random: random.Random

    def fresh(self) -> Path:
        home = self.folder / "home-under-fire"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self.prepared, home)
        return home

    def start(self, home: Path) -> subprocess.Popen:
        environment = {**os.environ, "CHAINCHIEF_HOME": str(home), "PYTHONPATH": str(SOURCE)}
        return subprocess.Popen(
            [sys.executable, *self.command],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def run(self, home: Path) -> tuple[int, float]:
        """Undisturbed: exit status and seconds."""
        started = time.monotonic()
        return self.start(home).wait(), time.monotonic() - started

    def kill_once(self, home: Path, seconds: float, *, while_writing: bool) -> bool:
        """Kill at a random moment of the whole run, or of its writing; whether it was in time."""
        process = self.start(home)
        if while_writing:
            _wait_for_writing(home, process)
            time.sleep(self.random.random() * 0.15)
        else:
            time.sleep(self.random.random() * seconds)
        in_time = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        return in_time


def _wait_for_writing(home: Path, process: subprocess.Popen) -> None:
    """Until the write-ahead log grows: the transaction has begun to reach the disk."""
    log = home / "ledger.sqlite3-wal"
    while process.poll() is None:
        if log.exists() and log.stat().st_size > 64 * 1024:
            return
        time.sleep(0.002)


def state_of(home: Path) -> State:
    """Open the ledger as the next program would (which recovers its log), check it and read it."""
    connection = sqlite3.connect(home / "ledger.sqlite3")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = connection.execute(
            "SELECT code, uid, version, name, total_investment, origin FROM ledger_project"
        ).fetchall()
        projects = {
            code: (version, name, money, origin) for code, _u, version, name, money, origin in rows
        }
        code_of = {uid: code for code, uid, *_rest in rows}
        events: dict[tuple[str, int], int] = {}
        for uid, version in connection.execute(
            "SELECT uid, version FROM ledger_changeevent WHERE kind = 'project'"
        ):
            key = (code_of[uid.replace("-", "")], version)
            events[key] = events.get(key, 0) + 1
        batches = connection.execute("SELECT count(*) FROM ledger_importbatch").fetchone()[0]
    finally:
        connection.close()
    return State(projects, batches, events)


def assert_log_equals_rows(state: State) -> None:
    """Every version of every row is in the log once, and the log holds nothing else."""
    wanted = {
        (code, version): 1
        for code, (last, *_rest) in state.projects.items()
        for version in range(1, last + 1)
    }
    assert state.events == wanted
