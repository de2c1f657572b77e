"""How links lie in memory for the day loop: by buyer, sector and supplier, and by supplier."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chainchief.core.i18n import _
from chainchief.network.simulation.errors import SimulationError
from chainchief.network.simulation.kernel import base_output

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Layout:
    """Links of an economy at rest, per day.

    `pool_ptr` (firms + 1) leads from a buyer to its sector pools, `link_ptr` (pools + 1) from a
    pool to its links, `weight` is a link's share of its pool. `out_ptr` (firms + 1), `out_link` and
    `out_amount` lead from a supplier to the same links. `base` is P_i = C_i + Σ sales,
    `value_share` is (P − purchases) / P, 0 where P is 0.
    """

    final: Floats
    base: Floats
    value_share: Floats
    pool_ptr: Ints
    link_ptr: Ints
    weight: Floats
    out_ptr: Ints
    out_link: Ints
    out_amount: Floats


def lay_out(
    supplier: ArrayLike, buyer: ArrayLike, amount: ArrayLike, industry: ArrayLike, final: ArrayLike
) -> Layout:
    """Arrange links (supplier, buyer, amount per day) and final demand (per firm and day)."""
    wanted = np.asarray(final, dtype=np.float64)
    sector = np.asarray(industry)
    daily = np.asarray(amount, dtype=np.float64)
    check(daily)
    check(wanted)
    if wanted.shape != sector.shape:
        raise SimulationError(
            _("rows of final demand: {rows}; firms of the network: {firms}").format(
                rows=wanted.size, firms=sector.size
            )
        )
    some = daily > 0.0
    seller = np.asarray(supplier, dtype=np.int64)[some]
    client = np.asarray(buyer, dtype=np.int64)[some]
    return _arrange(seller, client, daily[some], sector, wanted)


def check(values: Floats) -> None:
    """Amounts are finite and not negative; anything else would spread silently."""
    wrong = ~(np.isfinite(values) & (values >= 0.0))
    if wrong.any():
        raise SimulationError(
            _("amounts and final demand are numbers of 0 or more; found {value!r}").format(
                value=float(values[wrong][0])
            )
        )


def _arrange(seller: Ints, client: Ints, daily: Floats, sector: Ints, final: Floats) -> Layout:
    firms = final.size
    order = np.lexsort((seller, sector[seller], client))
    seller, client, daily = seller[order], client[order], daily[order]
    group = sector[seller]
    opens = np.ones(seller.size, dtype=bool)
    opens[1:] = (client[1:] != client[:-1]) | (group[1:] != group[:-1])
    first = np.flatnonzero(opens)
    pool = np.cumsum(opens) - 1
    pool_total = np.bincount(pool, weights=daily, minlength=first.size)
    by_seller = np.argsort(seller, kind="stable")
    out_ptr = _pointers(seller, firms)
    out_amount = daily[by_seller]
    base = base_output(final, out_ptr, out_amount)
    bought = np.bincount(client, weights=daily, minlength=firms)
    return Layout(
        final=final,
        base=base,
        value_share=np.where(base > 0.0, 1.0 - bought / np.where(base > 0.0, base, 1.0), 0.0),
        pool_ptr=_pointers(client[first], firms),
        link_ptr=np.append(first, seller.size).astype(np.int64),
        weight=daily / pool_total[pool],
        out_ptr=out_ptr,
        out_link=by_seller.astype(np.int64),
        out_amount=out_amount,
    )


def _pointers(keys: Ints, firms: int) -> Ints:
    counts = np.bincount(keys, minlength=firms)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
