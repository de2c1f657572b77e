"""Which segments a firm may belong to, from its products, its scope and its industry, and why.

Grams of one to three characters, weighted by how few segments use them (TF-IDF, Salton & Buckley
1988), compared by their cosine. A person confirms; what was confirmed teaches: the products of
firms that stand in a segment speak for it too.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chainchief.chainmap.chart.model import Chart

#: What an industry of the segment adds to the cosine, and one of the same group (three digits).
SAME_CLASS, SAME_GROUP = 0.3, 0.15
#: Suggestions below are noise.
LEAST = 0.05
#: The name of a segment counts as much as two products.
NAME = 2.0
_BREAK = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
_LONGEST = 3


@dataclass(frozen=True)
class Suggestion:
    """A segment with its score in parts; `words` are what both texts have in common."""

    segment: str
    name: str
    score: float
    text: float
    industry: float
    words: tuple[str, ...]


def parts_of(text: str) -> list[str]:
    """The stretches of a text between signs and blanks, in compatibility form and lower case."""
    return [part for part in _BREAK.split(unicodedata.normalize("NFKC", text).lower()) if part]


def _grams(parts: Iterable[str]) -> Counter[str]:
    return Counter(
        part[at : at + length]
        for part in parts
        for length in range(1, _LONGEST + 1)
        for at in range(len(part) - length + 1)
    )


@dataclass(frozen=True)
class _Profile:
    """A segment as a vector of length 1, and the stretches it was made from."""

    code: str
    name: str
    classes: tuple[str, ...]
    weights: Mapping[str, float]
    parts: frozenset[str]


class Suggester:
    """Made once for a chart; suggests for any number of firms."""

    def __init__(self, chart: Chart) -> None:
        self._present = {(each.firm, each.segment) for each in chart.presences}
        texts = {segment.code: _texts(chart, segment.code) for segment in chart.segments}
        grams = {code: self._count(weighted) for code, weighted in texts.items()}
        used = Counter(gram for counts in grams.values() for gram in counts)
        self._rare = {
            gram: math.log((1 + len(grams)) / (1 + often)) + 1.0 for gram, often in used.items()
        }
        self._profiles = [
            _Profile(
                segment.code,
                segment.name,
                segment.classes,
                self._scaled(grams[segment.code]),
                frozenset(part for part, _weight in texts[segment.code]),
            )
            for segment in chart.segments
        ]

    @staticmethod
    def _count(weighted: Iterable[tuple[str, float]]) -> dict[str, float]:
        counts: dict[str, float] = {}
        for part, weight in weighted:
            for gram, often in _grams([part]).items():
                counts[gram] = counts.get(gram, 0.0) + weight * often
        return counts

    def _scaled(self, counts: Mapping[str, float]) -> dict[str, float]:
        """Damped counts times rarity, of length 1; grams that no segment uses say nothing."""
        weights = {
            gram: (1.0 + math.log(often)) * self._rare[gram]
            for gram, often in counts.items()
            if gram in self._rare and often >= 1.0
        }
        length = math.sqrt(math.fsum(each * each for each in weights.values()))
        return {gram: each / length for gram, each in weights.items()} if length else {}

    def suggest(
        self, text: str, industry: str = "", *, firm: str = "", most: int = 5
    ) -> list[Suggestion]:
        """The likeliest segments, best first; those where `firm` stands already are left out."""
        parts = parts_of(text)
        wanted = self._scaled(_grams(parts))
        found = []
        for profile in self._profiles:
            if (firm, profile.code) in self._present:
                continue
            alike = math.fsum(
                weight * profile.weights.get(gram, 0.0) for gram, weight in wanted.items()
            )
            by_class = _by_class(industry, profile.classes)
            if alike + by_class >= LEAST:
                words = tuple(_common(parts, profile.parts))
                found.append(
                    Suggestion(profile.code, profile.name, alike + by_class, alike, by_class, words)
                )
        return sorted(found, key=lambda each: (-each.score, each.segment))[:most]


def _texts(chart: Chart, code: str) -> list[tuple[str, float]]:
    """(stretch, weight) of a segment: its name, its products, those of the firms in it."""
    segment = chart.by_code[code]
    weighted = [(segment.name, NAME), *((product, 1.0) for product in segment.products)]
    weighted += [
        (product, 1.0) for firm in chart.firms_in.get(code, ()) for product in firm.products
    ]
    return [(part, weight) for text, weight in weighted for part in parts_of(text)]


def _by_class(industry: str, classes: Iterable[str]) -> float:
    if not industry:
        return 0.0
    listed = list(classes)
    if any(industry.startswith(each) or each.startswith(industry) for each in listed):
        return SAME_CLASS
    return SAME_GROUP if any(industry[:3] == each[:3] for each in listed) else 0.0


def _common(parts: Iterable[str], known: Iterable[str], most: int = 5) -> list[str]:
    """The longest stretches of two signs or more that both texts have, the longest first."""
    whole = "\n".join(sorted(known))
    found: dict[str, None] = {}
    for part in parts:
        at = 0
        while at < len(part) - 1:
            end = at + 2
            if part[at:end] not in whole:
                at += 1
                continue
            while end < len(part) and part[at : end + 1] in whole:
                end += 1
            found[part[at:end]] = None
            at = end
    return sorted(found, key=lambda word: (-len(word), word))[:most]
