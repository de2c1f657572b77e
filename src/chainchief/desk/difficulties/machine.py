"""The way of a difficulty: which act leads from which state, by which right, and what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chainchief.ledger.kinds.difficulty.models import Difficulty, Step
from chainchief.ledger.kinds.difficulty.states import DifficultyState as State
from chainchief.ledger.kinds.difficulty.states import state_of


class Act(StrEnum):
    """In the order in which a page offers them."""

    ACCEPT = "accept"
    ASSIGN = "assign"
    UPHOLD = "uphold"
    OVERRULE = "overrule"
    SIGN = "sign"
    OBJECT = "object"
    NOTE = "note"
    ANSWER = "answer"
    PAUSE = "pause"
    RESUME = "resume"
    ASK_EXTENSION = "ask-extension"
    EXTEND = "extend"
    REFUSE_EXTENSION = "refuse-extension"
    CONFIRM = "confirm"
    EXPLAINED = "explained"
    SEND_BACK = "send-back"
    FOLLOW_UP = "follow-up"
    DECLINE = "decline"
    ESCALATE = "escalate"
    CLOSE = "close"


class Turn(StrEnum):
    """Whoever the next step is asked of."""

    DESK = "desk"
    OFFICE = "office"
    FIRM = "firm"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Transition:
    """An act: from which states, to which (None: it stays), by which verb, kept as which step."""

    sources: frozenset[State]
    to: State | None
    verb: str
    step: Step
    needs_reason: bool = False


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


_WORKING = _from(State.SIGNED, State.IN_WORK)
#: What is open, and not with the firm.
_RUNNING = _from(
    State.REGISTERED,
    State.ACCEPTED,
    State.ASSIGNED,
    State.OBJECTED,
    State.SIGNED,
    State.IN_WORK,
    State.SENT_BACK,
)
TRANSITIONS: Mapping[Act, Transition] = {
    Act.ACCEPT: Transition(_from(State.REGISTERED), State.ACCEPTED, "assign", Step.ACCEPTED),
    Act.DECLINE: Transition(
        _from(State.REGISTERED, State.ACCEPTED), State.DECLINED, "assign", Step.DECLINED, True
    ),
    Act.ASSIGN: Transition(
        _from(State.ACCEPTED, State.ASSIGNED), State.ASSIGNED, "assign", Step.ASSIGNED
    ),
    Act.SIGN: Transition(_from(State.ASSIGNED), State.SIGNED, "answer", Step.SIGNED),
    Act.OBJECT: Transition(_from(State.ASSIGNED), State.OBJECTED, "answer", Step.OBJECTED, True),
    Act.UPHOLD: Transition(_from(State.OBJECTED), State.ACCEPTED, "assign", Step.UPHELD, True),
    Act.OVERRULE: Transition(_from(State.OBJECTED), State.ASSIGNED, "assign", Step.OVERRULED, True),
    Act.NOTE: Transition(_WORKING, State.IN_WORK, "answer", Step.NOTED, True),
    Act.PAUSE: Transition(_WORKING, State.PAUSED, "answer", Step.PAUSED, True),
    Act.RESUME: Transition(_from(State.PAUSED), State.IN_WORK, "answer", Step.RESUMED),
    Act.ASK_EXTENSION: Transition(_WORKING, None, "answer", Step.EXTENSION_REQUESTED, True),
    Act.EXTEND: Transition(_WORKING, None, "assign", Step.EXTENDED),
    Act.REFUSE_EXTENSION: Transition(_WORKING, None, "assign", Step.NOT_EXTENDED, True),
    Act.ANSWER: Transition(
        _WORKING | {State.SENT_BACK}, State.ANSWERED, "answer", Step.ANSWERED, True
    ),
    Act.CONFIRM: Transition(_from(State.ANSWERED), State.SOLVED, "confirm", Step.CONFIRMED),
    Act.EXPLAINED: Transition(_from(State.ANSWERED), State.EXPLAINED, "confirm", Step.EXPLAINED),
    Act.SEND_BACK: Transition(
        _from(State.ANSWERED, State.SOLVED, State.EXPLAINED),
        State.SENT_BACK,
        "confirm",
        Step.SENT_BACK,
        True,
    ),
    Act.FOLLOW_UP: Transition(
        _from(State.SOLVED, State.EXPLAINED), State.CLOSED, "assign", Step.FOLLOWED_UP
    ),
    Act.CLOSE: Transition(
        _from(State.DECLINED, State.SOLVED, State.EXPLAINED), State.CLOSED, "assign", Step.CLOSED
    ),
    Act.ESCALATE: Transition(_RUNNING, None, "assign", Step.ESCALATED, True),
}
#: State → whose turn it is in it; where an extension is asked for, the desk's.
TURNS: Mapping[State, Turn] = {
    State.REGISTERED: Turn.DESK,
    State.ACCEPTED: Turn.DESK,
    State.OBJECTED: Turn.DESK,
    State.ASSIGNED: Turn.OFFICE,
    State.SIGNED: Turn.OFFICE,
    State.IN_WORK: Turn.OFFICE,
    State.PAUSED: Turn.OFFICE,
    State.SENT_BACK: Turn.OFFICE,
    State.ANSWERED: Turn.FIRM,
    State.SOLVED: Turn.DESK,
    State.EXPLAINED: Turn.DESK,
    State.DECLINED: Turn.NOBODY,
    State.CLOSED: Turn.NOBODY,
}


def turn_of(case: Difficulty) -> Turn:
    """Whose turn it is: the desk's too while an extension waits for its decision."""
    return Turn.DESK if case.extension_until else TURNS[state_of(case)]
