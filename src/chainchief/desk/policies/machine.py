"""The way of a list of rewards: which act leads from which state, by which right."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chainchief.ledger.kinds.reward_list.models import ListStep
from chainchief.ledger.kinds.reward_list.states import ListState as State


class Act(StrEnum):
    """In the order in which a page offers them."""

    RECOMPUTE = "recompute"
    REVIEW = "review"
    PUBLISH = "publish"
    DECIDE = "decide"
    PAY = "pay"
    RETURN = "return"
    DROP = "drop"


@dataclass(frozen=True)
class Transition:
    """An act: from which states, to which, by which verb, kept as which step. `by_another` is not
    for whoever computed the list.
    """

    sources: frozenset[State]
    to: State
    verb: str
    step: ListStep
    needs_reason: bool = False
    by_another: bool = False


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


TRANSITIONS: Mapping[Act, Transition] = {
    Act.RECOMPUTE: Transition(
        _from(State.COMPUTED, State.RETURNED), State.COMPUTED, "propose", ListStep.COMPUTED
    ),
    Act.REVIEW: Transition(
        _from(State.COMPUTED), State.REVIEWED, "check", ListStep.REVIEWED, by_another=True
    ),
    Act.PUBLISH: Transition(_from(State.REVIEWED), State.PUBLISHED, "approve", ListStep.PUBLISHED),
    Act.DECIDE: Transition(
        _from(State.PUBLISHED), State.DECIDED, "approve", ListStep.DECIDED, by_another=True
    ),
    Act.PAY: Transition(
        _from(State.DECIDED), State.PAID, "confirm", ListStep.PAID, by_another=True
    ),
    Act.RETURN: Transition(
        _from(State.COMPUTED, State.REVIEWED, State.PUBLISHED),
        State.RETURNED,
        "return",
        ListStep.RETURNED,
        needs_reason=True,
    ),
    Act.DROP: Transition(
        _from(State.COMPUTED, State.RETURNED, State.REVIEWED, State.PUBLISHED, State.DECIDED),
        State.DROPPED,
        "withdraw",
        ListStep.DROPPED,
        needs_reason=True,
    ),
}
