"""Seconds for the whole catalogue, every unit × every chain, against SQL and pandas by hand.

    python -m benchmarks.figures [--rows 300000] [--repeat 5] [--pandas]

The rows stand in Parquet as a snapshot has them, over all tables in the fixed mix of
`snapshot_rows`; 13 units, 12 chains. Both sides give the same sums for the same cells, which is
checked; each is warm, they take turns, and the best of its turns counts. Imports are not counted.
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
    parser.add_argument("--pandas", action="store_true", help="time pandas too (slow, much memory)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"CHAINCHIEF_HOME": folder, "DJANGO_SETTINGS_MODULE": "chainchief.settings"}
        import django

        django.setup()
        from benchmarks.snapshot_rows import written

        report(_in_another_process(written, options.rows), options)


def _in_another_process(written: Callable[[int], Any], rows: int) -> Any:
    """The snapshot, made where its memory does not count."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        return pool.submit(written, rows).result()


def report(snapshot: Any, options: argparse.Namespace) -> None:
    from chainchief.core.spans import Month
    from chainchief.indicators.catalogue.loading import shipped
    from chainchief.indicators.compute.engine import figures_for
    from chainchief.lake.engines.engine import duckdb_engine

    catalogue, engine, month = shipped(), duckdb_engine(), Month(2023, 11)

    def whole(codes: tuple[str, ...] | None = None) -> Any:
        return figures_for(snapshot, month, catalogue=catalogue, engine=engine, codes=codes)

    rows = sum(file.rows for name, file in snapshot.tables.items())
    everything = best(whole, options.repeat)
    figures = whole()
    each = best(lambda: sum(1 for _figure in figures), 2)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows:,} rows, {len(catalogue)} indicators, {os.cpu_count()} cores")
    print(f"whole catalogue, all cells: {everything:.2f} s, {rows / everything:,.0f} rows/s")
    print(f"each of its {len(figures):,} figures told: {each:.2f} s more; peak {peak:,.0f} MB")
    hand = by_hand(snapshot)
    assert cells_of(whole(BY_HAND)) == cells_by_hand(hand()), "both sides must agree"
    (same, busy), (theirs, their_busy) = in_turns(lambda: whole(BY_HAND), hand, 4 * options.repeat)
    print(f"the {len(BY_HAND)} sums also written by hand: {same:.3f} s against {theirs:.3f} s SQL")
    print(f"ratio {same / theirs:.2f}; of processor time {busy / their_busy:.2f}")
    if options.pandas:
        from benchmarks.figures_pandas import cells_by_pandas

        slow = best(lambda: cells_by_pandas(snapshot), 1)
        assert cells_by_pandas(snapshot) == cells_of(whole(BY_HAND)), "pandas must agree"
        print(f"pandas: {slow:.2f} s, {slow / same:.1f} times ours")


def best(work: Callable[[], object], repeat: int) -> float:
    work()
    spent = []
    for _turn in range(repeat):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return min(spent)


def in_turns(
    ours: Callable[[], object], theirs: Callable[[], object], repeat: int
) -> list[tuple[float, float]]:
    """The least seconds, and the least seconds of the processor, of two works that take turns.

    So both meet the same machine, also where others work on it.
    """
    spent: list[list[tuple[float, float]]] = [[], []]
    for _turn in range(repeat):
        for work, times in zip((ours, theirs), spent, strict=True):
            start, busy = time.perf_counter(), time.process_time()
            work()
            times.append((time.perf_counter() - start, time.process_time() - busy))
    return [(min(wall for wall, _busy in t), min(busy for _wall, busy in t)) for t in spent]


def cells_of(figures: Any) -> dict[tuple[str, str, str], int]:
    sums: dict[tuple[str, str, str], int] = figures.cells.sums
    return {key: value for key, value in sums.items() if value and key[0] in BY_HAND}


def by_hand(snapshot: Any) -> Callable[[], list[tuple[Any, ...]]]:
    import duckdb

    connection = duckdb.connect(config={"threads": os.cpu_count() or 1})
    text = SQL.read_text(encoding="utf-8")
    for name in snapshot.tables:
        text = text.replace(f"${name}$", f"read_parquet('{snapshot.path(name)}')")
    return lambda: connection.execute(text).fetchall()


def cells_by_hand(rows: list[tuple[Any, ...]]) -> dict[tuple[str, str, str], int]:
    return {
        (code, division, chain): int(value)
        for division, chain, *values in rows
        for code, value in zip(BY_HAND, values, strict=True)
        if value
    }


if __name__ == "__main__":
    main()
