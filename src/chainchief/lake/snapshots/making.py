"""Making, keeping and opening snapshots of the ledger."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

import pyarrow as pa
from django.db import connection

from chainchief import __version__
from chainchief.core import durable
from chainchief.core.choices import alike, listed
from chainchief.core.errors import WrongUseError
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.lake import store
from chainchief.lake.errors import AlteredFileError, LakeError
from chainchief.lake.snapshots import manifest
from chainchief.lake.snapshots.isolation import Moment, moment, one_moment
from chainchief.lake.snapshots.manifest import WORKING, Snapshot, TableFile
from chainchief.lake.snapshots.reuse import unchanged
from chainchief.lake.tables.building import TableRecipe, all_parts, how_made

__all__ = ["Snapshot", "freeze", "frozen", "open_snapshot", "set_aside", "working"]

_LABEL = re.compile(r"[0-9a-z][0-9a-z-]{0,39}")


def freeze(label: str, base: Snapshot | None = None) -> Snapshot:
    """Keep all fact tables of the ledger as it is now under `label`, for good.

    `base` is an earlier snapshot of this ledger that is beyond doubt: its tables are taken over
    where the change log tells of nothing that could have changed them.
    Raises `LakeError` where the label is taken, `WrongUseError` where it cannot be one. A freeze
    that is interrupted leaves no manifest, and so no snapshot.
    """
    path = _path_of(label)
    with _alone():
        if path.exists():
            raise LakeError(
                _("There is a snapshot {} already; snapshots never change.").format(label)
            )
        snapshot = _taken(label, base)
        manifest.write(snapshot, path)
    return snapshot


def open_snapshot(id: str) -> Snapshot:
    """A frozen snapshot, or the working one for `working`."""
    if id == WORKING:
        return working()
    path = _path_of(id)
    if not path.exists():
        known = frozen()
        near = alike(id, known, most=1)
        hint = _(" Did you mean {}?").format(near[0]) if near else ""
        raise WrongUseError(
            _("There is no snapshot {!r}; there are: {}.").format(id, listed([*known, WORKING]))
            + hint
        )
    snapshot = manifest.read(path)
    if snapshot.id != id:
        raise manifest.altered(path)
    return snapshot


def frozen() -> list[str]:
    """The labels of all frozen snapshots, in order."""
    return sorted(path.stem for path in _manifests().glob("*.json"))


def working() -> Snapshot:
    """The open ledger. It is made anew only when the change log has moved on.

    Inside a transaction nothing is remembered: what is not committed yet may never be.
    """
    at = moment()
    if connection.in_atomic_block or at is None:
        return _taken(WORKING)
    remembered = _remembered(_remembered_at(f"{at}"))
    if remembered is not None:
        return remembered
    snapshot = _taken(WORKING)
    path = _remembered_at(f"{snapshot.position}-{snapshot.events}")
    manifest.write(snapshot, path)
    _forget_older(path)
    return snapshot


def set_aside(label: str) -> None:
    """Rename the manifest of a snapshot that nothing refers to, so that its label is free again."""
    path = _path_of(label)
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")
    path.rename(path.with_suffix(f".{stamp}.aside"))
    durable.sync_folder(path.parent)


def shape() -> str:
    """A hash of how tables are made today: what is declared, and the version of the program.

    Where it is another one, neither a remembered state nor a table of one is taken over.
    """
    return hashlib.sha256(json.dumps([__version__, how_made()]).encode()).hexdigest()[:16]


def _taken(id: str, base: Snapshot | None = None) -> Snapshot:
    # A thread packs and writes one table while the next is read.
    with one_moment() as at, ThreadPoolExecutor(1) as packer:
        parts = list(all_parts())
        same = {} if base is None or at is None else _unchanged(base, at, parts)
        made = {
            part.name: packer.submit(_kept, part.make()) for part in parts if part.name not in same
        }
        tables = {part.name: same.get(part.name) or made[part.name].result() for part in parts}
    made_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    position, events = (at.position, at.events) if at else (0, 0)
    return Snapshot(id, made_at, position, events, shape(), tables)


def _unchanged(base: Snapshot, at: Moment, parts: Sequence[TableRecipe]) -> Mapping[str, TableFile]:
    """Nothing is taken over inside a transaction: it may hold what the log will never tell."""
    if connection.in_atomic_block or base.shape != shape():
        return {}
    return unchanged(base, at, parts)


def _kept(table: pa.Table) -> TableFile:
    columns = {field.name: str(field.type) for field in table.schema}
    return TableFile(store.keep(store.encoded(table)), table.num_rows, columns)


def manifest_files() -> list[Path]:
    """The manifests of all frozen snapshots, then those remembered of the open ledger."""
    return [
        *sorted(_manifests().glob("*.json")),
        *sorted((home().lake / "working").glob("*.json")),
    ]


def _manifests() -> Path:
    return home().lake / "manifests"


def _path_of(label: str) -> Path:
    if not _LABEL.fullmatch(label) or label == WORKING:
        raise WrongUseError(
            _("{!r} cannot name a snapshot; write for example 2023-11r1.").format(label)
        )
    return _manifests() / f"{label}.json"


def _remembered_at(at: str) -> Path:
    return home().lake / "working" / f"{at}-{shape()}.json"


def _remembered(path: Path) -> Snapshot | None:
    """The state of the open ledger kept at `path`, None where it is gone or damaged."""
    try:
        snapshot = manifest.read(path)
    except (FileNotFoundError, AlteredFileError):
        return None
    whole = all(store.is_intact(table.sha256) for table in snapshot.tables.values())
    return snapshot if whole else None


def _forget_older(newest: Path) -> None:
    for path in newest.parent.glob("*.json"):
        if path != newest:
            path.unlink(missing_ok=True)


@contextmanager
def _alone() -> Iterator[None]:
    """Only one process freezes at a time."""
    _manifests().mkdir(parents=True, exist_ok=True)
    with (_manifests() / "lock").open("w") as stream:
        flock(stream, LOCK_EX)
        yield
