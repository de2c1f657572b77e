"""The month in work, and the day that a page about now speaks of."""

import datetime as dt
from dataclasses import dataclass

from chainchief.core import clock
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.web.frame.months import reported_months
from chainchief.web.frame.navigation import is_demo


@dataclass(frozen=True)
class Now:
    """`month` is the one in work: the first after the newest closed, else the newest reported.

    `day` is today; in the demo city, whose life ended, the last day of its newest month.
    """

    month: Month | None
    closed: Month | None
    day: dt.date


def now() -> Now:
    """Read from what was closed and reported."""
    closed = max((Month.parse(act.month) for act in closing.closed_months()), default=None)
    reported = max(reported_months(), default=None)
    month = closed + 1 if closed else reported
    today = clock.today()
    if month is not None and month.first > today:
        month = None  # the newest month is closed, and the next one has not begun
    if is_demo():
        known = [each.last for each in (closed, reported) if each]
        today = min(today, max(known, default=today))
    return Now(month, closed, today)
