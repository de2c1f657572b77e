"""What a backup says of itself: when and from what it was made, and each of its parts."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from chainchief.care import faults
from chainchief.core.faults import Fault, FaultsError
from chainchief.ledger.changelog.anchors.codes import made_of
from chainchief.ledger.changelog.seals.keys import SealHead

#: A manifest is read whole: no backup has one that is larger.
LARGEST = 256 << 20


@dataclass(frozen=True)
class ArchivedFile:
    """A file of the backup: its size before it was packed, and its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class LedgerState:
    """The ledger as it was: database, migrations (`app.name`), rows by table, the log's state.

    `anchor` is the code of the last seal, as it is printed; "" before the first.
    """

    database: str
    migrations: tuple[str, ...]
    rows: Mapping[str, int]
    position: int
    head: SealHead | None
    anchor: str = ""

    @classmethod
    def at(cls, head: SealHead | None, **state: Any) -> "LedgerState":
        """With the anchor that belongs to the head."""
        made = cls(head=head, **state)
        return replace(made, anchor=made.code)

    @property
    def code(self) -> str:
        """The anchor, computed from the head: backups of earlier versions do not print it."""
        head = self.head
        return made_of(head.seal, head.last_event, head.mac).code if head else ""


@dataclass(frozen=True)
class Manifest:
    made_at: str
    program: str
    ledger: LedgerState
    parts: tuple[ArchivedFile, ...]

    @property
    def size(self) -> int:
        return sum(part.size for part in self.parts)

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode("utf-8")


def parsed(content: bytes) -> Manifest:
    """The manifest; `FaultsError` where it says anything else than a manifest does."""
    try:
        data = json.loads(content)
        return Manifest(
            **_only(Manifest, data, ledger=_ledger(data["ledger"]), parts=_parts(data["parts"]))
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as wrong:
        facts = {"reason": f"{type(wrong).__name__}: {wrong}"[:200]}
        raise FaultsError([Fault(faults.MANIFEST_UNREADABLE, facts=facts)]) from None


def _only(form: type, data: dict[str, Any], **made: Any) -> dict[str, Any]:
    """The values of `data` that `form` has, no more and no less; `made` replaces some of them."""
    names = {field.name for field in fields(form)}
    if set(data) != names:
        raise ValueError(f"{form.__name__}: {', '.join(sorted(set(data) ^ names))}")
    return {**data, **made}


def _ledger(data: dict[str, Any]) -> LedgerState:
    head = SealHead(**data["head"]) if data["head"] else None
    rows = {str(table): int(number) for table, number in data["rows"].items()}
    names = tuple(map(str, data["migrations"]))
    data = {"anchor": "", **data}  # backups of earlier versions have none
    return LedgerState(**_only(LedgerState, data, head=head, rows=rows, migrations=names))


def _parts(data: list[dict[str, Any]]) -> tuple[ArchivedFile, ...]:
    parts = tuple(ArchivedFile(**_only(ArchivedFile, each)) for each in data)
    for part in parts:
        if not (isinstance(part.name, str) and isinstance(part.sha256, str)):
            raise TypeError("Part")
        if type(part.size) is not int or part.size < 0:
            raise ValueError(f"{part.name}: {part.size!r}")
    return parts
