"""Where a need stands, told by its consents, offers and drawings: of one need, and in SQL.

Nothing of it is kept beside them: what came by workbook stands where what came by a page stands.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from chainchief.desk.financing.consents import in_force, is_in_force
from chainchief.ledger.kinds.financing.models import (
    FinancingConsent,
    FinancingDecline,
    FinancingDrawing,
    FinancingNeed,
    FinancingOffer,
)


class NeedState(models.TextChoices):
    """In the order of its way."""

    RAISED = "raised", "raised, opened to no bank"
    OPENED = "opened", "opened, banks are to answer"
    OFFERED = "offered", "offers wait for the firm's choice"
    CHOSEN = "chosen", "offer chosen, contract to be concluded"
    CONCLUDED = "concluded", "contract concluded, being drawn"
    DRAWN = "drawn", "drawn in full"
    CLOSED = "closed", "need closed"


@dataclass(frozen=True)
class Standing:
    """A need with all that was entered on it and not withdrawn, each in the order of its days."""

    need: FinancingNeed
    consents: Sequence[FinancingConsent] = ()
    offers: Sequence[FinancingOffer] = ()
    declines: Sequence[FinancingDecline] = ()
    drawings: Sequence[FinancingDrawing] = ()

    def in_force(self, day: dt.date) -> list[FinancingConsent]:
        return [one for one in self.consents if is_in_force(one, day)]

    def live(self, day: dt.date) -> list[FinancingOffer]:
        """The offers that stand and came to no contract yet."""
        return [one for one in self.offers if is_live(one, day)]

    @property
    def contracts(self) -> list[FinancingOffer]:
        return [one for one in self.offers if one.concluded_on is not None]

    @property
    def contracted(self) -> int:
        return sum(contract_amount(one) for one in self.contracts)

    @property
    def drawn(self) -> int:
        return sum(one.amount for one in self.drawings)

    def drawn_of(self, offer: FinancingOffer) -> int:
        return sum(one.amount for one in self.drawings if one.offer_id == offer.code)

    def state(self, day: dt.date) -> NeedState:
        if self.need.closed_on is not None:
            return NeedState.CLOSED
        if self.contracts:
            drawn_in_full = self.drawn >= self.contracted
            return NeedState.DRAWN if drawn_in_full else NeedState.CONCLUDED
        live = self.live(day)
        if any(one.chosen_on for one in live):
            return NeedState.CHOSEN
        if live:
            return NeedState.OFFERED
        return NeedState.OPENED if self.in_force(day) else NeedState.RAISED


def contract_amount(offer: FinancingOffer) -> int:
    """The amount of the contract; where it was entered without one, that of the offer."""
    known = offer.concluded_amount
    return int(offer.amount if known is None else known)


def is_live(offer: FinancingOffer, day: dt.date) -> bool:
    """Whether an offer stands: what the firm chose in time does not run out."""
    gone = offer.withdrawn_on or offer.turned_down_on or offer.retracted_on or offer.concluded_on
    ran_out = offer.valid_until is not None and offer.valid_until < day
    return gone is None and (offer.chosen_on is not None or not ran_out)


def live_offers(day: dt.date) -> Q:
    """The same as a condition on rows of offers."""
    return Q(
        Q(chosen_on__isnull=False) | Q(valid_until=None) | Q(valid_until__gte=day),
        withdrawn_on=None,
        turned_down_on=None,
        retracted_on=None,
        concluded_on=None,
    )


def standings(needs: Iterable[FinancingNeed]) -> list[Standing]:
    """Each need with what was entered on it; four queries, whatever their number."""
    held = list(needs)
    codes = [need.code for need in held]
    by_need = {need.code: need for need in held}
    consents: dict[str, list[FinancingConsent]] = defaultdict(list)
    offers: dict[str, list[FinancingOffer]] = defaultdict(list)
    declines: dict[str, list[FinancingDecline]] = defaultdict(list)
    drawings: dict[str, list[FinancingDrawing]] = defaultdict(list)
    of_needs = {"need__code__in": codes, "withdrawn_on": None}
    for consent in (
        FinancingConsent.objects.filter(**of_needs)
        .select_related("bank", "document")
        .order_by("valid_from", "number", "code")
    ):
        consent.need = by_need[consent.need_id]
        consents[consent.need_id].append(consent)
    for offer in (
        FinancingOffer.objects.filter(**of_needs)
        .select_related("bank", "product", "document")
        .order_by("offered_on", "code")
    ):
        offer.need = by_need[offer.need_id]
        offers[offer.need_id].append(offer)
    for decline in (
        FinancingDecline.objects.filter(**of_needs)
        .select_related("bank")
        .order_by("declined_on", "code")
    ):
        declines[decline.need_id].append(decline)
    rows = FinancingDrawing.objects.filter(
        offer__need__code__in=codes, withdrawn_on=None, offer__withdrawn_on=None
    )
    for drawing in rows.select_related("offer__bank", "document").order_by("drawn_on", "number"):
        drawings[drawing.offer.need_id].append(drawing)
    return [
        Standing(need, consents[code], offers[code], declines[code], drawings[code])
        for code, need in by_need.items()
    ]


def standing_of(need: FinancingNeed) -> Standing:
    return standings([need])[0]


def state_in_sql(day: dt.date) -> Case:
    """The state as an expression to annotate rows of needs with."""
    offers = FinancingOffer.objects.filter(need=OuterRef("code"), withdrawn_on=None)
    live = FinancingOffer.objects.filter(live_offers(day), need=OuterRef("code"))
    consents = FinancingConsent.objects.filter(in_force(day), need=OuterRef("code"))
    contracted = offers.filter(concluded_on__isnull=False)
    drawings = FinancingDrawing.objects.filter(
        offer__need=OuterRef("code"), withdrawn_on=None, offer__withdrawn_on=None
    )
    in_full = Q(Exists(contracted)) & Q(
        models.lookups.GreaterThanOrEqual(
            _sum(drawings, "offer__need", "amount"),
            _sum(contracted, "need", Coalesce("concluded_amount", "amount")),
        )
    )
    ways: tuple[tuple[NeedState, Q], ...] = (
        (NeedState.CLOSED, Q(closed_on__isnull=False)),
        (NeedState.DRAWN, in_full),
        (NeedState.CONCLUDED, Q(Exists(contracted))),
        (NeedState.CHOSEN, Q(Exists(live.filter(chosen_on__isnull=False)))),
        (NeedState.OFFERED, Q(Exists(live))),
        (NeedState.OPENED, Q(Exists(consents))),
    )
    return Case(
        *(When(condition, then=Value(state.value)) for state, condition in ways),
        default=Value(NeedState.RAISED.value),
        output_field=models.CharField(),
    )


def _sum(rows: "models.QuerySet[models.Model]", group: str, of: object) -> Coalesce:
    """The sum over the rows of one need; 0 where there are none."""
    total = rows.order_by().values(group).annotate(total=Sum(of)).values("total")
    return Coalesce(Subquery(total, output_field=models.BigIntegerField()), Value(0))
