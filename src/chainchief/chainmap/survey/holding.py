"""What gaps of a chain hold up, as sets of segments in bits: small beside firms and purchases."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]


def reached(count: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """Find, of each of so many segments, those downstream over the links, as bits, itself left out.

    Rings are walked once: sets grow until none grows any more.
    """
    buyers: list[list[int]] = [[] for _segment in range(count)]
    for supplier, buyer in set(links):
        buyers[supplier].append(buyer)
    found = [0] * count
    grows = True
    while grows:
        grows = False
        # Suppliers mostly stand before their buyers, so that few rounds are needed.
        for at in range(count - 1, -1, -1):
            bits = found[at]
            for buyer in buyers[at]:
                bits |= found[buyer] | 1 << buyer
            if bits != found[at]:
                found[at], grows = bits, True
    return [bits & ~(1 << at) for at, bits in enumerate(found)]


def as_rows(sets: Sequence[int], count: int) -> Bools:
    """(sets, count) whether each segment is in each set."""
    size = -(-count // 8) or 1
    raw = b"".join(bits.to_bytes(size, "little") for bits in sets)
    packed = np.frombuffer(raw, np.uint8).reshape(len(sets), size)
    return np.unpackbits(packed, axis=1, count=count, bitorder="little").astype(np.bool_)


def firms_in(
    held: Bools, alone: NDArray[np.int64], several: Mapping[int, Sequence[int]]
) -> NDArray[np.int64]:
    """Count the firms that stand in each set of segments, each once.

    `alone` counts the firms of each segment that stand nowhere else; `several` has the segments of
    each other firm.
    """
    counts = held.astype(np.int64) @ alone
    if several:
        where = np.zeros((held.shape[1], len(several)), np.float32)
        for at, segments in enumerate(several.values()):
            where[list(segments), at] = 1.0
        counts += (held.astype(np.float32) @ where > 0.0).sum(axis=1)
    return np.asarray(counts)
