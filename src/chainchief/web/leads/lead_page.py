"""The page of a lead: its stages with their days, the next step, whose turn, its time line."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.desk.leads.acts import possible
from chainchief.desk.leads.investors import Claim, claims_on, investor_words
from chainchief.desk.leads.lead import steps_of
from chainchief.desk.leads.machine import TRANSITIONS, LeadAct, is_offered, turn_of
from chainchief.desk.leads.units import belongs, holder_words, turn_words
from chainchief.desk.limits.lead_preset import Counted, LeadScheme, lead_limits
from chainchief.desk.queue.leads import SHAPES, state_words
from chainchief.dispatch.calendar.counting import calendar
from chainchief.ledger.kinds.division.models import Division, Level
from chainchief.ledger.kinds.lead.models import Lead, LeadState
from chainchief.ledger.kinds.lead.states import FOLLOWED, stages_of
from chainchief.web.desk.act_form import ActForm, ActWords, act_form
from chainchief.web.desk.handling import handled_by, is_watched
from chainchief.web.desk.queue_page import Left, left_until
from chainchief.web.desk.time_line import TimeLine, time_line
from chainchief.web.figures import amounts
from chainchief.web.frame import today
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import address_of, doors
from chainchief.web.leads.board_page import days_words


@dataclass(frozen=True)
class StageLine:
    """A stage of the way: reached or still to come, since when, how long."""

    name: str
    shape: str
    since: str
    days: str
    is_current: bool
    is_reached: bool


@dataclass(frozen=True)
class LeadPage:
    """What templates/web/leads/lead.html shows."""

    title: str
    uid: str
    code: str
    version: int
    crumbs: list[Crumb]
    state: str
    shape: str
    turn: str
    limit: Left | None
    stages: list[StageLine]
    next_step: str
    owner: str
    facts: list[tuple[str, str, str]]
    claims: list[Claim]
    main: list[ActForm]
    others: list[ActForm]
    line: list[TimeLine]
    units: list[Choice]
    handler: str
    is_mine: bool
    is_watched: bool
    may_handle: bool
    protection: str
    limits_words: str
    is_unverified: bool
    record: str
    faults: tuple[Fault, ...]
    typed: dict[str, str]
    typed_act: str


_NEXT = ("next_step", "owner", "due")
_FORMS: Mapping[LeadAct, ActWords] = {
    LeadAct.BEGIN_TALKS: (
        "Begin talks",
        "Somebody who may decide has been spoken to.",
        ("on", "note", *_NEXT, "document"),
        "What was talked about",
    ),
    LeadAct.SIGN: (
        "Enter the signing",
        "A formal agreement, not a letter of intent.",
        ("on", "project", "note", *_NEXT, "document"),
        "What was agreed",
    ),
    LeadAct.REGISTER: (
        "Enter the registration",
        "The firm stands in the register of enterprises.",
        ("on", "note", *_NEXT, "document"),
        "Name of the firm that was registered",
    ),
    LeadAct.START: (
        "Enter the start of construction",
        "The main works have begun.",
        ("on", "note", "document"),
        "What has begun",
    ),
    LeadAct.TAKE_OVER: (
        "Take it over",
        "From now on it is your unit's to move; the unit of the first talk reads on.",
        ("note", *_NEXT),
        "Remark to the hand-over",
    ),
    LeadAct.REFUSE: (
        "Do not take it over",
        "It stays with the unit in charge.",
        ("note",),
        "Reason",
    ),
    LeadAct.EXTEND: (
        "Extend the protection",
        "Until the day asked for, or the one that you name.",
        ("until?",),
        "",
    ),
    LeadAct.REFUSE_EXTENSION: (
        "Do not extend the protection",
        "It ends on its day.",
        ("note",),
        "Reason",
    ),
    LeadAct.NOTE: (
        "Keep the follow-up entry",
        "What happened, and what comes next: who, until when.",
        ("note", *_NEXT, "document"),
        "What happened since",
    ),
    LeadAct.OFFER: (
        "Offer it to another unit",
        "It is handed over once that unit agrees.",
        ("unit", "note"),
        "Why it suits that unit",
    ),
    LeadAct.END_OFFER: (
        "Take back the request to the unit",
        "The unit reads it no longer.",
        ("note",),
        "Remark",
    ),
    LeadAct.ASK_EXTENSION: (
        "Ask for longer protection",
        "The chain office decides.",
        ("until", "note"),
        "Reason",
    ),
    LeadAct.DROP: ("Drop the lead", "It is not followed any more.", ("note",), "Reason"),
    LeadAct.REVIVE: (
        "Take the lead up again",
        "It goes on where it was.",
        ("note", *_NEXT),
        "What has changed",
    ),
}
#: The steps that bring a lead on from its state stand first on the page.
_MAIN = {
    LeadState.VALID: (LeadAct.BEGIN_TALKS, LeadAct.NOTE),
    LeadState.TALKS: (LeadAct.SIGN, LeadAct.NOTE),
    LeadState.SIGNED: (LeadAct.REGISTER, LeadAct.NOTE),
    LeadState.REGISTERED: (LeadAct.START, LeadAct.NOTE),
}
_ANSWERS = (LeadAct.TAKE_OVER, LeadAct.REFUSE)
_DECISIONS = (LeadAct.EXTEND, LeadAct.REFUSE_EXTENSION)


def lead_page(
    lead: Lead,
    viewer: Viewer,
    faults: tuple[Fault, ...] = (),
    typed: dict[str, str] | None = None,
    typed_act: str = "",
) -> LeadPage:
    """`faults` are those of a step that was just tried, `typed` what was typed with it."""
    acts, day = possible(lead, viewer), today.day()
    main = _main(lead, acts, viewer)
    forms = [_form(act, lead, viewer, is_main=act in main) for act in acts]
    is_open = lead.state in FOLLOWED
    scheme = lead_limits().of(lead.process)
    handler = handled_by(Lead.kind, lead.uid)
    return LeadPage(
        title=lead.name,
        uid=str(lead.uid),
        code=lead.code,
        version=lead.version,
        crumbs=[
            Crumb(_("Work queue"), reverse("desk")),
            Crumb(_("Investment promotion"), reverse("leads")),
            Crumb(lead.code),
        ],
        state=state_words(lead) if is_open else _(str(LeadState(lead.state).label)),
        shape=SHAPES[LeadState(lead.state)],
        turn=turn_words(lead),
        limit=left_until(lead.turn_due_on, day, calendar())
        if is_open and lead.turn_due_on
        else None,
        stages=_stages(lead),
        next_step=lead.next_step,
        owner=lead.owner,
        facts=_facts(lead, viewer),
        claims=claims_on(lead) if is_open else [],
        main=[form for form in forms if form.is_main],
        others=[form for form in forms if not form.is_main],
        line=time_line(steps_of(lead), _("said by {name}")),
        units=_units(lead) if LeadAct.OFFER in acts else [],
        handler=handler,
        is_mine=handler == viewer.name,
        is_watched=is_watched(Lead.kind, lead.uid, viewer),
        may_handle=bool(acts),
        protection=_protection(lead, scheme),
        limits_words=f"{scheme.label} · {scheme.source}",
        is_unverified="protection" in scheme.unverified,
        record=address_of(Lead.kind, lead.uid),
        faults=faults,
        typed=typed or {},
        typed_act=typed_act,
    )


def _main(lead: Lead, acts: list[LeadAct], viewer: Viewer) -> list[LeadAct]:
    """The steps that bring the lead on, where it is this viewer's turn to take one."""
    if not belongs(lead, turn_of(lead), viewer):
        return []
    if lead.extension_until:
        wanted: tuple[LeadAct, ...] = _DECISIONS
    else:
        wanted = _ANSWERS if is_offered(lead) else _MAIN.get(LeadState(lead.state), ())
    return [act for act in wanted if act in acts]


def _form(act: LeadAct, lead: Lead, viewer: Viewer, *, is_main: bool) -> ActForm:
    said, transition = _FORMS[act], TRANSITIONS[act]
    fields = said[2] if belongs(lead, transition.side, viewer) else (*said[2], "said")
    return act_form(act, said, fields, is_main=is_main, note_required=transition.needs_reason)


def _stages(lead: Lead) -> list[StageLine]:
    """The stages that it came into, and those still to come."""
    reached = stages_of(lead, today.day())
    lines = [
        StageLine(
            _(str(one.state.label)),
            SHAPES[one.state],
            one.since.isoformat() if one.since else "",
            "" if one.days is None else days_words(one.days),
            one.state == lead.state,
            True,
        )
        for one in reached
    ]
    if lead.state not in FOLLOWED:
        return lines
    left = list(LeadState)[len(reached) : -1]
    return lines + [StageLine(_(str(state.label)), "none", "", "", False, False) for state in left]


def _units(lead: Lead) -> list[Choice]:
    """The counties and districts that it could be handed over to."""
    rows = Division.objects.filter(level__in=(Level.COUNTY, Level.ZONE), withdrawn_on=None)
    found = rows.exclude(code=lead.division_id).order_by("code")
    return [Choice(code, name) for code, name in found.values_list("code", "name")]


def _protection(lead: Lead, scheme: LeadScheme) -> str:
    if lead.protected_until is None:
        return ""
    words = {
        Counted.CALENDAR: _("first talk protected until {day}; days by the calendar: {n}"),
        Counted.WORKING: _("first talk protected until {day}; days that are worked: {n}"),
    }
    said = words[scheme.counted].format(day=lead.protected_until, n=scheme.protection)
    return (
        said if lead.protected_until >= today.day() else _("{said}; it is over").format(said=said)
    )


def _facts(lead: Lead, viewer: Viewer) -> list[tuple[str, str, str]]:
    cited: Mapping[tuple[str, str], object] = {
        (kind, str(record.uid)): record
        for kind, record in (
            ("organisation", lead.organisation),
            ("visit", lead.visit),
            ("project", lead.project),
            ("chain_segment", lead.segment),
        )
        if record is not None
    }
    known = doors(cited, viewer)

    def door(kind: str, record: object) -> str:
        return known.get((kind, str(getattr(record, "uid", ""))), "")

    first = lead.first_division or lead.division
    plain = [
        (_("investor"), investor_words(lead), door("organisation", lead.organisation)),
        (_("unit of first talk"), str(first.name), ""),
        (_("unit in charge"), holder_words(lead), ""),
        (_("chain"), str(lead.chain.name) if lead.chain else "", ""),
        *(
            (_(label), str(record.name), door(kind, record))
            for label, kind, record in (
                ("segment", "chain_segment", lead.segment),
                ("from activity", "visit", lead.visit),
                ("project that came of it", "project", lead.project),
            )
            if record is not None and door(kind, record)
        ),
        (
            _("planned investment"),
            "" if lead.amount is None else amounts.money(lead.amount),
            "",
        ),
        (_("received on"), lead.received_on.isoformat(), ""),
        (_("note"), lead.note, ""),
    ]
    return [(name, value, address) for name, value, address in plain if value]
