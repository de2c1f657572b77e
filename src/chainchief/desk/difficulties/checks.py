"""What an act needs before it is taken: every fault of it at once."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from chainchief.access import policy
from chainchief.access.scopes import Dimension
from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultKind, Place
from chainchief.core.i18n import _
from chainchief.desk import faults
from chainchief.desk.difficulties.deeds import Deed
from chainchief.desk.difficulties.machine import TRANSITIONS, Act
from chainchief.desk.difficulties.slips import is_slip_code
from chainchief.desk.difficulties.steps import last_actor
from chainchief.desk.limits import extensions
from chainchief.desk.limits.deadlines import due_after
from chainchief.desk.limits.preset import Scheme
from chainchief.ledger.kinds.difficulty.models import Difficulty, Outcome, Step
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.people.persons import same_person

#: The field of the form that a fault stands at, in words.
_LABELS = {
    "note": "What is said",
    "outcome": "What came of it",
    "office": "Office in charge",
    "helpers": "Offices that help",
    "until": "Extended until",
    "informant": "Informant",
    "slip": "Code of the slip",
    "satisfaction": "Satisfaction",
}
_SATISFACTION = range(1, 6)
_SAID_BY_FIRM = (Act.CONFIRM, Act.EXPLAINED, Act.SEND_BACK)


def check_deed(
    case: Difficulty, act: Act, deed: Deed, viewer: Viewer, day: dt.date, scheme: Scheme
) -> list[Fault]:
    """Faults of what was typed for the act."""
    found: list[Fault] = []
    if TRANSITIONS[act].needs_reason and not deed.note.strip():
        found.append(fault(faults.NO_REASON, "note", value=""))
    check = _CHECKS.get(act)
    if check is not None:
        found += check(case, deed, day, scheme)
    if act in _SAID_BY_FIRM:
        found += _said_by_firm(case, act, deed, viewer)
    return found


def fault(kind: FaultKind, field: str, *, value: str | None = None, **facts: object) -> Fault:
    """A fault at a field of the form."""
    return Fault(kind, Place(column=_(_LABELS[field])), value, facts)


def speaks_for_itself(case: Difficulty, viewer: Viewer) -> bool:
    """Whether the viewer is the firm: holds a role for it, and speaks for no other."""
    return case.enterprise_id in viewer.own(Dimension.ENTERPRISE) and not (
        policy.reach(viewer, "confirm", "chain").everything
    )


def _said_by_firm(case: Difficulty, act: Act, deed: Deed, viewer: Viewer) -> Iterator[Fault]:
    if speaks_for_itself(case, viewer):
        return
    answered_by = last_actor(case, Step.ANSWERED)
    if answered_by and same_person(answered_by, viewer.signature):
        facts = {"person": signature_words(answered_by)}
        yield Fault(faults.CONFIRMED_BY_WHO_ANSWERED, facts=facts)
    if not deed.informant.strip():
        yield fault(faults.NO_INFORMANT, "informant", value="")
    if act is not Act.SEND_BACK and not is_slip_code(case, deed.slip):
        yield fault(faults.WRONG_SLIP_CODE, "slip", code=deed.slip.strip())


def _assign(case: Difficulty, deed: Deed, _day: dt.date, _scheme: Scheme) -> Iterator[Fault]:
    if not deed.office:
        yield fault(faults.NO_OFFICE, "office", value="")
    wanted = {deed.office, *deed.helpers} - {""}
    offices = Organisation.objects.filter(code__in=wanted, withdrawn_on=None)
    known = set(offices.values_list("code", flat=True))
    for code in sorted(wanted - known):
        field = "office" if code == deed.office else "helpers"
        yield fault(faults.NOT_AN_OFFICE, field, code=code)
    if deed.office and deed.office in deed.helpers:
        yield fault(faults.HOST_HELPS_ITSELF, "helpers", office=deed.office)


def _object(case: Difficulty, _deed: Deed, day: dt.date, scheme: Scheme) -> Iterator[Fault]:
    last = due_after(case.assigned_on or case.received_on, scheme.objection)
    if day > last:
        yield Fault(faults.OBJECTION_TOO_LATE, facts={"last": last, "today": day})


def _answer(_case: Difficulty, deed: Deed, _day: dt.date, _scheme: Scheme) -> Iterator[Fault]:
    if deed.outcome not in Outcome.values:
        yield fault(faults.NO_OUTCOME, "outcome", value=deed.outcome)


def _follow_up(_case: Difficulty, deed: Deed, _day: dt.date, _scheme: Scheme) -> Iterator[Fault]:
    if deed.satisfaction is not None and deed.satisfaction not in _SATISFACTION:
        yield fault(faults.NOT_A_MARK, "satisfaction", mark=deed.satisfaction)


Check = Callable[[Difficulty, Deed, dt.date, Scheme], Iterator[Fault]]
_CHECKS: Mapping[Act, Check] = {
    Act.ASSIGN: _assign,
    Act.OBJECT: _object,
    Act.ASK_EXTENSION: extensions.check_requested,
    Act.EXTEND: extensions.check_decided,
    Act.REFUSE_EXTENSION: extensions.check_decided,
    Act.ANSWER: _answer,
    Act.FOLLOW_UP: _follow_up,
    Act.ESCALATE: extensions.check_late,
}
