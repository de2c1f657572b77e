"""Which rows of an entity count, decided row by row for receipts."""

import datetime as dt
import hashlib
import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from chainchief.core.spans import Span
from chainchief.indicators.catalogue.indicator import Indicator, Operator
from chainchief.indicators.compute.contribution_steps import TURN_DIGITS
from chainchief.indicators.figures import MetricType

Row = dict[str, Any]


def chosen_rows(indicator: Indicator, span: Span, rows: Iterable[Row]) -> list[tuple[Row, int]]:
    """Per entity with a contribution in the cell: the row that says so, and how much."""
    by_entity: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_entity[row["entity_uid"]].append(row)
    select = {
        MetricType.FLOW: _of_flow,
        MetricType.STOCK: _of_stock,
        MetricType.CUMULATIVE_REPORT: _of_reports,
    }[indicator.nature]
    found = (_summed(indicator, select(indicator, span, each)) for each in by_entity.values())
    return [line for line in found if line is not None]


def _summed(indicator: Indicator, counted: list[tuple[Row, int]]) -> tuple[Row, int] | None:
    """One line for the entity: its first counted row stands for all."""
    inside = [(row, sign) for row, sign in counted if row["in_cell"] and row["met"]]
    measure = indicator.measure
    if not measure.column:
        return (inside[0][0], 1) if inside else None
    amounts = [(row, sign * row["_amount"]) for row, sign in inside if row["_amount"] is not None]
    if not amounts:
        return None
    total = sum(amount for _row, amount in amounts)
    if not measure.bounds:
        return amounts[0][0], total
    within = all(_MEETS[each.operator](total, each.steps) for each in measure.bounds)
    return (amounts[0][0], 1) if within else None


_MEETS: Mapping[Operator, Callable[[int, int], bool]] = {
    Operator.MISSING: lambda _total, _steps: True,
    Operator.AT_LEAST: operator.ge,
    Operator.ABOVE: operator.gt,
    Operator.AT_MOST: operator.le,
    Operator.BELOW: operator.lt,
}


def _of_flow(indicator: Indicator, span: Span, rows: list[Row]) -> list[tuple[Row, int]]:
    dated = sorted(
        (row for row in rows if row["_day"] is not None),
        key=lambda row: (row["_day"], row["row_uid"]),
    )
    if indicator.once:
        dated = [row for row in dated if row["_day"] == dated[0]["_day"]]
    return [(row, 1) for row in dated if row["_day"] in span]


def _of_stock(indicator: Indicator, span: Span, rows: list[Row]) -> list[tuple[Row, int]]:
    holds = _is_open if indicator.open_from else _covers
    valid = [row for row in rows if holds(row["_from"], row["_to"], span.last)]
    return [(row, 1) for row in sorted(valid, key=_begin)]


def _covers(first: dt.date | None, last: dt.date | None, day: dt.date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _is_open(since: dt.date | None, until: dt.date | None, day: dt.date) -> bool:
    """Begun by that day and not yet over on it: what is settled today is no longer open."""
    return since is not None and since <= day and (until is None or until > day)


def _begin(row: Row) -> tuple[dt.date, str]:
    return row["_from"] or dt.date.min, row["row_uid"]


def _of_reports(_entry: Indicator, span: Span, rows: list[Row]) -> list[tuple[Row, int]]:
    """The rows of the last report of each year of the span, then, negative, of the one before."""
    found: list[tuple[Row, int]] = []
    for year in range(span.end.year, span.start.year - 1, -1):
        end = str(span.end) if year == span.end.year else f"{year}-12"
        found += [(row, 1) for row in _last_report(rows, f"{year}-01", end)]
    if span.start.month > 1:
        begin = f"{span.start.year}-01"
        found += [(row, -1) for row in _last_report(rows, begin, str(span.start - 1))]
    return found


def _last_report(rows: Iterable[Row], first: str, last: str) -> list[Row]:
    """All rows (one per sharing unit) of the last report that states the amount."""
    stated = [r for r in rows if first <= r["_month"] <= last and r["_amount"] is not None]
    if not stated:
        return []
    uid = max(stated, key=_recency)["row_uid"]
    return [row for row in stated if row["row_uid"] == uid]


def _recency(row: Row) -> tuple[str, bool, int, str]:
    """A report under the record's own code goes before one under a duplicate's in its month.

    Of several duplicates' reports of one month and revision the one counts whose code's hash ends
    highest: any would do, but it must be the same one everywhere.
    """
    under = row.get("_under") or row["entity_code"]
    turn = hashlib.md5(under.encode(), usedforsecurity=False).hexdigest()[-TURN_DIGITS:]
    return row["_month"], under == row["entity_code"], row["_revision"], turn
