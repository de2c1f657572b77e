"""What an act brings with it, and what it does to the columns of a case."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chainchief.desk.difficulties.machine import Act
from chainchief.desk.limits import extensions
from chainchief.desk.limits.deadlines import due_after, resumed
from chainchief.desk.limits.preset import Scheme
from chainchief.ledger.kinds.difficulty.models import Difficulty, Outcome
from chainchief.ledger.kinds.difficulty.states import DifficultyState, state_of

Values = dict[str, object]


@dataclass(frozen=True)
class Deed:
    """What was typed with an act. `informant` is whoever in the firm said it, `slip` the code."""

    note: str = ""
    outcome: str = ""
    office: str = ""
    helpers: tuple[str, ...] = ()
    until: dt.date | None = None
    document: str = ""
    informant: str = ""
    slip: str = ""
    satisfaction: int | None = None
    related_to: str = ""


def columns_after(case: Difficulty, act: Act, deed: Deed, day: dt.date, scheme: Scheme) -> Values:
    """The values that the act gives the case on `day`; those that stay are left out."""
    return {**_adopted(case, scheme), **_AFTER[act](case, deed, day, scheme)}


def _adopted(case: Difficulty, scheme: Scheme) -> Values:
    """What a difficulty that was entered without the desk gets with its first act at it."""
    if case.process:
        return {}
    return {"process": scheme.code, "assigned_on": case.assigned_on or case.received_on}


def _accept(_case: Difficulty, deed: Deed, day: dt.date, scheme: Scheme) -> Values:
    related: Values = {"related_to": deed.related_to} if deed.related_to else {}
    return {"accepted_on": day, "turn_due_on": due_after(day, scheme.assign), **related}


def _decline(_case: Difficulty, deed: Deed, day: dt.date, _scheme: Scheme) -> Values:
    related: Values = {"related_to": deed.related_to} if deed.related_to else {}
    return {"declined_on": day, "turn_due_on": None, **related}


def _assign(case: Difficulty, deed: Deed, day: dt.date, scheme: Scheme) -> Values:
    due = due_after(day, scheme.answer_days(case.category, case.urgency))
    return {
        "host": deed.office or case.host_id,
        "assigned_on": day,
        "due_on": due,
        "turn_due_on": min(due, due_after(day, scheme.sign)),
    }


def _uphold(_case: Difficulty, _deed: Deed, day: dt.date, scheme: Scheme) -> Values:
    due = due_after(day, scheme.assign)
    return {"objected_on": None, "assigned_on": None, "turn_due_on": due}


def _overrule(_case: Difficulty, _deed: Deed, day: dt.date, scheme: Scheme) -> Values:
    return {"objected_on": None, "turn_due_on": due_after(day, scheme.sign)}


def _sign(case: Difficulty, _deed: Deed, day: dt.date, scheme: Scheme) -> Values:
    due = case.due_on
    if scheme.first_entry is not None:
        due = min(due, due_after(day, scheme.first_entry))
    return {"signed_on": day, "turn_due_on": due}


def _object(_case: Difficulty, _deed: Deed, day: dt.date, scheme: Scheme) -> Values:
    return {"objected_on": day, "turn_due_on": due_after(day, scheme.objection_decision)}


def _note(case: Difficulty, _deed: Deed, day: dt.date, _scheme: Scheme) -> Values:
    turn = {} if case.extension_until else {"turn_due_on": case.due_on}
    return {"begun_on": case.begun_on or day, **turn}


def _pause(_case: Difficulty, _deed: Deed, day: dt.date, scheme: Scheme) -> Values:
    due = due_after(day, scheme.pause)
    return {"paused_on": day, "extension_until": None, "turn_due_on": due}


def _resume(case: Difficulty, _deed: Deed, day: dt.date, _scheme: Scheme) -> Values:
    due = resumed(case.due_on, case.paused_on or day, day)
    return {
        "paused_on": None,
        "begun_on": case.begun_on or day,
        "due_on": due,
        "turn_due_on": due,
    }


def _answer(case: Difficulty, deed: Deed, day: dt.date, scheme: Scheme) -> Values:
    """The first answer keeps its day: whether it was in time is not forgotten by a second one."""
    again = state_of(case) is DifficultyState.SENT_BACK
    return {
        "reanswered_on" if again else "answered_on": day,
        "outcome": deed.outcome,
        "extension_until": None,
        "turn_due_on": due_after(day, scheme.confirm),
    }


def _confirm(_case: Difficulty, deed: Deed, day: dt.date, scheme: Scheme) -> Values:
    """The firm's word stands before the office's: solved is what the firm says is solved."""
    return {**_said(deed), **_settled(Outcome.SOLVED, day, scheme)}


def _explained(_case: Difficulty, deed: Deed, day: dt.date, scheme: Scheme) -> Values:
    return {**_said(deed), **_settled(Outcome.EXPLAINED, day, scheme)}


def _settled(outcome: Outcome, day: dt.date, scheme: Scheme) -> Values:
    due = due_after(day, scheme.follow_up)
    return {"outcome": outcome.value, "confirmed_on": day, "turn_due_on": due}


def _send_back(_case: Difficulty, deed: Deed, day: dt.date, scheme: Scheme) -> Values:
    return {
        **_said(deed),
        "sent_back_on": day,
        "reanswered_on": None,
        "confirmed_on": None,
        "turn_due_on": due_after(day, scheme.again),
    }


def _said(deed: Deed) -> Values:
    return {"informant": deed.informant} if deed.informant else {}


def _follow_up(_case: Difficulty, deed: Deed, day: dt.date, _scheme: Scheme) -> Values:
    return {
        "followed_up_on": day,
        "satisfaction": deed.satisfaction,
        "closed_on": day,
        "turn_due_on": None,
    }


def _close(_case: Difficulty, _deed: Deed, day: dt.date, _scheme: Scheme) -> Values:
    return {"closed_on": day, "turn_due_on": None}


def _escalate(_case: Difficulty, _deed: Deed, _day: dt.date, _scheme: Scheme) -> Values:
    return {}


_AFTER: Mapping[Act, Callable[[Difficulty, Deed, dt.date, Scheme], Values]] = {
    Act.ACCEPT: _accept,
    Act.DECLINE: _decline,
    Act.ASSIGN: _assign,
    Act.UPHOLD: _uphold,
    Act.OVERRULE: _overrule,
    Act.SIGN: _sign,
    Act.OBJECT: _object,
    Act.NOTE: _note,
    Act.PAUSE: _pause,
    Act.RESUME: _resume,
    Act.ASK_EXTENSION: extensions.columns_requested,
    Act.EXTEND: extensions.columns_granted,
    Act.REFUSE_EXTENSION: extensions.columns_refused,
    Act.ANSWER: _answer,
    Act.CONFIRM: _confirm,
    Act.EXPLAINED: _explained,
    Act.SEND_BACK: _send_back,
    Act.FOLLOW_UP: _follow_up,
    Act.CLOSE: _close,
    Act.ESCALATE: _escalate,
}
