"""The office's clock: what day it is, and instants as its people read them."""

import datetime as dt
from zoneinfo import ZoneInfo

#: Dates are days in this zone; instants are kept in UTC.
OFFICE_ZONE = ZoneInfo("Asia/Shanghai")


def today() -> dt.date:
    """The day on which something done now is done."""
    return dt.datetime.now(OFFICE_ZONE).date()


def local(instant: dt.datetime) -> dt.datetime:
    """An instant as the office's clock shows it."""
    return instant.astimezone(OFFICE_ZONE)
