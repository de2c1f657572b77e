"""Random small networks for property tests, and the plain equations for them."""

from dataclasses import dataclass, replace

import numpy as np
from benchmarks.plain_cascade import plain_cascade
from hypothesis import strategies as st

from chainchief.network import EssentialClasses, Network, cascade_of, prepare

# Off the round numbers, so that no fall is equal to it but for rounding.
EPS = (1.0121e-5, 1.0313e-4, 1.0171e-2)


@dataclass(frozen=True)
class Case:
    """Arrays of one random network with its classes, accounts and weights."""

    n: int
    supplier: np.ndarray
    buyer: np.ndarray
    amount: np.ndarray
    industry: np.ndarray
    kinds: np.ndarray
    revenue: np.ndarray | None
    costs: np.ndarray | None
    weights: np.ndarray

    def network(self):
        return Network.from_arrays(
            supplier=self.supplier,
            buyer=self.buyer,
            amount=self.amount,
            industry=self.industry,
            industry_names=range(len(self.kinds)),
            revenue=self.revenue,
            costs=self.costs,
        )

    def classes(self):
        source, target = np.indices(self.kinds.shape).reshape(2, -1)
        return EssentialClasses.from_arrays(source, target, self.kinds.ravel())

    def plan(self, **assumptions):
        return prepare(
            self.network(), **{"classes": self.classes(), "weights": self.weights} | assumptions
        )

    def run(self, psi, **assumptions):
        return cascade_of(self.plan(**assumptions), psi)

    def plain(self, substitution=True):
        return plain_cascade(
            self.n,
            self.supplier,
            self.buyer,
            self.amount,
            self.industry,
            lambda k, l: self.kinds[k, l],  # noqa: E741
            revenue=self.revenue,
            costs=self.costs,
            weights=self.weights,
            substitution=substitution,
        )

    def scaled(self, factor):
        return replace(
            self,
            amount=self.amount * factor,
            revenue=None if self.revenue is None else self.revenue * factor,
            costs=None if self.costs is None else self.costs * factor,
        )


def random_case(seed, n, links, industries, accounts):
    rng = np.random.default_rng(seed)
    ends = rng.integers(0, n, (2, links)) if n > 1 else np.zeros((2, 0), int)
    pair = np.unique(ends[0] * n + ends[1])
    supplier, buyer = pair // n, pair % n
    supplier, buyer = supplier[supplier != buyer], buyer[supplier != buyer]
    amount = rng.lognormal(0, 2, len(supplier))
    sales, bought = np.bincount(supplier, amount, n), np.bincount(buyer, amount, n)
    return Case(
        n,
        supplier,
        buyer,
        amount,
        rng.integers(0, industries, n),
        rng.integers(0, 3, (industries, industries)),
        sales * rng.uniform(1, 2, n) if accounts else None,
        bought * rng.uniform(0.8, 2, n) if accounts else None,
        rng.uniform(0.01, 1, n),
    )


def shock_of(case, seed):
    """ψ with whole, partial and no losses."""
    rng = np.random.default_rng(seed)
    psi = np.where(rng.random(case.n) < 0.3, rng.random(case.n), 0.0)
    return np.where(rng.random(case.n) < 0.15, 1.0, psi)


seeds = st.integers(0, 2**32 - 1)
# From no links (isolated firms, zero rows) to dense with cycles; few industries wipe markets out.
cases = st.builds(
    random_case,
    seeds,
    st.integers(1, 14),
    st.sampled_from([0, 3, 10, 25, 60, 150]),
    st.integers(1, 5),
    st.booleans(),
)
