"""The upstream half of the compiled cascade: whoever makes less orders less.

It is linear: a firm's loss is the sum of what its customers lose, each by its share of the orders.
"""

from chainchief.network.cascade.bits import ONE, U, mark, members, move, prefetch
from chainchief.network.cascade.plan import Push
from chainchief.network.cascade.work import AHEAD as FIRMS_AHEAD
from chainchief.network.cascade.work import Work
from chainchief.network.columns import Floats, Indices
from chainchief.network.compiled import kernel

AHEAD, FOUR = U(FIRMS_AHEAD), U(4)


@kernel
def push_up(push: Push, work: Work) -> None:
    """Tell the suppliers of all whose orders fell."""
    tell_suppliers(push, work, work.fewer, work.fall, U(work.short_of_orders[0]))


@kernel
def settle_up(push: Push, work: Work) -> float:
    """h^u(t+1) of all whose customers ordered less, and the list of them; returns the largest fall.

    A fall below what is negligible is kept back until it has grown.
    """
    missing, up, fewer, falls = work.missing, work.up, work.fewer, work.fall
    largest, listed, negligible = 0.0, U(0), push.negligible
    for at in range(members(work.up_later, fewer)):
        firm = U(fewer[at])
        before, loss = up[firm], min(1.0, missing[firm])
        fall = loss - before
        largest = max(largest, fall)
        fewer[listed], falls[listed] = firm, fall
        worth_it = fall >= negligible
        up[firm] = loss if worth_it else before
        listed += U(worth_it)
    move(work.up_later, work.up_hurt)
    work.short_of_orders[0] = listed
    return largest


@kernel
def tell_suppliers(push: Push, work: Work, firms: Indices, falls: Floats, listed: int) -> None:
    """Tell the suppliers of the firms listed (with room behind them) by how much orders fell."""
    later, missing, start, links = work.up_later, work.missing, push.up_start, push.up_link
    pushed = U(0)
    room_behind(firms, listed)
    for at in range(listed):
        ask_memory(push, firms, at)
        firm, fall = U(firms[at]), falls[at]
        first, last = U(start[firm]), U(start[firm + ONE])
        pushed += last - first
        for place in range(first, last):
            link = links[place]
            supplier = U(link.supplier)
            missing[supplier] += link.share * fall
            mark(later, supplier)
    work.pushed[0] += pushed


@kernel
def room_behind(firms: Indices, listed: int) -> None:
    """Put a firm behind those listed, as far as `ask_memory` looks ahead."""
    for at in range(U(AHEAD + AHEAD)):
        firms[listed + at] = 0


@kernel
def ask_memory(push: Push, firms: Indices, at: int) -> None:
    """Ask for the links of firms whose turn comes soon."""
    start, links = push.up_start, push.up_link
    prefetch(start, U(firms[at + AHEAD + AHEAD]))
    coming = U(start[U(firms[at + AHEAD])])
    prefetch(links, coming)
    prefetch(links, coming + FOUR)
