"""Figures that a document prints as names: which names, in which order."""

import datetime as dt
from collections.abc import Iterable

from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.figures import Contribution, Receipt

ENTITY_NAME = "entity_name"


def names_of(receipt: Receipt, indicator: Indicator) -> tuple[str, ...]:
    """The names of the records behind a figure, each name once, the earliest first.

    By the column that the entry declares under `names`, or by the record's own name. Records of
    one day, and those whose receipt shows no day, stand in the order of their codes.
    """
    return tuple(dict.fromkeys(_named(receipt.contributions, indicator.named_by)))


def _named(lines: Iterable[Contribution], column: str) -> Iterable[str]:
    for line in sorted(lines, key=lambda line: (_day(line), line.code, line.uid)):
        shown = "" if column in ("", ENTITY_NAME) else str(line.attributes.get(column) or "")
        yield shown or line.label or line.code


def _day(line: Contribution) -> dt.date:
    """The first day that the receipt shows of a record."""
    days = [value for value in line.attributes.values() if isinstance(value, dt.date)]
    return min(days, default=dt.date.max)
