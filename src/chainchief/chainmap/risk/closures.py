"""What stops if a firm or a segment stops: the index, the days until it is felt, who stands in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from chainchief.chainmap.chart.model import Chart
from chainchief.chainmap.coverage.thresholds import Thresholds
from chainchief.chainmap.risk.city_network import CityNetwork
from chainchief.network import (
    Shock,
    cascade_chunks,
    cascade_of,
    ensemble,
    joined,
    scenario_of,
    simulate,
)

#: Firms told of one closure, the largest losses first.
MOST_FIRMS = 20


@dataclass(frozen=True)
class Stopped:
    """A firm that comes to a standstill, and on which day after the closure."""

    firm: str
    name: str
    segment: str
    day: int


@dataclass(frozen=True)
class Loss:
    """Loss of one firm by the cascade: of its own output, and of the city's recorded sales."""

    firm: str
    of_own: float
    of_city: float


@dataclass(frozen=True)
class WhatIf:
    """One closure. `esri` is the share of the city's recorded sales that is lost, own included.

    `stopped` are the firms whose output falls below the threshold by the day-by-day model, the
    first ones first; `losses` the firms with which the city loses most by the cascade (0 to 1).
    """

    closed: tuple[str, ...]
    esri: float
    downstream: float
    upstream: float
    eps: float
    stopped: tuple[Stopped, ...]
    losses: tuple[Loss, ...]
    second_sources: tuple[str, ...]

    @property
    def days_to_standstill(self) -> int | None:
        """Days until the first other firm stands still; None where none does in the time asked."""
        return self.stopped[0].day if self.stopped else None


@dataclass(frozen=True)
class FirmRisk:
    firm: str
    name: str
    segment: str
    esri: float
    downstream: float
    upstream: float
    second_sources: tuple[str, ...]


@dataclass(frozen=True)
class SegmentRisk:
    """All firms of a segment closed at once; without a firm in the network there is no risk."""

    segment: str
    name: str
    what_if: WhatIf


@dataclass(frozen=True)
class Risk:
    """Of one chain: its firms and segments, the greatest index first."""

    year: int
    eps: float
    firms: tuple[FirmRisk, ...]
    segments: tuple[SegmentRisk, ...]


def risk_of(chart: Chart, made: CityNetwork, rules: Thresholds) -> Risk:
    """The risk of a chart's firms and segments on the city's network."""
    known = {str(name): at for at, name in enumerate(made.network.firm_ids.tolist())}
    names = {each.firm: each for each in chart.presences if each.firm in known}
    ranking = joined(
        cascade_chunks(made.plan, [known[firm] for firm in names], threads=1), made.plan.eps
    )
    sources = {each.code: sources_in(chart, each.code) for each in chart.segments}
    firms = [
        FirmRisk(
            firm=firm,
            name=names[firm].name,
            segment=names[firm].segment,
            esri=float(ranking.esri[at]),
            downstream=float(ranking.downstream[at]),
            upstream=float(ranking.upstream[at]),
            second_sources=tuple(
                each for each in sources.get(names[firm].segment, ()) if each != firm
            ),
        )
        for at, firm in enumerate(names)
    ]
    segments = [
        SegmentRisk(
            segment=segment.code,
            name=segment.name,
            what_if=what_if(made, closed, rules, sources.get(segment.code, ())),
        )
        for segment in chart.segments
        for closed in [[p.firm for p in chart.firms_in.get(segment.code, ()) if p.firm in known]]
        if closed
    ]
    return Risk(
        year=made.year,
        eps=made.plan.eps,
        firms=tuple(sorted(firms, key=lambda each: -each.esri)),
        segments=tuple(sorted(segments, key=lambda each: -each.what_if.esri)),
    )


def sources_in(chart: Chart, segment: str) -> list[str]:
    """The firms that deliver its goods: local firms in it, then all that a purchase names."""
    local = (each.firm for each in chart.firms_in.get(segment, ()))
    named = (each.supplier for each in chart.bought_of.get(segment, ()))
    return list(dict.fromkeys([*local, *named]))


def what_if(
    made: CityNetwork,
    closed: Iterable[str],
    rules: Thresholds,
    sources: Sequence[str] = (),
) -> WhatIf:
    """Compute what follows where these firms stop for good; UnknownNameError for one not there."""
    firms = tuple(dict.fromkeys(closed))
    result = cascade_of(made.plan, scenario_of(made.network, firms))
    losses = np.where(np.isin(made.network.firm_ids, list(firms)), 0.0, result.losses)
    of_city = losses * result.weights
    order = np.argsort(-of_city, kind="stable")[:MOST_FIRMS]
    ids = made.network.firm_ids.tolist()
    return WhatIf(
        closed=firms,
        esri=result.esri,
        downstream=result.downstream,
        upstream=result.upstream,
        eps=result.eps,
        stopped=tuple(_stopped(made, firms, rules)),
        losses=tuple(
            Loss(ids[at], float(losses[at]), float(of_city[at]))
            for at in order.tolist()
            if losses[at] > 0.0
        ),
        second_sources=tuple(each for each in sources if each not in firms),
    )


def _stopped(made: CityNetwork, closed: Sequence[str], rules: Thresholds) -> list[Stopped]:
    """Those that stand still within the days of the preset, by the day-by-day model."""
    network, final = made.essential
    shut = {network.index_of(firm) for firm in closed}
    shock = Shock.from_rows([(at, 0, 1.0) for at in sorted(shut)])
    everyone = np.arange(network.n_firms)
    run = simulate(network, final, shock, rules.days, watch=everyone)
    before = network.sales + final
    still = run.firm_output[:, :, 0] <= float(rules.standstill_below) * before
    day = np.where(still.any(axis=0), still.argmax(axis=0), -1)
    ids = network.firm_ids.tolist()
    found = [
        Stopped(ids[at], made.names[ids[at]], made.segment_of.get(ids[at], ""), int(day[at]))
        for at in np.flatnonzero((day >= 0) & (before > 0)).tolist()
        if at not in shut
    ]
    return sorted(found, key=lambda each: (each.day, each.firm))


def uncertainty(
    made: CityNetwork, firms: Sequence[str], *, draws: int = 100, seed: int = 0
) -> dict[str, tuple[float, float, float]]:
    """Firm → its index at 5, 50 and 95 % over networks drawn by the links' confidence."""
    places = [made.network.index_of(firm) for firm in firms]
    weights = made.plan.push.weight[made.plan.position]
    drawn = ensemble(
        made.network, firms=places, draws=draws, seed=seed, classes=made.classes, weights=weights
    )
    low, middle, high = drawn.quantiles((0.05, 0.5, 0.95)).tolist()
    return {firm: (low[at], middle[at], high[at]) for at, firm in enumerate(firms)}
