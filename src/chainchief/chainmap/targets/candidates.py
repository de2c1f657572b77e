"""Outside firms that could fill a chain's gaps, scored in parts that a person can multiply again.

score = adds × criticality × density × (1 + ties) × (1 + expansion).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from chainchief.chainmap.answers import Answers
from chainchief.chainmap.chart.placement import folded
from chainchief.chainmap.coverage.gaps import adds_to_rate
from chainchief.chainmap.targets.suggestions import Suggester
from chainchief.chainmap.wording import joined
from chainchief.core.choices import listed
from chainchief.core.i18n import _, ngettext

#: Local firms that a candidate deals with, from which on more add nothing to its score.
MOST_TIES = 5


@dataclass(frozen=True)
class Candidate:
    """An outside firm as its list tells it. `capacity` in 分 a year; `segment` where it is known.

    `customers` are names of firms it deals with, `expansion` (0 to 1) how far it is to grow.
    """

    name: str
    credit_code: str = ""
    place: str = ""
    industry: str = ""
    products: str = ""
    scope: str = ""
    segment: str = ""
    capacity: int | None = None
    customers: tuple[str, ...] = ()
    expansion: float = 0.0
    source: str = ""
    line: int = 0


@dataclass(frozen=True)
class Target:
    """A candidate at the segment where it adds most, with the parts of its score."""

    candidate: Candidate
    segment: str
    segment_name: str
    adds_rate: Fraction
    adds_completeness: Fraction
    criticality: float
    density: float
    ties: tuple[str, ...]
    expansion: float
    words: tuple[str, ...]
    contact: str = ""

    @property
    def adds(self) -> float:
        return float(self.adds_rate + self.adds_completeness)

    @property
    def tie(self) -> float:
        return min(len(self.ties), MOST_TIES) / MOST_TIES

    @property
    def score(self) -> float:
        return self.adds * self.criticality * self.density * (1 + self.tie) * (1 + self.expansion)

    @property
    def arithmetic(self) -> str:
        """The score as it is multiplied together."""
        factors = (self.adds, self.criticality, self.density, 1 + self.tie, 1 + self.expansion)
        return " × ".join(f"{each:.4g}" for each in factors) + f" = {self.score:.4g}"

    @property
    def why(self) -> str:
        """The parts in words."""
        reasons = [
            _("adds {rate:.2%} to the local rate and {complete:.2%} to completeness").format(
                rate=float(self.adds_rate), complete=float(self.adds_completeness)
            ),
            _("criticality {value:.2f} of the segment “{name}”").format(
                value=self.criticality, name=self.segment_name
            ),
            _("density {value:.2f} around it").format(value=self.density),
        ]
        if self.ties:
            reasons.append(
                ngettext(
                    "deals with {count} local firm",
                    "deals with {count} local firms",
                    len(self.ties),
                ).format(count=len(self.ties))
            )
        if self.expansion:
            reasons.append(_("signs of expansion {value:.2f}").format(value=self.expansion))
        if self.words:
            reasons.append(_("placed by: {words}").format(words=listed(self.words)))
        return joined(reasons)


@dataclass(frozen=True)
class Scorer:
    """Scores candidates against the answers for one chain.

    `density` (segment → 0 to 1) takes the place of that of the map, e.g. one of `complexity`;
    `dealt_with` says which local firms have dealt with a name (folded); `contacts` how far talks
    with a name have got.
    """

    answers: Answers
    density: Mapping[str, float] | None = None
    dealt_with: Mapping[str, Sequence[str]] = field(default_factory=dict)
    contacts: Mapping[str, str] = field(default_factory=dict)

    def targets(self, candidates: Iterable[Candidate]) -> list[Target]:
        """All candidates that have a segment, the best score first; equal ones by name."""
        suggester = Suggester(self.answers.chart)
        near = self.density if self.density is not None else map_density(self.answers)
        local = {folded(each.name) for each in self.answers.chart.presences}
        parts = self._parts(near)
        found = [
            best
            for candidate in candidates
            for best in [self._best(candidate, suggester, parts, local)]
            if best is not None
        ]
        return sorted(found, key=lambda each: (-each.score, each.candidate.name))

    def _parts(self, near: Mapping[str, float]) -> dict[str, tuple[float, float]]:
        """Segment → (criticality, density)."""
        structure = self.answers.structure
        weights = {each.code: structure.weight(each.code) for each in self.answers.chart.segments}
        heaviest = max(weights.values(), default=1)
        return {code: (each / heaviest, near.get(code, 0.0)) for code, each in weights.items()}

    def _best(
        self,
        candidate: Candidate,
        suggester: Suggester,
        parts: Mapping[str, tuple[float, float]],
        local: set[str],
    ) -> Target | None:
        ties = tuple(
            dict.fromkeys(
                [
                    *(name for name in candidate.customers if folded(name) in local),
                    *self.dealt_with.get(folded(candidate.name), ()),
                ]
            )
        )
        found = [
            self._target(candidate, segment, words, parts[segment], ties)
            for segment, words in self._places(candidate, suggester)
        ]
        return max(found, key=lambda each: each.score, default=None)

    def _places(
        self, candidate: Candidate, suggester: Suggester
    ) -> list[tuple[str, tuple[str, ...]]]:
        """The segment that the list names, else the likeliest one by its text and industry."""
        if candidate.segment in self.answers.chart.by_code:
            return [(candidate.segment, ())]
        text = f"{candidate.products} {candidate.scope}"
        return [
            (each.segment, each.words)
            for each in suggester.suggest(text, candidate.industry, most=1)
        ]

    def _target(
        self,
        candidate: Candidate,
        segment: str,
        words: tuple[str, ...],
        parts: tuple[float, float],
        ties: tuple[str, ...],
    ) -> Target:
        covered = self.answers.segment(segment)
        whole = self.answers.completeness.denominator
        capacity = covered.demand if candidate.capacity is None else candidate.capacity
        rate = adds_to_rate(covered, capacity, self.answers.rate_by_value)
        missing = not covered.local_firms
        return Target(
            candidate=candidate,
            segment=segment,
            segment_name=covered.segment.name,
            adds_rate=rate or Fraction(0),
            adds_completeness=(
                Fraction(self.answers.structure.weight(segment), whole) if missing else Fraction(0)
            ),
            criticality=parts[0],
            density=parts[1],
            ties=ties,
            expansion=candidate.expansion,
            words=words,
            contact=self.contacts.get(folded(candidate.name), ""),
        )


def map_density(answers: Answers) -> dict[str, float]:
    """Segment → share of itself and its neighbours on the map that have a local firm.

    A neighbour supplies it or buys from it. The segment counts itself, as in Hidalgo et al.; where
    nothing around is there, half a neighbour is granted, so that nothing is ruled out by the map.
    """
    there = {each.segment.code for each in answers.coverage if each.local_firms}
    around: dict[str, set[str]] = {each.segment.code: set() for each in answers.coverage}
    for flow in answers.chart.flows:
        if flow.supplier in around and flow.buyer in around:
            around[flow.supplier].add(flow.buyer)
            around[flow.buyer].add(flow.supplier)
    return {
        code: max(0.5, len((near | {code}) & there)) / (len(near) + 1)
        for code, near in around.items()
    }
