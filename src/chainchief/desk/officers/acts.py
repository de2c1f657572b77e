"""Contacts entered, officers named, firms handed over: each one change set with its reason."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.access import policy
from chainchief.access.scopes import codes_of
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.desk.officers import faults
from chainchief.desk.officers.preset import tiers
from chainchief.desk.officers.standing import holding_on
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import Change, ChangeSet, Creation, Revision
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.organisation.models import Person
from chainchief.ledger.kinds.service.models import ContactWay, OfficerContact, ServiceOfficer
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

#: The right to write contacts and officers of a firm.
VERB = "enter"


@dataclass(frozen=True)
class Contact:
    """What is typed of a contact."""

    day: str
    way: str
    matter: str
    difficulty: str = ""


def may_enter(officer: ServiceOfficer, viewer: Viewer) -> bool:
    """Whether the viewer enters contacts of this officer."""
    scope = codes_of(officer, register_of(ServiceOfficer.kind).scopes)
    return policy.covers(viewer, register_of(OfficerContact.kind).policy_class, scope, VERB)


def add_contact(officer: ServiceOfficer, said: Contact, *, viewer: Viewer) -> OfficerContact:
    """Enter a contact; the one before is followed by it, the next is due by the tier."""
    day = _day(said.day)
    found = list(_faults(officer, said, day, viewer))
    if found or day is None:
        raise FaultsError(found)
    reason = said.matter.strip()[:400]
    with changelog.acting(viewer.signature, reason):
        held = ServiceOfficer.objects.select_for_update().get(pk=officer.pk)
        rows = OfficerContact.objects.filter(officer=held, withdrawn_on=None)
        same_day = OfficerContact.objects.filter(officer=held, contacted_on=day).count()
        before = rows.filter(contacted_on__lte=day, followed_on=None).order_by(
            "contacted_on", "number"
        )
        later = rows.filter(contacted_on__gt=day).order_by("contacted_on", "number").first()
        tier = tiers().of(officer.person.level)
        values = {
            "officer": held.code,
            "contacted_on": day,
            "number": same_day + 1,
            "way": said.way,
            "matter": reason,
            "difficulty": said.difficulty.strip() or None,
            "next_due_on": day + dt.timedelta(days=tier.interval),
            "followed_on": later.contacted_on if later else None,
        }
        changes: list[Change] = [Creation(OfficerContact.kind, "", values)]
        changes += [_followed(each, day) for each in before]
        apply_change_set(ChangeSet.of(*changes), viewer=viewer, reason=reason, verb=VERB)
    return OfficerContact.objects.get(officer=held, contacted_on=day, number=same_day + 1)


def hand_over(
    officer: ServiceOfficer, person: str, *, viewer: Viewer, reason: str, on: dt.date | None = None
) -> ServiceOfficer:
    """Another person looks after the firm from a day on; the one before until the day before."""
    day = on or clock.today()
    successor = Person.objects.filter(code=person, withdrawn_on=None).first()
    found = list(_faults_of_hand_over(officer, person, successor, reason, viewer))
    if found:
        raise FaultsError(found)
    with changelog.acting(viewer.signature, reason.strip()[:400]):
        held = ServiceOfficer.objects.select_for_update().get(pk=officer.pk)
        if held.valid_to is not None and held.valid_to < day:
            raise FaultsError([Fault(faults.ENDED, facts={"day": held.valid_to})])
        if day <= held.valid_from:
            facts = {"day": day, "first": held.valid_from + dt.timedelta(days=1)}
            raise FaultsError([Fault(faults.BAD_DAY, Place(column=_("day")), str(day), facts)])
        last = {"valid_to": day - dt.timedelta(days=1)}
        values = {
            "person": person,
            "enterprise": held.enterprise_id,
            "programme": held.programme_id,
            "valid_from": day,
        }
        changes: list[Change] = [
            Revision(ServiceOfficer.kind, held.uid, held.version, last),
            Creation(ServiceOfficer.kind, "", values),
        ]
        rows = OfficerContact.objects.filter(officer=held, withdrawn_on=None, followed_on=None)
        changes += [_followed(each, day) for each in rows]
        apply_change_set(ChangeSet.of(*changes), viewer=viewer, reason=reason.strip(), verb=VERB)
    return ServiceOfficer.objects.get(person__code=person, enterprise__code=held.enterprise_id)


def name_officer(firm: str, person: str, *, viewer: Viewer, reason: str = "") -> ServiceOfficer:
    """A firm that has no officer gets one, from today on."""
    day = clock.today()
    rows = in_reach(viewer, register_of(Enterprise.kind)).filter(code=firm, withdrawn_on=None)
    named = Person.objects.filter(code=person, withdrawn_on=None).first()
    record = rows.first()
    if record is None or not _may_name(record, viewer):
        raise FaultsError([Fault(faults.NOT_A_FIRM, Place(column=_("firm")), facts={"code": firm})])
    if named is None:
        facts = {"code": person}
        raise FaultsError([Fault(faults.NO_PERSON, Place(column=_("person")), person, facts)])
    now = ServiceOfficer.objects.filter(
        holding_on(day), enterprise__code=firm, withdrawn_on=None
    ).first()
    if now is not None:
        raise FaultsError([Fault(faults.HAS_ONE, facts={"name": now.person.name})])
    values = {"person": person, "enterprise": firm, "valid_from": day}
    reason = reason.strip()[:400] or _("officer named")
    with changelog.acting(viewer.signature, reason):
        changes = ChangeSet.of(Creation(ServiceOfficer.kind, "", values))
        apply_change_set(changes, viewer=viewer, reason=reason, verb=VERB)
    return ServiceOfficer.objects.get(person__code=person, enterprise__code=firm)


def _may_name(firm: Enterprise, viewer: Viewer) -> bool:
    scope = codes_of(firm, register_of(Enterprise.kind).scopes)
    return policy.covers(viewer, register_of(OfficerContact.kind).policy_class, scope, VERB)


def _followed(contact: OfficerContact, day: dt.date) -> Revision:
    return Revision(
        OfficerContact.kind,
        contact.uid,
        contact.version,
        {"followed_on": max(day, contact.contacted_on)},
    )


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip().replace("/", "-"))
    except ValueError:
        return None


def _faults(
    officer: ServiceOfficer, said: Contact, day: dt.date | None, viewer: Viewer
) -> Iterator[Fault]:
    if not may_enter(officer, viewer):
        yield Fault(faults.NOT_YOURS, facts={"viewer": viewer.name})
    if not said.matter.strip():
        yield Fault(faults.NO_MATTER, Place(column=_("matter of the contact")), "")
    if said.way not in ContactWay.values:
        place = Place(column=_("way of the contact"))
        yield Fault(faults.NOT_A_WAY, place, said.way, {"way": said.way})
    if day is None or not officer.valid_from <= day <= clock.today():
        facts = {"day": said.day, "first": officer.valid_from}
        yield Fault(faults.BAD_DAY, Place(column=_("contacted on")), said.day, facts)
    elif officer.valid_to is not None and day > officer.valid_to:
        yield Fault(faults.ENDED, facts={"day": officer.valid_to})
    code = said.difficulty.strip()
    if code:
        rows = in_reach(viewer, register_of(Difficulty.kind))
        if not rows.filter(code=code, enterprise=officer.enterprise_id).exists():
            place = Place(column=_("difficulty raised"))
            yield Fault(faults.NOT_A_DIFFICULTY, place, code, {"code": code})


def _faults_of_hand_over(
    officer: ServiceOfficer, person: str, successor: Person | None, reason: str, viewer: Viewer
) -> Iterator[Fault]:
    if not may_enter(officer, viewer):
        yield Fault(faults.NOT_YOURS, facts={"viewer": viewer.name})
    if not reason.strip():
        yield Fault(faults.NO_REASON, Place(column=_("Reason")), "")
    if successor is None:
        yield Fault(faults.NO_PERSON, Place(column=_("person")), person, {"code": person})
    elif ServiceOfficer.objects.filter(
        person__code=person, enterprise__code=officer.enterprise_id
    ).exists():
        yield Fault(faults.SAME_OFFICER, facts={"name": successor.name})
