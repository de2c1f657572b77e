"""What is due or late, told once for each limit, and up the line the later it gets."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Generic, TypeVar

from chainchief.desk.limits.deadlines import days_left
from chainchief.dispatch.calendar.counting import Calendar

Matter = TypeVar("Matter")


@dataclass(frozen=True)
class LimitReminders(Generic[Matter]):
    """How matters of one kind are told of.

    `stages` are what is told of one limit, in its order: a later one takes the place of those
    before it. `late_stage` is the stage of a matter that is late by so many working days; from
    `above` on it is told to those higher up, too. `remind_before` is from how many working days
    before its limit a matter is told of. `tell_late` gets the stage.
    """

    stages: Sequence[str]
    above: str
    due_on: Callable[[Matter], dt.date]
    remind_before: Callable[[Matter], int]
    late_stage: Callable[[Matter, int], str]
    about: Callable[[Matter, str], str]
    tell_due: Callable[[Matter, str], int]
    tell_late: Callable[[Matter, int, str, str], int]

    def remind(
        self, matters: Iterable[Matter], today: dt.date, known: Calendar, sent: Set[str]
    ) -> tuple[int, int, int]:
        """Tell of each matter whose step is due soon or late: how many due, late, sent upwards.

        What was told of a limit is not told again, nor what comes before it: a clock set back, or
        a start after many days, tells each of them once.
        """
        due = late = above = 0
        for matter in matters:
            left = days_left(self.due_on(matter), today, known)
            if left > self.remind_before(matter):
                continue
            stage = self.stages[0] if left >= 0 else self.late_stage(matter, -left)
            at = self.stages.index(stage)
            if any(self.about(matter, each) in sent for each in self.stages[at:]):
                continue
            about = self.about(matter, stage)
            if left >= 0:
                due += bool(self.tell_due(matter, about))
            elif self.tell_late(matter, -left, about, stage):
                late += 1
                above += at >= self.stages.index(self.above)
        return due, late, above
