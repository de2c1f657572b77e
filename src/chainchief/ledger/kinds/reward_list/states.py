"""Where a list of rewards stands, by its days alone."""

from typing import Any

from django.db import models

from chainchief.ledger.registers import MovedByActs


class ListState(models.TextChoices):
    """In the order of its way."""

    COMPUTED = "computed", "computed, to be reviewed"
    RETURNED = "returned", "returned, to be computed again"
    REVIEWED = "reviewed", "reviewed, to be made public"
    PUBLISHED = "published", "public, open to objections"
    DECIDED = "decided", "decided, to be paid"
    PAID = "paid", "paid out"
    DROPPED = "dropped", "dropped without payment"


#: The last that holds is first.
_DAYS = (
    (ListState.DROPPED, "dropped_on"),
    (ListState.PAID, "paid_on"),
    (ListState.DECIDED, "decided_on"),
    (ListState.PUBLISHED, "published_on"),
    (ListState.REVIEWED, "reviewed_on"),
    (ListState.RETURNED, "returned_on"),
)
#: From these on everybody whom it concerns may read it.
PUBLIC = (ListState.PUBLISHED, ListState.DECIDED, ListState.PAID)
MOVED_BY_ACTS = MovedByActs(
    "process",
    frozenset(
        (
            "process",
            "month",
            "snapshot",
            "firms",
            "total",
            "computed_on",
            "objections_until",
            *(name for _state, name in _DAYS),
        )
    ),
)
#: A line is always of a list: what it holds changes by the acts on the list alone.
LINES_MOVED_BY_ACTS = MovedByActs(
    "reward_list",
    frozenset(
        (
            "standing",
            "computed",
            "amount",
            "basis",
            "lacks",
            "reward",
            "clawed_back_on",
            "clawed_back",
            "clawback_reason",
        )
    ),
)


def state_of(record: Any) -> ListState:
    """The state of a list."""
    return next(
        (state for state, name in _DAYS if getattr(record, name) is not None), ListState.COMPUTED
    )
