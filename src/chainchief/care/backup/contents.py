"""What of a home folder is backed up, beside the ledger itself.

Never the keys: whoever had them and the backup could alter it. Not the open ledger's remembered
snapshots either: they are computed again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chainchief.care import faults
from chainchief.care.archive import names
from chainchief.core import durable
from chainchief.core.faults import Fault
from chainchief.core.home import home
from chainchief.lake import store
from chainchief.lake.errors import AlteredFileError
from chainchief.lake.snapshots import making, manifest


@dataclass(frozen=True)
class Source:
    """A file of the home folder under the name that it has in a backup."""

    name: str
    path: Path


def sources(position: int) -> "Iterator[Source | Fault]":
    """All files to back up, and faults for those that should be there and are not.

    Manifests are listed before what they name: a snapshot that is frozen meanwhile is left out,
    not taken by half. So is one that knows of events after `position`, where the copied ledger
    ends: it would say of the restored one that its log was cut.
    """
    yield from _snapshots(position)
    for folder in (names.FEEDS, names.EVIDENCE, names.ISSUED, names.PRESETS):
        yield from _below(folder)
    mark = home().path / names.DEMO_MARK
    if mark.is_file():
        yield Source(names.DEMO_MARK, mark)


def _snapshots(position: int) -> "Iterator[Source | Fault]":
    paths = [p for p in making.manifest_files() if p.parent.name == "manifests"]
    needed: set[str] = set()
    for path in paths:
        name = f"{names.MANIFESTS}/{path.name}"
        try:
            snapshot = manifest.read(path)
        except AlteredFileError:
            yield Source(name, path)
            yield Fault(faults.STORED_ALTERED, facts={"name": name})
            continue
        if snapshot.position <= position:
            yield Source(name, path)
            needed |= {table.sha256 for table in snapshot.tables.values()}
    for sha256 in sorted(needed):
        path = store.path_of(sha256)
        name = path.relative_to(home().path).as_posix()
        there = path.is_file()
        yield Source(name, path) if there else Fault(faults.STORED_MISSING, facts={"name": name})


def _below(folder: str) -> Iterator[Source]:
    root = home().path / folder
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.startswith(durable.DRAFT):
            yield Source(path.relative_to(home().path).as_posix(), path)
