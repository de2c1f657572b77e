"""The way of a lead: which act leads from which state, by which right, and whose act it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chainchief.ledger.kinds.lead.models import Lead, LeadStep
from chainchief.ledger.kinds.lead.models import LeadState as State
from chainchief.ledger.kinds.lead.states import FOLLOWED


class LeadAct(StrEnum):
    """In the order in which a page offers them."""

    BEGIN_TALKS = "begin-talks"
    SIGN = "sign"
    REGISTER = "register"
    START = "start"
    TAKE_OVER = "take-over"
    REFUSE = "refuse"
    EXTEND = "extend"
    REFUSE_EXTENSION = "refuse-extension"
    NOTE = "note"
    OFFER = "offer"
    END_OFFER = "end-offer"
    ASK_EXTENSION = "ask-extension"
    DROP = "drop"
    REVIVE = "revive"


class Side(StrEnum):
    """Whoever an act or the next step is of: the unit in charge, the one that it is offered to."""

    HOLDER = "holder"
    RECEIVER = "receiver"
    OFFICE = "office"
    NOBODY = "nobody"


_VERBS = {Side.HOLDER: "enter", Side.RECEIVER: "answer", Side.OFFICE: "approve"}


@dataclass(frozen=True)
class Transition:
    """An act: from which states, to which (None: it stays), whose it is, kept as which step."""

    sources: frozenset[State]
    to: State | None
    side: Side
    step: LeadStep
    needs_reason: bool = False

    @property
    def verb(self) -> str:
        """The right that the act asks for."""
        return _VERBS[self.side]


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


_FOLLOWED = frozenset(FOLLOWED)
_PROTECTED = _from(State.VALID, State.TALKS)
TRANSITIONS: Mapping[LeadAct, Transition] = {
    LeadAct.BEGIN_TALKS: Transition(_from(State.VALID), State.TALKS, Side.HOLDER, LeadStep.TALKS),
    LeadAct.SIGN: Transition(_from(State.TALKS), State.SIGNED, Side.HOLDER, LeadStep.SIGNED),
    LeadAct.REGISTER: Transition(
        _from(State.SIGNED), State.REGISTERED, Side.HOLDER, LeadStep.REGISTERED
    ),
    LeadAct.START: Transition(
        _from(State.REGISTERED), State.STARTED, Side.HOLDER, LeadStep.STARTED
    ),
    LeadAct.TAKE_OVER: Transition(_FOLLOWED, None, Side.RECEIVER, LeadStep.TAKEN_OVER),
    LeadAct.REFUSE: Transition(_FOLLOWED, None, Side.RECEIVER, LeadStep.NOT_TAKEN_OVER, True),
    LeadAct.EXTEND: Transition(_PROTECTED, None, Side.OFFICE, LeadStep.EXTENDED),
    LeadAct.REFUSE_EXTENSION: Transition(
        _PROTECTED, None, Side.OFFICE, LeadStep.NOT_EXTENDED, True
    ),
    LeadAct.NOTE: Transition(_FOLLOWED, None, Side.HOLDER, LeadStep.NOTED, True),
    LeadAct.OFFER: Transition(_FOLLOWED, None, Side.HOLDER, LeadStep.OFFERED, True),
    LeadAct.END_OFFER: Transition(_FOLLOWED, None, Side.HOLDER, LeadStep.OFFER_ENDED),
    LeadAct.ASK_EXTENSION: Transition(
        _PROTECTED, None, Side.HOLDER, LeadStep.EXTENSION_REQUESTED, True
    ),
    LeadAct.DROP: Transition(_FOLLOWED, State.DROPPED, Side.HOLDER, LeadStep.DROPPED, True),
    LeadAct.REVIVE: Transition(
        _from(State.DROPPED), State.VALID, Side.HOLDER, LeadStep.REVIVED, True
    ),
}


def is_offered(lead: Lead) -> bool:
    """Whether it waits for the answer of another unit."""
    return lead.handover_to_id is not None and lead.handover_refused_on is None


def turn_of(lead: Lead) -> Side:
    """Whose turn it is: the office's while longer protection waits for its decision."""
    if lead.state not in FOLLOWED:
        return Side.NOBODY
    if lead.extension_until:
        return Side.OFFICE
    return Side.RECEIVER if is_offered(lead) else Side.HOLDER


def is_idle(lead: Lead, act: LeadAct) -> bool:
    """Acts that the state admits and nothing asks for."""
    waiting = is_offered(lead) or lead.extension_until is not None
    if act in (LeadAct.EXTEND, LeadAct.REFUSE_EXTENSION):
        return lead.extension_until is None
    if act in (LeadAct.TAKE_OVER, LeadAct.REFUSE):
        return not is_offered(lead)
    if act is LeadAct.END_OFFER:
        return lead.handover_to_id is None
    if act is LeadAct.OFFER:
        return waiting
    return act is LeadAct.ASK_EXTENSION and (waiting or lead.protected_until is None)
