"""By when a step is due: working days counted on, clocks that stopped added."""

import datetime as dt

from chainchief.dispatch.calendar.counting import Calendar, calendar


def due_after(day: dt.date, working_days: int, known: Calendar | None = None) -> dt.date:
    """The last day of a limit that begins with `day`: of none left the day itself, if worked."""
    days = known or calendar()
    return days.after(days.worked_from(day), working_days)


def resumed(due_on: dt.date, paused_on: dt.date, day: dt.date) -> dt.date:
    """The limit once the clock runs again on `day`: as many working days later as it stood still.

    A clock that was set back, so that `day` is before the pause, moves nothing.
    """
    known = calendar()
    return known.after(due_on, max(known.between(paused_on, day), 0))


def days_left(due_on: dt.date, day: dt.date, known: Calendar | None = None) -> int:
    """Working days until a limit, its day included; below 0 is late by so many, at the least one.

    Whoever is late over days of rest alone is late all the same.
    """
    left = (known or calendar()).between(day, due_on)
    return min(left, -1) if due_on < day else left


def due_when_late_by(working_days: int, day: dt.date, known: Calendar | None = None) -> dt.date:
    """The latest limit of what is late by so many working days, or more, on `day`."""
    days, due = known or calendar(), day - dt.timedelta(days=1)
    while -days_left(due, day, days) < working_days:
        due -= dt.timedelta(days=1)
    return due
