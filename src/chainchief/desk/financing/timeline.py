"""The time line of a need: what was done on which day, and who did it by the change log."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from chainchief.access.viewers import Viewer
from chainchief.desk.financing.standing import Standing, contract_amount
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.kinds.financing.models import (
    FinancingConsent,
    FinancingDecline,
    FinancingDrawing,
    FinancingNeed,
    FinancingOffer,
    Presentation,
)
from chainchief.ledger.kinds.visit.models import Occasion
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of


class Happened(StrEnum):
    """What happened, in the words of the pages."""

    RAISED = "need raised"
    OPENED = "need opened to a bank"
    REVOKED = "consent withdrawn"
    PRESENTED = "presented at a meeting"
    OFFERED = "offer made"
    DECLINED = "no offer is made"
    RETRACTED = "offer taken back"
    CHOSEN = "offer chosen"
    TURNED_DOWN = "offer turned down"
    CONCLUDED = "contract concluded"
    DRAWN = "amount drawn"
    CLOSED = "need closed"


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `actor` is the signature in the change log, "" where none is."""

    what: Happened
    on: dt.date
    who: str = ""
    amount: int | None = None
    note: str = ""
    informant: str = ""
    document: str = ""
    actor: str = ""
    reason: str = ""


_Record = FinancingNeed | FinancingConsent | FinancingOffer | FinancingDecline | FinancingDrawing


@dataclass(frozen=True)
class _Day:
    """An entry before its signature is known: `column` is the one that the act filled in."""

    entry: Entry
    record: _Record | Presentation
    column: str = ""


def entries_of(standing: Standing, viewer: Viewer) -> list[Entry]:
    """All that happened to the need, the latest first; a meeting out of reach by its code."""
    found = [*_days(standing), *_presented(standing, viewer)]
    events = _events({one.record.uid.hex for one in found})
    signed = [_signed(one, events.get(one.record.uid.hex, [])) for one in found]
    order = list(Happened)
    return sorted(signed, key=lambda one: (one.on, order.index(one.what)), reverse=True)


def _days(standing: Standing) -> Iterator[_Day]:
    need = standing.need
    yield _Day(Entry(Happened.RAISED, need.raised_on, informant=need.informant), need)
    for consent in standing.consents:
        bank = consent.bank.name
        document = _document(consent)
        opened = Entry(
            Happened.OPENED,
            consent.valid_from,
            bank,
            informant=consent.informant,
            document=document,
        )
        yield _Day(opened, consent)
        if consent.revoked_on:
            yield _Day(Entry(Happened.REVOKED, consent.revoked_on, bank), consent, "revoked_on")
    for decline in standing.declines:
        said = Entry(Happened.DECLINED, decline.declined_on, decline.bank.name, note=decline.reason)
        yield _Day(said, decline)
    for offer in standing.offers:
        yield from _of_offer(offer)
    for drawing in standing.drawings:
        bank, document = drawing.offer.bank.name, _document(drawing)
        drawn = Entry(Happened.DRAWN, drawing.drawn_on, bank, drawing.amount, document=document)
        yield _Day(drawn, drawing)
    if need.closed_on:
        yield _Day(Entry(Happened.CLOSED, need.closed_on), need, "closed_on")


def _presented(standing: Standing, viewer: Viewer) -> Iterator[_Day]:
    rows = list(Presentation.objects.filter(need__code=standing.need.code, withdrawn_on=None))
    events = in_reach(viewer, register_of(Occasion.kind))
    events = events.filter(code__in=[one.event_id for one in rows])
    names = dict(events.values_list("code", "name"))
    for one in rows:
        name = str(names.get(one.event_id, one.event_id))
        yield _Day(Entry(Happened.PRESENTED, one.presented_on, name), one)


def _of_offer(offer: FinancingOffer) -> Iterator[_Day]:
    bank = offer.bank.name
    made = Entry(Happened.OFFERED, offer.offered_on, bank, offer.amount, offer.conditions)
    yield _Day(made, offer)
    for column, what in (
        ("chosen_on", Happened.CHOSEN),
        ("turned_down_on", Happened.TURNED_DOWN),
        ("retracted_on", Happened.RETRACTED),
    ):
        day = getattr(offer, column)
        if day:
            yield _Day(Entry(what, day, bank), offer, column)
    if offer.concluded_on:
        document = _document(offer)
        amount = contract_amount(offer)
        concluded = Entry(Happened.CONCLUDED, offer.concluded_on, bank, amount, document=document)
        yield _Day(concluded, offer, "concluded_on")


def _document(record: FinancingConsent | FinancingOffer | FinancingDrawing) -> str:
    return str(record.document.uid) if record.document else ""


def _events(uids: set[str]) -> dict[str, list[ChangeEvent]]:
    found: dict[str, list[ChangeEvent]] = {}
    kinds = (
        FinancingNeed.kind,
        FinancingConsent.kind,
        FinancingOffer.kind,
        FinancingDecline.kind,
        FinancingDrawing.kind,
        Presentation.kind,
    )
    for event in ChangeEvent.objects.filter(kind__in=kinds, uid__in=uids).order_by("pk"):
        found.setdefault(event.uid, []).append(event)
    return found


def _signed(day: _Day, events: list[ChangeEvent]) -> Entry:
    """The entry with whoever wrote it: made the record, or filled in the column last."""
    chosen: ChangeEvent | None = None
    for event in events:
        before, after = event.before or {}, event.after or {}
        if not day.column:
            chosen = chosen or event
        elif after.get(day.column) and after.get(day.column) != before.get(day.column):
            chosen = event
    if chosen is None:
        return day.entry
    # What came with the record as a whole says nothing of this one step.
    entry, reason = day.entry, chosen.reason if day.column and chosen.before else ""
    return Entry(**{**vars(entry), "actor": chosen.actor, "reason": reason})
