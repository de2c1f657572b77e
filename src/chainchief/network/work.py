"""Scratch space of one thread. Each scenario leaves it as it found it, so that the result of one
does not depend on which came before, nor on the thread."""

from typing import Any, NamedTuple

import numpy as np

from chainchief.network.bits import ONE, SIX, Bits, U, empty_set, lowest, next_used
from chainchief.network.columns import Floats, Indices, Starts
from chainchief.network.compiled import kernel
from chainchief.network.plan import Push

# How many firms before its turn a firm's links are asked for from memory.
AHEAD = 4


class Work(NamedTuple):
    """All nought between scenarios, but for `market` and `checked`: as at rest."""

    down: Floats  # (n,) downstream loss 1−h^d
    worst: Floats  # (n,) the greatest shortage so far
    told: Floats  # (n,) σ·loss that buyers have been told of
    total: Floats  # shortages that have several suppliers
    market: Floats  # (k,) Σ s·h
    checked: Floats  # (k,) the market when it was last summed afresh
    changed: Bits  # industries in which somebody's loss rose
    hurt: Bits  # firms with a downstream loss
    worse: Bits  # firms whose worst shortage rose in this step
    up: Floats  # (n,) upstream loss 1−h^u
    missing: Floats  # (n,) share of all orders that is missing
    up_told: Floats  # (n,) the loss that suppliers have been told of
    up_hurt: Bits
    up_front: Bits  # firms that lost orders in the last step
    up_next: Bits  # and in this one
    listed: Indices  # firms about to push, and room for AHEAD more
    change: Floats  # (n,) what they will push
    pushed: Starts  # (1,) links pushed so far


def workspace(push: Push) -> Work:
    """Scratch space for the cascades of one thread."""
    n, k = len(push.sales), len(push.market)
    firms = ("down", "worst", "told", "up", "missing", "up_told")
    sets = ("hurt", "worse", "up_hurt", "up_front", "up_next")
    arrays: dict[str, Any] = {name: np.zeros(n) for name in firms}
    arrays |= {name: empty_set(n) for name in sets}
    return Work(
        total=np.zeros(int(push.total_start[-1])),
        market=push.market.copy(),
        checked=push.market.copy(),
        changed=empty_set(k),
        listed=np.zeros(n + 2 * AHEAD + 1, np.int32),
        change=np.zeros(n + 1),
        pushed=np.zeros(1, np.int64),
        **arrays,
    )


@kernel
def score_and_clear(push: Push, work: Work, out: Floats) -> None:
    """Weighted losses (both directions together, downstream, upstream); then all is at rest."""
    out[:] = 0.0
    _score_down(push, work, out)
    _score_up(push, work, out)
    _clear_down(push, work)
    _clear_up(work)
    _clear_markets(push, work)


@kernel
def _score_down(push: Push, work: Work, out: Floats) -> None:
    """Whoever has a downstream loss: what it adds to all three, its upstream loss aside."""
    weight, hurt, down, up = push.weight, work.hurt, work.down, work.up
    both = downstream = 0.0
    place = next_used(hurt, U(0))
    while place < U(len(hurt)):
        word = hurt[place]
        while word:
            firm = (place << SIX) + lowest(word)
            word &= word - ONE
            both += weight[firm] * max(down[firm], up[firm])
            downstream += weight[firm] * down[firm]
        place = next_used(hurt, place + ONE)
    out[0] += both
    out[1] += downstream


@kernel
def _score_up(push: Push, work: Work, out: Floats) -> None:
    weight, hurt, up = push.weight, work.up_hurt, work.up
    alone = upstream = 0.0
    place = next_used(hurt, U(0))
    while place < U(len(hurt)):
        word, counted = hurt[place], work.hurt[place]
        while word:
            bit = lowest(word)
            word &= word - ONE
            loss = weight[(place << SIX) + bit] * up[(place << SIX) + bit]
            upstream += loss
            alone += 0.0 if (counted >> bit) & ONE else loss
        place = next_used(hurt, place + ONE)
    out[0] += alone
    out[2] += upstream


@kernel
def _clear_down(push: Push, work: Work) -> None:
    hurt, start = work.hurt, push.total_start
    down, worst, told, total = work.down, work.worst, work.told, work.total
    place = next_used(hurt, U(0))
    while place < U(len(hurt)):
        word = hurt[place]
        hurt[place] = U(0)
        while word:
            firm = (place << SIX) + lowest(word)
            word &= word - ONE
            down[firm] = worst[firm] = told[firm] = 0.0
            for cell in range(U(start[firm]), U(start[firm + ONE])):
                total[cell] = 0.0
        place = next_used(hurt, place + ONE)


@kernel
def _clear_up(work: Work) -> None:
    hurt, front, up, missing, told = (
        work.up_hurt,
        work.up_front,
        work.up,
        work.missing,
        work.up_told,
    )
    place = next_used(hurt, U(0))
    while place < U(len(hurt)):
        word = hurt[place]
        hurt[place] = front[place] = U(0)
        while word:
            firm = (place << SIX) + lowest(word)
            word &= word - ONE
            up[firm] = missing[firm] = told[firm] = 0.0
        place = next_used(hurt, place + ONE)


@kernel
def _clear_markets(push: Push, work: Work) -> None:
    market, checked, rest, changed = work.market, work.checked, push.market, work.changed
    for k in range(U(len(rest))):
        market[k] = checked[k] = rest[k]
    for place in range(U(len(changed))):
        changed[place] = U(0)
