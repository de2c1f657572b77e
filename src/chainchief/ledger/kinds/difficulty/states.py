"""Where a difficulty stands, told by its days alone: of one record, and in SQL."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When

from chainchief.ledger.kinds.difficulty.models import Outcome
from chainchief.ledger.registers import MovedByActs


class DifficultyState(models.TextChoices):
    """In the order of its way."""

    REGISTERED = "registered", "registered, to be taken in"
    DECLINED = "declined", "declined"
    ACCEPTED = "accepted", "taken in, to be assigned"
    ASSIGNED = "assigned", "assigned, to be signed for"
    OBJECTED = "objected", "objection to be decided"
    SIGNED = "signed", "signed for by the office"
    IN_WORK = "in-work", "work is under way"
    PAUSED = "paused", "clock is stopped"
    ANSWERED = "answered", "answered, the firm is to confirm"
    SENT_BACK = "sent-back", "sent back, to be answered again"
    SOLVED = "solved", "solved, confirmed by the firm"
    EXPLAINED = "explained", "explained, accepted by the firm"
    CLOSED = "closed", "filed away"


#: The last that holds is first: each condition is asked only where none before it holds.
_CONDITIONS: tuple[tuple[DifficultyState, Mapping[str, object]], ...] = (
    (DifficultyState.CLOSED, {"closed_on__isnull": False}),
    (DifficultyState.SOLVED, {"confirmed_on__isnull": False, "outcome": Outcome.SOLVED}),
    (DifficultyState.EXPLAINED, {"confirmed_on__isnull": False}),
    (DifficultyState.DECLINED, {"declined_on__isnull": False}),
    (DifficultyState.PAUSED, {"paused_on__isnull": False}),
    (
        DifficultyState.SENT_BACK,
        {"sent_back_on__isnull": False, "reanswered_on__isnull": True},
    ),
    (DifficultyState.ANSWERED, {"answered_on__isnull": False}),
    (DifficultyState.IN_WORK, {"begun_on__isnull": False}),
    (DifficultyState.SIGNED, {"signed_on__isnull": False}),
    (DifficultyState.OBJECTED, {"objected_on__isnull": False}),
    (DifficultyState.ASSIGNED, {"assigned_on__isnull": False}),
    # Those that no process runs are entered with the office that is in charge.
    (DifficultyState.ASSIGNED, {"process": ""}),
    (DifficultyState.ACCEPTED, {"accepted_on__isnull": False}),
)
#: The columns that a state is told by, for whoever reads no more than them.
STATE_COLUMNS = tuple(
    dict.fromkeys(name.partition("__")[0] for _state, asks in _CONDITIONS for name in asks)
)
#: Days on which something was done, in the order of the way.
_DONE = (
    "received_on",
    "accepted_on",
    "declined_on",
    "assigned_on",
    "objected_on",
    "signed_on",
    "begun_on",
    "paused_on",
    "answered_on",
    "confirmed_on",
    "sent_back_on",
    "reanswered_on",
    "followed_up_on",
    "closed_on",
)
#: Days that lie ahead, and whatever else a step changes.
_SET = ("process", "host", "due_on", "turn_due_on", "extension_until", "outcome", "satisfaction")
MOVED_BY_ACTS = MovedByActs("process", frozenset((*_DONE, *_SET)))


def last_day(record: Any) -> dt.date:
    """The last day on which something was done with a difficulty."""
    days: list[dt.date | None] = [getattr(record, name) for name in _DONE]
    return max(day for day in days if day is not None)


def state_of(record: Any, on: dt.date | None = None) -> DifficultyState:
    """The state of a difficulty; as it was at the end of a day, where one is given."""
    for state, conditions in _CONDITIONS:
        if all(_holds(record, name, wanted, on) for name, wanted in conditions.items()):
            return state
    return DifficultyState.REGISTERED


def _holds(record: Any, name: str, wanted: object, on: dt.date | None) -> bool:
    column, _mark, lookup = name.partition("__")
    value = getattr(record, column)
    if not lookup:
        return bool(value == wanted)
    is_known = value is not None and (on is None or value <= on)
    return is_known is not wanted


def state_in_sql() -> Case:
    """The same in SQL, as an expression to annotate rows with."""
    whens = [When(Q(**conditions), then=Value(state.value)) for state, conditions in _CONDITIONS]
    return Case(
        *whens,
        default=Value(DifficultyState.REGISTERED.value),
        output_field=models.CharField(),
    )
