"""A network made ready for cascades: firms renumbered, shares computed, shortages given cells.

Every firm has a stretch of cells: one for each essential input industry it buys from, and one for
all non-essential inputs together. That is never more than one cell per link, however many
industries there are.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from chainchief.network.cascade.essential import ESSENTIAL, NO_EFFECT, EssentialClasses
from chainchief.network.columns import Floats, Indices, Starts, starts_of, together
from chainchief.network.graph import Network

Records = NDArray[np.void]

# What is read together stands together.
DOWN_ROW = np.dtype([("first", np.uint32), ("several", np.uint32)])
DOWN_LINK = np.dtype([("buyer", np.uint32), ("total", np.uint32), ("share", np.float64)])
INPUT = np.dtype([("supplier", np.uint32), ("total", np.uint32), ("share", np.float64)])
UP_LINK = np.dtype([("supplier", np.uint32), ("share", np.float64)])
ORDER = np.dtype([("buyer", np.uint32), ("share", np.float64)])
ORDER_ROW = np.dtype([("first", np.uint32), ("end", np.uint32)])
# Where the links of a firm that asks end: those alone in their cell, and all. They begin where
# those of the one before it end.
ASKER = np.dtype([("firm", np.uint32), ("several", np.uint32), ("end", np.uint32)])


#: Changes that are kept back: below this part of eps, or below what rounding may make of nothing.
PART_OF_EPS, LEAST = 5e-8, 1e-12


class Push(NamedTuple):
    """What the compiled cascade reads; firms in the plan's own numbering."""

    down_row: Records  # (n+1,) links of each supplier: those alone in their cell, then the others
    down_link: Records  # (md,) the buyer, where its cell is summed up unless alone, Λd
    buyer: Records  # (n,) firms by the number of their inputs
    input: Records  # (md,) the same links by buyer: the supplier, the sum, Λd; a cell's together
    total_start: Indices  # (n+1,) sums of each firm: one for each of its cells with several links
    up_start: Indices  # (n+1,) links of each buyer
    up_link: Records  # (m,) the supplier, Λu
    supplier: Records  # (n,) firms by the number of their orders
    order_row: Records  # (n,) where the orders of each firm are
    order: Records  # (m,) the same links by supplier: the buyer, Λu
    up_worth: Floats  # (n,) what all its suppliers lose if a buyer stops: Σ weight·Λu
    sales: Floats  # (n,) in units of all sales
    weight: Floats  # (n,) summing to 1
    industry: Indices  # (n,)
    market: Floats  # (k,) Σ sales of each industry
    member_start: Indices  # (k+1,) firms of an industry follow one another
    negligible: float  # changes below this are kept back until they have grown


class Cells(NamedTuple):
    """Which inputs stand in for one another; for explanations."""

    start: Starts  # (n+1,) first cell of each firm
    of_link: Indices  # (md,) the cell of each downstream link
    soft: NDArray[np.bool_]  # (cells,) whether it sums up non-essential inputs


@dataclass(frozen=True, eq=False)
class Plan:
    """A network under one set of assumptions. `order[new] = old` is the renumbering."""

    network: Network
    push: Push
    cells: Cells
    order: Indices
    substitution: bool
    eps: float

    @cached_property
    def position(self) -> Indices:
        """`position[old] = new`."""
        back = np.empty_like(self.order)
        back[self.order] = np.arange(len(back), dtype=np.int32)
        return back


def down_shares(
    network: Network, classes: EssentialClasses, with_costs: bool
) -> tuple[Floats, NDArray[np.int8]]:
    """(m,) Λd and the class of each link, in the by-supplier order."""
    source, target = network.out_supplier, network.out_buyer
    kind = classes.of_links(network, source, target)
    key = target.astype(np.int64) * max(network.n_industries, 1) + network.industry[source]
    _found, group = np.unique(key, return_inverse=True)
    same_input = np.bincount(group, weights=network.out_amount)[group]
    base = np.where(kind == ESSENTIAL, same_input, network.purchases[target])
    share = np.where(kind == NO_EFFECT, 0.0, network.out_amount / np.where(base > 0, base, 1.0))
    if with_costs:
        # Costs equal the purchases where unknown, so that the factor is exactly one there.
        share *= network.purchases[target] / network.costs[target]
    return share, kind


def up_shares(network: Network, with_revenue: bool) -> Floats:
    """(m,) Λu of each link, in the by-supplier order."""
    total = network.revenue if with_revenue else network.sales
    return network.out_amount / total[network.out_supplier]


def plan(
    network: Network,
    classes: EssentialClasses,
    weights: Floats,
    *,
    closed_books: bool,
    substitution: bool,
    eps: float,
) -> Plan:
    """Prepare; `closed_books` leaves revenue and costs out. Takes about a second per 3 M links."""
    order = _order(network)
    position = np.empty_like(order)
    position[order] = np.arange(len(order), dtype=np.int32)
    industry = network.industry[order]
    # Sales in units of their total: shifts of the money unit then cancel before anything is summed.
    sales = network.sales[order] / max(float(network.sales.sum()), np.finfo(float).tiny)
    cells, down = _down(network, classes, position, not closed_books)
    arrays = together(
        **down,
        **_up(network, position, weights, not closed_books),
        sales=sales,
        weight=weights[order],
        industry=industry,
        market=np.bincount(industry, sales, network.n_industries).astype(np.float64),
        member_start=starts_of(industry, network.n_industries).astype(np.int32),
    )
    push = Push(**cast(Any, arrays), negligible=negligible(eps))
    return Plan(network, push, cells, order, substitution, eps)


def negligible(eps: float) -> float:
    """A change too small to be told before it has grown.

    What a firm keeps back shifts the sums of its buyers by their shares of it, which add up to one
    at most: no level is off by more than this in one step. A stop rule as coarse as `eps` need not
    know levels as if it were fine, and many links tell of nothing else.
    """
    return max(LEAST, PART_OF_EPS * eps)


def _order(network: Network) -> Indices:
    """By industry, as markets are summed; within it well-linked firms first, close together."""
    degree = np.diff(network.out_start) + np.diff(network.in_start)
    return np.lexsort((-degree, network.industry)).astype(np.int32)


def _down(
    network: Network, classes: EssentialClasses, position: Indices, with_costs: bool
) -> tuple[Cells, dict[str, Any]]:
    n = network.n_firms
    share, kind = down_shares(network, classes, with_costs)
    felt = np.flatnonzero(share > 0)
    supplier, buyer = position[network.out_supplier[felt]], position[network.out_buyer[felt]]
    source = network.industry[network.out_supplier[felt]].astype(np.int64)
    # The cell of the non-essential inputs is the first of its firm.
    slot = np.where(kind[felt] == ESSENTIAL, source + 1, 0)
    width = network.n_industries + 1
    keys, cell = np.unique(buyer.astype(np.int64) * width + slot, return_inverse=True)
    owner = (keys // width).astype(np.int32)
    shared = np.bincount(cell, minlength=len(keys)) > 1
    sort = np.lexsort((buyer, shared[cell], supplier))
    total: Indices = (np.cumsum(shared) - shared)[cell]
    askers, by_asker = _askers(buyer, shared[cell], cell, n)
    cells = Cells(starts_of(owner, n), cell[sort].astype(np.int32), keys % width == 0)
    return cells, {
        "down_row": _rows(supplier, shared[cell], n),
        "down_link": _records(DOWN_LINK, buyer[sort], total[sort], share[felt[sort]]),
        "buyer": askers,
        "input": _records(INPUT, supplier[by_asker], total[by_asker], share[felt[by_asker]]),
        "total_start": starts_of(owner[shared], n).astype(np.int32),
    }


def _rows(supplier: Indices, shared: NDArray[np.bool_], n: int) -> Records:
    start = starts_of(supplier, n)
    alone = np.append(np.bincount(supplier[~shared], minlength=n), 0)
    return _records(DOWN_ROW, start, start + alone)


def _askers(
    owner: Indices, shared: NDArray[np.bool_], within: NDArray[Any], n: int
) -> tuple[Records, NDArray[np.intp]]:
    """Firms in the order in which they ask, and that of their links (within a firm by `within`).

    Firms with as many links follow one another: how long a row is can then be guessed, and a wrong
    guess costs as much as several links.
    """
    links = np.bincount(owner, minlength=n)
    several = np.bincount(owner[shared], minlength=n)
    firms = np.lexsort((several, links))
    turn = np.empty(n, np.int64)
    turn[firms] = np.arange(n)
    end = np.cumsum(links[firms])
    return (
        _records(ASKER, firms, end - several[firms], end),
        np.lexsort((within, shared, turn[owner])),
    )


def _records(kind: np.dtype[np.void], *columns: NDArray[Any]) -> Records:
    records = np.empty(len(columns[0]), kind)
    for name, values in zip(kind.names or (), columns, strict=True):
        records[name] = values
    return records


def _up(network: Network, position: Indices, weights: Floats, with_revenue: bool) -> dict[str, Any]:
    n = network.n_firms
    supplier, buyer = position[network.out_supplier], position[network.out_buyer]
    share = up_shares(network, with_revenue)
    worth = weights[network.out_supplier] * share
    by_buyer = np.lexsort((supplier, buyer))
    askers, by_asker = _askers(supplier, np.zeros(len(supplier), bool), buyer, n)
    rows = np.empty(n, ORDER_ROW)
    rows["end"][askers["firm"]] = askers["end"]
    rows["first"] = rows["end"] - np.bincount(supplier, minlength=n)
    return {
        "up_start": starts_of(buyer, n).astype(np.int32),
        "up_link": _records(UP_LINK, supplier[by_buyer], share[by_buyer]),
        "supplier": askers,
        "order_row": rows,
        "order": _records(ORDER, buyer[by_asker], share[by_asker]),
        "up_worth": np.bincount(buyer, worth, n).astype(np.float64),
    }
