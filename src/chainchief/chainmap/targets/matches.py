"""Matches proposed within the city: firms for segments, local supply for local demand.

What a person judged, with the reason, is a record (`match_verdict`): it is not proposed again.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from chainchief.chainmap.answers import Answers
from chainchief.chainmap.chart.ledger import Firm
from chainchief.chainmap.coverage.gaps import LACKING
from chainchief.chainmap.targets.suggestions import Suggester

#: (firm, segment, buyer), the buyer "" where a firm is matched with a segment.
Pair = tuple[str, str, str]
#: Proposals at once, the likeliest first.
MOST = 30


@dataclass(frozen=True)
class SegmentMatch:
    """A firm that may stand in a segment; `words` are what both texts have in common."""

    firm: str
    name: str
    segment: str
    segment_name: str
    score: float
    words: tuple[str, ...]

    @property
    def pair(self) -> Pair:
        return self.firm, self.segment, ""


@dataclass(frozen=True)
class SupplyMatch:
    """A local firm of a segment, and one that buys its goods outside; `amount` is in 分."""

    seller: str
    buyer: str
    segment: str
    segment_name: str
    amount: int

    @property
    def pair(self) -> Pair:
        return self.seller, self.segment, self.buyer


def segment_matches(
    answers: Answers, firms: Mapping[str, Firm], judged: Collection[Pair]
) -> list[SegmentMatch]:
    """Firms of the chain without a place in it, and other firms of it for what is lacking."""
    chart = answers.chart
    placed = {each.firm for each in chart.presences}
    lacking = {each.segment.code for each in answers.coverage if each.status in LACKING}
    suggester = Suggester(chart)
    found = []
    for firm in firms.values():
        if firm.chain != chart.code or not firm.products:
            continue
        text = "、".join(firm.products)
        for each in suggester.suggest(text, firm.industry, firm=firm.code, most=2):
            wanted = firm.code not in placed or each.segment in lacking
            if wanted and each.words and (firm.code, each.segment, "") not in judged:
                found.append(
                    SegmentMatch(
                        firm.code, firm.name, each.segment, each.name, each.score, each.words
                    )
                )
    return sorted(found, key=lambda each: (-each.score, each.firm, each.segment))[:MOST]


def supply_matches(answers: Answers, judged: Collection[Pair]) -> list[SupplyMatch]:
    """Pairs of the latent matches: the amount is what the buyer bought outside, most first."""
    bought: dict[tuple[str, str], int] = {}
    for each in answers.chart.purchases:
        if each.segment and not each.is_local:
            key = each.segment, each.buyer
            bought[key] = bought.get(key, 0) + each.amount
    found = [
        SupplyMatch(seller, buyer, segment.code, segment.name, bought[segment.code, buyer])
        for latent in answers.latent
        for segment in (latent.covered.segment,)
        for seller in latent.sellers
        for buyer in latent.buyers
        if seller != buyer and (seller, segment.code, buyer) not in judged
    ]
    return sorted(found, key=lambda each: (-each.amount, each.seller, each.buyer))[:MOST]
