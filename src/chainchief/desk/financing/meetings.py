"""Meetings of banks and firms: which needs were presented, and to which banks each was open."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.desk.financing import faults
from chainchief.desk.financing.case import needs_in_reach
from chainchief.desk.financing.consents import is_in_force
from chainchief.desk.financing.rights import POLICY_CLASS
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation
from chainchief.ledger.kinds.financing.models import (
    FinancingConsent,
    FinancingNeed,
    FinancingOffer,
    Presentation,
)
from chainchief.ledger.kinds.visit.models import Occasion, OccasionCategory
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of


@dataclass(frozen=True)
class Presented:
    """A need at a meeting, the banks that it was open to on that day, and what came of it."""

    presentation: Presentation
    banks: tuple[str, ...]
    offers: int
    concluded: int


@dataclass(frozen=True)
class Meeting:
    """A meeting as far as the viewer sees its presentations; sums are of what it sees."""

    event: Occasion
    presented: Sequence[Presented]
    firms: int
    amount: int


@dataclass(frozen=True)
class MeetingLine:
    """One meeting of the list: how many needs, of how many firms, over how much."""

    event: Occasion
    needs: int
    firms: int
    amount: int


def meetings(viewer: Viewer) -> list[MeetingLine]:
    """Meetings of banks and firms, the latest first; one query for what was presented at all."""
    rows = presentations_in_reach(viewer).values("event__code")
    counted = rows.order_by().annotate(
        needs=Count("pk"),
        firms=Count("need__enterprise", distinct=True),
        amount=Sum("need__amount"),
    )
    sums = {
        code: (needs, firms, int(amount or 0))
        for code, needs, firms, amount in counted.values_list(
            "event__code", "needs", "firms", "amount"
        )
    }
    events = _events(viewer).filter(
        Q(category=OccasionCategory.BANK_MEETING) | Q(code__in=list(sums))
    )
    return [
        MeetingLine(one, *sums.get(one.code, (0, 0, 0)))
        for one in events.order_by("-held_on", "code")
    ]


def presentations_in_reach(viewer: Viewer) -> "QuerySet[Presentation]":
    rows = in_reach(viewer, register_of(Presentation.kind)).filter(withdrawn_on=None)
    found: QuerySet[Presentation] = rows.select_related(
        "need__enterprise__division", "event", "title"
    )
    return found


def open_meeting(uid: uuid.UUID, viewer: Viewer) -> Meeting:
    """The meeting with what the viewer sees of it; `WrongUseError` where it is out of reach."""
    event = _events(viewer).filter(uid=uid).first()
    if event is None:
        raise WrongUseError(_("There is no such meeting of banks, or it is not open to you."))
    rows = list(
        presentations_in_reach(viewer).filter(event__code=event.code).order_by("need__code")
    )
    presented = list(_presented(rows))
    return Meeting(
        event,
        presented,
        len({one.presentation.need.enterprise_id for one in presented}),
        sum(one.presentation.need.amount for one in presented),
    )


def _events(viewer: Viewer) -> "QuerySet[Occasion]":
    rows: QuerySet[Occasion] = in_reach(viewer, register_of(Occasion.kind))
    return rows.filter(withdrawn_on=None)


def _presented(rows: Sequence[Presentation]) -> Iterator[Presented]:
    codes = [one.need_id for one in rows]
    consents: dict[str, list[FinancingConsent]] = defaultdict(list)
    held = FinancingConsent.objects.filter(need__code__in=codes, withdrawn_on=None)
    for consent in held.select_related("bank", "need").order_by("bank__code", "number"):
        consents[consent.need_id].append(consent)
    offers = FinancingOffer.objects.filter(need__code__in=codes, withdrawn_on=None)
    counted = {
        str(need): (made, concluded)
        for need, made, concluded in offers.order_by()
        .values("need__code")
        .annotate(made=Count("pk"), done=Count("concluded_on"))
        .values_list("need__code", "made", "done")
    }
    for one in rows:
        open_to = [
            each.bank.name for each in consents[one.need_id] if is_in_force(each, one.presented_on)
        ]
        made, concluded = counted.get(one.need_id, (0, 0))
        yield Presented(one, tuple(dict.fromkeys(open_to)), made, concluded)


def _may_hold(viewer: Viewer) -> bool:
    """Whether the viewer puts needs on a meeting's list: whoever enters them for all."""
    return policy.reach(viewer, "enter", POLICY_CLASS).everything


def to_present(event: Occasion, viewer: Viewer, day: dt.date) -> list[FinancingNeed]:
    """Open needs that are not on the meeting's list yet, for whoever may put them there."""
    if not _may_hold(viewer):
        return []
    there = Presentation.objects.filter(event__code=event.code, withdrawn_on=None).values(
        "need__code"
    )
    opened = FinancingConsent.objects.filter(withdrawn_on=None, revoked_on=None)
    rows = needs_in_reach(viewer).filter(closed_on=None, raised_on__lte=day)
    rows = rows.filter(code__in=opened.values("need__code")).exclude(code__in=there)
    return list(rows.order_by("-raised_on", "code")[:200])


def present(event: Occasion, needs: Sequence[str], *, viewer: Viewer) -> int:
    """Put the needs on the meeting's list, on the day that it was held; how many.

    Raises `FaultsError` with what is not open to the viewer, or stands there already.
    """
    known = {one.code for one in to_present(event, viewer, clock.today())}
    there = set(
        Presentation.objects.filter(event__code=event.code, withdrawn_on=None).values_list(
            "need__code", flat=True
        )
    )
    found = [
        Fault(
            faults.PRESENTED_ALREADY if code in there else faults.NOT_A_NEED, facts={"need": code}
        )
        for code in needs
        if code not in known
    ]
    if found or not needs:
        raise FaultsError(found or [Fault(faults.NOT_A_NEED, facts={"need": ""})])
    changes = [
        Creation(
            Presentation.kind,
            "",
            {"need": code, "event": event.code, "presented_on": event.held_on},
        )
        for code in needs
    ]
    reason = _("presented at {name}").format(name=event.name)
    apply_change_set(ChangeSet.of(*changes), viewer=viewer, reason=reason[:400])
    return len(changes)
