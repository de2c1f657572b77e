"""Until when a report on a month is due: a day of the month after it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from chainchief.core.spans import Month

#: The day on which reports on the span's last month are due, as a condition names it.
DUE = "due"
LATEST = 28


@dataclass(frozen=True)
class Due:
    """The `day` of the next month; on a Saturday or Sunday the Monday after.

    `moved` has the months whose day public holidays or working weekends moved elsewhere.
    """

    day: int
    moved: Mapping[str, dt.date] = field(default_factory=dict)

    def of(self, month: Month) -> dt.date:
        if str(month) in self.moved:
            return self.moved[str(month)]
        day = (month + 1).first + dt.timedelta(days=self.day - 1)
        return day + dt.timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day
