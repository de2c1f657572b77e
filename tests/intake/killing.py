"""Killing an import at a random point, and what must be true of the ledger afterwards."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import psycopg
from tests.fixtures.ledgers import postgres_copy

SOURCE = Path(__file__).resolve().parents[2] / "src"
_PATIENCE_SECONDS = 60
_OTHERS = (
    " FROM pg_stat_activity WHERE datname = current_database()"
    " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)

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


class Fired(Protocol):
    """A ledger that is shot at: where programs find it, and what is known from outside."""

    home: Path
    url: str

    def opened(self) -> AbstractContextManager[Any]:
        """A connection as the next program would have it, once the killed one is gone."""

    def wait_for_writing(self, process: subprocess.Popen) -> None:
        """Until the process has begun to write, or is done."""


@dataclass(frozen=True)
class FiredSqlite:
    home: Path
    url: str = ""

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """Opening it recovers its log; then it must be whole."""
        connection = sqlite3.connect(self.home / "ledger.sqlite3")
        try:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            yield connection
        finally:
            connection.close()

    def wait_for_writing(self, process: subprocess.Popen) -> None:
        """Until the write-ahead log grows: the transaction has begun to reach the disk."""
        log = self.home / "ledger.sqlite3-wal"
        while process.poll() is None:
            if log.exists() and log.stat().st_size > 64 * 1024:
                return
            time.sleep(0.002)


@dataclass(frozen=True)
class FiredPostgres:
    home: Path
    url: str

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """The server ends what a killed client had sent a moment later than the client."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            until = time.monotonic() + _PATIENCE_SECONDS
            while connection.execute("SELECT count(*)" + _OTHERS).fetchone()[0]:
                assert time.monotonic() < until, "the killed client's session does not end"
                time.sleep(0.002)
            yield connection

    def wait_for_writing(self, process: subprocess.Popen) -> None:
        """Until a transaction has a number, which it gets with the first row it writes."""
        writing = "SELECT count(*)" + _OTHERS + " AND backend_xid IS NOT NULL"
        with psycopg.connect(self.url, autocommit=True) as connection:
            while process.poll() is None:
                if connection.execute(writing).fetchone()[0]:
                    return
                time.sleep(0.002)


@dataclass(frozen=True)
class Prepared:
    """A ledger at rest: its home folder, and of PostgreSQL its server and its address."""

    home: Path
    server: str = ""
    url: str = ""

    @property
    def itself(self) -> Fired:
        return FiredPostgres(self.home, self.url) if self.url else FiredSqlite(self.home)

    @contextmanager
    def copied(self, folder: Path) -> Iterator[Fired]:
        home = folder / "home-under-fire"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self.home, home)
        if not self.url:
            yield FiredSqlite(home)
            return
        with postgres_copy(self.server, self.url.rpartition("/")[2]) as url:
            yield FiredPostgres(home, url)


@dataclass
class Killing:
    """An import into copies of one prepared ledger, of which one is there at a time."""

    prepared: Prepared
    folder: Path
    command: list[str]
    random: random.Random
    copies: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> "Killing":
        return self

    def __exit__(self, *_fault: object) -> None:
        self.copies.close()

    def fresh(self) -> Fired:
        self.copies.close()
        return self.copies.enter_context(self.prepared.copied(self.folder))

    def start(self, ledger: Fired) -> subprocess.Popen:
        environment = {**os.environ, "CHAINCHIEF_HOME": str(ledger.home), "PYTHONPATH": str(SOURCE)}
        environment |= {"CHAINCHIEF_DATABASE": ledger.url} if ledger.url else {}
        return subprocess.Popen(
            [sys.executable, *self.command],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def run(self, ledger: Fired) -> tuple[int, float]:
        """Undisturbed: exit status and seconds."""
        started = time.monotonic()
        return self.start(ledger).wait(), time.monotonic() - started

    def kill_once(self, ledger: Fired, seconds: float, *, while_writing: bool) -> bool:
        """Kill at a random moment of the whole run, or of its writing; whether it was in time."""
        process = self.start(ledger)
        if while_writing:
            ledger.wait_for_writing(process)
            time.sleep(self.random.random() * 0.15)
        else:
            time.sleep(self.random.random() * seconds)
        in_time = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        return in_time


def state_of(ledger: Fired) -> State:
    """Open the ledger as the next program would, check it and read it."""
    with ledger.opened() as connection:
        rows = connection.execute(
            "SELECT code, uid, version, name, total_investment, origin FROM ledger_project"
        ).fetchall()
        seen = connection.execute(
            "SELECT uid, version FROM ledger_changeevent WHERE kind = 'project'"
        ).fetchall()
        batches = connection.execute("SELECT count(*) FROM ledger_importbatch").fetchone()[0]
    projects = {
        code: (version, name, money, origin) for code, _u, version, name, money, origin in rows
    }
    code_of = {uuid.UUID(str(uid)): code for code, uid, *_rest in rows}
    events: dict[tuple[str, int], int] = {}
    for uid, version in seen:
        key = (code_of[uuid.UUID(str(uid))], version)
        events[key] = events.get(key, 0) + 1
    return State(projects, batches, events)


def assert_log_equals_rows(state: State) -> None:
    """Every version of every row is in the log once, and the log holds nothing else."""
    wanted = {
        (code, version): 1
        for code, (last, *_rest) in state.projects.items()
        for version in range(1, last + 1)
    }
    assert state.events == wanted
