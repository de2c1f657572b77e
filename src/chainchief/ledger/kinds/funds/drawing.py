"""Drawing a spot check: the projects whose hash with the seed comes first.

Anyone draws the same again with the seed and the codes alone: SHA-256 over the seed, a line break
and the project's code, sorted; the first so many are drawn.
"""

import hashlib
from collections.abc import Iterable

METHOD = "sha256-1"


def drawn(codes: Iterable[str], seed: str, number: int) -> frozenset[str]:
    """The codes that are drawn: `number` of them, or all where there are fewer."""
    return frozenset(sorted(codes, key=lambda code: _rank(seed, code))[:number])


def size_of_sample(population: int, percent: int, least: int) -> int:
    """Number of those that are drawn: so many of a hundred, rounded up, and at least `least`."""
    return min(population, max(least, -(-population * percent // 100)))


def _rank(seed: str, code: str) -> tuple[str, str]:
    return hashlib.sha256(f"{seed}\n{code}".encode()).hexdigest(), code
