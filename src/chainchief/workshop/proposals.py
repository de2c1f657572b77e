"""The way of a proposal: drafted and proposed by one person, decided on by another."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, TypeVar

from chainchief.access import policy
from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.people import small_office
from chainchief.people.persons import same_person
from chainchief.workshop import faults as kinds
from chainchief.workshop.models import Proposal, State

#: What definitions and templates of the workshop are in the policy table.
POLICY_CLASS = "figures"
LONGEST_REASON = 400
Kind = TypeVar("Kind", bound=Proposal)
_STATES = {
    State.DRAFT: "a draft",
    State.PROPOSED: "proposed",
    State.ADOPTED: "adopted",
    State.REFUSED: "refused",
    State.SUPERSEDED: "superseded",
    State.DROPPED: "dropped",
}


def state_in_words(state: str) -> str:
    return _(_STATES[State(state)])


def one(model: type[Kind], uid: object) -> Kind:
    """The proposal of that number; `WrongUseError` for none."""
    rows: Any = model
    found: Kind | None = rows.objects.filter(uid=uid).first()
    if found is None:
        raise WrongUseError(_("There is no such definition or template in the workshop."))
    return found


def may_propose(viewer: Viewer) -> bool:
    return policy.allowed(viewer, "propose", POLICY_CLASS)


def may_decide(viewer: Viewer) -> bool:
    return policy.allowed(viewer, "approve", POLICY_CLASS)


def own_draft_faults(row: Proposal, viewer: Viewer) -> Iterator[Fault]:
    """Faults for which the viewer may not change a draft."""
    if row.state != State.DRAFT:
        yield wrong_state(row, State.DRAFT)
    elif not same_person(row.drafted_by, viewer.signature):
        yield Fault(kinds.NOT_YOURS, facts={"person": signature_words(row.drafted_by)})


def wrong_state(row: Proposal, wanted: State) -> Fault:
    facts = {
        "code": str(row).rpartition(" ")[0],
        "state": state_in_words(row.state),
        "wanted": state_in_words(wanted),
    }
    return Fault(kinds.WRONG_STATE, facts=facts)


def decision_faults(row: Proposal, viewer: Viewer, *, alone: bool, reason: str) -> Iterator[Fault]:
    """Faults for which the viewer may not decide on what was proposed."""
    if row.state != State.PROPOSED:
        yield wrong_state(row, State.PROPOSED)
    if alone:
        if not small_office.allows_alone():
            yield Fault(kinds.ALONE_REFUSED)
        yield from reason_faults(reason)
    elif same_person(row.proposed_by, viewer.signature):
        yield Fault(kinds.TWO_PERSONS, facts={"proposer": signature_words(row.proposed_by)})


def reason_faults(reason: str) -> Iterator[Fault]:
    if not reason.strip():
        yield Fault(kinds.NO_REASON)


def refuse(faults: "list[Fault]") -> None:
    if faults:
        raise FaultsError(faults)


def moved(row: Kind, state: State, **columns: object) -> Kind:
    """The row in its next state; of two who move it at once, one does."""
    model: Any = type(row)
    before, wanted = row.state, {"state": state, "version": row.version + 1, **columns}
    changed = model.objects.filter(pk=row.pk, version=row.version, state=before).update(**wanted)
    fresh: Kind = model.objects.get(pk=row.pk)
    if not changed:
        raise FaultsError([wrong_state(fresh, State(before))])
    return fresh


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
