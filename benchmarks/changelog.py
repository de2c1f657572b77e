"""What the change log costs: rows per second with and without triggers, on both databases.

    python -m benchmarks.changelog [--rows N] [--log-rows N]

Rows are monthly reports of projects, written in one transaction by `bulk_create` and by one UPDATE
per row (`executemany`), as `apply_change_set` does. PostgreSQL is a throwaway cluster without
fsync, so its numbers are those of the processor, not of a disk. Then: seconds to seal and to verify
a log of so many events. The best of three turns is told.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path

from benchmarks.clerk import clerk

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def ledger(url: str = "") -> Iterator[None]:
    """A fresh migrated ledger that the default connection points at."""
    from django.core.management import call_command
    from tests.fixtures.ledgers import _postgres, _sqlite, pointed_at

    with tempfile.TemporaryDirectory() as folder:
        os.environ["CHAINCHIEF_HOME"] = folder
        database = _postgres(url) if url else _sqlite(Path(folder))
        with pointed_at(database):
            call_command("migrate", verbosity=0)
            _ground()
            yield


def _ground() -> None:
    from chainchief.ledger.actions import apply_change_set
    from chainchief.ledger.changesets import ChangeSet, Creation

    city = Creation("division", "371400", {"name": "德州市", "level": "city"})
    project = Creation("project", "P1", {"name": "甲", "division": "371400"})
    made = ChangeSet(creations=(city, project))
    apply_change_set(made, viewer=clerk(), reason="ground")


def _change_set(rows: int, start: int = 0) -> object:
    import datetime as dt

    from chainchief.ledger.changesets import ChangeSet, Creation

    day = dt.date(2023, 11, 30)
    return ChangeSet(
        creations=tuple(
            Creation(
                "project_report",
                "",
                {
                    "project": "P1",
                    "month": "2023-11",
                    "revision": number,
                    "reported_on": day,
                    "invested": number * 10**6,
                    "funds_reported": number * 10**6,
                    "progress": "主体工程施工,设备陆续进场安装",
                },
            )
            for number in range(start, start + rows)
        )
    )


def _revisions() -> object:
    from chainchief.ledger.changesets import ChangeSet, Revision
    from chainchief.ledger.kinds.project.models import ProjectReport

    return ChangeSet(
        revisions=tuple(
            Revision("project_report", row.uid, row.version, {"invested": 1, "progress": "竣工"})
            for row in ProjectReport.objects.all()
        )
    )


def _bare(change_set: object) -> tuple[float, float]:
    """Seconds that the statements alone take, for new rows and for changed ones."""
    from django.db import transaction

    from chainchief.ledger.actions.writing import insert, update
    from chainchief.ledger.registers import register_of
    from chainchief.ledger.validation.drafts import drafts_of

    register = register_of("project_report")
    with transaction.atomic():
        new = drafts_of(change_set, clerk())  # type: ignore[arg-type]
        created = timed(lambda: insert(register, new, None))
    with transaction.atomic():
        changed = drafts_of(_revisions(), clerk())  # type: ignore[arg-type]
        revised = timed(lambda: update(register, changed, None, "x"))
    return created, revised


def _measure(rows: int, url: str) -> None:
    from chainchief.ledger.changelog.triggers import making

    name = "PostgreSQL" if url else "SQLite"
    plain, logged = (inf, inf), (inf, inf)
    for _turn in range(3):
        with _database(url) as address, ledger(address):
            _without_triggers(making)
            plain = _better(plain, _bare(_change_set(rows)))
        with _database(url) as address, ledger(address):
            logged = _better(logged, _bare(_change_set(rows)))
    for what, with_log, without in zip(("insert", "update"), logged, plain, strict=True):
        print(
            f"{name:<11} {what}: {rows / without:>9,.0f} rows/s without log,"
            f" {rows / with_log:>9,.0f} with; ratio {with_log / without:.2f}"
        )


def _better(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    return min(a[0], b[0]), min(a[1], b[1])


def _without_triggers(triggers: object) -> None:
    from django.db import connection

    from chainchief.ledger.changelog.triggers.tables import watched

    if connection.vendor == "sqlite":
        triggers.uninstall()  # type: ignore[attr-defined]
        return
    with connection.cursor() as cursor:
        for table in watched():
            cursor.execute(f"ALTER TABLE {table.name} DISABLE TRIGGER USER")


def _whole_log(rows: int, url: str) -> None:
    """Apply, seal and verify a long log."""
    from chainchief.ledger import changelog
    from chainchief.ledger.actions import apply_change_set

    name = "PostgreSQL" if url else "SQLite"
    with _database(url) as address, ledger(address):
        first = _change_set(20_000)
        apply_ = timed(lambda: apply_change_set(first, viewer=clerk(), reason="x"))  # type: ignore[arg-type]
        again = _revisions()
        revise = timed(lambda: apply_change_set(again, viewer=clerk(), reason="x"))  # type: ignore[arg-type]
        print(
            f"{name:<11} change set of 20,000: created in {apply_:.1f} s, revised in {revise:.1f} s"
        )
        for start in range(20_000, rows, 20_000):
            apply_change_set(_change_set(20_000, start), viewer=clerk(), reason="x")  # type: ignore[arg-type]
        sealing = timed(changelog.seal)
        found: list[object] = []
        verifying = timed(lambda: found.extend(changelog.verify()))
        print(
            f"{name:<11} {rows:,} rows, {changelog.position():,} events: sealed in {sealing:.1f} s,"
            f" verified in {verifying:.1f} s, {len(found)} findings"
        )


@contextmanager
def _database(url: str) -> Iterator[str]:
    if not url:
        yield ""
        return
    from uuid import uuid4

    from tests.fixtures.ledgers import _address_of, _order

    name = f"benchmark_{uuid4().hex}"
    _order(url, f'CREATE DATABASE "{name}"')
    yield _address_of(url, name)
    _order(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=20_000)
    arguments.add_argument("--log-rows", type=int, default=300_000)
    chosen = arguments.parse_args()
    import django

    django.setup()
    from tools.run.postgres import cluster

    with cluster() as server:
        for url in ("", server):
            _measure(chosen.rows, url)
            _whole_log(chosen.log_rows, url)


if __name__ == "__main__":
    main()
