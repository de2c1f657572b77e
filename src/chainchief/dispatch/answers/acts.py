"""The acts on an answer, each in one transaction: right → state → deed → step → notice."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from chainchief.access import policy
from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultKind, FaultsError, Place, refuse
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.dispatch.answers import faults, locks, notices
from chainchief.dispatch.answers.cells import (
    Answer,
    Conflict,
    answer_of,
    change_set_of,
    merged,
    plain,
)
from chainchief.dispatch.answers.crosschecks.finding import disagreements_of
from chainchief.dispatch.answers.review import review
from chainchief.dispatch.collections.questionnaires import tables_of
from chainchief.dispatch.collections.respondents import may, respondent_of
from chainchief.dispatch.collections.rows import Questionnaire, questionnaire_of
from chainchief.dispatch.models import Request, RequestState
from chainchief.dispatch.steps import TRANSITIONS, Act, hands_of, move
from chainchief.intake.collecting import collection_paused
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_proposal, propose
from chainchief.ledger.errors import NoReasonError
from chainchief.ledger.validation import RefusedError
from chainchief.people.persons import same_person


@dataclass(frozen=True)
class Remark:
    """Why one cell of an answer is returned."""

    kind: str
    code: str
    column: str
    reason: str

    def as_json(self) -> Mapping[str, str]:
        return {
            "kind": self.kind,
            "code": self.code,
            "column": self.column,
            "reason": self.reason.strip()[:400],
        }


def is_allowed(request: Request, act: Act, viewer: Viewer) -> bool:
    """Whether the viewer has the right to an act, whatever the state is."""
    transition = TRANSITIONS[act]
    if transition.by_bureau:
        return policy.allowed(viewer, transition.verb, closing.MONTHS)
    tables = tables_of(request.collection.questionnaire)
    return may(viewer, transition.verb, respondent_of(request), tables)


@collection_paused()
def save(
    request: Request, given: Answer, base: Answer, *, viewer: Viewer, reason: str = ""
) -> Request:
    """Lay `given` over the answer, but for cells that are as in `base`; it is a draft then.

    Raises `FaultsError` for cells that a colleague filled in otherwise meanwhile, and
    `RefusedError` for values that are none or records that are not the viewer's.
    """
    with _acting(request, Act.SAVE, viewer, reason) as held:
        questionnaire = questionnaire_of(held)
        current = answer_of(held, questionnaire)
        answer, conflicts = merged(current, given, base)
        if conflicts:
            raise FaultsError([_conflict(questionnaire, conflict) for conflict in conflicts])
        proposal = propose(
            change_set_of(held, questionnaire, answer),
            viewer=viewer,
            reason=held.collection.name,
            instead_of=held.proposal,
        )
        held.proposal = proposal.uid
        move(held, Act.SAVE, viewer, reason=reason)
    return held


def hand_over(request: Request, *, viewer: Viewer, reason: str = "") -> Request:
    """Give the answer to the second person; every rule of the ledger is asked first."""
    with _acting(request, Act.HAND_OVER, viewer, reason) as held:
        _check_complete(held, viewer)
        move(held, Act.HAND_OVER, viewer, reason=reason)
        notices.to_check(held, viewer.signature)
    return held


def take_back(request: Request, *, viewer: Viewer, reason: str = "") -> Request:
    """Back into work, before it was submitted: by whoever filled it in, or whoever checks."""
    with _acting(request, Act.TAKE_BACK, viewer, reason) as held:
        move(held, Act.TAKE_BACK, viewer, reason=reason)
    return held


def submit(request: Request, *, viewer: Viewer, reason: str = "") -> Request:
    """The second person has checked the answer: it goes to the bureau."""
    with _acting(request, Act.SUBMIT, viewer, reason) as held:
        _refuse_same(viewer, hands_of(held).last_filled, faults.SAME_PERSON)
        _check_complete(held, viewer)
        move(held, Act.SUBMIT, viewer, reason=reason)
        notices.submitted(held, viewer.signature)
        notices.disagreeing(held, disagreements_of(held))
    return held


def send_back(
    request: Request, *, viewer: Viewer, reason: str, remarks: Iterable[Remark] = ()
) -> Request:
    """The bureau returns the answer, for a reason, and reasons per cell."""
    with _acting(request, Act.RETURN, viewer, reason) as held:
        kept = [remark.as_json() for remark in remarks]
        move(held, Act.RETURN, viewer, reason=reason, remarks=kept)
        notices.returned(held, viewer.signature)
    return held


def approve(request: Request, *, viewer: Viewer, reason: str = "") -> Request:
    """Write the answer into the ledger as the bureau, and lock its cells.

    Raises `RefusedError` where the ledger refuses it by now, `StaleVersionError` where another
    changed the same cells meanwhile; then it stays submitted.
    """
    with _acting(request, Act.APPROVE, viewer, reason) as held:
        hands = hands_of(held)
        _refuse_same(viewer, hands.filled | hands.checked, faults.SAME_APPROVER)
        month = Month.parse(held.collection.month)
        if closing.is_closed(month):
            refuse(faults.MONTH_IS_CLOSED, month=month.label)
        questionnaire = questionnaire_of(held)
        answer = answer_of(held, questionnaire)
        written = held.proposal
        if written is not None:
            why = reason or _("{collection}: approved").format(collection=held.collection.name)
            apply_proposal(written, viewer=viewer, reason=why)
        locks.lock(held, questionnaire, answer)
        move(held, Act.APPROVE, viewer, reason=reason)
        Request.objects.filter(pk=held.pk).update(proposal=None, version=held.version + 1)
        held.proposal, held.version = None, held.version + 1
    return held


def withdraw_approval(request: Request, *, viewer: Viewer, reason: str) -> Request:
    """Open an approved answer again, for a reason; what was written stays until it is mended."""
    with _acting(request, Act.WITHDRAW, viewer, reason) as held:
        month = Month.parse(held.collection.month)
        if held.state == RequestState.CLOSED and closing.is_closed(month):
            refuse(faults.MONTH_NOT_REOPENED, month=month.label)
        locks.unlock(held)
        move(held, Act.WITHDRAW, viewer, reason=reason)
        notices.returned(held, viewer.signature)
    return held


def waive(request: Request, *, viewer: Viewer, reason: str) -> Request:
    """Close the month without this answer, for a reason; one that comes late is still taken."""
    with _acting(request, Act.WAIVE, viewer, reason) as held:
        move(held, Act.WAIVE, viewer, reason=reason)
    return held


@contextmanager
def _acting(request: Request, act: Act, viewer: Viewer, reason: str) -> Iterator[Request]:
    """The request, locked, once right, state and reason are in order."""
    transition = TRANSITIONS[act]
    if transition.needs_reason and not reason.strip():
        raise NoReasonError
    with changelog.acting(viewer.signature, reason or f"{act} {request.collection.name}"):
        held = Request.objects.select_for_update().select_related("collection").get(pk=request.pk)
        name = respondent_of(held).name
        if not is_allowed(held, act, viewer):
            refuse(faults.NOT_YOURS, viewer=viewer.name, respondent=name)
        if held.state not in transition.sources:
            state = _(RequestState(held.state).label)
            refuse(faults.NOT_NOW, respondent=name, state=state)
        if held.version != request.version:
            refuse(faults.MOVED)
        yield held


def _check_complete(held: Request, viewer: Viewer) -> None:
    """Raise with every fault of the answer, blanks among what is asked included."""
    questionnaire = questionnaire_of(held)
    answer = answer_of(held, questionnaire)
    if held.proposal is None or not any(True for _cell in answer.cells()):
        refuse(faults.NOTHING_FILLED)
    found = review(held, questionnaire, answer, viewer)
    if found:
        raise RefusedError(found)


def _refuse_same(viewer: Viewer, signatures: frozenset[str], kind: FaultKind) -> None:
    """Nobody checks for another what they did themselves."""
    for signature in sorted(signatures):
        if same_person(signature, viewer.signature):
            refuse(kind, person=signature_words(signature))


def _conflict(questionnaire: Questionnaire, conflict: Conflict) -> Fault:
    table = questionnaire.tables[conflict.position]
    column = table.register.column(conflict.column)
    theirs = column.shown(conflict.theirs, {})
    place = Place(record=f"{table.register.name} {conflict.code}", column=column.label)
    shown = column.shown(conflict.mine, {})
    facts = {"theirs": "—" if plain(theirs) is None else theirs}
    return Fault(faults.FILLED_MEANWHILE, place, str(shown), facts)


ACTS: Mapping[Act, Callable[..., Request]] = {
    Act.HAND_OVER: hand_over,
    Act.TAKE_BACK: take_back,
    Act.SUBMIT: submit,
    Act.RETURN: send_back,
    Act.APPROVE: approve,
    Act.WITHDRAW: withdraw_approval,
    Act.WAIVE: waive,
}


def request_of(uid: uuid.UUID) -> Request | None:
    """The request of that identifier, with its collection."""
    return Request.objects.select_related("collection").filter(uid=uid).first()
