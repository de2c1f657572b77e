"""The compiled cascade while it is narrow: only changes travel, so quiet firms cost nothing.

Losses (1−h) never fall and market shares σ never fall from step to step. So a buyer's worst
shortage is a running maximum, and pushing what changed since the last push gives the iterates of
the synchronous equations. Where nearly everything moves, `sweep` takes over.
"""

from chainchief.network.columns import Floats, Indices
from chainchief.network.compiled import kernel
from chainchief.network.plan import Push
from chainchief.network.work import (
    CHANGED,
    DOWN_EDGES,
    EDGES,
    FRONT,
    QUEUED,
    RECEIVED,
    UP_EDGES,
    UP_FRONT,
    UP_QUEUED,
    UP_RECEIVED,
    Work,
)

# Changes below this are kept back until they have grown.
NEGLIGIBLE = 1e-12


@kernel
def hurt(push: Push, work: Work, firm: int, loss: float) -> None:
    """Record the downstream loss of a firm, in its market too, and put it on the front."""
    k = push.industry[firm]
    n_links = push.down_start[firm + 1] - push.down_start[firm]
    if work.down[firm] == 0.0 and n_links > 0:
        work.hit[push.member_start[k] + work.n_hit[k]] = firm
        work.n_hit[k] += 1
        work.tally[DOWN_EDGES] += n_links
    work.market[k] -= push.sales[firm] * (loss - work.down[firm])
    work.down[firm] = loss
    if work.changed_flag[k] == 0:
        work.changed_flag[k] = 1
        work.changed[work.tally[CHANGED]] = k
        work.tally[CHANGED] += 1
    work.front[work.tally[FRONT]] = firm
    work.tally[FRONT] += 1


@kernel
def begin(push: Push, work: Work, firms: Indices, losses: Floats) -> None:
    """h(0) = 1 − ψ in both directions."""
    for at in range(len(firms)):
        firm, loss = firms[at], losses[at]
        if loss > 0.0:
            work.least[firm] = loss
            work.worst[firm] = loss
            work.flag[firm] = 1
            work.received[work.tally[RECEIVED]] = firm
            work.tally[RECEIVED] += 1
            hurt(push, work, firm, loss)
            work.up_flag[firm] = 1
            work.up_received[work.tally[UP_RECEIVED]] = firm
            work.tally[UP_RECEIVED] += 1
            work.up[firm] = loss
            work.up_front[work.tally[UP_FRONT]] = firm
            work.tally[UP_FRONT] += 1
            work.tally[UP_EDGES] += push.up_start[firm + 1] - push.up_start[firm]


@kernel
def _tell_buyers(push: Push, work: Work, firm: int, change: float) -> None:
    cell, worst, flag = work.cell, work.worst, work.flag
    n_received, n_queued = work.tally[RECEIVED], work.tally[QUEUED]
    first, last = push.down_start[firm], push.down_start[firm + 1]
    for link in range(first, last):
        buyer, at = push.down_firm[link], push.down_cell[link]
        short = cell[at] + push.down_share[link] * change
        cell[at] = short
        if flag[buyer] == 0:
            flag[buyer] = 1
            work.received[n_received] = buyer
            n_received += 1
        if short > worst[buyer]:
            if flag[buyer] == 1 and worst[buyer] < 1.0:
                flag[buyer] = 2
                work.queue[n_queued] = buyer
                n_queued += 1
            worst[buyer] = short
    work.tally[RECEIVED], work.tally[QUEUED] = n_received, n_queued
    work.tally[EDGES] += last - first
    # Who moved in this step will most likely move in the next.
    work.tally[DOWN_EDGES] += last - first


@kernel
def felt_of(push: Push, work: Work, firm: int, market: float) -> float:
    """σ·(1−h^d) of a firm; `market` ≤ s means σ = 1 (a market wiped out included)."""
    if push.sales[firm] < market:
        return float(work.down[firm] * (push.sales[firm] / market))
    return float(work.down[firm])


@kernel
def _tell_from(push: Push, work: Work, firm: int, market: float) -> None:
    felt = felt_of(push, work, firm, market)
    change = felt - work.sent[firm]
    if change >= NEGLIGIBLE:
        work.sent[firm] = felt
        _tell_buyers(push, work, firm, change)


@kernel
def push_down(push: Push, work: Work, substitution: bool) -> None:
    """Tell the buyers of all whose σ or h changed. A change of a market concerns all its hit."""
    work.tally[DOWN_EDGES] = 0
    for at in range(work.tally[CHANGED]):
        k = work.changed[at]
        work.changed_flag[k] = 0
        if substitution:
            first = push.member_start[k]
            market = _market(push, work, k)
            for place in range(first, first + work.n_hit[k]):
                _tell_from(push, work, work.hit[place], market)
    if not substitution:
        for at in range(work.tally[FRONT]):
            _tell_from(push, work, work.front[at], 0.0)
    work.tally[CHANGED] = 0
    work.tally[FRONT] = 0


@kernel
def _market(push: Push, work: Work, k: int) -> float:
    """Σ s·h of an industry, summed afresh whenever it has halved: differences lose digits."""
    if work.market[k] < 0.5 * work.checked[k]:
        total = 0.0
        for place in range(push.member_start[k], push.member_start[k + 1]):
            firm = push.member[place]
            total += push.sales[firm] * (1.0 - work.down[firm])
        work.market[k] = total
        work.checked[k] = total
    return float(work.market[k])


@kernel
def settle_down(push: Push, work: Work) -> float:
    """h(t+1) of all who were told of something worse; returns the largest fall."""
    largest = 0.0
    for at in range(work.tally[QUEUED]):
        firm = work.queue[at]
        work.flag[firm] = 1
        loss = min(1.0, work.worst[firm])
        if loss > work.down[firm]:
            largest = max(largest, loss - work.down[firm])
            hurt(push, work, firm, loss)
    work.tally[QUEUED] = 0
    return largest


@kernel
def push_up(push: Push, work: Work) -> None:
    """Tell the suppliers of all whose orders fell."""
    for at in range(work.tally[UP_FRONT]):
        firm = work.up_front[at]
        change = work.up[firm] - work.up_sent[firm]
        if change >= NEGLIGIBLE:
            work.up_sent[firm] = work.up[firm]
            _tell_suppliers(push, work, firm, change)
    work.tally[UP_FRONT] = 0
    work.tally[UP_EDGES] = 0


@kernel
def _tell_suppliers(push: Push, work: Work, firm: int, change: float) -> None:
    flag, total = work.up_flag, work.up_sum
    first, last = push.up_start[firm], push.up_start[firm + 1]
    n_received, n_queued = work.tally[UP_RECEIVED], work.tally[UP_QUEUED]
    for link in range(first, last):
        supplier = push.up_firm[link]
        total[supplier] += push.up_share[link] * change
        if flag[supplier] != 2:
            if flag[supplier] == 0:
                work.up_received[n_received] = supplier
                n_received += 1
            flag[supplier] = 2
            work.up_queue[n_queued] = supplier
            n_queued += 1
    work.tally[UP_RECEIVED], work.tally[UP_QUEUED] = n_received, n_queued
    work.tally[EDGES] += last - first


@kernel
def settle_up(push: Push, work: Work) -> float:
    """h^u(t+1) of all whose customers ordered less; returns the largest fall."""
    largest = 0.0
    for at in range(work.tally[UP_QUEUED]):
        firm = work.up_queue[at]
        work.up_flag[firm] = 1
        loss = min(1.0, max(work.least[firm], work.up_sum[firm]))
        if loss > work.up[firm]:
            largest = max(largest, loss - work.up[firm])
            work.up[firm] = loss
            work.up_front[work.tally[UP_FRONT]] = firm
            work.tally[UP_FRONT] += 1
            work.tally[UP_EDGES] += push.up_start[firm + 1] - push.up_start[firm]
    work.tally[UP_QUEUED] = 0
    return largest
