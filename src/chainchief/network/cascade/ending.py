"""The end of a scenario of which only the index is asked for: most of its last step is summed up.

Losses of orders add up. What a customer's loss costs all its suppliers together is one number,
known beforehand, so that the last step need not reach them. The exception are suppliers that lack
inputs as well: the index counts the greater of both losses. As long as they lack inputs more than
orders it is in doubt which that is, so they ask their customers; or all who lack inputs are told,
where that takes less time.
"""

from chainchief.network.cascade.bits import LAST, ONE, SIX, U, members, prefetch
from chainchief.network.cascade.orders import (
    AHEAD,
    ask_memory,
    room_behind,
    settle_up,
    tell_suppliers,
)
from chainchief.network.cascade.plan import Push
from chainchief.network.cascade.work import Work
from chainchief.network.columns import Floats
from chainchief.network.compiled import kernel

# What is below this part of eps waits until it is known whether the step is the last.
SMALL = 0.25
# Where no more than this part of all links is left to be told, telling takes no longer than looking
# for a shorter way.
FEW = U(256)
# Beginning to ask takes as long as asking so many customers.
BEGINNING = U(8)
# By so much an index may come out too small because nobody asked: this part of what the closed firm
# itself counts, and this at most.
PART, MOST = 1e-7, 1e-12


@kernel
def end_quietly(push: Push, work: Work, closed: int, eps: float) -> bool:
    """Tell of the large falls; whether the small ones cannot make this step's fall exceed `eps`.

    If so the scenario is at its end, and what the small ones cost is in `unheard`. If not, all have
    been told, and the step can be settled. `closed` is the firm that stopped altogether.
    """
    great, small, rest = _divide(work, SMALL * eps)
    tell_suppliers(push, work, work.fewer, work.fall, great)
    if _largest_fall(work) + rest > eps:
        tell_suppliers(push, work, work.listed, work.change, small)
        return False
    settle_up(push, work)
    links = _supplier_links(push, work, small)
    if links > U(len(push.up_link)) // FEW:
        doubtful = _list_doubtful(push, work, closed)
        if _customer_links(push, work, doubtful) <= links:
            _ask_customers(push, work, doubtful, small, closed)
            return True
    _tell_those_hurt(push, work, small, closed)
    return True


@kernel
def _divide(work: Work, limit: float) -> tuple[int, int, float]:
    """Falls of at least `limit` stay where they are, the others go to `listed` and `change`.

    Returns how many of either, and the largest of the others.
    """
    fewer, falls, listed, change = work.fewer, work.fall, work.listed, work.change
    great, small, rest = U(0), U(0), 0.0
    for at in range(U(work.short_of_orders[0])):
        firm, fall = fewer[at], falls[at]
        is_great = fall >= limit
        fewer[great], falls[great] = firm, fall
        listed[small], change[small] = firm, fall
        great += U(is_great)
        small += U(not is_great)
        rest = max(rest, 0.0 if is_great else fall)
    return great, small, rest


@kernel
def _largest_fall(work: Work) -> float:
    """What this step's largest fall would be, were it settled now."""
    missing, up, firms = work.missing, work.up, work.suppliers
    largest = 0.0
    for at in range(members(work.up_later, firms)):
        firm = U(firms[at])
        largest = max(largest, min(1.0, missing[firm]) - up[firm])
    return largest


@kernel
def _list_doubtful(push: Push, work: Work, closed: int) -> int:
    """List those who lack inputs more than orders so far, by what counts; returns how many."""
    down, up, weight, firms = work.down, work.up, push.weight, work.suppliers
    hurt, doubtful = members(work.hurt, firms), U(0)
    little = min(MOST, PART * weight[closed]) / max(hurt, ONE)
    for at in range(hurt):
        firm = U(firms[at])
        firms[doubtful] = firm
        doubtful += U((down[firm] - up[firm]) * weight[firm] > little)
    return doubtful


@kernel
def _supplier_links(push: Push, work: Work, small: int) -> int:
    """Number of links over which the small falls would be told to suppliers."""
    links = U(0)
    for at in range(small):
        firm = U(work.listed[at])
        links += U(push.up_start[firm + ONE] - push.up_start[firm])
    return links


@kernel
def _customer_links(push: Push, work: Work, doubtful: int) -> int:
    """Time that asking takes the doubtful, in links to customers."""
    links = BEGINNING * doubtful
    for at in range(doubtful):
        row = push.order_row[U(work.suppliers[at])]
        links += U(row.end) - U(row.first)
    return links


@kernel
def _ask_customers(push: Push, work: Work, doubtful: int, small: int, closed: int) -> None:
    """Whoever is in doubt adds up what the small falls cost it; for the rest their sum is known."""
    rows, orders, firms, deferred = push.order_row, push.order, work.suppliers, work.deferred
    unheard = 0.0
    for at in range(small):
        firm, fall = U(work.listed[at]), work.change[at]
        deferred[firm] = fall
        unheard += push.up_worth[firm] * fall
    room_behind(firms, doubtful)
    for at in range(doubtful):
        prefetch(rows, U(firms[at + AHEAD + AHEAD]))
        prefetch(orders, U(rows[U(firms[at + AHEAD])].first))
        firm = U(firms[at])
        work.missing[firm] += _missed(push, deferred, firm)
    # It lost everything at the start: no more orders can be lost to it.
    work.unheard[0] = unheard - push.weight[closed] * _missed(push, deferred, closed)
    for at in range(small):
        deferred[U(work.listed[at])] = 0.0


@kernel
def _missed(push: Push, deferred: Floats, firm: int) -> float:
    """The share of its orders that a firm misses by deferred falls of its customers."""
    missed, row = 0.0, push.order_row[firm]
    for place in range(U(row.first), U(row.end)):
        order = push.order[place]
        missed += order.share * deferred[U(order.buyer)]
    return missed


@kernel
def _tell_those_hurt(push: Push, work: Work, small: int, closed: int) -> None:
    """Tell of the small falls those alone who lack inputs; what the others miss is left out."""
    work.missing[closed] = 0.0
    hurt, missing, links, firms = work.hurt, work.missing, push.up_link, work.listed
    unheard = 0.0
    room_behind(firms, small)
    for at in range(small):
        ask_memory(push, firms, at)
        firm, fall = U(firms[at]), work.change[at]
        unheard += push.up_worth[firm] * fall
        for place in range(U(push.up_start[firm]), U(push.up_start[firm + ONE])):
            link = links[place]
            supplier = U(link.supplier)
            counts = (hurt[supplier >> SIX] >> (supplier & LAST)) & ONE
            # Adding nought to the others takes less time than leaving them out.
            missing[supplier] += link.share * (fall * counts)
    # It lost everything at the start: no more orders can be lost to it.
    work.unheard[0] = unheard - push.weight[closed] * work.missing[closed]
