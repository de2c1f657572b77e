"""The compiled cascade: only changes travel, so that quiet firms cost nothing.

Losses (1−h) never fall and market shares σ never fall from step to step. So a buyer's worst
shortage is a running maximum, and pushing what changed since the last push gives the iterates of
the synchronous equations. Each step pushes first and settles afterwards, so that nobody hears in a
step of what happened in it. Loops over links hold no branch that could be guessed wrong.
"""

from chainchief.network.cascade.bits import ONE, U, mark, mark_if, members, move, prefetch
from chainchief.network.cascade.plan import Push
from chainchief.network.cascade.work import AHEAD as FIRMS_AHEAD
from chainchief.network.cascade.work import Work
from chainchief.network.columns import Floats, Indices
from chainchief.network.compiled import kernel

AHEAD, FOUR = U(FIRMS_AHEAD), U(4)


@kernel
def begin(push: Push, work: Work, firms: Indices, losses: Floats) -> None:
    """h(0) = 1 − ψ in both directions; `firms` in ascending order."""
    short = 0
    for at in range(len(firms)):
        firm, loss = U(firms[at]), losses[at]
        if loss > 0.0:
            k = U(push.industry[firm])
            work.down[firm] = work.worst[firm] = work.up[firm] = loss
            work.market[k] -= push.sales[firm] * loss
            mark(work.hurt, firm)
            mark(work.changed, k)
            mark(work.up_hurt, firm)
            work.fewer[short], work.fall[short] = firm, loss
            short += 1
    work.short_of_orders[0] = short


@kernel
def _sum_markets_afresh(push: Push, work: Work) -> None:
    """Σ s·h of an industry anew whenever it has halved: differences lose digits."""
    sales, down, market, checked = push.sales, work.down, work.market, work.checked
    listed = members(work.changed, work.listed)
    for at in range(listed):
        k = U(work.listed[at])
        if market[k] < 0.5 * checked[k]:
            total = 0.0
            for firm in range(U(push.member_start[k]), U(push.member_start[k + ONE])):
                total += sales[firm] * (1.0 - down[firm])
            market[k] = checked[k] = total
    work.changed[:] = U(0)


@kernel
def list_down(push: Push, work: Work, substitution: bool) -> int:
    """List those whose σ·(1−h^d) changed; returns how many. A change of a market concerns all its
    hurt.

    σ = s / max(s, market): 1 where the market is no more than s, wiped out included. A firm
    without sales tells nobody, whatever becomes of its σ.
    """
    _sum_markets_afresh(push, work)
    sales, industry, market = push.sales, push.industry, work.market
    down, propagated, firms, changes = work.down, work.propagated, work.listed, work.change
    listed, negligible = U(0), push.negligible
    for at in range(members(work.hurt, firms)):
        firm = U(firms[at])
        felt, before, s = down[firm], propagated[firm], sales[firm]
        if substitution:
            felt *= s / max(s, market[U(industry[firm])])
        change = felt - before
        firms[listed], changes[listed] = firm, change
        worth_it = change >= negligible
        propagated[firm] = felt if worth_it else before
        listed += U(worth_it)
    return listed


@kernel
def tell_buyers(push: Push, work: Work, listed: int) -> None:
    """Tell the buyers of all who were listed.

    All of one step in one function: handing the arrays on for every firm would cost more.
    """
    worst, worse, total, propagated = work.worst, work.worse, work.total, work.propagated
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
        felt, row, end = propagated[firm], rows[firm], U(rows[firm + ONE].first)
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
    worst, down, firms = work.worst, work.down, work.listed
    industry, sales, market, changed = push.industry, push.sales, work.market, work.changed
    largest = 0.0
    worsened = members(work.worse, firms)
    for at in range(worsened):
        firm = U(firms[at])
        loss = min(1.0, worst[firm])
        fall = loss - down[firm]
        down[firm] = loss
        largest = max(largest, fall)
        k = U(industry[firm])
        market[k] -= sales[firm] * fall
        mark(changed, k)
    move(work.worse, work.hurt)
    return largest
