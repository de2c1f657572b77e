"""Seconds for the whole catalogue, every unit × every chain, against hand-written DuckDB SQL.

    python -m benchmarks.figures [--rows 300000] [--repeat 5]

The rows stand in Parquet as a snapshot has them: of 100 rows 66 are monthly reports, 20 stages of
projects, 7 listings and 7 projects with their investment; 12 units, 12 chains. Both sides give the
same sums for the same cells, which is checked. Imports are not counted; the engine is warm.
"""

import argparse
import datetime as dt
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

CITY = "371400"
COUNTIES = [f"3714{number:02d}" for number in range(2, 14)]
CHAINS = [f"CHAIN-{number:02d}" for number in range(1, 13)]
SQL = Path(__file__).with_name("figures.sql")
#: What the hand-written SQL computes, in the order of its columns.
BY_HAND = (
    "IND-PRJ-SIGNED",
    "IND-PRJ-STARTED",
    "IND-PRJ-STARTED-ALL",
    "IND-PRJ-INVESTED",
    "IND-PRJ-FUNDS-RECOGNISED",
    "IND-PRJ-FUNDS-REPORTED",
    "IND-PRJ-FUNDS-VERIFIED",
    "IND-PRJ-INVESTED-PROV",
    "IND-PRJ-INVESTED-CITY",
    "IND-PRJ-LIST-PROV",
    "IND-PRJ-LIST-CITY",
    "IND-PRJ-LIST-EITHER",
    "IND-PRJ-PLANNED-TOTAL",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"CHAINCHIEF_HOME": folder, "DJANGO_SETTINGS_MODULE": "chainchief.settings"}
        import django

        django.setup()
        report(options.rows, options.repeat)


def report(rows: int, repeat: int) -> None:
    from chainchief.core.spans import Month
    from chainchief.indicators.catalogue import shipped
    from chainchief.indicators.engine import figures_for
    from chainchief.lake.engines import duckdb_engine

    snapshot, catalogue, engine = written(rows), shipped(), duckdb_engine()
    month = Month(2023, 11)

    def whole(codes: tuple[str, ...] | None = None) -> Any:
        return figures_for(snapshot, month, catalogue=catalogue, engine=engine, codes=codes)

    hand = by_hand(snapshot)
    assert cells_of(whole(BY_HAND)) == cells_by_hand(hand()), "both sides must agree"
    same, theirs = best(lambda: whole(BY_HAND), repeat), best(hand, repeat)
    everything = best(whole, repeat)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows:,} rows, {len(catalogue)} indicators, {os.cpu_count()} cores")
    print(f"whole catalogue, all cells: {everything:.2f} s, {rows / everything:,.0f} rows/s")
    print(f"the {len(BY_HAND)} sums also written by hand: {same:.2f} s against {theirs:.2f} s SQL")
    print(f"ratio {same / theirs:.2f}; peak memory {peak:,.0f} MB")


def best(work: Callable[[], object], repeat: int) -> float:
    spent = []
    for _turn in range(repeat):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return min(spent)


def cells_of(figures: Any) -> dict[tuple[str, str, str], int]:
    sums: dict[tuple[str, str, str], int] = figures.cells.sums
    return {key: value for key, value in sums.items() if value and key[0] in BY_HAND}


def by_hand(snapshot: Any) -> Callable[[], list[tuple[Any, ...]]]:
    import duckdb

    connection = duckdb.connect(config={"threads": os.cpu_count() or 1})
    paths = {name: str(snapshot.path(name)) for name in snapshot.tables}
    text = SQL.read_text(encoding="utf-8")
    for name, path in paths.items():
        text = text.replace(f"${name}$", f"read_parquet('{path}')")
    return lambda: connection.execute(text).fetchall()


def cells_by_hand(rows: list[tuple[Any, ...]]) -> dict[tuple[str, str, str], int]:
    return {
        (code, division, chain): int(value)
        for division, chain, *values in rows
        for code, value in zip(BY_HAND, values, strict=True)
        if value
    }


def written(rows: int) -> Any:
    """A snapshot of so many fact rows, the same for the same number."""
    from chainchief.lake import store
    from chainchief.lake.manifest import Snapshot, TableFile

    files = {}
    for name, table in tables(rows).items():
        files[name] = TableFile(store.keep(store.encoded(table)), table.num_rows, {})
    return Snapshot("bench", "", 0, 0, "", files)


def tables(rows: int) -> dict[str, pa.Table]:
    draw = np.random.default_rng(7)
    projects = Projects(max(rows * 7 // 200, 1), draw)
    at = projects.of_rows
    months = np.array([f"{year}-{month:02d}" for year in (2022, 2023) for month in range(1, 13)])
    reports = np.sort(draw.integers(0, projects.count, rows * 66 // 100))
    return {
        **places(),
        "project_report": filled(
            "project_report",
            at(reports),
            month=draw.choice(months, len(reports)),
            revision=draw.integers(0, 3, len(reports)),
            reported_under=projects.codes[reports],
            **{
                name: draw.integers(0, 10**11, len(reports))
                for name in ("invested", "funds_reported", "funds_verified", "funds_recognised")
            },
        ),
        "project_stage": filled(
            "project_stage",
            at(stages := draw.integers(0, projects.count, rows * 20 // 100)),
            stage=draw.choice(["signed", "started", "building", "completed"], len(stages)),
            evidence=draw.choice(["accepted", "accepted", "pending"], len(stages)),
            recognised_on=days(draw.integers(0, 730, len(stages))),
        ),
        "project_listing": filled(
            "project_listing",
            at(listed := draw.integers(0, projects.count, rows * 7 // 100)),
            list=draw.choice(["PROV-TECH", "CITY-TECH", "OTHER"], len(listed)),
            valid_from=days(draw.integers(0, 900, len(listed))),
        ),
        "project_investment": filled(
            "project_investment",
            at(each := np.arange(projects.count)),
            total_investment=draw.integers(0, 10**12, len(each)),
        ),
    }


class Projects:
    """Projects with their unit and chain; one in ten has no chain."""

    def __init__(self, count: int, draw: np.random.Generator) -> None:
        self.count = count
        self.codes = np.array([f"P-{number:07d}" for number in range(count)])
        self.uids = np.array([f"{number:032x}" for number in range(count)])
        self.units = draw.choice(COUNTIES, count)
        self.chains = np.where(draw.random(count) < 0.1, "", draw.choice(CHAINS, count))

    def of_rows(self, numbers: np.ndarray) -> dict[str, Any]:
        return {
            "entity_uid": self.uids[numbers],
            "entity_code": self.codes[numbers],
            "division": self.units[numbers],
            "chain": self.chains[numbers],
        }


def places() -> dict[str, pa.Table]:
    units = [CITY, *COUNTIES]
    closure = {"ancestor": [*units, *[CITY] * 12], "division": [*units, *COUNTIES]}
    return {
        "division": filled(
            "division",
            {"entity_code": units, "entity_name": units},
            level=["city", *["county"] * 12],
        ),
        "chain": filled(
            "chain",
            {"entity_uid": CHAINS, "entity_code": CHAINS, "entity_name": CHAINS, "chain": CHAINS},
            landmark_from=[dt.date(2022, 1, 1)] * 9 + [None] * 3,
        ),
        "division_closure": pa.table(closure),
    }


def days(offsets: np.ndarray) -> pa.Array:
    return pa.array(np.datetime64("2022-01-01") + offsets.astype("timedelta64[D]"), pa.date32())


def filled(name: str, *known: dict[str, Any], **columns: Any) -> pa.Table:
    """A fact table with these columns; all others are missing."""
    from chainchief.lake.schema import schema_of
    from chainchief.lake.tables import all_facts

    given = {**known[0], **columns}
    length = len(next(iter(given.values())))
    given.setdefault("row_uid", np.array([f"{number:032x}" for number in range(length)]))
    schema = schema_of(all_facts()[name])
    arrays = [
        pa.array(given[field.name], field.type)
        if field.name in given
        else pa.nulls(length, field.type)
        for field in schema
    ]
    return pa.table(arrays, schema=schema)


if __name__ == "__main__":
    main()
