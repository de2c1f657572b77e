"""A step in which most links have something to tell: every firm asks, instead of being told.

Asking reads each link once, in the order of those who ask, and marks nothing. Those with as many
links ask one after another, so that the processor guesses the length of each row. Both ways lead to
the same levels but for rounding, and leave the scratch space alike, so that steps may alternate.
"""

from chainchief.network.cascade.bits import ONE, U, mark_if
from chainchief.network.cascade.plan import Push
from chainchief.network.cascade.work import Work
from chainchief.network.columns import Indices
from chainchief.network.compiled import kernel

# From this part of all links on asking takes less time than telling.
WIDE = 0.2


@kernel
def sells_wide(push: Push, firms: Indices, listed: int) -> bool:
    """Whether the firms listed have so many of the links to buyers."""
    links = U(0)
    for at in range(listed):
        firm = U(firms[at])
        links += U(push.down_row[firm + ONE].first) - U(push.down_row[firm].first)
    return float(links) > WIDE * len(push.down_link)


@kernel
def buys_wide(push: Push, work: Work) -> bool:
    """Whether the firms that ordered less have so many of the links to suppliers."""
    links = U(0)
    for at in range(U(work.short_of_orders[0])):
        firm = U(work.fewer[at])
        links += U(push.up_start[firm + ONE] - push.up_start[firm])
    return float(links) > WIDE * len(push.up_link)


@kernel
def sweep_down(push: Push, work: Work) -> float:
    """h(t+1) of every firm, from what its suppliers tell; returns the largest fall."""
    _ask_suppliers(push, work)
    worst, down, market, start = work.worst, work.down, work.market, push.member_start
    largest = 0.0
    for k in range(U(len(market))):
        lost = 0.0
        for firm in range(U(start[k]), U(start[k + ONE])):
            loss = min(1.0, worst[firm])
            fall = loss - down[firm]
            down[firm] = loss
            largest = max(largest, fall)
            lost += push.sales[firm] * fall
            mark_if(work.hurt, firm, loss > 0.0)
        market[k] -= lost
        mark_if(work.changed, k, lost > 0.0)
    return largest


@kernel
def _ask_suppliers(push: Push, work: Work) -> None:
    askers, inputs, propagated, total = push.buyer, push.input, work.propagated, work.total
    place = U(0)
    for at in range(U(len(askers))):
        asker = askers[at]
        worst = work.worst[U(asker.firm)]
        while place < U(asker.several):
            one = inputs[place]
            worst = max(worst, one.share * propagated[U(one.supplier)])
            place += ONE
        # The links of one sum follow one another. A part of a sum is no more than the sum.
        short, before = 0.0, U(len(total))
        while place < U(asker.end):
            one = inputs[place]
            cell = U(one.total)
            short = (short if cell == before else 0.0) + one.share * propagated[U(one.supplier)]
            total[cell] = short
            worst, before = max(worst, short), cell
            place += ONE
        work.worst[U(asker.firm)] = worst
    work.pushed[0] += len(inputs)


@kernel
def sweep_up(push: Push, work: Work) -> None:
    """Every firm adds up which share of its orders is missing, as far as customers have told."""
    askers, orders, up, missing = push.supplier, push.order, work.up, work.missing
    place = U(0)
    for at in range(U(len(askers))):
        asker = askers[at]
        lost = 0.0
        while place < U(asker.end):
            order = orders[place]
            lost += order.share * up[U(order.buyer)]
            place += ONE
        missing[U(asker.firm)] = lost
    for firm in range(U(len(missing))):
        mark_if(work.up_later, firm, missing[firm] > 0.0)
    work.pushed[0] += len(orders)
