"""Entering a lead: who would invest, which unit has the first talk, and the next step."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.access import policy
from chainchief.access.scopes import ScopeCodes
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError
from chainchief.desk.leads import faults, notices
from chainchief.desk.leads.deeds import check_next, fault
from chainchief.desk.limits.deadlines import due_after
from chainchief.desk.limits.lead_preset import LeadScheme, lead_limits
from chainchief.desk.numbering import with_next_code
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.lead.models import Lead, LeadState, LeadStep
from chainchief.ledger.queries.reach import codes_in_reach
from chainchief.ledger.registers import register_of

#: The right by which leads are entered and moved.
VERB = "enter"
#: Field → kind of the record that it may name.
_NAMED = {
    "chain": "chain",
    "segment": "chain_segment",
    "visit": "visit",
    "organisation": "organisation",
}


@dataclass(frozen=True)
class NewLead:
    """What is known of a lead; the amount is in 分. `on` is the day of the first talk."""

    name: str
    division: str
    organisation: str = ""
    investor_name: str = ""
    chain: str = ""
    segment: str = ""
    visit: str = ""
    amount: int | None = None
    on: dt.date | None = None
    next_step: str = ""
    owner: str = ""
    due: dt.date | None = None
    process: str = ""
    note: str = ""


def receive(given: NewLead, *, viewer: Viewer) -> Lead:
    """Write the lead down, with its first step; other units of the investor are told.

    Raises `FaultsError` with all that is wrong with it.
    """
    today, schemes = clock.today(), lead_limits()
    scheme = schemes.of(given.process) if given.process else schemes.in_force
    found = list(_faults(given, viewer, today, scheme))
    if found:
        raise FaultsError(found)
    day = given.on or today
    values: dict[str, object] = {
        "name": given.name.strip()[:200],
        "chain": given.chain or None,
        "division": given.division,
        "first_division": given.division,
        "organisation": given.organisation or None,
        "investor_name": "" if given.organisation else given.investor_name.strip()[:200],
        "segment": given.segment or None,
        "visit": given.visit or None,
        "state": LeadState.VALID.value,
        "amount": given.amount,
        "received_on": day,
        "next_step": given.next_step.strip()[:400],
        "owner": given.owner.strip()[:80],
        "turn_due_on": given.due or due_after(today, scheme.valid),
        "protected_until": scheme.protected_until(day),
        "process": scheme.code,
        "note": given.note.strip()[:400],
    }
    return with_next_code(Lead, "XS", today, lambda code: _written(code, values, viewer))


def _written(code: str, values: dict[str, object], viewer: Viewer) -> Lead:
    step: dict[str, object] = {
        "lead": code,
        "number": 1,
        "step": LeadStep.RECEIVED.value,
        "acted_on": values["received_on"],
        "division": values["division"],
        "new_due_on": values["turn_due_on"],
        "note": values["next_step"],
    }
    reason = str(values["name"])
    with changelog.acting(viewer.signature, reason):
        changes = ChangeSet.of(Creation(Lead.kind, code, values), Creation("lead_action", "", step))
        apply_change_set(changes, viewer=viewer, reason=reason, verb=VERB)
        lead = Lead.objects.get(code=code)
        notices.received(lead, viewer)
    return lead


def _faults(given: NewLead, viewer: Viewer, today: dt.date, scheme: LeadScheme) -> Iterator[Fault]:
    if not given.name.strip():
        yield fault(faults.NO_SUBJECT, "name", value="")
    if not given.organisation and not given.investor_name.strip():
        yield fault(faults.NO_INVESTOR, "investor", value="")
    if given.on is not None and given.on > today:
        yield fault(faults.DAY_OUT_OF_ORDER, "on", day=given.on, first="—", today=today)
    if given.due is not None:
        yield from check_next(given.due, today, LeadState.VALID, scheme)
    if not _may_enter(given, viewer):
        yield fault(faults.NOT_A_UNIT_OF_YOURS, "division", code=given.division)
    for field, kind in _NAMED.items():
        code = str(getattr(given, field))
        if code and not codes_in_reach(viewer, register_of(kind), [code]):
            label = "investor" if field == "organisation" else field
            yield fault(faults.UNKNOWN_RECORD, label, code=code)


def _may_enter(given: NewLead, viewer: Viewer) -> bool:
    """Whether the unit is one, and the lead would be the viewer's to enter."""
    codes = ScopeCodes(
        division=frozenset({given.division}),
        chain=frozenset({given.chain}) if given.chain else frozenset(),
    )
    known = Division.objects.filter(code=given.division, withdrawn_on=None).exists()
    return known and policy.covers(viewer, register_of(Lead.kind).policy_class, codes, VERB)
