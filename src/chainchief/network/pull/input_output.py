"""The input-output table of a network of firms: Z, x, and the coefficients in both orders."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import coo_array, csc_array, csr_array

from chainchief.core.i18n import _
from chainchief.network.graph import Network
from chainchief.network.pull.errors import PullError

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Starts = NDArray[np.int64]


@dataclass(frozen=True)
class Order:
    """Links in one order: `start` (n+1), the firm at the other end and the amount (m each)."""

    start: Starts
    other: Ints
    amount: Floats


@dataclass(frozen=True)
class Table:
    """Z_ij (money per year, own use on the diagonal) by buyer and by supplier, and output x.

    `output` is x_j: revenue where it is known, else recorded sales, own use included. Where it is 0
    there are no coefficients: `productive` is False, the firm only buys, like final demand.
    """

    firm_ids: NDArray[Any]
    output: Floats
    purchases: Floats
    bought: Order
    sold: Order

    @property
    def productive(self) -> NDArray[np.bool_]:
        return self.output > 0.0

    def coefficients_by_buyer(self) -> Floats:
        """A_ij = Z_ij / x_j for the links in the order of `bought`."""
        inverse = _inverse(self.output)
        return np.asarray(self.bought.amount * np.repeat(inverse, np.diff(self.bought.start)))

    def coefficients_by_supplier(self) -> Floats:
        """A_ij = Z_ij / x_j for the links in the order of `sold`."""
        return np.asarray(self.sold.amount * _inverse(self.output)[self.sold.other])


def table_of(network: Network, own_use: ArrayLike | None = None) -> Table:
    """The table of a network; `own_use` (n,) is what each firm sells to itself, money per year."""
    if own_use is None:
        return Table(
            firm_ids=network.firm_ids,
            output=network.revenue,
            purchases=network.purchases,
            bought=Order(network.in_start, network.in_supplier, network.in_amount),
            sold=Order(network.out_start, network.out_buyer, network.out_amount),
        )
    own = _own(own_use, network.n_firms)
    diagonal = np.arange(network.n_firms)
    entries = (
        np.append(network.out_amount, own),
        (np.append(network.out_supplier, diagonal), np.append(network.out_buyer, diagonal)),
    )
    z = coo_array(entries, shape=(network.n_firms, network.n_firms))
    sales = network.sales + own
    revenue = network.revenue_reported
    output = np.where(np.isnan(revenue), sales, np.maximum(revenue, sales))
    purchases = network.purchases + own
    return Table(network.firm_ids, output, purchases, _order(z.tocsc()), _order(z.tocsr()))


def _own(own_use: ArrayLike, firms: int) -> Floats:
    own = np.asarray(own_use, dtype=np.float64)
    if own.shape != (firms,) or not (np.isfinite(own) & (own >= 0.0)).all():
        raise PullError(
            _("own_use takes one finite amount of 0 or more for each firm ({n})").format(n=firms)
        )
    return own


def _order(matrix: csc_array | csr_array) -> Order:
    return Order(
        matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32), matrix.data.copy()
    )


def _inverse(output: Floats) -> Floats:
    some = output > 0.0
    return np.asarray(np.where(some, 1.0 / np.where(some, output, 1.0), 0.0))
