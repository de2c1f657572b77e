"""Snapshots and their manifests: which files make up a state of the ledger.

A manifest is a JSON document that states its own hash, so that a changed one is noticed; the hash
of a closed month's manifest is kept in the ledger besides.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chainchief.core import durable
from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.lake import store
from chainchief.lake.errors import AlteredFileError, LakeError

WORKING = "working"


@dataclass(frozen=True)
class TableFile:
    """One table: the hash of its Parquet file, the number of its rows, its columns' types."""

    sha256: str
    rows: int
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Snapshot:
    """The fact tables of the ledger at one moment.

    `id` is a frozen snapshot's label (`2023-11r1`) or `working`; `made_at` an instant in UTC;
    `position` the number of the last event of the change log that it holds.
    """

    id: str
    made_at: str
    position: int
    events: int
    shape: str
    tables: Mapping[str, TableFile]

    def path(self, name: str) -> Path:
        """The Parquet file of a table, after its content was compared with the manifest's hash."""
        if name not in self.tables:
            raise LakeError(
                _("Snapshot {} has no table {!r}; it has {}.").format(
                    self.id, name, listed(self.tables)
                )
            )
        return store.verified(self.tables[name].sha256, name, self.id)

    @property
    def is_working(self) -> bool:
        return self.id == WORKING

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    @property
    def content(self) -> dict[str, object]:
        """The content of the manifest, without its hash."""
        return {
            "id": self.id,
            "made_at": self.made_at,
            "position": self.position,
            "events": self.events,
            "shape": self.shape,
            "tables": {
                name: {"sha256": t.sha256, "rows": t.rows, "columns": dict(t.columns)}
                for name, t in sorted(self.tables.items())
            },
        }

    @property
    def manifest_hash(self) -> str:
        """SHA-256 of the manifest's content in canonical JSON (sorted keys, no spaces)."""
        return hash_of(self.content)


def hash_of(content: Mapping[str, object]) -> str:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def write(snapshot: Snapshot, path: Path) -> None:
    """Write a manifest whole or not at all."""
    document = {**snapshot.content, "manifest_sha256": snapshot.manifest_hash}
    durable.write(path, _lines(document).encode())


def _lines(document: Mapping[str, object], depth: int = 1) -> str:
    """JSON with a line for each fact and each table: what `indent` would give takes far longer."""
    tables = document.get("tables")
    values = {name: json.dumps(value, ensure_ascii=False) for name, value in document.items()}
    if isinstance(tables, dict):
        values["tables"] = _lines(tables, depth + 1)
    inner = ",\n".join(f'{" " * depth}"{name}": {value}' for name, value in values.items())
    return f"{{\n{inner}\n{' ' * (depth - 1)}}}" + ("\n" if depth == 1 else "")


def read(path: Path) -> Snapshot:
    """The snapshot that a manifest describes; `AlteredFileError` if it is not as it was written."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        stated = document.pop("manifest_sha256")
        snapshot = _parsed(document)
    except (ValueError, KeyError, TypeError, AttributeError) as cause:
        raise altered(path) from cause
    if hash_of(document) != stated or snapshot.content != document:
        raise altered(path)
    return snapshot


def altered(path: Path) -> AlteredFileError:
    return AlteredFileError(
        _(
            "The manifest {} was altered after it was written. Restore it from a backup and run "
            "`chainchief verify`."
        ).format(path.name)
    )


def _parsed(document: "dict[str, object]") -> Snapshot:
    tables = document["tables"]
    if not isinstance(tables, dict):
        raise TypeError(tables)
    return Snapshot(
        id=str(document["id"]),
        made_at=str(document["made_at"]),
        position=int(str(document["position"])),
        events=int(str(document["events"])),
        shape=str(document["shape"]),
        tables={
            name: TableFile(each["sha256"], each["rows"], each["columns"])
            for name, each in tables.items()
        },
    )
