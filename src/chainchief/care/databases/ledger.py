"""The ledger in a backup: a copy of the SQLite file, or PostgreSQL's tables as COPY writes them.

Both are one moment of the ledger, taken while it is in use. A backup comes back on the kind of
database that it was made from: the log's seals are over the images as that database writes them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from chainchief.care import faults
from chainchief.care.archive.manifest import LedgerState
from chainchief.care.archive.packing import Packer
from chainchief.care.databases import migrations, postgres, sqlite
from chainchief.core.faults import Fault, FaultsError


def pack(packer: Packer, scratch: Path) -> LedgerState:
    """Add the ledger's parts; scratch files, if any, lie in the folder `scratch`."""
    if connection.vendor == "postgresql":
        return postgres.pack(packer)
    return sqlite.pack(packer, scratch)


@contextmanager
def loaded(state: LedgerState, folder: Path, name: str) -> Iterator[None]:
    """Load the ledger within: the restored home `folder` holds what was backed up, migrated.

    What goes wrong inside leaves a database as it was; `name` says which backup this is.
    """
    _check(state)
    room = postgres if connection.vendor == "postgresql" else sqlite
    with room.loaded(state, folder, name):
        yield


def finish_restoring() -> None:
    """The restored home stands in its place: its ledger is an ordinary one from now on."""
    if connection.vendor == "postgresql":
        postgres.finish_restoring()


def _check(state: LedgerState) -> None:
    if state.database != connection.vendor:
        facts = {"found": state.database, "known": connection.vendor}
        raise FaultsError([Fault(faults.OTHER_DATABASE, facts=facts)])
    unknown = migrations.unknown(state.migrations)
    if unknown:
        raise FaultsError([Fault(faults.OTHER_PROGRAM, facts={"name": unknown[0]})])
