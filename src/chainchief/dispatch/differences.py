"""What changed between two snapshots, record by record, and why.

A record that the earlier snapshot did not hold arrived late; one that both hold with other values
was corrected; one that only the earlier holds was withdrawn, or a correction took it out (it was
declared a duplicate, say).
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from chainchief.core.i18n import _
from chainchief.lake.feeds.declared import FEEDS
from chainchief.lake.schema import CLOSURE
from chainchief.lake.snapshots.manifest import Snapshot
from chainchief.ledger.registers import all_registers, register_of

#: How many records a closing keeps in words; all of them can be found again from the snapshots.
KEPT = 500
#: Versions tell that something changed, not what.
_VERSIONS = {"row_version", "entity_version"}
_KEY = "_key"


class Cause(StrEnum):
    LATE_ARRIVAL = "late arrival"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True)
class Difference:
    """One row of one fact table that the two snapshots hold differently.

    `row_kind` is the kind of a record, or the table of a feed; a feed has many rows of one firm,
    and `key` says which of them this is (its month, say). `columns` maps each column that differs
    to (old, new), days as text; it is empty for a row that only one of them holds. `old_version`
    and `new_version` are 0 where there is no such row.
    """

    table: str
    row_kind: str
    row_uid: str
    entity_kind: str
    entity_uid: str
    entity_code: str
    entity_name: str
    division: str
    cause: Cause
    old_version: int
    new_version: int
    columns: Mapping[str, tuple[object, object]]
    key: str = ""


def kind_name(row_kind: str) -> str:
    """The name of a kind for people; rows of feeds are no records, and have no register."""
    feed = _FEEDS_BY_TABLE.get(row_kind)
    return _(feed.title) if feed else register_of(row_kind).name


_FEEDS_BY_TABLE = {feed.table: feed for feed in FEEDS.values()}


def between(earlier: Snapshot, later: Snapshot) -> list[Difference]:
    """All differences, table by table, in the order of the rows' uids."""
    differences: list[Difference] = []
    for name in sorted(set(earlier.tables) | set(later.tables)):
        if name != CLOSURE and _differ(earlier, later, name):
            differences.extend(_in_table(name, _read(earlier, name), _read(later, name)))
    return differences


def summary(differences: Iterable[Difference]) -> dict[str, object]:
    """The summary for a closing: counts per table and cause, `KEPT` in full, the rarest first."""
    every = list(differences)
    counts = Counter((each.table, each.cause.value) for each in every)
    # What is rare says most: a correction is not to be crowded out by next month's reports.
    every.sort(
        key=lambda each: (each.cause is Cause.LATE_ARRIVAL, counts[each.table, each.cause.value])
    )
    return {
        "counts": [
            {"table": table, "cause": cause, "rows": rows}
            for (table, cause), rows in sorted(counts.items())
        ],
        "records": [asdict(each) for each in every[:KEPT]],
        "omitted": max(0, len(every) - KEPT),
    }


def _differ(earlier: Snapshot, later: Snapshot, name: str) -> bool:
    hashes = [each.tables[name].sha256 for each in (earlier, later) if name in each.tables]
    return len(hashes) == 1 or hashes[0] != hashes[1]


def _read(snapshot: Snapshot, name: str) -> pa.Table | None:
    return pq.read_table(snapshot.path(name)) if name in snapshot.tables else None


def _in_table(name: str, old: pa.Table | None, new: pa.Table | None) -> Iterator[Difference]:
    if old is None or new is None:
        present = new if old is None else old
        old, new = (present.slice(0, 0) if each is None else each for each in (old, new))  # type: ignore[union-attr]
    old, new = (each.append_column(_KEY, _keys(each["row_uid"])) for each in (old, new))
    yield from _changed(name, old, new)
    before = set(old["row_uid"].to_pylist())
    for row in _only_in(new, old):
        cause = Cause.CORRECTION if row["row_uid"] in before else Cause.LATE_ARRIVAL
        yield _difference(name, row, cause, new=row["row_version"])
    removed = _only_in(old, new)
    gone = _withdrawn(removed)
    for row in removed:
        cause = Cause.WITHDRAWAL if {row["row_uid"], row["entity_uid"]} & gone else Cause.CORRECTION
        yield _difference(name, row, cause, old=row["row_version"])


def _keys(uids: pa.ChunkedArray) -> pa.Array:
    """A key for each row: its uid, and its place among the rows that one record was divided into.

    Rows of one record stand together, so the place is the distance from the first of them.
    """
    values = uids.to_numpy()
    starts = np.ones(len(values), dtype=bool)
    starts[1:] = values[1:] != values[:-1]
    at = np.arange(len(values))
    place = at - np.maximum.accumulate(np.where(starts, at, 0)) if len(values) else at
    return pc.binary_join_element_wise(uids, pa.array(place).cast(pa.string()), "/")


def _only_in(one: pa.Table, other: pa.Table) -> list[dict[str, object]]:
    there = pc.is_in(one[_KEY], value_set=other[_KEY])
    rows: list[dict[str, object]] = one.filter(pc.invert(there)).to_pylist()
    return rows


def _changed(name: str, old: pa.Table, new: pa.Table) -> Iterator[Difference]:
    """Rows that both hold, in which a column that both have differs."""
    old = old.filter(pc.is_in(old[_KEY], value_set=new[_KEY]))
    new = new.take(pc.index_in(old[_KEY], value_set=new[_KEY]))
    columns = [c for c in old.column_names if c in new.column_names and c not in _VERSIONS]
    unlike = {name: _unlike(old[name], new[name]) for name in columns}
    any_unlike = np.logical_or.reduce(list(unlike.values()))
    at = np.flatnonzero(any_unlike)
    before, after = old.take(at).to_pylist(), new.take(at).to_pylist()
    for index, was, now in zip(at, before, after, strict=True):
        changed = {c: (_plain(was[c]), _plain(now[c])) for c in columns if unlike[c][index]}
        versions = {"old": was["row_version"], "new": now["row_version"]}
        yield _difference(name, now, Cause.CORRECTION, **versions, columns=changed)


def _unlike(
    one: pa.ChunkedArray, other: pa.ChunkedArray
) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Where two columns differ; missing is like missing and unlike everything else."""
    both = pc.and_(pc.is_valid(one), pc.is_valid(other))
    same = pc.or_(
        pc.and_(both, pc.fill_null(pc.equal(one, other), False)),
        pc.and_(pc.is_null(one), pc.is_null(other)),
    )
    return pc.invert(same).to_numpy()  # type: ignore[no-any-return]


def _withdrawn(rows: list[dict[str, object]]) -> set[object]:
    """Uids, of these rows and of what they count, that the ledger now holds as withdrawn."""
    by_kind: dict[str, set[str]] = {}
    for row in rows:
        for of in ("row", "entity"):
            by_kind.setdefault(str(row[f"{of}_kind"]), set()).add(str(row[f"{of}_uid"]))
    gone: set[object] = set()
    # Rows of feeds are no records: what a withdrawn batch said is simply not there any more.
    for kind in by_kind.keys() & all_registers().keys():
        uids = by_kind[kind]
        records = register_of(kind).model._default_manager
        for part in _parts(sorted(uids)):
            withdrawn = records.filter(uid__in=part, withdrawn_on__isnull=False)
            gone |= {str(uid) for uid in withdrawn.values_list("uid", flat=True)}
    return gone


def _parts(uids: list[str], size: int = 900) -> Iterator[list[str]]:
    """SQLite binds a limited number of values in one statement."""
    for start in range(0, len(uids), size):
        yield uids[start : start + size]


def _difference(
    table: str,
    row: Mapping[str, object],
    cause: Cause,
    *,
    old: object = 0,
    new: object = 0,
    columns: Mapping[str, tuple[object, object]] | None = None,
) -> Difference:
    return Difference(
        table=table,
        row_kind=str(row["row_kind"]),
        row_uid=str(row["row_uid"]),
        entity_kind=str(row["entity_kind"]),
        entity_uid=str(row["entity_uid"]),
        entity_code=str(row["entity_code"]),
        entity_name=str(row["entity_name"]),
        division=str(row["division"]),
        cause=cause,
        old_version=int(str(old)),
        new_version=int(str(new)),
        columns=columns or {},
        key=_key_of(table, row),
    )


def _key_of(table: str, row: Mapping[str, object]) -> str:
    feed = _FEEDS_BY_TABLE.get(table)
    if feed is None:
        return ""
    parts = [row[name] for name in feed.key if name not in feed.entity]
    return " ".join(str(_plain(part)) for part in parts if part not in (None, ""))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
