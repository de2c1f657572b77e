"""Scratch space of one thread. Each scenario leaves it as it found it, so that the result of one
does not depend on which came before, nor on the thread."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from chainchief.network.columns import Floats, Indices, Starts
from chainchief.network.compiled import kernel
from chainchief.network.plan import Push

Flags = NDArray[np.uint8]

# Places in Work.tally: lengths of the lists, links about to be pushed, and what was done.
RECEIVED, QUEUED, CHANGED, FRONT, DOWN_EDGES = 0, 1, 2, 3, 4
UP_RECEIVED, UP_QUEUED, UP_FRONT, UP_EDGES = 5, 6, 7, 8
EDGES, WIDE, UP_WIDE, EVER_WIDE, CELLS_DIRTY = 9, 10, 11, 12, 13


class Work(NamedTuple):
    """All nought between scenarios (`market` and `checked`: as at rest)."""

    tally: Starts
    cell: Floats
    least: Floats  # (n,) the scenario's own loss ψ
    worst: Floats  # (n,) the greatest shortage so far, or ψ
    down: Floats  # (n,) downstream loss 1−h^d
    sent: Floats  # (n,) σ·loss that buyers have been told of
    flag: Flags  # (n,) 1: has received something, 2: and its loss rises
    received: Indices
    queue: Indices
    front: Indices
    hit: Indices  # firms with a loss, by industry as in `member`
    n_hit: Indices
    market: Floats  # (k,) Σ s·h
    checked: Floats  # (k,) the market when it was last summed afresh
    changed: Indices
    changed_flag: Flags
    up: Floats  # (n,) upstream loss 1−h^u
    up_sum: Floats
    up_sent: Floats
    up_flag: Flags
    up_received: Indices
    up_queue: Indices
    up_front: Indices


_FLOATS = ("least", "worst", "down", "sent", "up", "up_sum", "up_sent")
_LISTS = ("received", "queue", "front", "hit", "up_received", "up_queue", "up_front")


def workspace(push: Push) -> Work:
    """Scratch space for the cascades of one thread."""
    n, k = len(push.sales), len(push.market)
    arrays: dict[str, Any] = {name: np.zeros(n) for name in _FLOATS}
    arrays |= {name: np.zeros(n, np.int32) for name in _LISTS}
    return Work(
        tally=np.zeros(16, np.int64),
        cell=np.zeros(int(push.cell_start[-1])),
        flag=np.zeros(n, np.uint8),
        up_flag=np.zeros(n, np.uint8),
        n_hit=np.zeros(k, np.int32),
        market=push.market.copy(),
        checked=push.market.copy(),
        changed=np.zeros(k, np.int32),
        changed_flag=np.zeros(k, np.uint8),
        **arrays,
    )


@kernel
def clear(push: Push, work: Work) -> None:
    """Put back at rest what the scenario touched, and nothing else if it stayed narrow."""
    if work.tally[CELLS_DIRTY]:
        work.cell[:] = 0.0
    if work.tally[EVER_WIDE]:
        _clear_all(push, work)
    for at in range(work.tally[RECEIVED]):
        firm = work.received[at]
        work.cell[push.cell_start[firm] : push.cell_start[firm + 1]] = 0.0
        work.least[firm] = work.worst[firm] = work.down[firm] = work.sent[firm] = 0.0
        work.flag[firm] = 0
        k = push.industry[firm]
        work.n_hit[k] = 0
        work.changed_flag[k] = 0
        work.market[k] = push.market[k]
        work.checked[k] = push.market[k]
    for at in range(work.tally[UP_RECEIVED]):
        firm = work.up_received[at]
        work.up[firm] = work.up_sum[firm] = work.up_sent[firm] = 0.0
        work.up_flag[firm] = 0
    work.tally[:] = 0


@kernel
def _clear_all(push: Push, work: Work) -> None:
    work.least[:] = 0.0
    work.worst[:] = 0.0
    work.down[:] = 0.0
    work.sent[:] = 0.0
    work.flag[:] = 0
    work.n_hit[:] = 0
    work.changed_flag[:] = 0
    work.market[:] = push.market
    work.checked[:] = push.market
    work.up[:] = 0.0
    work.up_sum[:] = 0.0
    work.up_sent[:] = 0.0
    work.up_flag[:] = 0
