"""Financing in a queue: needs that wait for the firm's word, and for the word of a bank.

Of a need that waits for the firm the firm's own people and its county are asked from the first
day on, whoever acts for all firms once it is late. A bank is asked for what is open to it, for the
contract on its chosen offer, and for what should have been drawn by now.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Case, DateField, F, Max, Min, OuterRef, Q, Subquery, When

from chainchief.access import policy
from chainchief.core.i18n import _
from chainchief.desk.financing.case import needs_in_reach
from chainchief.desk.financing.opened import OpenedNeed, awaited_of, opened_to, own_offers
from chainchief.desk.financing.rights import CONFIRMING, POLICY_CLASS, banks_of
from chainchief.desk.financing.standing import (
    NeedState,
    contract_amount,
    is_live,
    live_offers,
    standings,
    state_in_sql,
)
from chainchief.desk.limits.deadlines import due_after
from chainchief.desk.limits.financing_preset import financing_limits
from chainchief.desk.queue.items import Item, Part, Question, View, Whose
from chainchief.desk.queue.rows import Lines, lines_of, wanted
from chainchief.dispatch.calendar.counting import Calendar, calendar
from chainchief.ledger.kinds.financing.models import (
    FinancingDrawing,
    FinancingNeed,
    FinancingOffer,
)
from chainchief.ledger.registers import register_of

KIND = FinancingNeed.kind
_OF_THE_FIRM = (NeedState.RAISED, NeedState.OFFERED, NeedState.DRAWN)
_SHAPES = {NeedState.RAISED: "hollow", NeedState.OFFERED: "half", NeedState.DRAWN: "full"}


def of_firms(question: Question, number: int) -> Lines | Part:
    """Needs that wait for the firm: for its consent, its choice, or to be closed."""
    if not policy.allowed(question.viewer, CONFIRMING, POLICY_CLASS):
        return Part([])
    states = [state.value for state in _OF_THE_FIRM]
    rows = needs_in_reach(question.viewer).annotate(stands=state_in_sql(question.day))
    rows = rows.filter(stands__in=states).annotate(since=_since(question.day))
    rows = rows.filter(wanted(question, KIND, _my_turn))
    days = calendar()
    views = _views(question)
    return lines_of(rows, views, lambda one: _of_firm(one, days), number, "since", "code")


def _since(day: dt.date) -> Case:
    """The day since which a need waits for the firm."""
    of_need = {"need": OuterRef("code")}
    offers = FinancingOffer.objects.filter(live_offers(day), **of_need).order_by()
    drawings = FinancingDrawing.objects.filter(offer__need=OuterRef("code"), withdrawn_on=None)
    first = offers.values("need").annotate(first=Min("offered_on")).values("first")
    last = drawings.order_by().values("offer__need").annotate(last=Max("drawn_on")).values("last")
    return Case(
        When(stands=NeedState.OFFERED.value, then=Subquery(first)),
        When(stands=NeedState.DRAWN.value, then=Subquery(last)),
        default=F("raised_on"),
        output_field=DateField(),
    )


def _my_turn(question: Question) -> Q:
    reach = policy.reach(question.viewer, CONFIRMING, POLICY_CLASS)
    if reach.everything:
        return _over_by(question.day)
    return reach.q(register_of(KIND).scopes)


def _views(question: Question) -> dict[View, Q]:
    late, soon = _over_by(question.day), _over_by(question.soon + dt.timedelta(days=1))
    return {
        View.ALL: Q(),
        View.SOON: soon & ~late,
        View.LATE: late,
        View.TO_CONFIRM: Q(stands=NeedState.OFFERED.value),
    }


def _days_of_the_firm() -> dict[NeedState, int]:
    """State in which a need waits for its firm → within how many working days."""
    limits = financing_limits()
    days = (limits.consent, limits.choice, limits.close)
    return dict(zip(_OF_THE_FIRM, days, strict=True))


def _over_by(day: dt.date) -> Q:
    """Condition on needs whose limit was over before `day`."""
    found = Q(pk__in=[])
    for state, limit in _days_of_the_firm().items():
        found |= Q(stands=state.value, since__lte=_begun_before(day, limit))
    return found


def _begun_before(day: dt.date, limit: int) -> dt.date:
    """The last day of which a limit of so many working days was over before `day`."""
    days, begun = calendar(), day - dt.timedelta(days=1)
    while due_after(begun, limit, days) >= day:
        begun -= dt.timedelta(days=1)
    return begun


def _of_firm(one: Any, days: Calendar) -> Item:
    state = NeedState(one.stands)
    return Item(
        kind=KIND,
        uid=one.uid,
        code=one.code,
        name=one.name,
        about=one.enterprise.name,
        state=_(state.label),
        shape=_SHAPES[state],
        turn=one.enterprise.name,
        due=due_after(one.since, _days_of_the_firm()[state], days),
        last_day=one.since,
        address=f"/financing/{one.uid}/",
    )


def of_banks(question: Question, number: int) -> Part:
    """Needs that wait for the viewer's own bank, which reads their opened fields alone."""
    if not banks_of(question.viewer) or question.whose is Whose.WATCHING:
        return Part([])
    items = sorted([*_awaited(question), *_contracts(question)], key=lambda item: item.order)
    counts = {view: sum(1 for _item in _in(view, items, question)) for view in View}
    return Part(list(_in(question.view, items, question))[:number], counts)


def _in(view: View, items: list[Item], question: Question) -> Iterator[Item]:
    for item in items:
        due = item.due or dt.date.max
        late = due < question.day
        if {
            View.ALL: True,
            View.TO_ANSWER: item.shape == "hollow",
            View.LATE: late,
            View.SOON: not late and due <= question.soon,
        }.get(view, False):
            yield item


def _awaited(question: Question) -> Iterator[Item]:
    awaited = set(awaited_of(question.viewer, question.day).values_list("uid", flat=True))
    days = calendar()
    for one in opened_to(question.viewer, question.day) if awaited else ():
        if one.consent in awaited:
            yield _opened(one, days)


def _opened(one: OpenedNeed, days: Calendar) -> Item:
    return Item(
        kind=KIND,
        uid=None,
        code=one.code,
        name=one.subject or _("Financing need {code}").format(code=one.code),
        about=one.firm or _("name not opened"),
        state=_("waits for an offer or a decline"),
        shape="hollow",
        turn=one.bank_name,
        due=due_after(one.since, financing_limits().answer, days),
        last_day=one.since,
        address=f"/financing/room/needs/{one.consent}/",
    )


def _contracts(question: Question) -> Iterator[Item]:
    """Chosen offers without a contract, and contracts of which not all was drawn in time."""
    waiting = own_offers(question.viewer).filter(
        Q(chosen_on__isnull=False, concluded_on=None) | Q(draw_by__lt=question.day),
        need__closed_on=None,
    )
    offers = list(waiting)
    known = {one.need.code: one for one in standings([offer.need for offer in offers])}
    days = calendar()
    for offer in offers:
        if offer.concluded_on is None and offer.chosen_on and is_live(offer, question.day):
            due = due_after(offer.chosen_on, financing_limits().contract, days)
            yield _own(offer, _("chosen by the firm: contract to be concluded"), "half", due)
        elif offer.concluded_on and known[offer.need_id].drawn_of(offer) < contract_amount(offer):
            yield _own(offer, _("not drawn in full by the day agreed"), "back", offer.draw_by)


def _own(offer: FinancingOffer, state: str, shape: str, due: dt.date | None) -> Item:
    return Item(
        kind=KIND,
        uid=None,
        code=offer.need_id,
        name=_("Offer for {code}").format(code=offer.need_id),
        about=offer.bank.name,
        state=state,
        shape=shape,
        turn=offer.bank.name,
        due=due,
        last_day=offer.concluded_on or offer.chosen_on,
        address=f"/financing/room/offers/{offer.uid}/",
    )
