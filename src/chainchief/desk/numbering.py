"""Numbers of what the desk writes down: the next of a day, another where it was taken."""

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from chainchief.ledger.bases import Record
from chainchief.ledger.validation import RefusedError

_TRIES = 5
Made = TypeVar("Made")


def next_code(model: type[Record], prefix: str, day: dt.date) -> str:
    """The next number of a day: `KN-20261130-01`."""
    begin = f"{prefix}-{day:%Y%m%d}-"
    codes = model._default_manager.filter(code__startswith=begin).values_list("code", flat=True)
    numbers = [int(code.removeprefix(begin)) for code in codes if code[len(begin) :].isdigit()]
    return f"{begin}{max(numbers, default=0) + 1:02d}"


def with_next_code(
    model: type[Record], prefix: str, day: dt.date, write: Callable[[str], Made]
) -> Made:
    """Give what `write` makes under the next number, or another where that was just taken."""
    for left in reversed(range(_TRIES)):
        try:
            return write(next_code(model, prefix, day))
        except RefusedError as refused:
            if not left or not _taken(refused):
                raise
    raise AssertionError("unreachable")  # the last try returns or raises


def _taken(refused: RefusedError) -> bool:
    return any(finding.column == "code" for finding in refused.findings)
