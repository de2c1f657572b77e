"""The upstream half of the compiled cascade: whoever makes less orders less.

It is linear: a firm's loss is the sum of what its customers lose, each by its share of the orders.
So the last step of a scenario need not reach every supplier when only the index is asked for. What
a customer's loss costs all its suppliers together is one number, known beforehand.
"""

from chainchief.network.bits import LAST, ONE, SIX, U, mark, members, move, prefetch
from chainchief.network.columns import Floats, Indices
from chainchief.network.compiled import kernel
from chainchief.network.plan import Push
from chainchief.network.push import NEGLIGIBLE
from chainchief.network.work import AHEAD as FIRMS_AHEAD
from chainchief.network.work import Work

AHEAD, FOUR = U(FIRMS_AHEAD), U(4)

# What is below this part of eps waits until it is known whether the step is the last.
SMALL = 0.25


@kernel
def push_up(push: Push, work: Work) -> None:
    """Tell the suppliers of all whose orders fell."""
    _tell_suppliers(push, work, work.fewer, work.fall, U(work.short_of_orders[0]))


@kernel
def settle_up(work: Work) -> float:
    """h^u(t+1) of all whose customers ordered less, and the list of them; returns the largest fall.

    A fall below what is negligible is kept back until it has grown.
    """
    missing, up, fewer, falls = work.missing, work.up, work.fewer, work.fall
    largest, listed = 0.0, U(0)
    for at in range(members(work.up_later, fewer)):
        firm = U(fewer[at])
        before, loss = up[firm], min(1.0, missing[firm])
        fall = loss - before
        largest = max(largest, fall)
        fewer[listed], falls[listed] = firm, fall
        worth_it = fall >= NEGLIGIBLE
        up[firm] = loss if worth_it else before
        listed += U(worth_it)
    move(work.up_later, work.up_hurt)
    work.short_of_orders[0] = listed
    return largest


@kernel
def end_quietly(push: Push, work: Work, closed: int, eps: float) -> bool:
    """Tell of the large falls; whether the small ones cannot make this step's fall exceed `eps`.

    If so the scenario is at its end: the small ones are told to those alone who lack inputs as
    well, for whom the greater loss counts, and stand in `unheard` for all. If not, all have been
    told, and the step can be settled. `closed` is the firm that stopped altogether.
    """
    great, small, rest = _divide(work, SMALL * eps)
    _tell_suppliers(push, work, work.fewer, work.fall, great)
    if _largest_fall(work) + rest <= eps:
        settle_up(work)
        _tell_those_hurt(push, work, small, closed)
        return True
    _tell_suppliers(push, work, work.listed, work.change, small)
    return False


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
    missing, up, firms = work.missing, work.up, work.those_told
    largest = 0.0
    for at in range(members(work.up_later, firms)):
        firm = U(firms[at])
        largest = max(largest, min(1.0, missing[firm]) - up[firm])
    return largest


@kernel
def _tell_suppliers(push: Push, work: Work, firms: Indices, falls: Floats, listed: int) -> None:
    later, missing, start, links = work.up_later, work.missing, push.up_start, push.up_link
    pushed = U(0)
    for at in range(U(AHEAD + AHEAD)):
        firms[listed + at] = 0
    for at in range(listed):
        prefetch(start, U(firms[at + AHEAD + AHEAD]))
        coming = U(start[U(firms[at + AHEAD])])
        prefetch(links, coming)
        prefetch(links, coming + FOUR)
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
def _tell_those_hurt(push: Push, work: Work, listed: int, closed: int) -> None:
    """The same to those alone who have a downstream loss; what the others miss is left out."""
    work.missing[closed] = 0.0
    hurt, missing, start, links = work.hurt, work.missing, push.up_start, push.up_link
    firms, falls = work.listed, work.change
    pushed, unheard = U(0), 0.0
    for at in range(U(AHEAD + AHEAD)):
        firms[listed + at] = 0
    for at in range(listed):
        prefetch(start, U(firms[at + AHEAD + AHEAD]))
        coming = U(start[U(firms[at + AHEAD])])
        prefetch(links, coming)
        prefetch(links, coming + FOUR)
        firm, fall = U(firms[at]), falls[at]
        first, last = U(start[firm]), U(start[firm + ONE])
        pushed += last - first
        unheard += push.up_worth[firm] * fall
        for place in range(first, last):
            link = links[place]
            supplier = U(link.supplier)
            counts = (hurt[supplier >> SIX] >> (supplier & LAST)) & ONE
            # Adding nought to the others takes less time than leaving them out.
            missing[supplier] += link.share * (fall * counts)
    work.pushed[0] += pushed
    # It lost everything at the start: no more orders can be lost to it.
    work.unheard[0] = unheard - push.weight[closed] * work.missing[closed]
