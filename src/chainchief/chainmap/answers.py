"""What a chain has, lacks and risks as at a day, each with its evidence and its receipt."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chainchief.chainmap.chart.model import Chart
from chainchief.chainmap.coverage.gaps import Gap, gaps_of
from chainchief.chainmap.coverage.grades import Grade
from chainchief.chainmap.coverage.rates import completeness, rate_by_number, rate_by_value
from chainchief.chainmap.coverage.receipts import Share
from chainchief.chainmap.coverage.segments import Coverage, Status, coverage_of
from chainchief.chainmap.coverage.structure import Structure
from chainchief.chainmap.coverage.thresholds import Thresholds, thresholds
from chainchief.chainmap.faults import FLOW_TO_NOWHERE, RING, WITHOUT_CLASS
from chainchief.core.faults import Fault, Place

if TYPE_CHECKING:
    from chainchief.access.viewers import Viewer


@dataclass(frozen=True)
class LatentMatch:
    """Local capacity beside local demand that is met from outside, in 分.

    `sellers` are the local firms of the segment, `buyers` those who buy its goods from outside.
    """

    covered: Coverage
    amount: int
    grade: Grade
    sellers: tuple[str, ...]
    buyers: tuple[str, ...]


@dataclass(frozen=True)
class Unplaced:
    """Purchases whose segment nobody can tell: in the rates, in no segment."""

    count: int
    amount: int


@dataclass(frozen=True)
class Answers:
    """All answers for one chain; `warnings` say what in its chart is odd."""

    chart: Chart
    rules: Thresholds
    coverage: tuple[Coverage, ...]
    completeness: Share
    rate_by_value: Share
    rate_by_number: Share
    gaps: tuple[Gap, ...]
    latent: tuple[LatentMatch, ...]
    unplaced: Unplaced
    warnings: tuple[Fault, ...]

    @property
    def structure(self) -> Structure:
        return Structure(self.chart, self.rules.doubtful_below)

    def segment(self, code: str) -> Coverage:
        return next(each for each in self.coverage if each.segment.code == code)

    def count(self, status: Status) -> int:
        return sum(each.status is status for each in self.coverage)

    @property
    def counts(self) -> list[tuple[Status, int]]:
        """Segments of each status, the best first; of the unknown only where there are any."""
        counted = [(status, self.count(status)) for status in reversed(Status)]
        return [(status, n) for status, n in counted if n or status is not Status.UNKNOWN]


@dataclass(frozen=True)
class Moved:
    """A segment whose status differs from that of an earlier day; None where it was not there."""

    segment: str
    name: str
    before: Status | None
    now: Status | None


def answers_for(
    chain: str, as_at: dt.date, viewer: "Viewer | None" = None, *, year: int | None = None
) -> Answers:
    """The answers for a chain of the ledger as it holds on a day, within the viewer's reach.

    `year` chooses the purchases (default: the newest that is not after the day's year). Raises
    UnknownChainError for a chain that the ledger does not have on that day.
    """
    from chainchief.chainmap.chart.ledger import chart_of

    return answers_of(chart_of(chain, as_at, viewer, year), thresholds())


def answers_of(chart: Chart, rules: Thresholds) -> Answers:
    """The answers for a chart in memory."""
    structure = Structure(chart, rules.doubtful_below)
    covered = coverage_of(chart, rules)
    rate, whole = rate_by_value(chart), completeness(covered, structure)
    nowhere = chart.bought_of.get("", [])
    return Answers(
        chart=chart,
        rules=rules,
        coverage=tuple(covered),
        completeness=whole,
        rate_by_value=rate,
        rate_by_number=rate_by_number(chart),
        gaps=tuple(gaps_of(chart, covered, structure, rate, whole)),
        latent=tuple(_latent(chart, each) for each in covered if each.latent),
        unplaced=Unplaced(len(nowhere), sum(each.amount for each in nowhere)),
        warnings=tuple(_warnings(chart, structure)),
    )


def _latent(chart: Chart, covered: Coverage) -> LatentMatch:
    bought = chart.bought_of.get(covered.segment.code, [])
    return LatentMatch(
        covered=covered,
        amount=covered.latent,
        grade=covered.capacity_grade,
        sellers=covered.local_firms,
        buyers=tuple(dict.fromkeys(each.buyer for each in bought if not each.is_local)),
    )


def _warnings(chart: Chart, structure: Structure) -> list[Fault]:
    found = [
        Fault(FLOW_TO_NOWHERE, facts={"supplier": flow.supplier, "buyer": flow.buyer})
        for flow in chart.flows
        if flow.supplier not in chart.by_code or flow.buyer not in chart.by_code
    ]
    bare = [each for each in chart.segments if not each.classes]
    if bare:
        found.append(Fault(WITHOUT_CLASS, facts={"count": len(bare), "first": bare[0].name}))
    ring = structure.ring()
    if ring:
        names = " → ".join(chart.by_code[code].name for code in (*ring, ring[0]))
        found.append(Fault(RING, Place(), facts={"segments": names}))
    return found


def moved(before: Answers, now: Answers) -> tuple[Moved, ...]:
    """The segments whose status changed, in the order of the later chart."""
    was = {each.segment.code: each.status for each in before.coverage}
    names = {each.segment.code: each.segment.name for each in (*before.coverage, *now.coverage)}
    status = {each.segment.code: each.status for each in now.coverage}
    return tuple(
        Moved(code, names[code], was.get(code), status.get(code))
        for code in dict.fromkeys([*status, *was])
        if was.get(code) is not status.get(code)
    )
