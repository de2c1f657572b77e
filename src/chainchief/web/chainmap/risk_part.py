"""What stops if a segment or a firm of the chain stops: what takes longest of the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from chainchief.access.viewers import Viewer
from chainchief.chainmap import thresholds
from chainchief.chainmap.risk.city_network import CityNetwork
from chainchief.chainmap.risk.closures import FirmRisk, Risk, risk_of, uncertainty
from chainchief.chainmap.wording import percent
from chainchief.web.chainmap.cities import city_and_network
from chainchief.web.chainmap.map_query import MapQuery, year_before

#: Firms whose index is shown with its uncertainty.
MOST, DRAWS = 15, 60


@dataclass(frozen=True)
class SegmentLine:
    name: str
    address: str
    esri: str
    days: str
    stopped: int
    seconds: int
    before: str


@dataclass(frozen=True)
class FirmLine:
    """A firm's index, and between which values it lies given how sure the links are."""

    name: str
    address: str
    esri: str
    low: str
    high: str
    seconds: int
    before: str


@dataclass(frozen=True)
class RiskPart:
    """What templates/web/chainmap/risk.html shows; no lines where nothing is recorded.

    `before` is the year of the purchases of a year ago, 0 where none other than these are recorded.
    """

    year: int
    before: int
    eps: str
    segments: list[SegmentLine]
    firms: list[FirmLine]


def risk_part(query: MapQuery, viewer: Viewer) -> RiskPart | None:
    """None where the viewer sees no recorded purchase."""
    city, made = city_and_network(viewer, query.day)
    if made is None:
        return None
    risk = risk_of(city.chart(query.chain), made, thresholds())
    return _part(query, made, risk, _earlier(query, viewer, risk.year))


def _earlier(query: MapQuery, viewer: Viewer, year: int) -> Risk | None:
    """The risk a year ago; None where there was no chain, or nothing recorded but the same year."""
    city, made = city_and_network(viewer, year_before(query.day))
    if made is None or made.year == year or query.chain not in city.chains:
        return None
    return risk_of(city.chart(query.chain), made, thresholds())


def _part(query: MapQuery, made: CityNetwork, risk: Risk, earlier: Risk | None) -> RiskPart:
    firms = {} if earlier is None else {each.firm: each.esri for each in earlier.firms}
    segments = (
        {} if earlier is None else {each.segment: each.what_if.esri for each in earlier.segments}
    )
    return RiskPart(
        year=risk.year,
        before=0 if earlier is None else earlier.year,
        eps=f"{risk.eps:g}",
        segments=[
            SegmentLine(
                name=each.name,
                address=query.segment_address(each.segment),
                esri=percent(Fraction(each.what_if.esri)),
                days=str(each.what_if.days_to_standstill or "—"),
                stopped=len(each.what_if.stopped),
                seconds=len(each.what_if.second_sources),
                before=_share(segments.get(each.segment)),
            )
            for each in risk.segments
        ],
        firms=_firms(query, made, risk.firms[:MOST], firms),
    )


def _share(esri: float | None) -> str:
    return "—" if esri is None else percent(Fraction(esri))


def _firms(
    query: MapQuery,
    made: CityNetwork,
    firms: Sequence[FirmRisk],
    before: Mapping[str, float],
) -> list[FirmLine]:
    if not firms:
        return []
    drawn = uncertainty(made, [each.firm for each in firms], draws=DRAWS)
    return [
        FirmLine(
            name=each.name,
            address=query.address("chain-what-if", firm=each.firm),
            esri=percent(Fraction(each.esri)),
            low=percent(Fraction(drawn[each.firm][0])),
            high=percent(Fraction(drawn[each.firm][2])),
            seconds=len(each.second_sources),
            before=_share(before.get(each.firm)),
        )
        for each in firms
    ]
