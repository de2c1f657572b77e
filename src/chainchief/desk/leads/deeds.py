"""What an act brings with it, what it needs, and what it does to the columns of a lead."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, FaultKind, Place
from chainchief.core.i18n import _
from chainchief.desk import faults as desk_faults
from chainchief.desk.leads import faults
from chainchief.desk.leads.investors import protecting
from chainchief.desk.leads.machine import TRANSITIONS, LeadAct, Side, turn_of
from chainchief.desk.leads.units import belongs
from chainchief.desk.limits import extensions
from chainchief.desk.limits.deadlines import due_after
from chainchief.desk.limits.lead_preset import LeadScheme
from chainchief.desk.tasks.parties import stands_in
from chainchief.ledger.kinds.division.models import Division, Level
from chainchief.ledger.kinds.lead.models import Lead, LeadState
from chainchief.ledger.kinds.lead.states import FOLLOWED, last_day
from chainchief.ledger.kinds.project.models import Project
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

Values = dict[str, object]
#: The field of the form that a fault stands at, in words.
LABELS = {
    "name": "What the lead is about",
    "investor": "Investor",
    "unit": "Unit that takes over",
    "division": "Unit of first talk",
    "chain": "Chain",
    "segment": "Segment",
    "visit": "From activity",
    "project": "Project that came of it",
    "on": "Happened on",
    "note": "What is said",
    "due": "Next step due on",
    "until": "Extended until",
    "informant": "Who said so",
}
#: Acts that move it on its way on a day of their own.
_STAGES = (LeadAct.BEGIN_TALKS, LeadAct.SIGN, LeadAct.REGISTER, LeadAct.START)


@dataclass(frozen=True)
class LeadDeed:
    """What was typed with an act. `on` is when it happened, `due` when the next step is due."""

    note: str = ""
    on: dt.date | None = None
    unit: str = ""
    project: str = ""
    next_step: str = ""
    owner: str = ""
    due: dt.date | None = None
    until: dt.date | None = None
    document: str = ""
    informant: str = ""


@dataclass(frozen=True)
class _Protection:
    """The protection of a lead as a matter that is due by its last day."""

    due_on: dt.date
    turn_due_on: dt.date | None
    extension_until: dt.date | None


def fault(kind: FaultKind, field: str, *, value: str | None = None, **facts: object) -> Fault:
    """A fault at a field of the form."""
    return Fault(kind, Place(column=_(LABELS[field])), value, facts)


def check_deed(
    lead: Lead, act: LeadAct, deed: LeadDeed, viewer: Viewer, day: dt.date, scheme: LeadScheme
) -> list[Fault]:
    """Faults of what was typed for the act, every one at once."""
    transition, found = TRANSITIONS[act], []
    if transition.needs_reason and not deed.note.strip():
        found.append(fault(desk_faults.NO_REASON, "note", value=""))
    if not belongs(lead, transition.side, viewer) and not deed.informant.strip():
        found.append(fault(desk_faults.NOBODY_SAID_SO, "informant", value=""))
    found += _check_days(lead, act, deed, day, scheme)
    if act is LeadAct.OFFER:
        found += _check_unit(lead, deed)
    if act is LeadAct.SIGN:
        found += _check_signing(lead, deed, viewer, day, scheme)
    if act is LeadAct.ASK_EXTENSION and lead.protected_until:
        found += extensions.check_requested(_protection(lead), deed, day, scheme)
    if act in (LeadAct.EXTEND, LeadAct.REFUSE_EXTENSION) and lead.protected_until:
        found += extensions.check_decided(_protection(lead), deed, day, scheme)
    return found


def _check_days(
    lead: Lead, act: LeadAct, deed: LeadDeed, day: dt.date, scheme: LeadScheme
) -> Iterator[Fault]:
    if act in _STAGES and deed.on is not None and not last_day(lead) <= deed.on <= day:
        first = last_day(lead)
        yield fault(faults.DAY_OUT_OF_ORDER, "on", day=deed.on, first=first, today=day)
    if deed.due is not None:
        yield from check_next(deed.due, day, _state_after(lead, act), scheme)


def check_next(due: dt.date, day: dt.date, state: LeadState, scheme: LeadScheme) -> Iterator[Fault]:
    """Faults of the day of a next step: it is to come, and not after the limit of the state."""
    if due < day:
        yield fault(faults.NEXT_IS_PAST, "due", due=due, today=day)
    elif state in FOLLOWED and due > (limit := due_after(day, scheme.days_in(state))):
        yield fault(faults.NEXT_TOO_LATE, "due", due=due, limit=limit)


def _check_unit(lead: Lead, deed: LeadDeed) -> Iterator[Fault]:
    levels = (Level.COUNTY, Level.ZONE)
    units = Division.objects.filter(code=deed.unit, level__in=levels)
    if deed.unit == lead.division_id or not units.exists():
        yield fault(faults.NO_UNIT, "unit", value=deed.unit)


def _check_signing(
    lead: Lead, deed: LeadDeed, viewer: Viewer, day: dt.date, scheme: LeadScheme
) -> Iterator[Fault]:
    claim = protecting(lead, day) if scheme.binding and not stands_in(viewer) else None
    if claim is not None:
        facts = {"until": claim.protected_until, "unit": claim.unit, "since": claim.since}
        yield Fault(faults.PROTECTED, facts=facts)
    if deed.project:
        rows = in_reach(viewer, register_of(Project.kind)).filter(withdrawn_on=None)
        if not rows.filter(code=deed.project).exists():
            yield fault(faults.NO_PROJECT, "project", code=deed.project)


def columns_after(
    lead: Lead, act: LeadAct, deed: LeadDeed, day: dt.date, scheme: LeadScheme
) -> Values:
    """The values that the act gives the lead on `day`; those that stay are left out."""
    adopted = {} if lead.process else adopted_columns(lead, scheme)
    return {**adopted, **_AFTER[act](lead, deed, day, scheme), **_next_step(deed)}


def adopted_columns(lead: Lead, scheme: LeadScheme) -> Values:
    """Columns that a lead entered without the desk has to have, once the desk runs it."""
    return {
        "process": scheme.code,
        "first_division": lead.first_division_id or lead.division_id,
        "protected_until": lead.protected_until or scheme.protected_until(lead.received_on),
    }


def _next_step(deed: LeadDeed) -> Values:
    """What is typed of the next step stands in place of the one before."""
    if not deed.next_step.strip():
        return {}
    return {"next_step": deed.next_step.strip()[:400], "owner": deed.owner.strip()[:80]}


def _state_after(lead: Lead, act: LeadAct) -> LeadState:
    if act is LeadAct.REVIVE:
        return LeadState.TALKS if lead.talks_on else LeadState.VALID
    return TRANSITIONS[act].to or LeadState(lead.state)


def _due(lead: Lead, act: LeadAct, deed: LeadDeed, day: dt.date, scheme: LeadScheme) -> Values:
    """The day of the next step of the unit in charge; while it is another's turn, theirs."""
    if turn_of(lead) in (Side.RECEIVER, Side.OFFICE) and act is LeadAct.NOTE:
        return {}
    state = _state_after(lead, act)
    days = scheme.days_in(state) if state in FOLLOWED else None
    return {"turn_due_on": None if days is None else deed.due or due_after(day, days)}


def _staged(act: LeadAct, column: str) -> "_After":
    def after(lead: Lead, deed: LeadDeed, day: dt.date, scheme: LeadScheme) -> Values:
        values: Values = {"state": _state_after(lead, act).value, column: deed.on or day}
        if act is LeadAct.SIGN and deed.project:
            values["project"] = deed.project
        if act in (LeadAct.SIGN, LeadAct.START):  # what waited is settled with it
            values |= _SETTLED
        values |= _due(lead, act, deed, day, scheme)
        if lead.handover_to_id and act is not LeadAct.START and "handover_to" not in values:
            values |= _of_offer(lead, values, day, scheme)
        return values

    return after


#: No offer, no question of longer protection is left open.
_SETTLED: Mapping[str, object] = {
    "handover_to": None,
    "handover_refused_on": None,
    "extension_until": None,
}


def _of_offer(lead: Lead, values: Values, day: dt.date, scheme: LeadScheme) -> Values:
    """An offer stands on with its limit; one that was refused ends with the holder's next step."""
    if lead.handover_refused_on is None:
        return {"turn_due_on": lead.turn_due_on or due_after(day, scheme.handover)}
    return {**values, "handover_to": None, "handover_refused_on": None}


def _note(lead: Lead, deed: LeadDeed, day: dt.date, scheme: LeadScheme) -> Values:
    return _due(lead, LeadAct.NOTE, deed, day, scheme)


def _offer(_lead: Lead, deed: LeadDeed, day: dt.date, scheme: LeadScheme) -> Values:
    return {
        "handover_to": deed.unit,
        "handover_refused_on": None,
        "turn_due_on": due_after(day, scheme.handover),
    }


def _end_offer(lead: Lead, deed: LeadDeed, day: dt.date, scheme: LeadScheme) -> Values:
    due = deed.due or due_after(day, scheme.days_in(LeadState(lead.state)))
    return {"handover_to": None, "handover_refused_on": None, "turn_due_on": due}


def _take_over(lead: Lead, deed: LeadDeed, day: dt.date, scheme: LeadScheme) -> Values:
    """The unit of the first talk stays what it is, and reads on."""
    due = deed.due or due_after(day, scheme.days_in(LeadState(lead.state)))
    return {
        "division": lead.handover_to_id,
        "first_division": lead.first_division_id or lead.division_id,
        "handover_to": None,
        "handover_refused_on": None,
        "turn_due_on": due,
    }


def _refuse(_lead: Lead, _deed: LeadDeed, day: dt.date, scheme: LeadScheme) -> Values:
    """The unit reads its answer until the one in charge goes on."""
    return {"handover_refused_on": day, "turn_due_on": due_after(day, scheme.handover)}


def _ask_extension(lead: Lead, deed: LeadDeed, day: dt.date, scheme: LeadScheme) -> Values:
    return extensions.columns_requested(_protection(lead), deed, day, scheme)


def _extend(lead: Lead, deed: LeadDeed, day: dt.date, scheme: LeadScheme) -> Values:
    granted = extensions.columns_granted(_protection(lead), deed, day, scheme)
    return {
        "protected_until": granted["due_on"],
        "extension_until": None,
        **_due(lead, LeadAct.EXTEND, deed, day, scheme),
    }


def _refuse_extension(lead: Lead, deed: LeadDeed, day: dt.date, scheme: LeadScheme) -> Values:
    return {"extension_until": None, **_due(lead, LeadAct.REFUSE_EXTENSION, deed, day, scheme)}


def _drop(_lead: Lead, _deed: LeadDeed, day: dt.date, _scheme: LeadScheme) -> Values:
    """What was signed and came to nothing is closed anew; the steps keep the days before."""
    return {
        "state": LeadState.DROPPED.value,
        "closed_on": day,
        "registered_on": None,
        "turn_due_on": None,
        **_SETTLED,
    }


def _revive(lead: Lead, deed: LeadDeed, day: dt.date, scheme: LeadScheme) -> Values:
    state = _state_after(lead, LeadAct.REVIVE)
    return {
        "state": state.value,
        "closed_on": None,
        "turn_due_on": deed.due or due_after(day, scheme.days_in(state)),
    }


def _protection(lead: Lead) -> _Protection:
    return _Protection(lead.protected_until or dt.date.max, None, lead.extension_until)


_After = Callable[[Lead, LeadDeed, dt.date, LeadScheme], Values]
_AFTER: Mapping[LeadAct, _After] = {
    LeadAct.BEGIN_TALKS: _staged(LeadAct.BEGIN_TALKS, "talks_on"),
    LeadAct.SIGN: _staged(LeadAct.SIGN, "closed_on"),
    LeadAct.REGISTER: _staged(LeadAct.REGISTER, "registered_on"),
    LeadAct.START: _staged(LeadAct.START, "started_on"),
    LeadAct.TAKE_OVER: _take_over,
    LeadAct.REFUSE: _refuse,
    LeadAct.EXTEND: _extend,
    LeadAct.REFUSE_EXTENSION: _refuse_extension,
    LeadAct.NOTE: _note,
    LeadAct.OFFER: _offer,
    LeadAct.END_OFFER: _end_offer,
    LeadAct.ASK_EXTENSION: _ask_extension,
    LeadAct.DROP: _drop,
    LeadAct.REVIVE: _revive,
}
