"""The list of needs: by where they stand, with whose turn it is."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.i18n import _, ngettext
from chainchief.desk.financing.case import needs_in_reach
from chainchief.desk.financing.rights import CONFIRMING, POLICY_CLASS
from chainchief.desk.financing.standing import NeedState, Standing, standings, state_in_sql
from chainchief.web.desk.queue_page import Tab
from chainchief.web.financing.words import SHAPES, collateral, money, months, turn_words

STEP = 50


@dataclass(frozen=True)
class NeedLine:
    """One need of the list."""

    name: str
    address: str
    code: str
    firm: str
    unit: str
    amount: str
    terms: str
    state: str
    shape: str
    turn: str
    raised: str
    banks: int
    offers: int


@dataclass(frozen=True)
class ListPage:
    """What templates/web/financing/list.html shows."""

    as_at: list[str]
    states: list[Tab]
    lines: list[NeedLine]
    words: str
    place: str
    before: str
    after: str
    may_raise: bool
    figures: list[tuple[str, str]]


#: Indicators on what became of needs, each a door to its receipt.
_FIGURES = (
    ("IND-FIN-OFFER-RATE", "Needs with an offer"),
    ("IND-FIN-SIGNED-RATE", "Contracted by number"),
    ("IND-FIN-AMOUNT-RATE", "Contracted by amount"),
    ("IND-FIN-DRAWN-RATE", "Drawn of the contracts"),
)


def list_page(parameters: QueryDict, viewer: Viewer) -> ListPage:
    day = clock.today()
    wanted = parameters.get("state", "")
    state = wanted if wanted in NeedState.values else ""
    words = parameters.get("words", "").strip()[:60]
    rows = needs_in_reach(viewer).annotate(stands=state_in_sql(day))
    if words:
        rows = rows.filter(enterprise__name__icontains=words) | rows.filter(name__icontains=words)
    counts = Counter(rows.order_by().values_list("stands", flat=True))
    shown = rows.filter(stands=state) if state else rows
    total = counts[state] if state else sum(counts.values())
    number = parameters.get("page", "1")
    page = min(max(int(number), 1), 2000) if number.isdecimal() and len(number) < 6 else 1
    first = (page - 1) * STEP
    found = list(shown.order_by("-raised_on", "code")[first : first + STEP])
    kept = {"state": state, "words": words}
    return ListPage(
        as_at=[day.isoformat(), _needs(total)],
        states=[
            Tab(_("All needs"), _address(kept, state=""), not state, sum(counts.values())),
            *(
                Tab(_(each.label), _address(kept, state=each.value), each == state, counts[each])
                for each in NeedState
            ),
        ],
        lines=[_line(one, one.state(day)) for one in standings(found)],
        words=words,
        place=_("page {page} of {pages}").format(page=page, pages=max(-(-total // STEP), 1)),
        before=_address(kept, page=page - 1) if page > 1 else "",
        after=_address(kept, page=page + 1) if page * STEP < total else "",
        may_raise=policy.allowed(viewer, CONFIRMING, POLICY_CLASS),
        figures=[(_(name), f"{reverse('indicator', args=[code])}") for code, name in _FIGURES]
        if policy.allowed(viewer, "see", "figures")
        else [],
    )


def _needs(number: int) -> str:
    return ngettext("{number} need", "{number} needs", number).format(number=f"{number:,}")


def _address(kept: dict[str, str], **other: object) -> str:
    given = {name: str(value) for name, value in {**kept, **other}.items() if value}
    return f"{reverse('financing')}?{urlencode(given)}" if given else reverse("financing")


def _line(standing: Standing, state: NeedState) -> NeedLine:
    need, firm = standing.need, standing.need.enterprise
    terms = (months(need.term_months), collateral(need.collateral))
    return NeedLine(
        name=need.name,
        address=reverse("financing-need", args=[need.uid]),
        code=need.code,
        firm=firm.name,
        unit=firm.division.name,
        amount=money(need.amount),
        terms=" · ".join(part for part in terms if part),
        state=_(state.label),
        shape=SHAPES[state],
        turn=turn_words(standing, state),
        raised=need.raised_on.isoformat(),
        banks=len({one.bank_id for one in standing.in_force(clock.today())}),
        offers=len(standing.offers),
    )
