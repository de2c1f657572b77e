"""The page of matches within the city: what is proposed, what was judged, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.chainmap import Answers, answers_of, thresholds
from chainchief.chainmap.targets.matches import (
    SegmentMatch,
    SupplyMatch,
    segment_matches,
    supply_matches,
)
from chainchief.chainmap.wording import wan
from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.ledger.kinds.enterprise_role.models import Verdict
from chainchief.web.chainmap.answers_page import names_in
from chainchief.web.chainmap.cities import city_for
from chainchief.web.chainmap.map_query import MapQuery
from chainchief.web.chainmap.page_head import head_over
from chainchief.web.figures.page_head import PageHead
from chainchief.web.frame.visible import address_of, records_of


@dataclass(frozen=True)
class ProposedRow:
    """A match to be judged; `why` says on what it rests."""

    firm: str
    firm_name: str
    segment: str
    segment_name: str
    address: str
    buyer: str
    buyer_name: str
    why: str


@dataclass(frozen=True)
class JudgedRow:
    """A verdict; `outcome` is what the records say came of it."""

    firm: str
    segment: str
    buyer: str
    verdict: str
    reason: str
    judged_on: str
    outcome: str
    record: str


@dataclass(frozen=True)
class MatchesPage:
    """What templates/web/chainmap/matches.html shows; forms where firms may be changed."""

    query: MapQuery
    head: PageHead
    may: bool
    places: list[ProposedRow]
    supplies: list[ProposedRow]
    judged: list[JudgedRow]
    here: str
    faults: list[str]


def matches_page(query: MapQuery, viewer: Viewer, faults: Sequence[str] = ()) -> MatchesPage:
    city = city_for(viewer, query.day)
    answers = answers_of(city.chart(query.chain), thresholds())
    verdicts = list(
        records_of("match_verdict", viewer)
        .filter(segment__chain=query.chain, enterprise__in=list(city.firms))
        .select_related("enterprise", "segment", "buyer")
        .order_by("-judged_on", "code")
    )
    pairs = {(row.enterprise_id, row.segment_id, row.buyer_id or "") for row in verdicts}
    names = {code: firm.name for code, firm in city.firms.items()} | names_in(answers.chart)
    return MatchesPage(
        query=query,
        head=head_over(
            query,
            "chain-matches",
            answers.chart,
            _("{chain}: matches within the city").format(chain=answers.chart.name),
            viewer,
        ),
        may=policy.allowed(viewer, "enter", "firm"),
        places=[_place(query, each) for each in segment_matches(answers, city.firms, pairs)],
        supplies=[
            _supply(query, each, names)
            for each in supply_matches(answers, pairs)
            if each.seller in city.firms and each.buyer in city.firms
        ],
        judged=[_judged(row, answers) for row in verdicts],
        here=query.address("chain-matches"),
        faults=list(faults),
    )


def _place(query: MapQuery, each: SegmentMatch) -> ProposedRow:
    why = _("products in common: {words}; likeness {score}").format(
        words=listed(each.words), score=f"{each.score:.2f}"
    )
    address = query.segment_address(each.segment)
    return ProposedRow(each.firm, each.name, each.segment, each.segment_name, address, "", "", why)


def _supply(query: MapQuery, each: SupplyMatch, names: dict[str, str]) -> ProposedRow:
    why = _("bought outside: {amount} (10,000 yuan)").format(amount=wan(each.amount))
    return ProposedRow(
        each.seller,
        names.get(each.seller, each.seller),
        each.segment,
        each.segment_name,
        query.segment_address(each.segment),
        each.buyer,
        names.get(each.buyer, each.buyer),
        why,
    )


def _judged(row: Any, answers: Answers) -> JudgedRow:
    return JudgedRow(
        firm=row.enterprise.name,
        segment=row.segment.name,
        buyer=row.buyer.name if row.buyer else "",
        verdict=_(str(Verdict(row.verdict).label)),
        reason=row.reason,
        judged_on=row.judged_on.isoformat(),
        outcome=_outcome(row, answers),
        record=address_of("match_verdict", row.uid),
    )


def _outcome(row: Any, answers: Answers) -> str:
    """The records that a confirmed match led to, in words; "" for a refused one."""
    if row.verdict != Verdict.CONFIRMED:
        return ""
    if row.buyer_id:
        bought = sum(
            each.amount
            for each in answers.chart.purchases
            if (each.supplier, each.buyer, each.segment)
            == (row.enterprise_id, row.buyer_id, row.segment_id)
        )
        if not bought:
            return _("no purchase recorded yet")
        return _("bought since: {amount} (10,000 yuan)").format(amount=wan(bought))
    stands = any(
        each.firm == row.enterprise_id for each in answers.chart.firms_in.get(row.segment_id, ())
    )
    return _("stands in the segment") if stands else _("not in the segment on this day")
