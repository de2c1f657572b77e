"""The graph of a template's links: what is reached, and rings."""

from collections import deque
from collections.abc import Iterable, Sequence

Pair = tuple[str, str]


def successors(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    buyers: dict[str, list[str]] = {}
    for supplier, buyer in sorted(pairs):
        buyers.setdefault(supplier, []).append(buyer)
    return buyers


def reached(starts: Iterable[str], pairs: Iterable[Pair]) -> set[str]:
    """`starts` and everything to which a path of links leads from them."""
    after = successors(pairs)
    seen = set(starts)
    new = list(seen)
    while new:
        for buyer in after.get(new.pop(), ()):
            if buyer not in seen:
                seen.add(buyer)
                new.append(buyer)
    return seen


def ring_through(pair: Pair, pairs: Iterable[Pair]) -> tuple[str, ...]:
    """A shortest ring through the link `pair`, its supplier first; () where there is none."""
    supplier, buyer = pair
    after = successors(pairs)
    came_from = {buyer: supplier}
    waiting = deque([buyer])
    while waiting and supplier not in came_from:
        code = waiting.popleft()
        for each in after.get(code, ()):
            if each not in came_from:
                came_from[each] = code
                waiting.append(each)
    if supplier not in came_from:
        return ()
    ring = [came_from[supplier]]
    while ring[-1] != supplier:
        ring.append(came_from[ring[-1]])
    return tuple(reversed(ring))


def declared_links(ring: Sequence[str]) -> frozenset[Pair]:
    """The links of a ring of segments, the last back to the first."""
    return frozenset(zip(ring, (*ring[1:], *ring[:1]), strict=True))
