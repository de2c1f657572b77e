"""What was done behind the program, looked into and explained: on record, and told ever after."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.db.models import TextField
from django.db.models.functions import Cast

from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.ledger.changelog import faults
from chainchief.ledger.changelog.context import acting
from chainchief.ledger.changelog.models import ChangeEvent, Explanation
from chainchief.ledger.errors import NoReasonError

_KIND = Explanation._meta.label_lower


def explain(
    behind: Collection[int], first: int, last: int, *, actor: str, reason: str
) -> Explanation:
    """Record why the events `first` to `last` of those `behind` the program came about.

    They stay in the log and in every `verify`, under “explained”. `WrongUseError` where nothing
    from `first` to `last` was done behind the program.
    """
    if not reason.strip():
        raise NoReasonError
    meant = [event for event in behind if first <= event <= last]
    if not meant:
        raise WrongUseError(
            _(
                "None of the events {} to {} was made behind the program; `chainchief verify` "
                "names those that were."
            ).format(first, last)
        )
    with acting(actor, reason):
        return Explanation.objects.create(
            first_event=min(meant),
            last_event=max(meant),
            events=len(meant),
            actor=actor.strip(),
            reason=reason.strip()[:400],
            at=dt.datetime.now(dt.UTC),
        )


@dataclass(frozen=True)
class Explained:
    """An explanation as the log has it, and the event by which it came there."""

    event: int
    first: int
    last: int
    events: int
    actor: str
    reason: str
    day: str

    def speaks_of(self, event: int) -> bool:
        return self.first <= event <= self.last and event < self.event


def holding(behind: Iterable[int]) -> list[Explained]:
    """The explanations that hold: themselves made by the program, and of as many events as then.

    They are read from the log, not from their table: a row that someone put there explains nothing.
    """
    strange = set(behind)
    return [
        each
        for each in _logged()
        if each.event not in strange
        and sum(each.speaks_of(event) for event in strange) == each.events
    ]


def _logged() -> Iterator[Explained]:
    """As logged; an entry that was tampered with until it cannot be read explains nothing."""
    events = ChangeEvent.objects.filter(kind=_KIND, op="insert").order_by("id")
    text = Cast("after", TextField())
    columns = ("id", "actor", "reason", "at", text)
    for event, actor, reason, at, image in events.values_list(*columns):
        with suppress(ValueError, TypeError, KeyError):
            row = json.loads(image)
            first, last, number = (int(row[n]) for n in ("first_event", "last_event", "events"))
            yield Explained(event, first, last, number, actor, reason, clock.day(at).isoformat())


def warnings_of(explained: Iterable[Explained]) -> Iterator[Fault]:
    """One warning for each: never silent."""
    for each in explained:
        yield Fault(faults.EXPLAINED, facts=vars(each))
