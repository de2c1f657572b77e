"""Days that can hardly be meant: before the republic, far ahead, or ahead of what happened.

They warn; a statute of 1903 or a lease to 2099 may be right. Only new values are looked at.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from chainchief.intake.cell_faults import DAY_AHEAD, DAY_FAR_AHEAD, DAY_LONG_AGO
from chainchief.intake.staging import Row, Staging
from chainchief.ledger.columns import Day, MonthText

_EARLIEST = dt.date(1949, 10, 1)
_YEARS_AHEAD = 50
#: Days on which something is to happen, though their names end like those of what happened.
_PLANNED = ("due_on", "new_due_on", "held_on", "ended_on")


def today() -> dt.date:
    return dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()


def check_days_are_likely(staging: Staging) -> None:
    now = today()
    columns = [c for c in staging.table.columns if isinstance(c.type, Day | MonthText)]
    for row in staging.rows:
        changed = row.changed
        for column in columns:
            if column.name in changed and column.name not in row.bad:
                _look_at(staging, row, column.name, changed[column.name], now)


def _look_at(staging: Staging, row: Row, name: str, value: object, now: dt.date) -> None:
    day = dt.date.fromisoformat(f"{value}-01") if value and isinstance(value, str) else value
    if not isinstance(day, dt.date):
        return
    if day < _EARLIEST:
        staging.add(DAY_LONG_AGO, row, name)
    elif day > now and _has_happened(name):
        staging.add(DAY_AHEAD, row, name, today=now)
    elif day.year > now.year + _YEARS_AHEAD:
        staging.add(DAY_FAR_AHEAD, row, name, years=day.year - now.year)


def _has_happened(name: str) -> bool:
    """Whether the column tells of what happened, or of a month that was reported."""
    return name in ("month", "span_to") or (name.endswith("_on") and name not in _PLANNED)
