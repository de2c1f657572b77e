"""The compiled cascade: only changes travel, so that quiet firms cost nothing.

Losses (1−h) never fall and market shares σ never fall from step to step. So a buyer's worst
shortage is a running maximum, and pushing what changed since the last push gives the iterates of
the synchronous equations. Each step pushes first and settles afterwards, so that nobody hears in a
step of what happened in it. Loops over links hold no branch that could be guessed wrong.
"""

from chainchief.network.bits import (
    LAST,
    ONE,
    SIX,
    U,
    between,
    lowest,
    mark,
    mark_if,
    next_used,
    prefetch,
)
from chainchief.network.columns import Floats, Indices
from chainchief.network.compiled import kernel
from chainchief.network.plan import Push
from chainchief.network.work import AHEAD as FIRMS_AHEAD
from chainchief.network.work import Work

AHEAD, FOUR = U(FIRMS_AHEAD), U(4)

# Changes below this are kept back until they have grown.
NEGLIGIBLE = 1e-12


@kernel
def begin(push: Push, work: Work, firms: Indices, losses: Floats) -> None:
    """h(0) = 1 − ψ in both directions."""
    for at in range(len(firms)):
        firm, loss = U(firms[at]), losses[at]
        if loss > 0.0:
            k = U(push.industry[firm])
            work.down[firm] = work.up[firm] = loss
            work.market[k] -= push.sales[firm] * loss
            mark(work.hurt, firm)
            mark(work.changed, k)
            mark(work.up_hurt, firm)
            mark(work.up_front, firm)


@kernel
def push_down(push: Push, work: Work, substitution: bool) -> None:
    """Tell the buyers of all whose σ or h changed. A change of a market concerns all its hurt."""
    changed, start = work.changed, push.member_start
    listed = U(0)
    for place in range(U(len(changed))):
        word = changed[place]
        changed[place] = U(0)
        while word:
            k = (place << SIX) + lowest(word)
            word &= word - ONE
            market = _market(push, work, k) if substitution else 0.0
            listed = _list(push, work, U(start[k]), U(start[k + ONE]), market, listed)
    _tell_buyers(push, work, listed)


@kernel
def _market(push: Push, work: Work, k: int) -> float:
    """Σ s·h of an industry, summed afresh whenever it has halved: differences lose digits."""
    if work.market[k] < 0.5 * work.checked[k]:
        sales, down = push.sales, work.down
        total = 0.0
        for firm in range(U(push.member_start[k]), U(push.member_start[k + ONE])):
            total += sales[firm] * (1.0 - down[firm])
        work.market[k] = work.checked[k] = total
    return float(work.market[k])


@kernel
def _list(push: Push, work: Work, first: int, stop: int, market: float, listed: int) -> int:
    """List those hurt in an industry whose σ·(1−h^d) changed; returns how many are listed now.

    A `market` ≤ s means σ = 1 (a market wiped out included).
    """
    hurt, sales, down, told = work.hurt, push.sales, work.down, work.told
    firms, changes = work.listed, work.change
    for place in range(first >> SIX, (stop + LAST) >> SIX):
        word = between(hurt[place], place, first, stop)
        while word:
            firm = (place << SIX) + lowest(word)
            word &= word - ONE
            s, felt, before = sales[firm], down[firm], told[firm]
            if s < market:
                felt *= s / market
            change = felt - before
            firms[listed], changes[listed] = firm, change
            worth_it = change >= NEGLIGIBLE
            told[firm] = felt if worth_it else before
            listed += U(worth_it)
    return listed


@kernel
def _tell_buyers(push: Push, work: Work, listed: int) -> None:
    """All of one step in one function: handing the arrays on for every firm would cost more."""
    worst, worse, total, told = work.worst, work.worse, work.total, work.told
    rows, links, firms, changes = push.down_row, push.down_link, work.listed, work.change
    pushed = U(0)
    for at in range(U(AHEAD + AHEAD)):
        firms[listed + at] = 0
    for at in range(listed):
        prefetch(rows, U(firms[at + AHEAD + AHEAD]))
        coming = U(rows[U(firms[at + AHEAD])].first)
        prefetch(links, coming)
        prefetch(links, coming + FOUR)
        firm, change = U(firms[at]), changes[at]
        felt, row, end = told[firm], rows[firm], U(rows[firm + ONE].first)
        pushed += end - U(row.first)
        for place in range(U(row.first), U(row.several)):
            link = links[place]
            buyer = U(link.buyer)
            short, before = link.share * felt, worst[buyer]
            mark_if(worse, buyer, short > before)
            worst[buyer] = max(short, before)
        for place in range(U(row.several), end):
            link = links[place]
            buyer, cell = U(link.buyer), U(link.total)
            short, before = total[cell] + link.share * change, worst[buyer]
            total[cell] = short
            mark_if(worse, buyer, short > before)
            worst[buyer] = max(short, before)
    work.pushed[0] += pushed


@kernel
def settle_down(push: Push, work: Work) -> float:
    """h(t+1) of all who were told of something worse; returns the largest fall."""
    hurt, worse, worst, down = work.hurt, work.worse, work.worst, work.down
    industry, sales, market, changed = push.industry, push.sales, work.market, work.changed
    largest = 0.0
    place = next_used(worse, U(0))
    while place < U(len(worse)):
        word = worse[place]
        worse[place] = U(0)
        hurt[place] |= word
        while word:
            firm = (place << SIX) + lowest(word)
            word &= word - ONE
            loss = min(1.0, worst[firm])
            fall = loss - down[firm]
            if fall > 0.0:
                down[firm] = loss
                largest = max(largest, fall)
                k = U(industry[firm])
                market[k] -= sales[firm] * fall
                mark(changed, k)
        place = next_used(worse, place + ONE)
    return largest


@kernel
def push_up(push: Push, work: Work) -> None:
    """Tell the suppliers of all whose orders fell."""
    listed = _list_up(work)
    later, missing, firms, changes = work.up_next, work.missing, work.listed, work.change
    start, links = push.up_start, push.up_link
    pushed = U(0)
    for at in range(U(AHEAD + AHEAD)):
        firms[listed + at] = 0
    for at in range(listed):
        prefetch(start, U(firms[at + AHEAD + AHEAD]))
        coming = U(start[U(firms[at + AHEAD])])
        prefetch(links, coming)
        prefetch(links, coming + FOUR)
        firm, change = U(firms[at]), changes[at]
        first, last = U(start[firm]), U(start[firm + ONE])
        pushed += last - first
        for place in range(first, last):
            link = links[place]
            supplier = U(link.supplier)
            missing[supplier] += link.share * change
            mark(later, supplier)
    work.pushed[0] += pushed


@kernel
def _list_up(work: Work) -> int:
    front, up, told, firms, changes = (
        work.up_front,
        work.up,
        work.up_told,
        work.listed,
        work.change,
    )
    listed = U(0)
    place = next_used(front, U(0))
    while place < U(len(front)):
        word = front[place]
        front[place] = U(0)
        while word:
            firm = (place << SIX) + lowest(word)
            word &= word - ONE
            now, before = up[firm], told[firm]
            change = now - before
            firms[listed], changes[listed] = firm, change
            worth_it = change >= NEGLIGIBLE
            told[firm] = now if worth_it else before
            listed += U(worth_it)
        place = next_used(front, place + ONE)
    return listed


@kernel
def settle_up(work: Work) -> float:
    """h^u(t+1) of all whose customers ordered less; returns the largest fall."""
    front, later, hurt, missing, up = (
        work.up_front,
        work.up_next,
        work.up_hurt,
        work.missing,
        work.up,
    )
    largest = 0.0
    place = next_used(later, U(0))
    while place < U(len(later)):
        word = later[place]
        front[place] = word
        later[place] = U(0)
        hurt[place] |= word
        while word:
            firm = (place << SIX) + lowest(word)
            word &= word - ONE
            loss = min(1.0, missing[firm])
            fall = loss - up[firm]
            if fall > 0.0:
                up[firm] = loss
                largest = max(largest, fall)
        place = next_used(later, place + ONE)
    return largest
