"""The compiled cascade while it is wide: every firm collects its own shortage, link after link.

A sweep over all links in order costs about a nanosecond each, a push ten times as much, since it
jumps about. So a direction goes over to sweeps when a good part of all links is about to be pushed,
and back when little moves any more. Both give the iterates of the synchronous equations.
"""

import math

from chainchief.network.compiled import kernel
from chainchief.network.plan import Push, Rows
from chainchief.network.push import NEGLIGIBLE, felt_of
from chainchief.network.work import (
    CELLS_DIRTY,
    CHANGED,
    DOWN_EDGES,
    EDGES,
    EVER_WIDE,
    FRONT,
    QUEUED,
    UP_EDGES,
    UP_FRONT,
    UP_WIDE,
    WIDE,
    Work,
)

# Sweep when more than one link in WIDEN would be pushed (eight scenarios share a sweep where many
# run: then sooner); push again below one in NARROW.
WIDEN, WIDEN_ABREAST, NARROW = 12, 40, 100


@kernel
def sweep_down(push: Push, rows: Rows, work: Work, substitution: bool) -> float:
    """One step downstream for all firms; returns the largest fall."""
    moving = _feel_all(push, work, substitution)
    narrow = moving * NARROW < len(push.down_firm)
    if narrow:
        _fill_cells(push, rows, work)
    work.tally[EDGES] += len(push.down_firm)
    largest = 0.0
    for row in range(len(rows.buyer)):
        firm = rows.buyer[row]
        if work.down[firm] >= 1.0:
            continue
        short = _shortage(rows, work, row, work.worst[firm])
        work.worst[firm] = short
        loss = min(1.0, short)
        largest = max(largest, loss - work.down[firm])
        work.down[firm] = max(work.down[firm], loss)
    if narrow:
        _narrow_down(push, work)
    return largest


@kernel
def _shortage(rows: Rows, work: Work, row: int, worst: float) -> float:
    """The worst of all shortages; `worst` is what it was before."""
    sent = work.sent
    total = 0.0
    for link in range(rows.soft_start[row], rows.soft_start[row + 1]):
        total += rows.soft_share[link] * sent[rows.soft_firm[link]]
    worst = max(worst, total)
    total = 0.0
    for link in range(rows.hard_start[row], rows.hard_start[row + 1]):
        # Part sums are never above the whole, so that the maximum may look at them all.
        share = rows.hard_share[link]
        # A sign says where an input begins; as arithmetic, since a branch would be guessed wrong.
        keep = 0.5 + math.copysign(0.5, share)
        total = total * keep + abs(share) * sent[rows.hard_firm[link]]
        worst = total if total > worst else worst
    return worst


@kernel
def _feel_all(push: Push, work: Work, substitution: bool) -> int:
    """σ·(1−h) of all firms, markets summed afresh; returns the links of those that moved."""
    moving = 0
    for k in range(len(push.market)):
        market = 0.0
        for place in range(push.member_start[k], push.member_start[k + 1]):
            firm = push.member[place]
            market += push.sales[firm] * (1.0 - work.down[firm])
        work.market[k] = market
        work.checked[k] = market
        for place in range(push.member_start[k], push.member_start[k + 1]):
            firm = push.member[place]
            felt = felt_of(push, work, firm, market if substitution else 0.0)
            change = felt - work.sent[firm]
            if change > 0.0:
                work.sent[firm] = felt
                if change >= NEGLIGIBLE:
                    moving += push.down_start[firm + 1] - push.down_start[firm]
    return moving


@kernel
def _fill_cells(push: Push, rows: Rows, work: Work) -> None:
    """Write down every shortage as `sent` makes it, so that pushes can go on from there."""
    work.tally[CELLS_DIRTY] = 1
    work.cell[:] = 0.0
    for firm in range(len(push.sales)):
        if work.sent[firm] > 0.0:
            for link in range(push.down_start[firm], push.down_start[firm + 1]):
                work.cell[push.down_cell[link]] += push.down_share[link] * work.sent[firm]


@kernel
def _narrow_down(push: Push, work: Work) -> None:
    """Lists for pushing from all who have a loss; what did not change will be passed over."""
    work.tally[WIDE] = 0
    work.tally[FRONT] = 0
    work.tally[CHANGED] = 0
    work.tally[DOWN_EDGES] = 0
    for k in range(len(push.market)):
        first = push.member_start[k]
        hit = 0
        market = 0.0
        for place in range(first, push.member_start[k + 1]):
            firm = push.member[place]
            market += push.sales[firm] * (1.0 - work.down[firm])
            if work.down[firm] > 0.0 and push.down_start[firm + 1] > push.down_start[firm]:
                work.hit[first + hit] = firm
                hit += 1
                work.front[work.tally[FRONT]] = firm
                work.tally[FRONT] += 1
        work.market[k] = market
        work.checked[k] = market
        work.n_hit[k] = hit
        work.changed_flag[k] = 1 if hit else 0
        if hit:
            work.changed[work.tally[CHANGED]] = k
            work.tally[CHANGED] += 1


@kernel
def sweep_up(push: Push, rows: Rows, work: Work) -> float:
    """One step upstream for all firms; returns the largest fall."""
    moving = 0
    for firm in range(len(work.up)):
        if work.up[firm] - work.up_sent[firm] >= NEGLIGIBLE:
            moving += push.up_start[firm + 1] - push.up_start[firm]
        work.up_sent[firm] = work.up[firm]
    work.tally[EDGES] += len(push.up_firm)
    largest = 0.0
    for row in range(len(rows.supplier)):
        firm = rows.supplier[row]
        if work.up[firm] >= 1.0:
            continue
        total = 0.0
        for link in range(rows.order_start[row], rows.order_start[row + 1]):
            total += rows.order_share[link] * work.up_sent[rows.order_firm[link]]
        work.up_sum[firm] = total
        loss = min(1.0, max(work.least[firm], total))
        largest = max(largest, loss - work.up[firm])
        work.up[firm] = max(work.up[firm], loss)
    if moving * NARROW < len(push.up_firm):
        _narrow_up(work)
    return largest


@kernel
def _narrow_up(work: Work) -> None:
    work.tally[UP_WIDE] = 0
    work.tally[UP_FRONT] = 0
    work.tally[UP_EDGES] = 0
    for firm in range(len(work.up)):
        if work.up[firm] > work.up_sent[firm]:
            work.up_front[work.tally[UP_FRONT]] = firm
            work.tally[UP_FRONT] += 1


@kernel
def widen(push: Push, work: Work, one_in: int) -> None:
    """Turn to sweeps in the directions where that is the shorter way now."""
    if work.tally[DOWN_EDGES] * one_in > len(push.down_firm) and not work.tally[WIDE]:
        work.tally[WIDE] = 1
        work.tally[EVER_WIDE] = 1
        work.tally[QUEUED] = 0
    if work.tally[UP_EDGES] * one_in > len(push.up_firm) and not work.tally[UP_WIDE]:
        work.tally[UP_WIDE] = 1
        work.tally[EVER_WIDE] = 1
