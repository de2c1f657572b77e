"""Counting working days; of a year that no preset knows weekends alone are left out, and told."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from chainchief.dispatch.calendar.preset import LOCAL, PRESET, Days

_SATURDAY = 5
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The country's days and the place's own, which stand before them."""

    days: Days
    local: Days

    def is_worked(self, day: dt.date) -> bool:
        for known in (self.local, self.days):
            if day in known.rest:
                return False
            if day in known.work:
                return True
        return day.weekday() < _SATURDAY

    def between(self, begin: dt.date, end: dt.date) -> int:
        """The number of working days after `begin`, `end` included; below 0 where it is before."""
        if end < begin:
            return -self.between(end, begin)
        # Weekdays by division, then the days that are no ordinary ones: a due day may be far off.
        weeks, rest = divmod((end - begin).days, 7)
        tail = (begin + dt.timedelta(number) for number in range(1, rest + 1))
        ordinary = weeks * _SATURDAY + sum(day.weekday() < _SATURDAY for day in tail)
        odd = (day for day in self._special if begin < day <= end)
        return ordinary + sum(self.is_worked(day) - (day.weekday() < _SATURDAY) for day in odd)

    @cached_property
    def _special(self) -> frozenset[dt.date]:
        """Every day of which a preset says something."""
        return self.days.rest | self.days.work | self.local.rest | self.local.work

    def after(self, day: dt.date, number: int) -> dt.date:
        """The day that is `number` working days after `day`."""
        while number > 0:
            day += _DAY
            number -= self.is_worked(day)
        return day

    def worked_from(self, day: dt.date) -> dt.date:
        """`day`, or the next one that is worked: 节假日顺延."""
        while not self.is_worked(day):
            day += _DAY
        return day

    def unknown_years(self, begin: dt.date, end: dt.date) -> list[int]:
        """The years between two days whose holidays no preset knows."""
        return [year for year in range(begin.year, end.year + 1) if year not in self.days.years]


def calendar() -> Calendar:
    """The calendar in force; `FaultsError` with all that is wrong in its presets."""
    return Calendar(PRESET.load(), LOCAL.load())
