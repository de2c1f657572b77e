"""Where the service of firms stands: officers of today, the last contact, what is overdue."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from chainchief.access.viewers import Viewer
from chainchief.desk.officers.preset import Firms, Tier, tiers
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.service.models import OfficerContact, ServiceOfficer
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of


@dataclass(frozen=True)
class Served:
    """A firm and its officer: the tier, the last contact, by when the next is due."""

    officer: ServiceOfficer
    tier: Tier
    last: OfficerContact | None
    due: dt.date

    def is_late(self, day: dt.date) -> bool:
        return self.due < day


def holding_on(day: dt.date) -> Q:
    """Condition that an officer looks after the firm on `day`."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


def officers_in_reach(viewer: Viewer, day: dt.date) -> Any:
    """Officers of `day` of firms that are still there, within the viewer's reach."""
    rows = in_reach(viewer, register_of(ServiceOfficer.kind)).filter(
        holding_on(day), withdrawn_on=None, enterprise__withdrawn_on=None
    )
    return rows.select_related("person__organisation", "enterprise__division", "programme")


def served(officers: Iterable[ServiceOfficer]) -> list[Served]:
    """Each with its last contact, what is due first in front; two queries."""
    held = list(officers)
    last: dict[str, OfficerContact] = {}
    codes = {each.code for each in held}
    contacts = OfficerContact.objects.filter(withdrawn_on=None, followed_on=None)
    for contact in contacts.order_by("contacted_on", "number"):
        if contact.officer_id in codes:
            last[contact.officer_id] = contact
    found = [_served(each, last.get(each.code)) for each in held]
    return sorted(found, key=lambda one: (one.due, one.officer.code))


def _served(officer: ServiceOfficer, last: OfficerContact | None) -> Served:
    tier = tiers().of(officer.person.level)
    return Served(officer, tier, last, due_after(officer, last, tier))


def due_after(officer: ServiceOfficer, last: OfficerContact | None, tier: Tier) -> dt.date:
    """Day by which the firm is to be contacted: as was entered with the last contact, else the
    tier's interval after it, or after the officer began.
    """
    if last is not None and last.next_due_on:
        return last.next_due_on
    since = last.contacted_on if last else officer.valid_from
    return since + dt.timedelta(days=tier.interval)


def firms_to_serve(viewer: Viewer, day: dt.date) -> Any:
    """The firms within reach that are to have an officer by the preset."""
    rows = in_reach(viewer, register_of(Enterprise.kind)).filter(
        Q(valid_to=None) | Q(valid_to__gte=day), withdrawn_on=None
    )
    if tiers().firms is Firms.ABOVE_SCALE:
        rows = rows.filter(above_scale_from__lte=day).filter(
            Q(above_scale_to=None) | Q(above_scale_to__gte=day)
        )
    return rows


def without_officer(viewer: Viewer, day: dt.date) -> Any:
    """The firms that are to have an officer and have none on `day`, by code."""
    with_one = ServiceOfficer.objects.filter(holding_on(day), withdrawn_on=None)
    rows = firms_to_serve(viewer, day).exclude(code__in=with_one.values("enterprise"))
    return rows.select_related("division").order_by("division", "code")
