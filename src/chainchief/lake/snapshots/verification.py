"""Are all snapshots still what they were when they were made?"""

from collections.abc import Iterator
from pathlib import Path

from chainchief.core.faults import Fault, Place, declare
from chainchief.lake import store
from chainchief.lake.errors import AlteredFileError
from chainchief.lake.feeds import batches
from chainchief.lake.snapshots import making, manifest
from chainchief.lake.snapshots.manifest import Snapshot

TABLE_ALTERED = declare(
    "LAK-001",
    why="the content of table {table} of snapshot {snapshot} is not what the manifest says",
    remedy="restore this file from a backup",
)
TABLE_MISSING = declare(
    "LAK-002",
    why="the file of table {table} of snapshot {snapshot} is missing",
    remedy="restore this file from a backup",
)
MANIFEST_ALTERED = declare(
    "LAK-003",
    why="the manifest of this snapshot was altered after it was written",
    remedy="restore it from a backup",
)


def verify() -> list[Fault]:
    """Read every manifest, file and feed again; a file shared by snapshots is told once."""
    faults: list[Fault] = []
    seen: set[str] = set()
    for path in making.manifest_files():
        try:
            snapshot = manifest.read(path)
        except AlteredFileError:
            faults.append(Fault(MANIFEST_ALTERED, Place(file=path.name)))
            continue
        if path.parent.name == "manifests" and snapshot.id != path.stem:
            faults.append(Fault(MANIFEST_ALTERED, Place(file=path.name)))
        faults.extend(_faults_of(snapshot, seen))
    return faults + batches.verify()


def _faults_of(snapshot: Snapshot, seen: set[str]) -> Iterator[Fault]:
    for name, table in snapshot.tables.items():
        if table.sha256 in seen:
            continue
        seen.add(table.sha256)
        path: Path = store.path_of(table.sha256)
        facts = {"table": name, "snapshot": snapshot.id}
        if not path.exists():
            yield Fault(TABLE_MISSING, Place(file=path.name), facts=facts)
        elif not store.is_intact(table.sha256, afresh=True):
            yield Fault(TABLE_ALTERED, Place(file=path.name), facts=facts)
