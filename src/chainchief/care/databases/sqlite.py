"""A ledger on SQLite: copied by SQLite's own backup, which writers neither disturb nor wait for."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connections

from chainchief.care import faults
from chainchief.care.archive.manifest import LedgerState
from chainchief.care.archive.names import LEDGER
from chainchief.care.archive.packing import Packer
from chainchief.care.databases import migrations
from chainchief.care.errors import CareError
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.ledger.changelog.seals.keys import SealHead

PART = f"{LEDGER}/ledger.sqlite3"


def pack(packer: Packer, scratch: Path) -> LedgerState:
    """Copy the ledger into `scratch`, check the copy, add it; its state is read from the copy."""
    copy = scratch / "ledger.sqlite3"
    with closing(_read_only(home().database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        damage = _damage(target)
        if damage:
            raise CareError(
                _("The ledger {} is damaged ({}); restore the last backup.").format(
                    home().database, damage
                )
            )
        state = _state(target)
    packer.add(PART, copy)
    return state


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)


def _damage(database: sqlite3.Connection) -> str:
    """What SQLite finds wrong with the file, "" for nothing."""
    try:
        (said,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as wrong:
        return f"{wrong}"
    return "" if said == "ok" else str(said)


def _state(database: sqlite3.Connection) -> LedgerState:
    tables = [
        name
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%'"
            " ESCAPE '~' ORDER BY name"
        )
    ]
    rows = {name: _one(database, f'SELECT count(*) FROM "{name}"') for name in tables}  # noqa: S608
    head = database.execute(
        "SELECT id, last_event, mac FROM ledger_seal ORDER BY id DESC LIMIT 1"
    ).fetchone()
    names = database.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
    return LedgerState.at(
        database="sqlite",
        migrations=tuple(name for (name,) in names),
        rows=rows,
        position=_one(database, "SELECT coalesce(max(id), 0) FROM ledger_changeevent"),
        head=SealHead(*head) if head else None,
    )


def _one(database: sqlite3.Connection, query: str) -> int:
    (number,) = database.execute(query).fetchone()
    return int(number)


@contextmanager
def loaded(_state: LedgerState, folder: Path, _name: str) -> Iterator[None]:
    """Put the copy where a home folder has its ledger, check it, bring it up to date."""
    target = folder / "ledger.sqlite3"
    (folder / PART).rename(target)
    (folder / LEDGER).rmdir()
    with closing(sqlite3.connect(target)) as database:
        damage = _damage(database)
    if damage:
        raise FaultsError([Fault(faults.LEDGER_DAMAGED, facts={"reason": damage})])
    migrations.to_latest()
    yield
    # The last to close it writes its log back: the folder moves as one file.
    connections.close_all()
