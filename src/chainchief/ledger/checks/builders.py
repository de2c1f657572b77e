"""Checks that many kinds make alike: each is made here from the columns that it looks at."""

import datetime as dt
from dataclasses import dataclass

from chainchief.core.faults import FaultKind, Severity, declare
from chainchief.core.i18n import _
from chainchief.ledger.checks.row import Row, RowCheck, RowFault
from chainchief.ledger.columns import MonthText

BEFORE_THE_OTHER = declare(
    "CHK-052",
    why="it is before “{other}” ({first})",
    remedy="check both days",
    severity=Severity.WARNING,
)


@dataclass(frozen=True)
class Said:
    """A word that a fault tells in the language of whoever reads it."""

    word: str

    def __str__(self) -> str:
        return _(self.word)


def lacks(kind: FaultKind, column: str, *, where: str, is_: str) -> RowCheck:
    """A check that `column` is filled in where the column `where` has the value `is_`."""

    def check(row: Row) -> list[RowFault]:
        missing = row[where] == is_ and not row[column]
        return [RowFault(kind, column, {})] if missing else []

    return check


def in_order(
    first: str, last: str, kind: FaultKind = BEFORE_THE_OTHER, *, other: str = ""
) -> RowCheck:
    """A check that `last` is not before `first`, each a day or a month (its first day).

    `other` is the label of `first`, where `kind` tells it.
    """

    def check(row: Row) -> list[RowFault]:
        begins, ends = _day(row[first]), _day(row[last])
        if begins is None or ends is None or ends >= begins:
            return []
        return [RowFault(kind, last, {"first": row[first], "other": Said(other)})]

    return check


def _day(value: object) -> dt.date | None:
    """The day, or the first of the month; None for blank, and for what is neither."""
    if isinstance(value, str):
        is_month = value and MonthText().check(value, {}) is None
        return dt.date.fromisoformat(f"{value}-01") if is_month else None
    return value if isinstance(value, dt.date) else None
