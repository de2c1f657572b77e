"""One lead as a viewer may read it, and its steps."""

import uuid

from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.desk.signed_steps import TakenStep, with_signatures
from chainchief.ledger.kinds.lead.models import Lead, LeadAction
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

NAMED = ("division", "first_division", "handover_to", "chain", "organisation")


def open_lead(uid: uuid.UUID, viewer: Viewer) -> Lead:
    """The lead, or `WrongUseError`: whoever it does not concern learns not even that it is."""
    rows = in_reach(viewer, register_of(Lead.kind)).filter(uid=uid, withdrawn_on=None)
    found: Lead | None = rows.select_related(*NAMED, "segment", "visit", "project").first()
    if found is None:
        raise WrongUseError(_("There is no such lead, or it is not open to you."))
    return found


def steps_of(lead: Lead) -> list[TakenStep[LeadAction]]:
    """All steps of a lead in their order, with who took each; two queries."""
    actions = LeadAction.objects.filter(lead=lead, withdrawn_on=None)
    return with_signatures(actions.select_related("division", "document").order_by("number"))


def next_number(lead: Lead) -> int:
    last = LeadAction.objects.filter(lead=lead).order_by("-number").first()
    return last.number + 1 if last else 1
