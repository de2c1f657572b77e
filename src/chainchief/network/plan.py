"""A network made ready for cascades: firms renumbered, shares computed, shortages given cells.

Every firm has a stretch of cells: one for each essential input industry it buys from, and one for
all non-essential inputs together. That is never more than one cell per link, however many
industries there are.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from chainchief.network.columns import Floats, Indices, Starts, starts_of
from chainchief.network.essential import ESSENTIAL, NO_EFFECT, EssentialClasses
from chainchief.network.graph import Network


class Push(NamedTuple):
    """What the compiled cascade reads; firms in the plan's own numbering."""

    down_start: Starts  # (n+1,) links of each supplier
    down_firm: Indices  # (md,) the buyer
    down_cell: Indices  # (md,) the cell that its shortage goes to
    down_share: Floats  # (md,) Λd
    cell_start: Starts  # (n+1,) first cell of each firm
    soft_cell: NDArray[np.bool_]  # (cells,) whether it sums up non-essential inputs
    up_start: Starts  # (n+1,) links of each buyer
    up_firm: Indices  # (m,) the supplier
    up_share: Floats  # (m,) Λu
    sales: Floats  # (n,) in units of all sales
    weight: Floats  # (n,) summing to 1
    industry: Indices  # (n,)
    market: Floats  # (k,) Σ sales of each industry
    member_start: Starts  # (k+1,)
    member: Indices  # (n,) firms by industry


class Rows(NamedTuple):
    """The same links by who suffers, for steps in which nearly everything moves.

    Firms with as many links as one another stand together, so that loops have steady lengths.
    """

    buyer: Indices  # (n,) whose row it is
    soft_start: Starts  # (n+1,) links of class 1
    soft_firm: Indices
    soft_share: Floats
    hard_start: Starts  # (n+1,) links of class 2, by input industry
    hard_firm: Indices
    hard_share: Floats  # negative on the first link of each input industry
    hard_cell: Indices
    supplier: Indices  # (n,) whose row it is, upstream
    order_start: Starts  # (n+1,)
    order_firm: Indices
    order_share: Floats


@dataclass(frozen=True, eq=False)
class Plan:
    """A network under one set of assumptions. `order[new] = old` is the renumbering."""

    network: Network
    push: Push
    rows: Rows
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
    push = Push(
        **_down(network, classes, position, not closed_books),
        **_up(network, position, not closed_books),
        sales=sales,
        weight=weights[order],
        industry=industry,
        market=np.bincount(industry, sales, network.n_industries).astype(np.float64),
        member_start=starts_of(industry, network.n_industries),
        member=np.argsort(industry, kind="stable").astype(np.int32),
    )
    rows = Rows(**_buyer_rows(push), **_supplier_rows(push))
    return Plan(network, push, rows, order, substitution, eps)


def _order(network: Network) -> Indices:
    """By industry, as markets are summed; within it well-linked firms first, close together."""
    degree = np.diff(network.out_start) + np.diff(network.in_start)
    return np.lexsort((-degree, network.industry)).astype(np.int32)


def _sorted_rows(row: Indices, column: Indices, n: int) -> NDArray[np.int64]:
    return np.argsort(row.astype(np.int64) * max(n, 1) + column, kind="stable")


def _down(
    network: Network, classes: EssentialClasses, position: Indices, with_costs: bool
) -> dict[str, Any]:
    n = network.n_firms
    share, kind = down_shares(network, classes, with_costs)
    felt = np.flatnonzero(share > 0)
    supplier, buyer = position[network.out_supplier[felt]], position[network.out_buyer[felt]]
    sort = _sorted_rows(supplier, buyer, n)
    felt, supplier, buyer = felt[sort], supplier[sort], buyer[sort]
    source = network.industry[network.out_supplier[felt]].astype(np.int64)
    # The cell of the non-essential inputs is the first of its firm.
    slot = np.where(kind[felt] == ESSENTIAL, source + 1, 0)
    width = network.n_industries + 1
    keys, cell = np.unique(buyer.astype(np.int64) * width + slot, return_inverse=True)
    return {
        "down_start": starts_of(supplier, n),
        "down_firm": buyer,
        "down_cell": cell.astype(np.int32),
        "down_share": share[felt],
        "cell_start": starts_of((keys // width).astype(np.int32), n),
        "soft_cell": keys % width == 0,
    }


def _up(network: Network, position: Indices, with_revenue: bool) -> dict[str, Any]:
    n = network.n_firms
    supplier, buyer = position[network.out_supplier], position[network.out_buyer]
    sort = _sorted_rows(buyer, supplier, n)
    return {
        "up_start": starts_of(buyer, n),
        "up_firm": supplier[sort],
        "up_share": up_shares(network, with_revenue)[sort],
    }


def _buyer_rows(push: Push) -> dict[str, Any]:
    n = len(push.sales)
    supplier = np.repeat(np.arange(n, dtype=np.int32), np.diff(push.down_start))
    soft = push.soft_cell[push.down_cell]
    n_soft = np.bincount(push.down_firm[soft], minlength=n)
    n_hard = np.bincount(push.down_firm[~soft], minlength=n)
    buyer = np.lexsort((n_hard, n_soft)).astype(np.int32)
    row = np.empty_like(buyer)
    row[buyer] = np.arange(n, dtype=np.int32)
    s = np.flatnonzero(soft)
    s = s[np.argsort(row[push.down_firm[s]], kind="stable")]
    h = np.flatnonzero(~soft)
    cells = max(len(push.soft_cell), 1)
    h = h[
        np.argsort(
            row[push.down_firm[h]].astype(np.int64) * cells + push.down_cell[h], kind="stable"
        )
    ]
    first = np.diff(push.down_cell[h], prepend=-1) != 0
    return {
        "buyer": buyer,
        "soft_start": starts_of(row[push.down_firm[s]], n),
        "soft_firm": supplier[s],
        "soft_share": push.down_share[s],
        "hard_start": starts_of(row[push.down_firm[h]], n),
        "hard_firm": supplier[h],
        "hard_share": np.where(first, -push.down_share[h], push.down_share[h]),
        "hard_cell": push.down_cell[h],
    }


def _supplier_rows(push: Push) -> dict[str, Any]:
    n = len(push.sales)
    buyer = np.repeat(np.arange(n, dtype=np.int32), np.diff(push.up_start))
    supplier = np.argsort(np.bincount(push.up_firm, minlength=n), kind="stable").astype(np.int32)
    row = np.empty_like(supplier)
    row[supplier] = np.arange(n, dtype=np.int32)
    sort = np.argsort(row[push.up_firm], kind="stable")
    return {
        "supplier": supplier,
        "order_start": starts_of(row[push.up_firm], n),
        "order_firm": buyer[sort],
        "order_share": push.up_share[sort],
    }
