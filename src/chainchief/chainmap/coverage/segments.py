"""How well the city covers a segment: strong, weak, at risk or missing, and on what evidence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from fractions import Fraction

from chainchief.chainmap.chart.model import Chart, Presence, Purchase, Segment
from chainchief.chainmap.coverage.grades import Grade, strongest
from chainchief.chainmap.coverage.receipts import Contribution
from chainchief.chainmap.coverage.thresholds import Thresholds


class Status(IntEnum):
    """Ordered from the worst to the best; unknown is where firms are out of the viewer's reach."""

    UNKNOWN = -1
    MISSING = 0
    AT_RISK = 1
    WEAK = 2
    STRONG = 3

    @property
    def code(self) -> str:
        return self.name.lower().replace("_", "-")


class Why(StrEnum):
    """The rules that a segment trips."""

    NO_LOCAL_FIRM = "no-local-firm"
    ONE_OUTSIDE_SOURCE = "one-outside-source"
    FEW_LOCAL_FIRMS = "few-local-firms"
    CONCENTRATED = "concentrated"
    SHORT_OF_CAPACITY = "short-of-capacity"


@dataclass(frozen=True)
class Reason:
    """A rule that was tripped: what was found, and the threshold that it was held against."""

    why: Why
    found: Fraction
    threshold: Fraction


@dataclass(frozen=True)
class Coverage:
    """One segment. Amounts in 分; `capacity` None where not every local firm has declared it.

    `likely_capacity` is what is declared, else what local firms earned (a guess). `hhi` is the
    concentration of recorded sources, None without purchases. The parts of the receipt are
    local_firms (1 each), demand and local (分).
    """

    segment: Segment
    status: Status
    reasons: tuple[Reason, ...]
    grade: Grade
    local_firms: tuple[str, ...]
    demand: int
    local: int
    capacity: int | None
    likely_capacity: int
    capacity_grade: Grade
    sources: int
    hhi: Fraction | None
    receipt: tuple[Contribution, ...]

    @property
    def has_single_source(self) -> bool:
        return self.sources == 1

    @property
    def latent(self) -> int:
        """Demand that local firms could serve and do not: min(Q, D) − Lc, never below 0."""
        return max(0, min(self.likely_capacity, self.demand) - self.local)

    def room_for(self, capacity: int) -> int:
        """Open demand that a new firm of that capacity meets: min(q, D − max(Q, Lc))."""
        return max(0, min(capacity, self.demand - max(self.capacity or 0, self.local)))


def coverage_of(chart: Chart, rules: Thresholds) -> list[Coverage]:
    """Every segment of the chart, in its order."""
    in_segments = _segments_per_firm(chart.presences)
    return [
        _covered(
            segment,
            chart.firms_in.get(segment.code, []),
            chart.bought_of.get(segment.code, []),
            in_segments,
            rules,
            is_partial=chart.is_partial,
        )
        for segment in chart.segments
    ]


def _segments_per_firm(presences: Iterable[Presence]) -> Mapping[str, int]:
    count: dict[str, int] = defaultdict(int)
    for presence in presences:
        count[presence.firm] += 1
    return count


def _covered(
    segment: Segment,
    presences: Sequence[Presence],
    purchases: Sequence[Purchase],
    in_segments: Mapping[str, int],
    rules: Thresholds,
    *,
    is_partial: bool,
) -> Coverage:
    sellers = [purchase.supplier for purchase in purchases if purchase.is_local]
    firms = tuple(dict.fromkeys([*(each.firm for each in presences), *sellers]))
    demand = sum(purchase.amount for purchase in purchases)
    local = sum(purchase.amount for purchase in purchases if purchase.is_local)
    capacity = _declared(presences, firms)
    likely, grade = _likely(presences, capacity, in_segments)
    by_source = _by_source(purchases)
    reasons = tuple(_reasons(firms, demand, capacity, by_source, purchases, rules))
    # Who sees some of the firms can tell that a segment is strong, never that it is not.
    status = Status.UNKNOWN if is_partial and reasons else _status(reasons)
    return Coverage(
        segment=segment,
        status=status,
        reasons=reasons if status is not Status.UNKNOWN else (),
        grade=strongest(
            [Grade.TEMPLATE]
            + [Grade.DECLARED for _each in presences[:1]]
            + [Grade.RECORDED for _each in purchases[:1]]
        ),
        local_firms=firms,
        demand=demand,
        local=local,
        capacity=capacity,
        likely_capacity=likely,
        capacity_grade=grade,
        sources=len(by_source),
        hhi=_hhi(by_source, demand),
        receipt=tuple(_receipt(segment, presences, purchases)),
    )


def _declared(presences: Sequence[Presence], firms: Sequence[str]) -> int | None:
    """The sum of declared capacities, if each local firm has declared one."""
    known = {each.firm for each in presences if each.capacity is not None}
    if not firms or not known.issuperset(firms):
        return None if firms else 0
    return sum(each.capacity or 0 for each in presences)


def _likely(
    presences: Sequence[Presence], capacity: int | None, in_segments: Mapping[str, int]
) -> tuple[int, Grade]:
    """Declared capacity, else last year's revenue, a firm's divided among its segments."""
    if capacity is not None:
        return capacity, Grade.DECLARED
    return sum(_stated_or_earned(each, in_segments) for each in presences), Grade.GUESS


def _stated_or_earned(presence: Presence, in_segments: Mapping[str, int]) -> int:
    if presence.capacity is not None:
        return presence.capacity
    return (presence.revenue or 0) // in_segments[presence.firm]


def _by_source(purchases: Iterable[Purchase]) -> Mapping[str, int]:
    """Source → amount, of those that delivered something."""
    found: dict[str, int] = defaultdict(int)
    for purchase in purchases:
        if purchase.amount > 0:
            found[purchase.supplier] += purchase.amount
    return found


def _hhi(by_source: Mapping[str, int], demand: int) -> Fraction | None:
    """Σ (share of a source)²: 1 for a single one, 1/n for n equal ones."""
    if not demand:
        return None
    return Fraction(sum(amount * amount for amount in by_source.values()), demand * demand)


def _reasons(
    firms: Sequence[str],
    demand: int,
    capacity: int | None,
    by_source: Mapping[str, int],
    purchases: Sequence[Purchase],
    rules: Thresholds,
) -> Iterable[Reason]:
    if not firms:
        yield Reason(Why.NO_LOCAL_FIRM, Fraction(0), Fraction(1))
    outside = _by_source(purchase for purchase in purchases if not purchase.is_local)
    if len(outside) == 1:
        share = Fraction(sum(outside.values()), demand)
        if share >= rules.single_outside_share:
            yield Reason(Why.ONE_OUTSIDE_SOURCE, share, rules.single_outside_share)
    if 0 < len(firms) < rules.fewest_local_firms:
        yield Reason(Why.FEW_LOCAL_FIRMS, Fraction(len(firms)), Fraction(rules.fewest_local_firms))
    hhi = _hhi(by_source, demand)
    if hhi is not None and hhi > rules.most_concentrated:
        yield Reason(Why.CONCENTRATED, hhi, rules.most_concentrated)
    if firms and demand and capacity is not None:
        met = Fraction(capacity, demand)
        if met < rules.capacity_of_demand:
            yield Reason(Why.SHORT_OF_CAPACITY, met, rules.capacity_of_demand)


def _status(reasons: Iterable[Reason]) -> Status:
    causes = {reason.why for reason in reasons}
    if Why.NO_LOCAL_FIRM in causes:
        return Status.MISSING
    if Why.ONE_OUTSIDE_SOURCE in causes:
        return Status.AT_RISK
    return Status.WEAK if causes else Status.STRONG


def _receipt(
    segment: Segment, presences: Sequence[Presence], purchases: Sequence[Purchase]
) -> Iterable[Contribution]:
    """Each local firm once, by the record that places it here, else by its first sale."""
    counted: set[str] = set()
    for presence in presences:
        if presence.firm not in counted:
            counted.add(presence.firm)
            yield Contribution(presence.cite, "local_firms", 1)
    for purchase in purchases:
        if purchase.is_local and purchase.supplier not in counted:
            counted.add(purchase.supplier)
            yield Contribution(purchase.cite, "local_firms", 1)
        yield Contribution(purchase.cite, "demand", purchase.amount)
        if purchase.is_local:
            yield Contribution(purchase.cite, "local", purchase.amount)
    if not presences and not purchases:
        # That nothing is there is what the map itself says of the segment.
        yield Contribution(segment.cite, "local_firms", 0)
