"""More time asked for, granted and refused, and what is late: of cases and tasks alike."""

import datetime as dt
from collections.abc import Iterator
from typing import Protocol

from chainchief.core.faults import Fault, FaultKind, Place
from chainchief.core.i18n import _
from chainchief.desk import faults
from chainchief.desk.limits.deadlines import due_after
from chainchief.dispatch.calendar.counting import calendar

Values = dict[str, object]


class Limited(Protocol):
    """A matter that is due by a day, its next step perhaps before."""

    @property
    def due_on(self) -> dt.date: ...

    @property
    def turn_due_on(self) -> dt.date | None: ...

    @property
    def extension_until(self) -> dt.date | None: ...


class Asking(Protocol):
    """What was typed: the day until which there is to be time, where one is named."""

    @property
    def until(self) -> dt.date | None: ...


class Rules(Protocol):
    """How many working days before the limit more time is asked for, and decided on within."""

    @property
    def extension_before(self) -> int: ...

    @property
    def extension_decision(self) -> int: ...


def step_due_on(matter: Limited) -> dt.date:
    """Day by which the next step is due: the matter's own where the step has none."""
    return matter.turn_due_on or matter.due_on


def check_requested(
    matter: Limited, requested: Asking, day: dt.date, rules: Rules
) -> Iterator[Fault]:
    """Faults of asking for more time."""
    if matter.extension_until:
        waiting = {"wanted": matter.extension_until}
        yield Fault(faults.EXTENSION_REQUESTED_ALREADY, facts=waiting)
        return
    if requested.until is None:
        yield _fault(faults.NO_DAY)
    elif requested.until <= matter.due_on:
        yield _not_later(matter, requested.until)
    if calendar().between(day, matter.due_on) < rules.extension_before:
        facts = {"days": rules.extension_before, "due": matter.due_on, "today": day}
        yield Fault(faults.EXTENSION_TOO_LATE, facts=facts)


def check_decided(
    matter: Limited, requested: Asking, _day: dt.date, _rules: Rules
) -> Iterator[Fault]:
    """Faults of granting or refusing it."""
    if matter.extension_until is None:
        yield Fault(faults.NO_EXTENSION_REQUESTED)
    elif requested.until is not None and requested.until <= matter.due_on:
        yield _not_later(matter, requested.until)


def check_late(matter: Limited, _deed: Asking, day: dt.date, _rules: Rules) -> Iterator[Fault]:
    """Fault of reporting upwards what is not late."""
    due = step_due_on(matter)
    if day <= due:
        yield Fault(faults.NOT_OVERDUE, facts={"due": due})


def columns_requested(matter: Limited, requested: Asking, day: dt.date, rules: Rules) -> Values:
    """The next step is the decision, which is due before the limit."""
    due = min(matter.due_on, due_after(day, rules.extension_decision))
    return {"extension_until": requested.until, "turn_due_on": due}


def columns_granted(matter: Limited, requested: Asking, _day: dt.date, _rules: Rules) -> Values:
    """The limit is the day that was asked for, or the one that is named with the grant."""
    due = requested.until or matter.extension_until
    return {"due_on": due, "turn_due_on": due, "extension_until": None}


def columns_refused(matter: Limited, _deed: Asking, _day: dt.date, _rules: Rules) -> Values:
    return {"turn_due_on": matter.due_on, "extension_until": None}


def _not_later(matter: Limited, until: dt.date) -> Fault:
    return _fault(faults.EXTENSION_NOT_LATER, wanted=until, due=matter.due_on)


def _fault(kind: FaultKind, **facts: object) -> Fault:
    return Fault(kind, Place(column=_("Extended until")), facts=facts)
