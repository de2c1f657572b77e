"""The acts on a lead, what each changes besides the lead itself."""

import datetime as dt

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import _
from chainchief.desk.leads import faults, notices
from chainchief.desk.leads.deeds import LeadDeed, check_deed, columns_after
from chainchief.desk.leads.lead import next_number
from chainchief.desk.leads.machine import TRANSITIONS, LeadAct, Side, is_idle
from chainchief.desk.leads.units import belongs, covers
from chainchief.desk.limits.lead_preset import lead_limits
from chainchief.desk.taking import Taking, revised
from chainchief.desk.tasks.parties import stands_in
from chainchief.ledger.changesets import Change, Creation
from chainchief.ledger.kinds.lead.models import Lead, LeadState
from chainchief.ledger.kinds.lead.states import last_day


def is_allowed(lead: Lead, act: LeadAct, viewer: Viewer) -> bool:
    """Whether the act is the viewer's, by the policy table and by which unit they are of."""
    transition = TRANSITIONS[act]
    if not covers(lead, transition.verb, viewer):
        return False
    return belongs(lead, transition.side, viewer) or stands_in(viewer)


def possible(lead: Lead, viewer: Viewer) -> list[LeadAct]:
    """The acts that the viewer may take now, in their order."""
    return [
        act
        for act in TRANSITIONS
        if not _refusing_state(lead, act) and is_allowed(lead, act, viewer)
    ]


def take(
    lead: Lead,
    act: LeadAct,
    deed: LeadDeed | None = None,
    *,
    viewer: Viewer,
    version: int | None = None,
) -> Lead:
    """Take a step in a lead; the lead as it is afterwards. Refuses as `Taking` says."""
    given = deed or LeadDeed()
    reason = given.note.strip()[:400] or _("{act} in lead {code}").format(
        act=_(TRANSITIONS[act].step.label), code=lead.code
    )
    return _TAKING.take(lead, act, given, viewer=viewer, reason=reason, version=version)


def _refusing_state(lead: Lead, act: LeadAct) -> str:
    is_open = lead.state in TRANSITIONS[act].sources and not is_idle(lead, act)
    return "" if is_open else _(str(LeadState(lead.state).label))


def _changes(lead: Lead, act: LeadAct, deed: LeadDeed, viewer: Viewer) -> list[Change]:
    # Where the clock was set back, the last day on which something was done.
    day, scheme = max(clock.today(), last_day(lead)), lead_limits().of(lead.process)
    found = check_deed(lead, act, deed, viewer, day, scheme)
    if found:
        raise FaultsError(found)
    values = columns_after(lead, act, deed, day, scheme)
    return [_step(lead, act, deed, day, values), *revised(lead, values)]


def _step(
    lead: Lead, act: LeadAct, deed: LeadDeed, day: dt.date, values: dict[str, object]
) -> Creation:
    transition = TRANSITIONS[act]
    units = {
        Side.HOLDER: lead.division_id,
        Side.RECEIVER: lead.handover_to_id,
        Side.OFFICE: None,
    }
    new_due = values.get("turn_due_on")
    if act is LeadAct.ASK_EXTENSION:
        new_due = values["extension_until"]
    if act is LeadAct.EXTEND:
        new_due = values["protected_until"]
    return Creation(
        "lead_action",
        "",
        {
            "lead": lead.code,
            "number": next_number(lead),
            "step": transition.step.value,
            "acted_on": deed.on or day,
            "division": deed.unit if act is LeadAct.OFFER else units[transition.side],
            "new_due_on": new_due,
            "note": _said(deed),
            "informant": deed.informant.strip()[:80],
            "document": deed.document or None,
        },
    )


def _said(deed: LeadDeed) -> str:
    """What was typed, with the next step that it names."""
    note = deed.note.strip()
    if not deed.next_step.strip():
        return note[:400]
    step = deed.next_step.strip()
    if deed.owner.strip():
        step = _("{step} ({owner})").format(step=step, owner=deed.owner.strip())
    planned = _("next step: {step}").format(step=step)
    return f"{note}；{planned}"[:400] if note else planned[:400]


_TAKING: Taking[Lead, LeadAct, LeadDeed] = Taking(
    model=Lead,
    verb=lambda act: TRANSITIONS[act].verb,
    is_allowed=is_allowed,
    refusing_state=_refusing_state,
    changes=_changes,
    tell=notices.moved,
    not_yours=faults.NOT_YOURS,
    not_now=faults.NOT_NOW,
)
