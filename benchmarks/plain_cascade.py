"""The cascade written down as its equations stand: every firm, every step, with SciPy.

Neither fast nor clever; what the product's engine is measured against and must agree with.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

ESSENTIAL, NON_ESSENTIAL = 2, 1


@dataclass(frozen=True)
class PlainCascade:
    """The matrices of one network under one set of assumptions."""

    essential: csr_array  # (slots, n): row (buyer, input industry), Λd of essential inputs
    slot_buyer: np.ndarray  # (slots,)
    other: csr_array  # (n, n): row buyer, Λd of non-essential inputs
    orders: csr_array  # (n, n): row supplier, Λu
    industry_sum: csr_array  # (k, n)
    industry: np.ndarray
    sales: np.ndarray
    weight: np.ndarray
    substitution: bool

    def losses(self, psi, eps):
        """(down, up, steps) of one scenario."""
        down, up, steps = psi.astype(float), psi.astype(float), 0
        while True:
            steps += 1
            new_down, new_up = self._down(psi, down), self._up(psi, up)
            fall = max((new_down - down).max(initial=0.0), (new_up - up).max(initial=0.0))
            down, up = new_down, new_up
            if fall <= eps:
                return down, up, steps

    def _down(self, psi, down):
        felt = self._sigma(down) * down
        worst = np.zeros(len(psi))
        np.maximum.at(worst, self.slot_buyer, self.essential @ felt)
        return np.minimum(1, np.maximum(psi, np.maximum(worst, self.other @ felt)))

    def _up(self, psi, up):
        return np.minimum(1, np.maximum(psi, self.orders @ up))

    def _sigma(self, down):
        if not self.substitution:
            return np.ones(len(down))
        market = (self.industry_sum @ (self.sales * (1 - down)))[self.industry]
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.minimum(1, self.sales / market)
        return np.where(market > 0, share, 1.0)

    def index(self, psi, eps):
        """(both, downstream, upstream, steps), losses weighted."""
        down, up, steps = self.losses(psi, eps)
        return (self.weight @ np.maximum(down, up), self.weight @ down, self.weight @ up, steps)


def plain_cascade(
    n, supplier, buyer, amount, industry, classes, *, revenue, costs, weights, substitution
):
    """Set up from arrays; `classes(k, l)` takes arrays of industries and returns 2, 1 or 0."""
    supplier, buyer, amount = map(np.asarray, (supplier, buyer, amount))
    industry = np.asarray(industry)
    sales = np.bincount(supplier, amount, n)
    purchases = np.bincount(buyer, amount, n)
    groups = int(industry.max()) + 1 if n else 0
    pair = buyer.astype(np.int64) * groups + industry[supplier]
    slots, slot = np.unique(pair, return_inverse=True)
    kind = classes(industry[supplier], industry[buyer])
    factor = purchases[buyer] / (purchases if costs is None else costs)[buyer]
    total = sales if revenue is None else revenue
    hard, soft = kind == ESSENTIAL, kind == NON_ESSENTIAL
    per_slot = np.bincount(slot, amount, len(slots))
    weights = sales if weights is None else weights
    return PlainCascade(
        essential=csr_array(
            ((amount / per_slot[slot] * factor)[hard], (slot[hard], supplier[hard])),
            shape=(len(slots), n),
        ),
        slot_buyer=slots // groups,
        other=csr_array(
            ((amount / purchases[buyer] * factor)[soft], (buyer[soft], supplier[soft])),
            shape=(n, n),
        ),
        orders=csr_array((amount / total[supplier], (supplier, buyer)), shape=(n, n)),
        industry_sum=csr_array((np.ones(n), (industry, np.arange(n))), shape=(groups, n)),
        industry=industry,
        sales=sales,
        weight=weights / weights.sum(),
        substitution=substitution,
    )
