"""The pages of service officers: of the office, of an officer, of a firm with its officer."""

import datetime as dt
import uuid
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault
from chainchief.core.i18n import _, ngettext
from chainchief.desk.officers.acts import may_enter
from chainchief.desk.officers.preset import Firms, tiers
from chainchief.desk.officers.standing import (
    Served,
    firms_to_serve,
    officers_in_reach,
    served,
    without_officer,
)
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.organisation.models import Person
from chainchief.ledger.kinds.service.models import ContactWay, OfficerContact, ServiceOfficer
from chainchief.ledger.registers import choice_word
from chainchief.web.frame import today
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import address_of, records_of

#: So many lines of a list stand on the page; the register has them all.
_MOST = 20


@dataclass(frozen=True)
class TierLine:
    """A tier: how many persons look after how many firms, after how many days again."""

    name: str
    persons: int
    firms: int
    interval: int


@dataclass(frozen=True)
class UnitLine:
    """A unit: firms that are to have an officer, those that have one, contacts overdue."""

    name: str
    firms: int
    covered: int
    bar: int
    late: int


@dataclass(frozen=True)
class FirmLine:
    """A firm with its officer, the last contact and when the next is due."""

    address: str
    firm: str
    unit: str
    person: str
    person_address: str
    tier: str
    last: str
    matter: str
    due: str
    words: str
    is_late: bool


@dataclass(frozen=True)
class OfficersPage:
    """What templates/web/officers/index.html shows."""

    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    tiers: list[TierLine]
    units: list[UnitLine]
    late: list[FirmLine]
    late_more: int
    without: list[tuple[str, str, str, str]]
    without_more: int
    persons: list[Choice]
    may_name: bool
    rule: str
    faults: list[Fault]


@dataclass(frozen=True)
class PersonPage:
    """What templates/web/officers/person.html shows: the firms of one officer."""

    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    lines: list[FirmLine]
    late: int


@dataclass(frozen=True)
class ContactLine:
    day: str
    way: str
    matter: str
    difficulty: str
    address: str


@dataclass(frozen=True)
class FirmOfficerPage:
    """What templates/web/officers/firm.html shows: contacts of a firm, who had it before."""

    title: str
    uid: str
    crumbs: list[Crumb]
    as_at: list[str]
    line: FirmLine
    firm_address: str
    contacts: list[ContactLine]
    before: list[tuple[str, str]]
    may_enter: bool
    ways: list[Choice]
    difficulties: list[Choice]
    persons: list[Choice]
    today: str
    faults: list[Fault]
    typed: dict[str, str]


def officers_page(viewer: Viewer, faults: tuple[Fault, ...] = ()) -> OfficersPage:
    """Coverage within the viewer's reach: units in the order of their codes, nothing ranked."""
    day = today.day()
    held = served(officers_in_reach(viewer, day))
    late = [each for each in held if each.is_late(day)]
    missing = without_officer(viewer, day)
    number_missing = missing.count()
    may_name = _may_name(viewer)
    rules = tiers()
    return OfficersPage(
        title=_("Service officers"),
        crumbs=_crumbs(),
        as_at=[_("as at {day}").format(day=day), rules.source],
        tiers=_tiers(held),
        units=_units(viewer, day, held, late),
        late=[_line(each, day) for each in late[:_MOST]],
        late_more=max(len(late) - _MOST, 0),
        without=[
            (each.code, each.name, each.division.name, address_of("enterprise", each.uid))
            for each in missing[:_MOST]
        ],
        without_more=max(number_missing - _MOST, 0),
        persons=_persons(viewer) if may_name else [],
        may_name=may_name,
        rule=_("firms above scale") if rules.firms is Firms.ABOVE_SCALE else _("all firms"),
        faults=list(faults),
    )


def person_page(person: Person, viewer: Viewer) -> PersonPage:
    """The firms of an officer, as far as they are open to the viewer."""
    day = today.day()
    held = served(officers_in_reach(viewer, day).filter(person=person.code))
    if not held:
        raise WrongUseError(_("This person looks after no firm that is open to you."))
    tier = held[0].tier
    office = person.organisation.name if person.organisation else ""
    again = ngettext("again after {n} day", "again after {n} days", tier.interval)
    return PersonPage(
        title=person.name,
        crumbs=[*_crumbs(door=True), Crumb(person.name)],
        as_at=[
            each
            for each in (office, person.post, tier.label, again.format(n=tier.interval))
            if each
        ],
        lines=[_line(each, day) for each in held],
        late=sum(each.is_late(day) for each in held),
    )


def open_officer(uid: uuid.UUID, viewer: Viewer) -> ServiceOfficer:
    """The officer of a firm, of today or before, where the firm is open to the viewer."""
    rows = records_of(ServiceOfficer.kind, viewer).filter(uid=uid)
    found: ServiceOfficer | None = rows.select_related(
        "person__organisation", "enterprise__division", "programme"
    ).first()
    if found is None:
        raise WrongUseError(_("There is no such officer, or its firm is not open to you."))
    return found


def firm_officer_page(
    officer: ServiceOfficer,
    viewer: Viewer,
    faults: tuple[Fault, ...] = (),
    typed: dict[str, str] | None = None,
) -> FirmOfficerPage:
    """A firm with its officer: the contact log, the next one, hand-over."""
    day = today.day()
    (one,) = served([officer])
    others = records_of(ServiceOfficer.kind, viewer).filter(enterprise=officer.enterprise_id)
    others = others.exclude(pk=officer.pk).select_related("person").order_by("-valid_from")
    is_open = officer.valid_to is None or officer.valid_to >= day
    may = is_open and may_enter(officer, viewer)
    line = _line(one, day)
    until = officer.valid_to.isoformat() if officer.valid_to else ""
    return FirmOfficerPage(
        title=officer.enterprise.name,
        uid=str(officer.uid),
        crumbs=[*_crumbs(door=True), Crumb(officer.enterprise.name)],
        as_at=[
            officer.enterprise.division.name,
            f"{officer.person.name} · {one.tier.label}",
            f"{officer.valid_from}—{until}",
        ],
        line=line,
        firm_address=address_of("enterprise", officer.enterprise.uid),
        contacts=_contacts(officer, viewer),
        before=[(each.person.name, f"{each.valid_from}—{each.valid_to or ''}") for each in others],
        may_enter=may,
        ways=[Choice(value, _(str(label))) for value, label in ContactWay.choices],
        difficulties=_difficulties(officer, viewer) if may else [],
        persons=_persons(viewer) if may else [],
        today=day.isoformat(),
        faults=list(faults),
        typed=typed or {},
    )


def _crumbs(*, door: bool = False) -> list[Crumb]:
    title = _("Service officers")
    return [
        Crumb(_("Work queue"), reverse("desk")),
        Crumb(title, reverse("officers")) if door else Crumb(title),
    ]


def _may_name(viewer: Viewer) -> bool:
    return policy.allowed(viewer, "enter", "chain") and policy.allowed(viewer, "enter", "firm")


def _tiers(held: list[Served]) -> list[TierLine]:
    persons: dict[str, set[str]] = {}
    firms: Counter[str] = Counter()
    for each in held:
        persons.setdefault(each.tier.code, set()).add(each.officer.person_id)
        firms[each.tier.code] += 1
    return [
        TierLine(tier.label, len(persons.get(tier.code, ())), firms[tier.code], tier.interval)
        for tier in tiers().tiers
    ]


def _units(viewer: Viewer, day: dt.date, held: list[Served], late: list[Served]) -> list[UnitLine]:
    to_serve = firms_to_serve(viewer, day).values("division__code").annotate(n=Count("pk"))
    firms = {row["division__code"]: row["n"] for row in to_serve.order_by()}
    missing = without_officer(viewer, day).order_by().values("division__code")
    lacking = {row["division__code"]: row["n"] for row in missing.annotate(n=Count("pk"))}
    overdue = Counter(each.officer.enterprise.division_id for each in late)
    names = dict(Division.objects.filter(code__in=firms).values_list("code", "name"))
    lines = []
    for code in sorted(firms):
        covered = firms[code] - lacking.get(code, 0)
        share = covered * 100 // firms[code]
        lines.append(UnitLine(names.get(code, code), firms[code], covered, share, overdue[code]))
    return lines


def _line(one: Served, day: dt.date) -> FirmLine:
    officer, last = one.officer, one.last
    left = (one.due - day).days
    if left < 0:
        words = ngettext("late by {n} day", "late by {n} days", -left).format(n=-left)
    else:
        words = ngettext("{n} day left", "{n} days left", left).format(n=left)
    return FirmLine(
        address=reverse("officer-firm", args=[officer.uid]),
        firm=officer.enterprise.name,
        unit=officer.enterprise.division.name,
        person=officer.person.name,
        person_address=reverse("officer", args=[officer.uid]),
        tier=one.tier.label,
        last=last.contacted_on.isoformat() if last else "",
        matter=last.matter if last else "",
        due=one.due.isoformat(),
        words=words,
        is_late=left < 0,
    )


def _contacts(officer: ServiceOfficer, viewer: Viewer) -> list[ContactLine]:
    """The contacts with the firm, of whoever was its officer, the newest first."""
    rows = records_of(OfficerContact.kind, viewer).filter(officer__enterprise=officer.enterprise_id)
    rows = rows.select_related("officer__person").order_by("-contacted_on", "-number")
    contacts = list(rows[:_MOST])
    raised = {each.difficulty_id for each in contacts if each.difficulty_id}
    cases = {
        each.code: each for each in records_of(Difficulty.kind, viewer).filter(code__in=raised)
    }
    return [_contact(each, cases.get(each.difficulty_id)) for each in contacts]


def _contact(one: OfficerContact, case: Difficulty | None) -> ContactLine:
    """A contact; the difficulty that came of it is named to whoever may open that."""
    return ContactLine(
        day=one.contacted_on.isoformat(),
        way=f"{choice_word('officer_contact', 'way', one.way)} · {one.officer.person.name}",
        matter=one.matter,
        difficulty=case.name if case else "",
        address=reverse("desk-case", args=[case.uid]) if case else "",
    )


def _difficulties(officer: ServiceOfficer, viewer: Viewer) -> list[Choice]:
    rows = records_of(Difficulty.kind, viewer).filter(enterprise=officer.enterprise_id)
    found = rows.order_by("-received_on").values_list("code", "name")[:20]
    return [Choice(code, f"{code} {name}") for code, name in found]


def _persons(viewer: Viewer) -> list[Choice]:
    """The persons who are open to the viewer, to be named as officers."""
    rows = records_of(Person.kind, viewer).order_by("code")
    return [Choice(code, f"{name} {code}") for code, name in rows.values_list("code", "name")[:500]]
