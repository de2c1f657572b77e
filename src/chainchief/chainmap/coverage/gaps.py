"""Gaps of a chain in the order of what they hold up downstream, and what closing one adds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from chainchief.chainmap.chart.model import Chart
from chainchief.chainmap.coverage.grades import Grade
from chainchief.chainmap.coverage.receipts import Contribution, Share
from chainchief.chainmap.coverage.segments import Coverage, Status
from chainchief.chainmap.coverage.structure import Structure

#: What counts as a gap: nothing there, or one source outside that all depends on.
LACKING = (Status.MISSING, Status.AT_RISK)
#: Paths told of one gap, the nearest first.
PATHS = 5
_NOBODY: Mapping[str, Contribution] = {}


@dataclass(frozen=True)
class Gap:
    """A segment that is lacking. `held_up` are the segments that stop without it, nearest first.

    `firms_held_up` are the local firms in those, `paths` ways to the nearest of them (codes of
    segments). `adds_completeness` is what a first local firm adds; `adds_rate` what is added to
    the rate by value when all open demand is met here, None without recorded purchases. `doubtful`
    are the segments held up that are reached only over links to be verified. The parts of the
    receipt are firms_held_up (1 each), demand (分) and links (1 each, those of the paths).
    """

    covered: Coverage
    held_up: tuple[str, ...]
    firms_held_up: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    adds_completeness: Fraction
    adds_rate: Fraction | None
    grade: Grade
    doubtful: tuple[str, ...]
    path_grades: tuple[Grade, ...]
    receipt: tuple[Contribution, ...]


def gaps_of(
    chart: Chart, covered: Sequence[Coverage], structure: Structure, rate: Share, whole: Share
) -> list[Gap]:
    """Most firms held up first, then most segments, then most demand, then the chart's order."""
    lines = _lines(chart)
    found = [
        _gap(each, lines, structure, rate, whole) for each in covered if each.status in LACKING
    ]
    return sorted(
        found,
        key=lambda gap: (-len(gap.firms_held_up), -len(gap.held_up), -gap.covered.demand),
    )


def _gap(
    covered: Coverage,
    lines: Mapping[str, Mapping[str, Contribution]],
    structure: Structure,
    rate: Share,
    whole: Share,
) -> Gap:
    code = covered.segment.code
    held = tuple(structure.reached(code))
    peopled = [each for each in held if each in lines]
    firms = _held(lines, held)
    missing = covered.status is Status.MISSING
    paths = tuple(structure.path(code, each) for each in (peopled or held)[:PATHS])
    grades = structure.grade_of_hold(code)
    return Gap(
        covered=covered,
        held_up=held,
        firms_held_up=tuple(firms),
        paths=paths,
        adds_completeness=(
            Fraction(structure.weight(code), whole.denominator) if missing else Fraction(0)
        ),
        adds_rate=adds_to_rate(covered, covered.demand, rate),
        grade=covered.grade,
        doubtful=tuple(each for each in held if grades[each] is Grade.GUESS),
        path_grades=tuple(structure.grade_of_path(path) for path in paths),
        receipt=(
            *firms.values(),
            *(line for line in covered.receipt if line.part == "demand"),
            *_links(structure, paths),
        ),
    )


def _links(structure: Structure, paths: Iterable[tuple[str, ...]]) -> list[Contribution]:
    """The records of the links that the paths go over, each once."""
    steps = dict.fromkeys(step for path in paths for step in pairwise(path))
    return [
        Contribution(cite, "links", 1) for step in steps for cite in structure.links[step].cites
    ]


def _held(
    lines: Mapping[str, Mapping[str, Contribution]], held: Iterable[str]
) -> Mapping[str, Contribution]:
    """The local firms in segments that are held up, each once, those of the nearest first."""
    found: dict[str, Contribution] = {}
    for code in held:
        found.update(lines.get(code, _NOBODY))
    return found


def _lines(chart: Chart) -> Mapping[str, Mapping[str, Contribution]]:
    """Segment → firm → what its presence there contributes; made once for all gaps."""
    return {
        code: {each.firm: Contribution(each.cite, "firms_held_up", 1) for each in presences}
        for code, presences in chart.firms_in.items()
    }


def adds_to_rate(covered: Coverage, capacity: int, rate: Share) -> Fraction | None:
    """min(q, D − max(Q, Lc)) / ΣD: what a firm of that capacity adds to the rate by value."""
    if not rate.denominator:
        return None
    return Fraction(covered.room_for(capacity), rate.denominator)
