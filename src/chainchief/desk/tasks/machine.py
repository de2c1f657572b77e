"""The way of a task: which act leads from which state, by which right, and whose act it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chainchief.ledger.kinds.task.models import Task, TaskStep
from chainchief.ledger.kinds.task.states import TaskState as State
from chainchief.ledger.kinds.task.states import state_of


class TaskAct(StrEnum):
    """In the order in which a page offers them."""

    SIGN = "sign"
    REPORT = "report"
    NOTE = "note"
    ASK_EXTENSION = "ask-extension"
    ACCEPT = "accept"
    SEND_BACK = "send-back"
    EXTEND = "extend"
    REFUSE_EXTENSION = "refuse-extension"
    REASSIGN = "reassign"
    ESCALATE = "escalate"
    CANCEL = "cancel"


class Side(StrEnum):
    """Whoever an act or the next step is of: who gave the task, who does it."""

    GIVER = "giver"
    DOER = "doer"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Transition:
    """An act: from which states, to which (None: it stays), whose it is, kept as which step."""

    sources: frozenset[State]
    to: State | None
    side: Side
    step: TaskStep
    needs_reason: bool = False

    @property
    def verb(self) -> str:
        """The right that the act asks for."""
        return "assign" if self.side is Side.GIVER else "answer"


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


_DOING = _from(State.SIGNED, State.SENT_BACK)
_WITH_DOER = _DOING | {State.ASSIGNED}
_OPEN = _WITH_DOER | {State.REPORTED}
TRANSITIONS: Mapping[TaskAct, Transition] = {
    TaskAct.SIGN: Transition(_from(State.ASSIGNED), State.SIGNED, Side.DOER, TaskStep.SIGNED),
    TaskAct.REPORT: Transition(_DOING, State.REPORTED, Side.DOER, TaskStep.REPORTED, True),
    TaskAct.NOTE: Transition(_DOING, None, Side.DOER, TaskStep.NOTED, True),
    TaskAct.ASK_EXTENSION: Transition(_DOING, None, Side.DOER, TaskStep.EXTENSION_REQUESTED, True),
    TaskAct.ACCEPT: Transition(
        _from(State.REPORTED), State.ACCEPTED, Side.GIVER, TaskStep.ACCEPTED
    ),
    TaskAct.SEND_BACK: Transition(
        _from(State.REPORTED, State.ACCEPTED), State.SENT_BACK, Side.GIVER, TaskStep.SENT_BACK, True
    ),
    TaskAct.EXTEND: Transition(_DOING, None, Side.GIVER, TaskStep.EXTENDED),
    TaskAct.REFUSE_EXTENSION: Transition(_DOING, None, Side.GIVER, TaskStep.NOT_EXTENDED, True),
    TaskAct.REASSIGN: Transition(_WITH_DOER, State.ASSIGNED, Side.GIVER, TaskStep.REASSIGNED, True),
    TaskAct.ESCALATE: Transition(_OPEN, None, Side.GIVER, TaskStep.ESCALATED, True),
    TaskAct.CANCEL: Transition(_OPEN, State.CANCELLED, Side.GIVER, TaskStep.CANCELLED, True),
}
_TURNS: Mapping[State, Side] = {
    State.ASSIGNED: Side.DOER,
    State.SIGNED: Side.DOER,
    State.SENT_BACK: Side.DOER,
    State.REPORTED: Side.GIVER,
    State.ACCEPTED: Side.NOBODY,
    State.CANCELLED: Side.NOBODY,
}


def turn_of(task: Task) -> Side:
    """Whose turn it is: the giver's too while an extension waits for its decision."""
    return Side.GIVER if task.extension_until else _TURNS[state_of(task)]
