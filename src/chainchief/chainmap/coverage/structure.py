"""What hangs on a segment: everything downstream that stops without it, and by which path."""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from chainchief.chainmap.chart.model import Chart, Flow
from chainchief.chainmap.coverage.grades import Grade, grade_of_link
from chainchief.chainmap.coverage.thresholds import Thresholds


@dataclass(frozen=True)
class Structure:
    """The essential links of a chart; rings are walked once."""

    chart: Chart
    #: Links with less confidence are guesses.
    doubtful_below: Fraction = Thresholds.doubtful_below

    @cached_property
    def buyers(self) -> Mapping[str, list[str]]:
        """Segment → the segments that stop without it, in the order of the chart."""
        found: dict[str, list[str]] = defaultdict(list)
        known = self.chart.by_code
        for flow in self.chart.flows:
            if flow.essential and flow.supplier in known and flow.buyer in known:
                found[flow.supplier].append(flow.buyer)
        return {code: list(dict.fromkeys(listed)) for code, listed in found.items()}

    @cached_property
    def _reached(self) -> dict[str, dict[str, str]]:
        return {}

    def reached(self, segment: str) -> Mapping[str, str]:
        """Segments downstream of one, nearest first → the segment before it on the way."""
        if segment not in self._reached:
            before: dict[str, str] = {}
            waiting = deque([segment])
            while waiting:
                at = waiting.popleft()
                for buyer in self.buyers.get(at, ()):
                    if buyer != segment and buyer not in before:
                        before[buyer] = at
                        waiting.append(buyer)
            self._reached[segment] = before
        return self._reached[segment]

    def weight(self, segment: str) -> int:
        """The segment itself and each that stops without it: 1 or more."""
        return 1 + len(self.reached(segment))

    def path(self, segment: str, held: str) -> tuple[str, ...]:
        """A shortest way from a segment to one that it holds up."""
        before, way = self.reached(segment), [held]
        while way[-1] != segment:
            way.append(before[way[-1]])
        return tuple(reversed(way))

    @cached_property
    def links(self) -> Mapping[tuple[str, str], Flow]:
        """(supplier, buyer) → the essential link between them."""
        return {(flow.supplier, flow.buyer): flow for flow in self.chart.flows if flow.essential}

    def grade_of_path(self, path: tuple[str, ...]) -> Grade:
        """That of its weakest link."""
        steps = pairwise(path)
        grades = [grade_of_link(self.links[step], self.doubtful_below) for step in steps]
        return min(grades, default=Grade.TEMPLATE)

    def grade_of_hold(self, segment: str) -> Mapping[str, Grade]:
        """Segment held up → the grade of the best founded way to it (its weakest link)."""
        found: dict[str, Grade] = {}
        for least in sorted(Grade, reverse=True):
            waiting = deque([segment])
            seen = {segment}
            while waiting:
                at = waiting.popleft()
                for buyer in self.buyers.get(at, ()):
                    link = self.links[at, buyer]
                    if buyer in seen or grade_of_link(link, self.doubtful_below) < least:
                        continue
                    seen.add(buyer)
                    found.setdefault(buyer, least)
                    waiting.append(buyer)
        found.pop(segment, None)
        return found

    def ring(self) -> tuple[str, ...]:
        """The segments of one ring of essential links, the smallest codes first; () without one."""
        for code in sorted(self.chart.by_code):
            for buyer in self.buyers.get(code, ()):
                if code == buyer or code in self.reached(buyer):
                    return (code,) if code == buyer else (code, *self.path(buyer, code)[:-1])
        return ()
