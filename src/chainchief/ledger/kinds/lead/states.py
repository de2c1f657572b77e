"""Where a lead stands: the states of its way, since when it is in each, what acts alone move."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from chainchief.ledger.kinds.lead.models import Lead, LeadState
from chainchief.ledger.registers import MovedByActs

#: The way of a lead, in its order; from any of these it can be dropped, but from the last.
WAY = (
    LeadState.VALID,
    LeadState.TALKS,
    LeadState.SIGNED,
    LeadState.REGISTERED,
    LeadState.STARTED,
)
#: States in which something is still to be done.
FOLLOWED = WAY[:-1]
OPEN = Q(withdrawn_on=None, state__in=[state.value for state in FOLLOWED])
_SINCE = {
    LeadState.VALID: "received_on",
    LeadState.TALKS: "talks_on",
    LeadState.SIGNED: "closed_on",
    LeadState.REGISTERED: "registered_on",
    LeadState.STARTED: "started_on",
}
MOVED_BY_ACTS = MovedByActs(
    "process",
    frozenset(
        (
            "process",
            "state",
            "division",
            "first_division",
            "handover_to",
            "handover_refused_on",
            *_SINCE.values(),
            "next_step",
            "owner",
            "turn_due_on",
            "protected_until",
            "extension_until",
        )
    ),
)


@dataclass(frozen=True)
class Stage:
    """A stage of the way, from when to when and how many days; `until` is None while it lasts.

    Where a day was never entered, a stage has no `days`.
    """

    state: LeadState
    since: dt.date | None
    until: dt.date | None
    days: int | None


def entered_on(lead: Lead, state: LeadState) -> dt.date | None:
    """Give the day on which it came into a state; None for one that it was not in, or no day of."""
    if state is LeadState.DROPPED:
        return lead.closed_on if lead.state == LeadState.DROPPED else None
    if state is LeadState.SIGNED and lead.state == LeadState.DROPPED:
        return None  # the day of its end stands there
    day: dt.date | None = getattr(lead, _SINCE[state])
    return day


def days_in_state(lead: Lead, day: dt.date) -> int | None:
    """Days in the state in which it stands; None where nobody entered since when."""
    since = entered_on(lead, LeadState(lead.state))
    return (day - since).days if since is not None and since <= day else None


def stages_of(lead: Lead, day: dt.date) -> list[Stage]:
    """Each stage that it came into, with the days in it."""
    return list(_stages(lead, day))


def _stages(lead: Lead, day: dt.date) -> Iterator[Stage]:
    is_dropped = lead.state == LeadState.DROPPED
    at = _last(lead) if is_dropped else WAY.index(LeadState(lead.state))
    for number, state in enumerate(WAY[: at + 1]):
        since = entered_on(lead, state)
        if number < at:
            until = entered_on(lead, WAY[number + 1])
        else:
            until = lead.closed_on if is_dropped else None
        ended = until or (day if number == at and state is not LeadState.STARTED else None)
        days = (ended - since).days if since is not None and ended is not None else None
        yield Stage(state, since, until, None if days is None or days < 0 else days)
    if is_dropped:
        yield Stage(LeadState.DROPPED, lead.closed_on, None, None)


def _last(lead: Lead) -> int:
    """Place in the way from which it was dropped, as far as its days tell."""
    days = [entered_on(lead, state) for state in WAY]
    return max((at for at, day in enumerate(days) if day is not None), default=0)


def last_day(lead: Lead) -> dt.date:
    """The last day on which it came into a state."""
    days: list[dt.date | None] = [getattr(lead, name) for name in _SINCE.values()]
    return max(day for day in [*days, lead.handover_refused_on] if day is not None)
