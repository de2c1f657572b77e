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

    `day` is today; in the demo city, at whose last day the clock stands, that day.
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
    # In a demo city the month after the newest stands for the one in work, though its clock stands.
    if month is not None and month.first > today and not is_demo():
        month = None  # the newest month is closed, and the next one has not begun
    return Now(month, closed, today)


def day() -> dt.date:
    """The day from which pages count what is left until a limit."""
    return clock.today()
