"""What a delivery of a feed changed: its rows against the last word of the deliveries before."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
from django.db.models import Q

from chainchief.lake.feeds.batches import rows_of, schema_of
from chainchief.lake.feeds.declared import Feed
from chainchief.lake.feeds.tables import at_the_workbench
from chainchief.lake.models import FeedBatch

#: So many rows are told one by one.
MOST_SHOWN = 100


@dataclass(frozen=True)
class ChangedRow:
    """One row that stood otherwise before: its key, and column → (before, now)."""

    key: tuple[object, ...]
    columns: dict[str, tuple[object, object]]


@dataclass(frozen=True)
class Difference:
    """Rows of a delivery by what they did; `kept` are rows of earlier ones that it does not name.

    `by_column` says in how many rows each column changed; `rows` are the first of them.
    """

    new: int
    changed: int
    same: int
    kept: int
    by_column: dict[str, int]
    rows: tuple[ChangedRow, ...]

    @property
    def standing(self) -> int:
        """Rows that stood once it had come."""
        return self.new + self.changed + self.same + self.kept


def difference(feed: Feed, batch: FeedBatch) -> Difference:
    """Changes of the delivery on the day it came, whatever was withdrawn since."""
    before = _before(feed, batch)
    values = [name for name in feed.columns if name not in feed.key]
    with at_the_workbench(arrived=rows_of(batch), earlier=before) as workbench:
        query = _joined(feed, values)
        counted = ", ".join(
            ["count(*) FILTER (NOT there)", f"count(*) FILTER (there AND ({_any(values)}))"]
            + [f"count(*) FILTER (there AND {_differs(name)})" for name in values]
            + ["(SELECT count(*) FROM before)"]
        )
        numbers = workbench.execute(f"{query} SELECT {counted} FROM joined").fetchone() or ()  # noqa: S608
        new, changed, *by_column, stood = map(int, numbers)
        shown = ", ".join([*feed.key, *(f"b_{name}, {name}" for name in values)])
        changed_rows = workbench.execute(
            f"{query} SELECT {shown} FROM joined WHERE there AND ({_any(values)})"  # noqa: S608
            f" ORDER BY {', '.join(feed.key)} LIMIT {MOST_SHOWN}"
        ).fetchall()
    same = batch.rows - new - changed
    return Difference(
        new=new,
        changed=changed,
        same=same,
        kept=stood - changed - same,
        by_column={name: n for name, n in zip(values, by_column, strict=True) if n},
        rows=tuple(_changed_row(feed, values, row) for row in changed_rows),
    )


def _before(feed: Feed, batch: FeedBatch) -> pa.Table:
    """The rows of the deliveries that stood when this one came, each with its number."""
    standing = Q(withdrawn_at=None) | Q(withdrawn_at__gt=batch.at)
    earlier = FeedBatch.objects.filter(standing, feed=feed.name, number__lt=batch.number)
    parts = [_numbered(rows_of(one), one.number) for one in earlier.order_by("number")]
    return pa.concat_tables(parts or [_numbered(schema_of(feed).empty_table(), 0)])


def _numbered(rows: pa.Table, number: int) -> pa.Table:
    return rows.append_column("batch", pa.array([number] * rows.num_rows, pa.int64()))


def _joined(feed: Feed, values: Sequence[str]) -> str:
    """Tables `before` (the last word on each key) and `joined` (each row beside it).

    Every name in it is one that the feed declares; nothing of a file gets into the text.
    """
    keys = ", ".join(feed.key)
    same_key = " AND ".join(f"a.{name} IS NOT DISTINCT FROM b.{name}" for name in feed.key)
    before = "".join(f", b.{name} AS b_{name}" for name in values)
    return f"""
        WITH before AS (
            SELECT * FROM earlier
            QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY batch DESC) = 1
        ),
        joined AS (
            SELECT a.*, b.batch IS NOT NULL AS there{before}
            FROM arrived AS a LEFT JOIN before AS b ON {same_key}
        )
    """  # noqa: S608


def _differs(name: str) -> str:
    return f"({name} IS DISTINCT FROM b_{name})"


def _any(values: Sequence[str]) -> str:
    return " OR ".join(map(_differs, values)) or "FALSE"


def _changed_row(feed: Feed, values: Sequence[str], row: Sequence[object]) -> ChangedRow:
    at = len(feed.key)
    pairs = zip(values, row[at::2], row[at + 1 :: 2], strict=True)
    return ChangedRow(
        tuple(row[:at]), {name: (before, now) for name, before, now in pairs if before != now}
    )
