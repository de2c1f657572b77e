"""Leads in a queue: of the unit in charge, of one that is to take over, of the chain office."""

from typing import Any

from django.db.models import Q

from chainchief.access import policy
from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.desk.leads.investors import investor_words
from chainchief.desk.leads.lead import NAMED
from chainchief.desk.leads.machine import is_offered
from chainchief.desk.leads.notices import address_of
from chainchief.desk.leads.units import turn_words
from chainchief.desk.limits.deadlines import due_when_late_by
from chainchief.desk.limits.lead_preset import lead_limits
from chainchief.desk.queue.items import Item, Part, Question, View
from chainchief.desk.queue.rows import Lines, by_limit, lines_of, wanted
from chainchief.desk.tasks.parties import stands_in
from chainchief.dispatch.calendar.counting import calendar
from chainchief.ledger.kinds.lead.models import Lead, LeadState
from chainchief.ledger.kinds.lead.states import OPEN, last_day
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

KIND = Lead.kind
#: State → the shape beside its word, so that colour alone says nothing.
SHAPES = {
    LeadState.VALID: "hollow",
    LeadState.TALKS: "quarter",
    LeadState.SIGNED: "half",
    LeadState.REGISTERED: "three-quarters",
    LeadState.STARTED: "full",
    LeadState.DROPPED: "none",
}
_OFFERED = Q(handover_to__isnull=False, handover_refused_on=None)
_TO_DECIDE = Q(extension_until__isnull=False)
_WITH_HOLDER = ~_OFFERED & ~_TO_DECIDE


def leads(question: Question, number: int) -> Lines | Part:
    """The leads that the desk runs, those that run out first, with the counts of its views."""
    register = register_of(KIND)
    if not policy.allowed(question.viewer, "see", register.policy_class):
        return Part([])
    rows = in_reach(question.viewer, register).filter(OPEN, turn_due_on__isnull=False)
    rows = rows.filter(wanted(question, KIND, _my_turn)).select_related(*NAMED)
    views = {
        **by_limit(question, "turn_due_on"),
        View.TO_ANSWER: _OFFERED & ~_TO_DECIDE,
        View.SENT_BACK: Q(handover_refused_on__isnull=False),
    }
    return lines_of(rows, views, _item, number, "turn_due_on", "code")


def _my_turn(question: Question) -> Q:
    viewer = question.viewer
    units = viewer.own(Dimension.DIVISION)
    found = _OFFERED & ~_TO_DECIDE & Q(handover_to__in=units) if units else Q(pk__in=[])
    found |= _to_move(viewer)
    if stands_in(viewer):
        found |= _TO_DECIDE
    return found | _risen(question)


def _to_move(viewer: Viewer) -> Q:
    """What the viewer's own unit has in charge; of the whole city's, the chain's task force."""
    reach = policy.reach(viewer, "enter", register_of(KIND).policy_class)
    if reach.nothing or reach.everything:
        return Q(pk__in=[])
    found = Q(division__in=viewer.own(Dimension.DIVISION))
    chains = [one.chain for one in viewer.in_role("task-force") if one.chain]
    found |= Q(chain__in=chains, division__level="city")
    return _WITH_HOLDER & found & reach.q(register_of(KIND).scopes)


def _risen(question: Question) -> Q:
    """What is so late that it has come up to the viewer."""
    viewer, found, known = question.viewer, Q(pk__in=[]), calendar()
    is_office, is_chief = stands_in(viewer), "chief" in viewer.roles
    if not (is_office or is_chief):
        return found
    for scheme in lead_limits().schemes.values():
        late = scheme.office_late if is_office else scheme.chief_late
        day = due_when_late_by(late, question.day, known)
        found |= Q(process=scheme.code, turn_due_on__lte=day)
    reach = policy.reach(viewer, "assign", register_of(KIND).policy_class)
    return found & reach.q(register_of(KIND).scopes)


def state_words(lead: Lead) -> str:
    """Say where it stands; of what waits for another's answer, that."""
    if lead.extension_until:
        return _("longer protection is asked for")
    if is_offered(lead) and lead.handover_to:
        return _("offered to {unit}").format(unit=lead.handover_to.name)
    return _(str(LeadState(lead.state).label))


def _item(lead: Any) -> Item:
    return Item(
        kind=KIND,
        uid=lead.uid,
        code=lead.code,
        name=lead.next_step or lead.name,
        about=investor_words(lead) or lead.division.name,
        state=state_words(lead),
        shape=SHAPES[LeadState(lead.state)],
        turn=turn_words(lead),
        due=lead.turn_due_on,
        last_day=last_day(lead),
        address=address_of(lead),
    )
