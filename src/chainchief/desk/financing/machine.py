"""The way of a need: which act leads from which state, by which right, and what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chainchief.desk.financing.standing import NeedState as State


class Act(StrEnum):
    """In the order in which a page offers them."""

    GIVE = "give-consent"
    OFFER = "offer"
    DECLINE = "decline"
    CHOOSE = "choose"
    CONCLUDE = "conclude"
    DRAW = "draw"
    TURN_DOWN = "turn-down"
    RETRACT = "take-back"
    REVOKE = "withdraw-consent"
    CLOSE = "close"


class Turn(StrEnum):
    """Whoever the next step is asked of."""

    FIRM = "firm"
    BANK = "bank"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Transition:
    """An act: from which states, by which verb, and what must be typed or attached with it."""

    sources: frozenset[State]
    verb: str
    needs_reason: bool = False
    needs_document: bool = False

    @property
    def is_of_bank(self) -> bool:
        """Whether it is a bank that takes it, for itself."""
        return self.verb == "answer"


_OPEN = frozenset(State) - {State.CLOSED}
TRANSITIONS: Mapping[Act, Transition] = {
    Act.GIVE: Transition(frozenset({State.RAISED, State.OPENED, State.OFFERED}), "confirm"),
    Act.REVOKE: Transition(_OPEN, "confirm"),
    Act.OFFER: Transition(frozenset({State.OPENED, State.OFFERED}), "answer"),
    Act.DECLINE: Transition(frozenset({State.OPENED, State.OFFERED}), "answer", needs_reason=True),
    Act.RETRACT: Transition(frozenset({State.OFFERED, State.CHOSEN}), "answer", needs_reason=True),
    Act.CHOOSE: Transition(frozenset({State.OFFERED}), "confirm"),
    Act.TURN_DOWN: Transition(
        frozenset({State.OFFERED, State.CHOSEN}), "confirm", needs_reason=True
    ),
    Act.CONCLUDE: Transition(frozenset({State.CHOSEN}), "answer", needs_document=True),
    Act.DRAW: Transition(frozenset({State.CONCLUDED}), "answer", needs_document=True),
    Act.CLOSE: Transition(_OPEN - {State.CHOSEN}, "confirm"),
}
#: State → whose turn it is in it.
TURNS: Mapping[State, Turn] = {
    State.RAISED: Turn.FIRM,
    State.OPENED: Turn.BANK,
    State.OFFERED: Turn.FIRM,
    State.CHOSEN: Turn.BANK,
    State.CONCLUDED: Turn.BANK,
    State.DRAWN: Turn.FIRM,
    State.CLOSED: Turn.NOBODY,
}
