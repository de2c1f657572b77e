"""The way of a feature: which act leads from which state, by which right, and whose act it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chainchief.ledger.kinds.feature.models import Feature, FeatureStep
from chainchief.ledger.kinds.feature.models import FeatureState as State


class FeatureAct(StrEnum):
    """In the order in which a page offers them."""

    CHECK = "check"
    AGREE = "agree"
    PERSON_AGREES = "person-agrees"
    REFUSE = "refuse"
    APPROVE = "approve"
    PUBLISH = "publish"
    TAKE_BACK = "take-back"
    TAKE_DOWN = "take-down"
    DECLINE = "decline"


class Side(StrEnum):
    """Whoever an act or the next step is of."""

    OFFICE = "office"
    FIRM = "firm"
    NOBODY = "nobody"


_VERBS = {Side.OFFICE: "approve", Side.FIRM: "confirm"}


@dataclass(frozen=True)
class Transition:
    """An act: from which states, whose it is, kept as which step."""

    sources: frozenset[State]
    side: Side
    step: FeatureStep
    needs_reason: bool = False

    @property
    def verb(self) -> str:
        """The right that the act asks for."""
        return _VERBS[self.side]


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


_BEFORE = (State.PROPOSED, State.LISTED, State.CHECKED, State.AGREED, State.APPROVED)
TRANSITIONS: Mapping[FeatureAct, Transition] = {
    FeatureAct.CHECK: Transition(
        _from(*_BEFORE, State.PUBLISHED), Side.OFFICE, FeatureStep.CHECKED
    ),
    FeatureAct.AGREE: Transition(_from(State.CHECKED), Side.FIRM, FeatureStep.FIRM_AGREED),
    FeatureAct.PERSON_AGREES: Transition(
        _from(State.CHECKED), Side.FIRM, FeatureStep.PERSON_AGREED
    ),
    FeatureAct.REFUSE: Transition(_from(State.CHECKED), Side.FIRM, FeatureStep.REFUSED),
    FeatureAct.APPROVE: Transition(_from(State.AGREED), Side.OFFICE, FeatureStep.APPROVED),
    FeatureAct.PUBLISH: Transition(
        _from(State.APPROVED, State.PUBLISHED), Side.OFFICE, FeatureStep.PUBLISHED
    ),
    FeatureAct.TAKE_BACK: Transition(
        _from(State.LISTED, State.AGREED, State.APPROVED, State.PUBLISHED),
        Side.FIRM,
        FeatureStep.TAKEN_BACK,
    ),
    FeatureAct.TAKE_DOWN: Transition(
        _from(State.REFUSED, State.LISTED), Side.OFFICE, FeatureStep.TAKEN_DOWN, True
    ),
    FeatureAct.DECLINE: Transition(_from(*_BEFORE), Side.OFFICE, FeatureStep.DECLINED, True),
}
_TURNS = {
    State.CHECKED: Side.FIRM,
    State.DECLINED: Side.NOBODY,
    State.PUBLISHED: Side.NOBODY,
}


def turn_of(feature: Feature) -> Side:
    """Whose turn it is: the office's, too, while what is published is to be taken down."""
    if feature.state == State.REFUSED:
        return Side.OFFICE if feature.turn_due_on else Side.NOBODY
    return _TURNS.get(State(feature.state), Side.OFFICE)


def is_idle(feature: Feature, act: FeatureAct) -> bool:
    """Acts that the state admits and nothing asks for."""
    if act is FeatureAct.AGREE:
        return feature.firm_agreed_on is not None
    if act is FeatureAct.PERSON_AGREES:
        return not feature.person_name or feature.person_agreed_on is not None
    if act is FeatureAct.TAKE_BACK:
        return feature.firm_agreed_on is None
    if act is FeatureAct.TAKE_DOWN:
        return feature.published_on is None or feature.turn_due_on is None
    return act is FeatureAct.DECLINE and feature.published_on is not None
