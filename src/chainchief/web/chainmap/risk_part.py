"""What stops if a segment or a firm of the chain stops: what takes longest of the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from chainchief.access.viewers import Viewer
from chainchief.chainmap import thresholds
from chainchief.chainmap.risk.city_network import CityNetwork
from chainchief.chainmap.risk.closures import FirmRisk, Risk, risk_of, uncertainty
from chainchief.chainmap.wording import percent
from chainchief.web.chainmap.cities import city_and_network
from chainchief.web.chainmap.map_query import MapQuery

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


@dataclass(frozen=True)
class FirmLine:
    """A firm's index, and between which values it lies given how sure the links are."""

    name: str
    address: str
    esri: str
    low: str
    high: str
    seconds: int


@dataclass(frozen=True)
class RiskPart:
    """What templates/web/chainmap/risk.html shows; no lines where nothing is recorded."""

    year: int
    eps: str
    segments: list[SegmentLine]
    firms: list[FirmLine]


def risk_part(query: MapQuery, viewer: Viewer) -> RiskPart | None:
    """None where the viewer sees no recorded purchase."""
    city, made = city_and_network(viewer, query.day)
    if made is None:
        return None
    return _part(query, made, risk_of(city.chart(query.chain), made, thresholds()))


def _part(query: MapQuery, made: CityNetwork, risk: Risk) -> RiskPart:
    return RiskPart(
        year=risk.year,
        eps=f"{risk.eps:g}",
        segments=[
            SegmentLine(
                name=each.name,
                address=query.segment_address(each.segment),
                esri=percent(Fraction(each.what_if.esri)),
                days=str(each.what_if.days_to_standstill or "—"),
                stopped=len(each.what_if.stopped),
                seconds=len(each.what_if.second_sources),
            )
            for each in risk.segments
        ],
        firms=_firms(query, made, risk.firms[:MOST]),
    )


def _firms(query: MapQuery, made: CityNetwork, firms: Sequence[FirmRisk]) -> list[FirmLine]:
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
        )
        for each in firms
    ]
