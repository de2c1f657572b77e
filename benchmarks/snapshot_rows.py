"""A snapshot of so many fact rows over every table that the catalogue reads, from a seed.

The mix is fixed: of 1,000 rows 330 are monthly reports of projects, 280 monthly data of firms, 80
stages of projects, 50 firms, 40 awards and so on (`MIX`). Values that conditions name occur, beside
others; one project in ten has no chain; every unit has its share.
"""

import datetime as dt
import zlib
from collections import defaultdict
from typing import Any

import numpy as np
import pyarrow as pa

CITY = "371400"
COUNTIES = [f"3714{number:02d}" for number in range(2, 14)]
CHAINS = [f"CHAIN-{number:02d}" for number in range(1, 13)]
#: Rows of each table among 1,000; what the catalogue reads besides shares the rest evenly.
MIX = {
    "project_report": 330,
    "firm_month": 280,
    "project_stage": 80,
    "enterprise": 50,
    "award": 40,
    "project": 24,
    "project_investment": 24,
    "project_listing": 24,
    "difficulty": 24,
    "visit": 20,
    "visit_purpose": 24,
    "visited_organisation": 16,
    "visited_enterprise": 12,
}
_FIRST = np.datetime64("2022-01-01")
_MONTHS = np.array([f"{year}-{month:02d}" for year in (2022, 2023) for month in range(1, 13)])


def written(rows: int) -> Any:
    """The snapshot, in the lake of the home folder; the same for the same number."""
    from chainchief.lake import store
    from chainchief.lake.snapshots.manifest import Snapshot, TableFile

    files = {}
    for name, table in tables(rows).items():
        files[name] = TableFile(store.keep(store.encoded(table)), table.num_rows, {})
    return Snapshot("bench", "", 0, 0, "", files)


def tables(rows: int) -> dict[str, pa.Table]:
    from chainchief.indicators.catalogue.loading import shipped
    from chainchief.indicators.catalogue.sources import source_of

    catalogue = shipped()
    names = {indicator.source for indicator in catalogue if indicator.is_summed} - {"chain"}
    lengths = _lengths(rows, sorted({*names, "project", "enterprise"}))
    draw = np.random.default_rng(7)
    pools = _Pools(draw, lengths)
    wanted = _named_values(catalogue)
    found = places()
    for name, length in lengths.items():
        source = source_of(name)
        found[name] = _filled(source, pools, wanted[name], length, draw)
    return found


def _lengths(rows: int, names: list[str]) -> dict[str, int]:
    others = [name for name in names if name not in MIX]
    rest = (1000 - sum(MIX.values())) / len(others)
    return {name: max(int(rows * MIX.get(name, rest) / 1000), 1) for name in names}


def _named_values(catalogue: Any) -> dict[str, dict[str, set[Any]]]:
    """What conditions ask of the columns of each table."""
    named: dict[str, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for indicator in catalogue:
        for condition in indicator.where:
            if condition.operator.value == "in":
                named[indicator.source][condition.column] |= set(condition.values)
    return named


class _Pools:
    """Entities of each kind with their unit and chain, drawn once."""

    def __init__(self, draw: np.random.Generator, lengths: dict[str, int]) -> None:
        self.draw, self.lengths = draw, lengths
        self.kinds: dict[str, dict[str, np.ndarray]] = {}

    def of(self, kind: str, rows: int) -> dict[str, np.ndarray]:
        if kind not in self.kinds:
            self.kinds[kind] = self._drawn(kind, self.lengths.get(kind, max(rows // 3, 1)))
        return self.kinds[kind]

    def _drawn(self, kind: str, count: int) -> dict[str, np.ndarray]:
        draw, numbers = self.draw, np.arange(count)
        chains = np.where(draw.random(count) < 0.1, "", draw.choice(CHAINS, count))
        # Uids are in no order, as real ones are.
        mixed, of_kind = draw.permutation(count), zlib.crc32(kind.encode())
        return {
            "entity_uid": np.array([f"{of_kind:08x}{n:024x}" for n in mixed * 7919]),
            "entity_code": np.array([f"{kind[:4].upper()}-{n:07d}" for n in numbers]),
            "division": draw.choice(COUNTIES, count),
            "chain": chains,
        }


def _filled(source: Any, pools: _Pools, named: Any, rows: int, draw: Any) -> pa.Table:
    from chainchief.lake.schema import stored_columns

    at = _entities(source, pools, rows, draw)
    known = {key: values[at] for key, values in pools.of(source.entity_kind, rows).items()}
    if not source.fact.division:
        known["division"] = np.full(rows, "")
    given = known | _places_in_time(source, at)
    if source.has("reported_under"):
        given["reported_under"] = known["entity_code"]
    for name, column in stored_columns(source.columns).items():
        kind = source.kind_named_by(name) if name in source.attributes else ""
        if name not in given and kind in pools.lengths and not named[name]:
            codes = pools.of(kind, rows)["entity_code"]
            given[name] = np.where(draw.random(rows) < 0.1, "", draw.choice(codes, rows))
        if name not in given:
            given[name] = _values(column, sorted(named[name], key=str), rows, draw)
    return filled(source.name, given)


def _entities(source: Any, pools: _Pools, rows: int, draw: Any) -> np.ndarray:
    count = len(pools.of(source.entity_kind, rows)["entity_uid"])
    if not source.fact.entity and source.row_kind == source.entity_kind:
        return np.arange(rows) % count
    if source.has("month", "revision"):
        return np.sort(np.arange(rows) % count)
    return draw.integers(0, count, rows)


def _places_in_time(source: Any, at: np.ndarray) -> dict[str, np.ndarray]:
    """Reports: of one entity each month and revision once."""
    if not source.has("month", "revision"):
        return {}
    _unlike, first = np.unique(at, return_index=True)
    turn = np.arange(len(at)) - first[np.searchsorted(at[first], at)]
    slot = (turn * 29) % 72
    return {"month": _MONTHS[slot % 24], "revision": slot // 24}


def _values(column: Any, named: list[Any], rows: int, draw: Any) -> Any:
    kind = column.type.value
    if kind == "date":
        late = column.path.endswith(("valid_to", "_to", "closed_on", "confirmed_on"))
        return _days(draw.integers(0, 730, rows), draw.random(rows) < (0.7 if late else 0.1))
    if kind == "month":
        return draw.choice(_MONTHS, rows)
    if kind == "whole":
        return draw.integers(0, 9, rows)
    if kind == "steps":  # from a thousand yuan to thirty billion, every size alike often
        return (10 ** draw.uniform(5, 12.5, rows)).astype(np.int64)
    if kind == "flag":
        return draw.random(rows) < 0.5
    choices = [str(each) for each in column.choices if each] or [*map(str, named), "OTHER"]
    return draw.choice(choices, rows)


def _days(offsets: np.ndarray, missing: np.ndarray) -> pa.Array:
    return pa.array(_FIRST + offsets.astype("timedelta64[D]"), pa.date32(), mask=missing)


def places() -> dict[str, pa.Table]:
    units = [CITY, *COUNTIES]
    closure = {"ancestor": [*units, *[CITY] * 12], "division": [*units, *COUNTIES]}
    chains = {"entity_uid": CHAINS, "entity_code": CHAINS, "entity_name": CHAINS, "chain": CHAINS}
    landmark = [dt.date(2022, 1, 1)] * 9 + [None] * 3
    named = {
        "entity_uid": units,
        "entity_code": units,
        "entity_name": units,
        "level": ["city", *["county"] * 12],
    }
    return {
        "division": filled("division", named),
        "chain": filled("chain", {**chains, "landmark_from": landmark}),
        "division_closure": pa.table(closure),
    }


def filled(name: str, given: dict[str, Any]) -> pa.Table:
    """A fact table with these columns; all others are missing."""
    from chainchief.lake.engines.results import declared_columns

    length = len(next(iter(given.values())))
    given.setdefault("row_uid", np.array([f"{n:032x}" for n in np.arange(length) * 104_729]))
    schema = declared_columns(name)
    arrays = [
        pa.array(given[field.name]).cast(field.type)
        if field.name in given
        else pa.nulls(length, field.type)
        for field in schema
    ]
    return pa.table(arrays, schema=schema)
