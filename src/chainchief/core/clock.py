"""The office's clock: what day it is, and instants as its people read them."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

#: Dates are days in this zone; instants are kept in UTC.
OFFICE_ZONE = "Asia/Shanghai"


_stands_at: ContextVar[Callable[[], dt.date] | None] = ContextVar("stands at", default=None)


def today() -> dt.date:
    """Say on which day something done now is done; where the clock stands, the day it stands at."""
    stands_at = _stands_at.get()
    if stands_at is None:
        return local(dt.datetime.now(dt.UTC)).date()
    token = _stands_at.set(None)  # what says the day may ask for the real one
    try:
        return stands_at()
    finally:
        _stands_at.reset(token)


@contextmanager
def standing(day: Callable[[], dt.date]) -> Iterator[None]:
    """Let the clock stand at a day, asked for when it is needed: the life of a demo city ended.

    Instants go on: the log of changes says when something was really done.
    """
    token = _stands_at.set(day)
    try:
        yield
    finally:
        _stands_at.reset(token)


def local(instant: dt.datetime | str) -> dt.datetime:
    """Show an instant, or one written in ISO 8601, as the office's clock has it."""
    known = dt.datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    return known.astimezone(ZoneInfo(OFFICE_ZONE))


def day(instant: dt.datetime | str) -> dt.date:
    """Say on which of the office's days an instant was."""
    return local(instant).date()


def begin(day: dt.date) -> dt.datetime:
    """Say at which instant the office's day begins."""
    return dt.datetime.combine(day, dt.time(), ZoneInfo(OFFICE_ZONE))


def minute(instant: dt.datetime | str) -> str:
    """Write an instant to the minute, as documents and pages print it."""
    return f"{local(instant):%Y-%m-%d %H:%M}"
