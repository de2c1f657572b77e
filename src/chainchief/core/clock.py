"""The office's clock: what day it is, and instants as its people read them."""

import datetime as dt
from zoneinfo import ZoneInfo

#: Dates are days in this zone; instants are kept in UTC.
OFFICE_ZONE = "Asia/Shanghai"


def today() -> dt.date:
    """Say on which day something done now is done."""
    return local(dt.datetime.now(dt.UTC)).date()


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
