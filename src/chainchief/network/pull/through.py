"""Pull-through (带动能力): whom a firm, or a leader of a chain, pulls along, told in its parts.

Leontief: A_ij = Z_ij / x_j, L = (I − A)⁻¹. Hypothetical extraction: without k the others lose
(m_k / L_kk − 1) x_k. Influence: Acemoglu et al. (2012). No part is blended with another.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chainchief.core.i18n import _
from chainchief.network.graph import Network
from chainchief.network.pull.diagonal import DENSE, TOLERANCE, diagonal
from chainchief.network.pull.errors import PullError
from chainchief.network.pull.input_output import Table, table_of
from chainchief.network.pull.kernel import dependents
from chainchief.network.pull.series import influence, multipliers

Floats = NDArray[np.float64]

#: A supplier depends on a buyer that takes this share of its output or more.
DEPENDENT_SHARE = 0.05
#: Without a limit in money, a small firm has at most this part of the buyer's output.
SMALL_PART = 0.1


@dataclass(frozen=True)
class PullThrough:
    """One entry per firm; money per year in the network's unit; NaN where a part is not defined.

    `multiplier` m_j: output of all firms per unit of final demand for j's goods.
    `extraction_loss_others`: what the other firms would lose without j.
    `influence` v_j: sums to 1 where every firm has purchases.
    `purchases`, `local_purchases`: recorded, and the part bought by and from local firms.
    `local_multiplier`: m by local links only; `leak` = 1 − local_multiplier / multiplier.
    `small_firms`: small suppliers that sell j 5 % of their output or more; `small_local_firms` of
    them local. The local parts are None where it is not known who is local.
    `without_output`: firms whose output is 0, so that multiplier and extraction are not defined.
    `tolerance`: bound on the error of L_kk in the extraction loss; 0 where it is exact.
    """

    multiplier: Floats
    extraction_loss_others: Floats
    influence: Floats
    output: Floats
    purchases: Floats
    small_firms: NDArray[np.int64]
    local_purchases: Floats | None
    local_multiplier: Floats | None
    leak: Floats | None
    small_local_firms: NDArray[np.int64] | None
    without_output: int
    tolerance: float


def pull_through(
    network: Network,
    *,
    own_use: ArrayLike | None = None,
    alpha: float = 0.5,
    small_below: float | None = None,
    tolerance: float = TOLERANCE,
    threads: int = 1,
) -> PullThrough:
    """All parts for all firms.

    `own_use` (n,): what a firm delivers to itself, the diagonal of Z. `alpha`: see `influence`.
    `small_below`: output below which a firm is small (money per year); by default a tenth of the
    buyer's. `tolerance` bounds the error of L_kk beyond 1,500 firms. Raises DivergenceError where
    the series has no sum.
    """
    if not tolerance > 0.0:
        raise PullError(_("tolerance lies above 0; found {value!r}").format(value=tolerance))
    table = table_of(network, own_use)
    m = multipliers(table)
    returned = diagonal(table, m, tolerance, threads)
    small, small_local = _small(network, table, small_below)
    local = _Local.of(network, table, m)
    return PullThrough(
        multiplier=m,
        # m_k ≥ L_kk; the difference may round to less than nothing.
        extraction_loss_others=np.maximum(m / returned - 1.0, 0.0) * table.output,
        influence=influence(table, alpha),
        output=table.output,
        purchases=table.purchases,
        small_firms=small,
        local_purchases=None if local is None else local.purchases,
        local_multiplier=None if local is None else local.multiplier,
        leak=None if local is None else 1.0 - local.multiplier / m,
        small_local_firms=small_local,
        without_output=int((~table.productive).sum()),
        tolerance=tolerance if network.n_firms > DENSE else 0.0,
    )


@dataclass(frozen=True)
class _Local:
    purchases: Floats
    multiplier: Floats

    @classmethod
    def of(cls, network: Network, table: Table, total: Floats) -> "_Local | None":
        """Rounds among local firms alone; None where it is not known who is local."""
        if network.local is None:
            return None
        n = network.n_firms
        buyer = np.repeat(np.arange(n), np.diff(table.bought.start))
        inside = network.local[table.bought.other] & network.local[buyer]
        amount = np.where(inside, table.bought.amount, 0.0)
        bought = np.bincount(buyer, weights=amount, minlength=n).astype(np.float64)
        shares = np.where(inside, table.coefficients_by_buyer(), 0.0)
        return cls(bought, np.minimum(multipliers(table, shares), total))


def _small(
    network: Network, table: Table, below: float | None
) -> tuple[NDArray[np.int64], NDArray[np.int64] | None]:
    """Dependent small suppliers per buyer, and those of them that are local."""
    n = network.n_firms
    exactly = np.nextafter(np.inf if below is None else below, -np.inf)
    limit = SMALL_PART * table.output if below is None else np.full(n, exactly)
    seller = table.bought.other
    whole = np.where(table.productive, table.output, np.inf)
    part = table.bought.amount / whole[seller]
    links = (table.bought.start, seller)
    everywhere = dependents(*links, part, table.output, limit, DEPENDENT_SHARE)
    if network.local is None:
        return everywhere, None
    near = np.where(network.local[seller], part, 0.0)
    return everywhere, dependents(*links, near, table.output, limit, DEPENDENT_SHARE)
