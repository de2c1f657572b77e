"""Coverage, rates and gaps of many chains at once.

The engine computes what grows with firms and purchases. Segments and the links between them are
few beside these; what hangs on a gap is found here, chain by chain. Every number equals that of
`answers_of` for the chain alone; receipts and paths are asked for there.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from chainchief.chainmap.coverage.gaps import LACKING
from chainchief.chainmap.coverage.segments import Status
from chainchief.chainmap.coverage.thresholds import Thresholds
from chainchief.chainmap.survey import statements
from chainchief.chainmap.survey.holding import as_rows, firms_in, reached
from chainchief.chainmap.survey.tables import ChartedChain, ChartTables
from chainchief.lake.engines.engine import Engine

#: The order in which statuses are told, the best first.
BEST_FIRST = (Status.STRONG, Status.WEAK, Status.AT_RISK, Status.MISSING)


@dataclass(frozen=True)
class SurveyedSegment:
    """One segment; amounts in 分, `capacity` None where not every local firm declared one."""

    segment: str
    status: Status
    local_firms: int
    demand: int
    local: int
    capacity: int | None
    sources: int

    @property
    def room(self) -> int:
        """Demand that nobody here could meet: D − max(Q, Lc), never below 0."""
        return max(0, self.demand - max(self.capacity or 0, self.local))


@dataclass(frozen=True)
class SurveyedGap:
    """A segment that lacks, and what closing it adds; None where nothing is recorded as bought."""

    covered: SurveyedSegment
    held_up: int
    firms_held_up: int
    adds_completeness: Fraction
    adds_rate: Fraction | None


@dataclass(frozen=True)
class SurveyedChain:
    """One chain; shares are None where there is nothing to take a share of."""

    chain: str
    segments: tuple[SurveyedSegment, ...]
    gaps: tuple[SurveyedGap, ...]
    completeness: Fraction | None
    rate_by_value: Fraction | None
    rate_by_number: Fraction | None

    def count(self, status: Status) -> int:
        return sum(each.status is status for each in self.segments)

    def as_json(self) -> dict[str, object]:
        """For programs: shares as numbers, gaps with what they hold up, the first ones first."""
        return {
            "chain": self.chain,
            "segments": {status.code: self.count(status) for status in BEST_FIRST},
            "completeness": _number(self.completeness),
            "rate_by_value": _number(self.rate_by_value),
            "rate_by_number": _number(self.rate_by_number),
            "gaps": [
                {
                    "segment": gap.covered.segment,
                    "status": gap.covered.status.code,
                    "segments_held_up": gap.held_up,
                    "firms_held_up": gap.firms_held_up,
                    "adds_completeness": _number(gap.adds_completeness),
                    "adds_rate": _number(gap.adds_rate),
                }
                for gap in self.gaps
            ],
        }


def _number(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


def survey(engine: Engine, tables: ChartTables, rules: Thresholds) -> list[SurveyedChain]:
    """Answers for every chain of the tables, in their order."""
    segments, presences, purchases = (
        engine.file(path) for path in (tables.segments, tables.presences, tables.purchases)
    )
    covered = engine.query(
        statements.covered(segments, presences, purchases, rules), statements.COVERED
    )
    bought = engine.query(statements.rates(purchases), statements.RATES)
    there = engine.query(statements.placed(presences), statements.PLACED)
    by_segment = {row["segment"]: row for row in covered.to_pylist()}
    by_chain = {row["chain"]: row for row in bought.to_pylist()}
    firms: dict[int, list[tuple[int | None, int]]] = defaultdict(list)
    for row in there.to_pylist():
        firms[row["segment"]].append((row["firm"], row["firms"]))
    return [
        _chain(
            chain,
            [
                _segment(code, by_segment[chain.first + at])
                for at, code in enumerate(chain.segments)
            ],
            by_chain.get(number, _NOTHING),
            [firms[chain.first + at] for at in range(len(chain.segments))],
        )
        for number, chain in enumerate(tables.chains)
    ]


_NOTHING = {"local": 0, "bought": 0, "local_suppliers": 0, "suppliers": 0}


def _segment(code: str, row: Mapping[str, Any]) -> SurveyedSegment:
    return SurveyedSegment(
        segment=code,
        status=Status(row["status"]),
        local_firms=row["local_firms"],
        demand=row["demand"],
        local=row["local"],
        capacity=row["capacity"],
        sources=row["sources"],
    )


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _chain(
    chain: ChartedChain,
    covered: Sequence[SurveyedSegment],
    rate: Mapping[str, int],
    firms: Sequence[Sequence[tuple[int | None, int]]],
) -> SurveyedChain:
    held = reached(len(covered), chain.links)
    weights = [1 + bits.bit_count() for bits in held]
    whole = sum(weights)
    there = sum(w for w, each in zip(weights, covered, strict=True) if each.local_firms)
    lacking = [at for at, each in enumerate(covered) if each.status in LACKING]
    counts = _firms_held_up([held[at] for at in lacking], firms)
    gaps = [
        SurveyedGap(
            covered=covered[at],
            held_up=weights[at] - 1,
            firms_held_up=count,
            adds_completeness=(
                Fraction(weights[at], whole)
                if covered[at].status is Status.MISSING
                else Fraction(0)
            ),
            adds_rate=_share(covered[at].room, rate["bought"]),
        )
        for at, count in zip(lacking, counts, strict=True)
    ]
    gaps.sort(key=lambda gap: (-gap.firms_held_up, -gap.held_up, -gap.covered.demand))
    return SurveyedChain(
        chain=chain.code,
        segments=tuple(covered),
        gaps=tuple(gaps),
        completeness=_share(there, whole),
        rate_by_value=_share(rate["local"], rate["bought"]),
        rate_by_number=_share(rate["local_suppliers"], rate["suppliers"]),
    )


def _firms_held_up(
    sets: Sequence[int], firms: Sequence[Sequence[tuple[int | None, int]]]
) -> list[int]:
    alone = np.zeros(len(firms), np.int64)
    several: dict[int, list[int]] = defaultdict(list)
    for at, own in enumerate(firms):
        for firm, count in own:
            if firm is None:
                alone[at] = count
            else:
                several[firm].append(at)
    return [int(count) for count in firms_in(as_rows(sets, len(firms)), alone, several)]
