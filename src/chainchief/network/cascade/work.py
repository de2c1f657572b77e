"""Scratch space of one thread. Each scenario leaves it as it found it, so that the result of one
does not depend on which came before, nor on the thread."""

from typing import Any, NamedTuple

import numpy as np

from chainchief.network.cascade.bits import LAST, ONE, ROOM, SIX, Bits, U, empty_set, members
from chainchief.network.cascade.plan import Push
from chainchief.network.columns import Floats, Indices, Starts, together
from chainchief.network.compiled import kernel

# How many firms before its turn a firm's links are asked for from memory.
AHEAD = 8
# So many sums of a firm are cleared without asking how many it has.
SUMS = 4


class Work(NamedTuple):
    """All nought between scenarios, but for `market` and `checked`, which are as at rest, and the
    lists with what stands beside their entries."""

    down: Floats  # (n,) downstream loss 1−h^d
    worst: Floats  # (n,) the greatest shortage so far
    propagated: Floats  # (n,) σ·loss that buyers already reckon with
    total: Floats  # shortages that have several suppliers
    market: Floats  # (k,) Σ s·h
    checked: Floats  # (k,) the market when it was last summed afresh
    changed: Bits  # industries in which somebody's loss rose
    hurt: Bits  # firms with a downstream loss
    worse: Bits  # firms whose worst shortage rose in this step
    up: Floats  # (n,) upstream loss 1−h^u
    missing: Floats  # (n,) share of all orders that is missing
    deferred: Floats  # (n,) falls of a last step, while suppliers in doubt ask for them
    up_hurt: Bits  # firms with an upstream loss
    up_later: Bits  # firms that lost orders in this step
    unheard: Floats  # (1,) weight lost in a last step that did not reach everybody
    listed: Indices  # firms about to push, and room for more
    change: Floats  # (n,) what they will push
    suppliers: Indices  # suppliers that may come to lose orders, or are in doubt; and room
    fewer: Indices  # firms that ordered less in the last step, and room
    fall: Floats  # (n,) by how much
    short_of_orders: Starts  # (1,) how many they are
    pushed: Starts  # (1,) links pushed so far


def workspace(push: Push) -> Work:
    """Scratch space for the cascades of one thread."""
    n, k = len(push.sales), len(push.market)
    room = max(n, k) + max(ROOM, 2 * AHEAD) + 1
    arrays: dict[str, Any] = {
        name: np.zeros(n) for name in ("down", "worst", "propagated", "up", "missing", "deferred")
    }
    arrays |= {name: empty_set(n) for name in ("hurt", "worse", "up_hurt", "up_later")}
    arrays |= {name: np.zeros(room, np.int32) for name in ("listed", "suppliers", "fewer")}
    arrays |= {name: np.zeros(room) for name in ("change", "fall")}
    return Work(
        **together(
            total=np.zeros(int(push.total_start[-1]) + SUMS),
            market=push.market,
            checked=push.market,
            changed=empty_set(k),
            unheard=np.zeros(1),
            short_of_orders=np.zeros(1, np.int64),
            pushed=np.zeros(1, np.int64),
            **arrays,
        )
    )


@kernel
def score_and_clear(push: Push, work: Work, out: Floats) -> None:
    """Weighted losses (both directions together, downstream, upstream); then all is at rest."""
    out[0] = out[2] = work.unheard[0]
    out[1] = 0.0
    _score_down(push, work, out)
    _score_up(push, work, out)
    _clear_rest(push, work)


@kernel
def _score_down(push: Push, work: Work, out: Floats) -> None:
    """Whoever has a downstream loss: what it adds to all, its upstream loss alone aside."""
    weight, start, total, firms = push.weight, push.total_start, work.total, work.listed
    down, worst, propagated, up, missing = (
        work.down,
        work.worst,
        work.propagated,
        work.up,
        work.missing,
    )
    both = downstream = 0.0
    for at in range(members(work.hurt, firms)):
        firm = U(firms[at])
        counts, loss, before = weight[firm], down[firm], up[firm]
        # In a last step that did not reach everybody, what these firms heard is in both sums.
        after = max(before, min(1.0, missing[firm]))
        both += counts * (max(loss, after) - (after - before))
        downstream += counts * loss
        down[firm] = worst[firm] = propagated[firm] = missing[firm] = 0.0
        first = U(start[firm])
        # Most firms have few sums. Those of the next firm are at rest as well, or soon will be.
        for cell in range(first, first + U(SUMS)):
            total[cell] = 0.0
        for cell in range(first + U(SUMS), U(start[firm + ONE])):
            total[cell] = 0.0
    out[0] += both
    out[1] += downstream


@kernel
def _score_up(push: Push, work: Work, out: Floats) -> None:
    """Whoever has an upstream loss; with a downstream loss too it has been counted in both."""
    weight, up, missing, hurt, firms = push.weight, work.up, work.missing, work.hurt, work.listed
    alone = upstream = 0.0
    for at in range(members(work.up_hurt, firms)):
        firm = U(firms[at])
        loss = weight[firm] * up[firm]
        upstream += loss
        alone += 0.0 if (hurt[firm >> SIX] >> (firm & LAST)) & ONE else loss
        up[firm] = missing[firm] = 0.0
    out[0] += alone
    out[2] += upstream


@kernel
def _clear_rest(push: Push, work: Work) -> None:
    market, checked, rest, changed = work.market, work.checked, push.market, work.changed
    for k in range(U(len(rest))):
        market[k] = checked[k] = rest[k]
    for place in range(U(len(changed))):
        changed[place] = U(0)
    work.hurt[:] = U(0)
    work.up_hurt[:] = U(0)
    work.unheard[0] = 0.0
    work.short_of_orders[0] = 0
