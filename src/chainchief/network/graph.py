"""A supply network: firms, what they sell to one another in a year, and what else is known.

The links are kept twice, sorted by supplier and sorted by buyer, because losses travel both ways.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from chainchief.core.i18n import _
from chainchief.network.columns import (
    Floats,
    Indices,
    Starts,
    amounts_of,
    codes_of,
    labels_of,
    positions_of,
    shares_of,
    starts_of,
)
from chainchief.network.errors import ArrayError, unknown

# Sums of many amounts differ by this much from the same total told in one number.
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Network:
    """Firms and their supply links. Make one with `from_arrays`; it never changes afterwards.

    `n` firms are numbered 0 … n−1, `m` links 0 … m−1 in the order (supplier, buyer). Amounts,
    sales, purchases, revenue and costs are money per year in any one unit: no result depends on
    which. Arrays are read-only.
    """

    firm_ids: NDArray[Any]
    """(n,) what the caller names the firms; unique."""
    industry: Indices
    """(n,) industry of each firm, a position in `industry_names`."""
    industry_names: NDArray[Any]
    """(k,) what the caller names the industries."""

    out_start: Starts
    """(n+1,) links of supplier i are `out_start[i]:out_start[i+1]`."""
    out_buyer: Indices
    """(m,) buyer of each link, sorted by (supplier, buyer)."""
    out_amount: Floats
    """(m,) money per year."""
    in_start: Starts
    """(n+1,) the same links by buyer: those of buyer j are `in_start[j]:in_start[j+1]`."""
    in_supplier: Indices
    """(m,) supplier of each link, sorted by (buyer, supplier)."""
    in_amount: Floats
    """(m,) money per year, in the order of `in_supplier`."""
    in_link: Indices
    """(m,) where each link of the by-buyer order stands in the by-supplier order."""

    sales: Floats
    """(n,) s_i, the recorded sales to firms of the network."""
    purchases: Floats
    """(n,) in_j, the recorded purchases from firms of the network."""
    revenue: Floats
    """(n,) all sales, at least `sales`; where it was unknown, `sales`."""
    costs: Floats
    """(n,) all costs; where they were unknown, `purchases`."""
    revenue_reported: Floats
    """(n,) revenue as it was given, NaN where unknown."""
    costs_reported: Floats
    """(n,) costs as they were given, NaN where unknown."""

    confidence: Floats | None = None
    """(m,) probability that the link exists, in the by-supplier order; None: all certain."""
    local: NDArray[np.bool_] | None = None
    """(n,) whether the firm stands in the place under study; None: not known."""
    division: NDArray[Any] | None = None
    """(n,) administrative division of each firm, as given."""
    chain: NDArray[Any] | None = None
    """(n,) industrial chain of each firm, as given."""

    revenue_missing: int = 0
    """Firms whose revenue was unknown."""
    costs_missing: int = 0
    """Firms whose costs were unknown (or nought in spite of purchases)."""
    revenue_raised: int = 0
    """Firms whose revenue was below their recorded sales, and was raised to them."""
    costs_below_purchases: int = 0
    """Firms whose costs are below their recorded purchases; left as they are."""
    duplicates_summed: int = 0
    """Links that were added to another of the same supplier and buyer."""
    self_links_removed: int = 0
    """Links from a firm to itself: no other firm's loss, so they are left out."""
    zero_links_removed: int = 0
    """Links without an amount."""

    @classmethod
    def from_arrays(
        cls,
        *,
        supplier: ArrayLike,
        buyer: ArrayLike,
        amount: ArrayLike,
        industry: ArrayLike,
        revenue: ArrayLike | None = None,
        costs: ArrayLike | None = None,
        firm_ids: ArrayLike | Sequence[Hashable] | None = None,
        industry_names: ArrayLike | Sequence[Hashable] | None = None,
        confidence: ArrayLike | None = None,
        local: ArrayLike | None = None,
        division: ArrayLike | None = None,
        chain: ArrayLike | None = None,
    ) -> "Network":
        """Build a network from one entry per link and one entry per firm.

        Per link: `supplier` and `buyer` are positions 0 … n−1 if they are whole numbers, else ids
        out of `firm_ids`; `amount` ≥ 0 is money per year; `confidence` in [0, 1].
        Per firm: `industry` is any label, or, with `industry_names`, a position in them;
        `revenue` and `costs` are money per year with NaN where unknown; `local`, `division` and
        `chain` are kept for whoever asks. The number of firms is the length of `industry`.

        Links of the same pair are summed (the highest confidence holds), links to oneself and
        links without an amount are left out; all are counted. Raises `ArrayError` where lengths or
        values do not fit and `UnknownNameError` for an id that is not in `firm_ids`.
        """
        codes, names = codes_of(industry, industry_names)
        n = len(codes)
        ids = np.arange(n) if firm_ids is None else labels_of(firm_ids, n, "firm_ids")
        sources = positions_of(supplier, ids, "supplier")
        targets = positions_of(buyer, ids, "buyer")
        values = amounts_of(amount, len(sources), "amount")
        chances = None if confidence is None else shares_of(confidence, len(sources), "confidence")
        if len(targets) != len(sources):
            raise ArrayError(
                _("entries in supplier: {a}, in buyer: {b}; they are one per link").format(
                    a=len(sources), b=len(targets)
                )
            )
        links = _sorted_links(n, sources, targets, values, chances)
        money = _money(n, links["sales"], links["purchases"], revenue, costs, ids)
        return cls(
            firm_ids=ids,
            industry=codes,
            industry_names=names,
            local=None if local is None else shares_of(local, n, "local").astype(bool),
            division=None if division is None else labels_of(division, n, "division"),
            chain=None if chain is None else labels_of(chain, n, "chain"),
            **links,
            **money,
        ).__frozen()

    def __frozen(self) -> "Network":
        for value in vars(self).values():
            if isinstance(value, np.ndarray):
                value.flags.writeable = False
        return self

    @property
    def n_firms(self) -> int:
        return len(self.industry)

    @property
    def n_links(self) -> int:
        return len(self.out_buyer)

    @property
    def n_industries(self) -> int:
        return len(self.industry_names)

    @cached_property
    def out_supplier(self) -> Indices:
        """(m,) supplier of each link, beside `out_buyer`."""
        firms = np.arange(self.n_firms, dtype=np.int32)
        return cast(Indices, np.repeat(firms, np.diff(self.out_start)))

    @cached_property
    def _positions(self) -> dict[Any, int]:
        return {name: at for at, name in enumerate(self.firm_ids.tolist())}

    def index_of(self, firm_id: object) -> int:
        """The position of the firm of that id; raises `UnknownNameError` with a near name."""
        try:
            return self._positions[firm_id]
        except (KeyError, TypeError):
            raise unknown("firm", firm_id, self._positions) from None

    def link_between(self, supplier: int, buyer: int) -> int | None:
        """The number of the link between two positions, or None."""
        first, last = self.out_start[supplier], self.out_start[supplier + 1]
        at = int(first + np.searchsorted(self.out_buyer[first:last], buyer))
        return at if at < last and self.out_buyer[at] == buyer else None

    def matrix(self) -> csr_array:
        """W as a SciPy matrix (n × n), W_ij = sales of i to j; shares memory with this network."""
        shape = (self.n_firms, self.n_firms)
        return csr_array((self.out_amount, self.out_buyer, self.out_start), shape=shape)

    def with_amounts(self, amount: ArrayLike) -> "Network":
        """The same firms and what is known of them, each link with another amount (m,).

        Revenue and costs stay where they are (raised only if sales now exceed them), so that what
        one link more or less changes is not mixed with a change of the firm. Links of amount 0 go.
        """
        values = amounts_of(amount, self.n_links, "amount")
        return self.with_links(self.out_supplier, self.out_buyer, values, self.confidence)

    def with_links(
        self,
        supplier: ArrayLike,
        buyer: ArrayLike,
        amount: ArrayLike,
        confidence: ArrayLike | None = None,
    ) -> "Network":
        """The same firms with these links instead (one entry per link, as in `from_arrays`)."""
        sources = positions_of(supplier, self.firm_ids, "supplier")
        targets = positions_of(buyer, self.firm_ids, "buyer")
        values = amounts_of(amount, len(sources), "amount")
        chances = None if confidence is None else shares_of(confidence, len(sources), "confidence")
        links = _sorted_links(self.n_firms, sources, targets, values, chances)
        money = _money(
            self.n_firms,
            links["sales"],
            links["purchases"],
            self.revenue_reported,
            self.costs_reported,
            self.firm_ids,
        )
        return replace(self, **links, **money).__frozen()


def _sorted_links(
    n: int, supplier: Indices, buyer: Indices, amount: Floats, confidence: Floats | None
) -> dict[str, Any]:
    """The fields about links, in both orders, duplicates summed."""
    itself, nothing = supplier == buyer, amount == 0
    kept = np.flatnonzero(~(itself | nothing))
    key = supplier[kept].astype(np.int64) * max(n, 1) + buyer[kept]
    order = np.argsort(key, kind="stable")
    key, kept = key[order], kept[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    out_supplier, out_buyer = supplier[kept[first]], buyer[kept[first]]
    total = np.add.reduceat(amount[kept], first) if len(first) else np.zeros(0)
    chance = None
    if confidence is not None:
        chance = np.maximum.reduceat(confidence[kept], first) if len(first) else np.zeros(0)
    by_buyer = np.argsort(out_buyer, kind="stable").astype(np.int32)
    return {
        "out_start": starts_of(out_supplier, n),
        "out_buyer": out_buyer,
        "out_amount": total,
        "in_start": starts_of(out_buyer, n),
        "in_supplier": out_supplier[by_buyer],
        "in_amount": total[by_buyer],
        "in_link": by_buyer,
        "sales": np.bincount(out_supplier, weights=total, minlength=n).astype(np.float64),
        "purchases": np.bincount(out_buyer, weights=total, minlength=n).astype(np.float64),
        "confidence": chance,
        "duplicates_summed": len(kept) - len(first),
        "self_links_removed": int(itself.sum()),
        "zero_links_removed": int((nothing & ~itself).sum()),
    }


def _money(
    n: int,
    sales: Floats,
    purchases: Floats,
    revenue: ArrayLike | None,
    costs: ArrayLike | None,
    firm_ids: NDArray[Any],
) -> dict[str, Any]:
    """Revenue and costs with the unknown filled in, and the counts of what was filled."""
    unknown_ = np.full(n, np.nan)
    reported = amounts_of(unknown_ if revenue is None else revenue, n, "revenue", True, firm_ids)
    paid = amounts_of(unknown_ if costs is None else costs, n, "costs", True, firm_ids)
    no_revenue = np.isnan(reported)
    no_costs = np.isnan(paid) | ((paid == 0) & (purchases > 0))
    earned = np.where(no_revenue, sales, reported)
    spent = np.where(no_costs, purchases, paid)
    return {
        "revenue_reported": reported,
        "costs_reported": paid,
        "revenue": np.maximum(earned, sales),
        "costs": spent,
        "revenue_missing": int(no_revenue.sum()),
        "costs_missing": int(no_costs.sum()),
        "revenue_raised": int((earned < sales * (1 - ROUNDING)).sum()),
        "costs_below_purchases": int((spent < purchases * (1 - ROUNDING)).sum()),
    }
