"""How long a feed of ten million rows takes: `python -m benchmarks.feed [--rows 10000000]`.

Monthly data of firms as CSV and as Parquet: read, every cell checked, keys compared, kept in the
lake by month. Prints for each what, rows, seconds on the wall and of CPU, and the peak memory of
the process, which is one of its own. The ledger is a new one on SQLite with the firms in it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

MONTHS = 120


def month_rows(firms: int, month: int) -> pa.Table:
    """One month of every firm: exact amounts in 万元 with two places, cumulative since January."""
    draw = np.random.default_rng(month)
    year, in_year = 2014 + month // 12, month % 12 + 1

    def amount(low: int, high: int) -> np.ndarray:
        return draw.integers(low, high, firms) / 100

    return pa.table(
        {
            "enterprise": [f"E{n:06d}" for n in range(firms)],
            "month": [f"{year}-{in_year:02d}"] * firms,
            "output": amount(1, 5_000_000),
            "revenue": amount(1, 5_000_000),
            "costs": amount(1, 4_000_000),
            "profit": amount(-300_000, 900_000),
            "tax": amount(-9_000, 90_000),
            "electricity": amount(1, 30_000),
            "employees": draw.integers(10, 9000, firms),
        }
    )


def write_both(folder: Path, rows: int) -> None:
    """`rows` rows as month.csv and month.parquet; in the latter amounts are doubles."""
    firms = -(-rows // MONTHS)
    parquet = None
    with (folder / "month.csv").open("wb") as out:
        for month in range(MONTHS):
            table = month_rows(firms, month).slice(0, max(0, rows - month * firms))
            options = pa_csv.WriteOptions(include_header=month == 0, quoting_style="none")
            pa_csv.write_csv(table, out, options)
            parquet = parquet or pq.ParquetWriter(folder / "month.parquet", table.schema)
            parquet.write_table(table)
    assert parquet is not None
    parquet.close()


def found_firms(count: int) -> None:
    """The firms in a ledger of their own; its change log is part of it."""
    from chainchief.cli.session import open_ledger

    open_ledger()
    from chainchief.ledger import changelog
    from chainchief.ledger.kinds.division.models import Division
    from chainchief.ledger.kinds.enterprise.models import Enterprise

    with changelog.acting("bench", "firms"):
        Division.objects.create(code="371402", name="德城区", level="county")
        Enterprise.objects.bulk_create(
            (
                Enterprise(code=f"E{n:06d}", name=f"第{n}号公司", division_id="371402")
                for n in range(count)
            ),
            batch_size=2000,
        )


def take(path: Path) -> None:
    """Take one file in, and print the line of its measure."""
    from benchmarks.intake import measured
    from chainchief.cli.session import open_ledger

    open_ledger(migrate=False)
    from benchmarks.clerk import clerk
    from chainchief.intake.feeds.taking import take_feed

    def run() -> None:
        result = take_feed("firm-month", path, viewer=clerk(), legal_basis="bench", again=True)
        if not result.accepted:
            raise SystemExit("\n".join(fault.text for fault in result.faults[:5]))

    measured(f"feed, {path.suffix[1:]}", pq_rows(path), run)


def pq_rows(path: Path) -> int:
    return int(pq.ParquetFile(path.with_suffix(".parquet")).metadata.num_rows)


def measure(rows: int) -> None:
    """Both files in processes of their own, over one ledger."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CHAINCHIEF_HOME"] = folder
        write_both(Path(folder), rows)
        for step in ("firms", "month.csv", "month.parquet"):
            given = [str(-(-rows // MONTHS))] if step == "firms" else [str(Path(folder) / step)]
            way = "--found" if step == "firms" else "--take"
            subprocess.run([sys.executable, "-m", "benchmarks.feed", way, *given], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--found", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--take", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.found:
        found_firms(given.found)
    elif given.take:
        take(given.take)
    else:
        measure(given.rows)


if __name__ == "__main__":
    main()
