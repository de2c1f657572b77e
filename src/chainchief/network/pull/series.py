"""Multipliers and influence as sums of a power series, with proof that the series ends."""

from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array
from scipy.sparse.linalg import bicgstab

from chainchief.core.choices import listed
from chainchief.core.i18n import _, ngettext
from chainchief.network.pull.errors import DivergenceError, PullError
from chainchief.network.pull.input_output import Order, Table
from chainchief.network.pull.kernel import series

Floats = NDArray[np.float64]

#: Sweeps before a slowly falling series is handed to a Krylov solver.
MOST_SWEEPS = 400
#: Relative growth in one sweep at which the series counts as summed.
EPS = 1e-15
#: Relative residual that a solution must meet.
RESIDUAL = 1e-9
#: Firms named where many spend what they earn.
NAMED = 5


def multipliers(table: Table, coefficients: Floats | None = None) -> Floats:
    """(n,) m_j = Σ_i L_ij, NaN for firms without output. L = (I − A)⁻¹, A_ij = Z_ij / x_j.

    `coefficients` replaces A (in the order of `table.bought`), e.g. with local links only. Raises
    DivergenceError where purchases feed on themselves (spectral radius of A ≥ 1).
    """
    shares = table.coefficients_by_buyer() if coefficients is None else coefficients
    total = np.ones(table.output.size)
    done = series(table.bought.start, table.bought.other, shares, 1.0, total, MOST_SWEEPS, EPS)
    if done < 0:
        total = _by_krylov(table, shares)
    return np.where(table.productive, total, np.nan)


def _by_krylov(table: Table, shares: Floats) -> Floats:
    """Solve (I − Aᵀ) m = 1. A solution with m ≥ 1 proves that the series converges.

    (I − Aᵀ) has no positive entry off its diagonal; if it maps a positive vector to a positive one
    it is an M-matrix, and then the spectral radius of A is below 1.
    """
    n = table.output.size
    transposed = csr_array((shares, table.bought.other, table.bought.start), shape=(n, n))
    system = (eye_array(n, format="csr") - transposed).tocsr()
    found, _info = bicgstab(system, np.ones(n), rtol=1e-13, atol=0.0, maxiter=5000)
    total = cast(Floats, found)
    if not np.isfinite(total).all() or (total < 1.0 - RESIDUAL).any():
        raise _divergence(table, shares)
    if np.abs(system @ total - 1.0).max() > RESIDUAL:
        raise _divergence(table, shares)
    return total


def _divergence(table: Table, shares: Floats) -> DivergenceError:
    spent = np.bincount(
        np.repeat(np.arange(table.output.size), np.diff(table.bought.start)),
        weights=shares,
        minlength=table.output.size,
    )
    over = np.flatnonzero(spent >= 1.0)
    worst = over[np.argsort(-spent[over], kind="stable")][:NAMED]
    named = listed(f"“{firm}”" for firm in table.firm_ids[worst].tolist())
    more = "" if len(over) <= NAMED else " …"
    return DivergenceError(
        ngettext(
            (
                "Rounds of purchases grow without end: {count} firm buys for as much as "
                "its revenue or more ({firms}). Give its revenue, or leave out the links."
            ),
            (
                "Rounds of purchases grow without end: {count} firms buy for as much as "
                "their revenue or more ({firms}). Give their revenue, or leave out the "
                "links."
            ),
            len(over),
        ).format(count=len(over), firms=named + more)
    )


def influence(table: Table, alpha: float = 0.5) -> Floats:
    """(n,) v = (α/n) [I − (1−α) Ωᵀ]⁻¹ 1, Ω_ij = share of j in i's recorded purchases.

    Acemoglu et al. (2012): how far a shock to j moves the whole. `alpha` in (0, 1] is the share of
    a firm's output that is its own work.
    """
    if not 0.0 < alpha <= 1.0:
        raise PullError(_("alpha lies above 0 and up to 1; found {value!r}").format(value=alpha))
    n = table.output.size
    sold: Order = table.sold
    bought = np.where(table.purchases > 0.0, table.purchases, 1.0)
    shares = (1.0 - alpha) * sold.amount / bought[sold.other]
    value = np.full(n, alpha / max(n, 1))
    # (1−α)Ωᵀ has a spectral radius of at most 1−α, so only a tiny alpha could need more sweeps.
    if series(sold.start, sold.other, shares, alpha / max(n, 1), value, 100_000, EPS) < 0:
        raise DivergenceError(_("alpha = {value!r} is too small to sum up").format(value=alpha))
    return value
