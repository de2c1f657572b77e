"""The diagonal of L = (I − A)⁻¹: how much of a firm's own output its own purchases call for."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from chainchief.network.pull.input_output import Table
from chainchief.network.pull.kernel import return_sums

Floats = NDArray[np.float64]

#: Up to so many firms the inverse is taken whole.
DENSE = 1500
#: Beyond: L_kk is too small by at most this (L_kk ≥ 1).
TOLERANCE = 1e-4
#: Firms handed to a thread at a time.
BATCH = 512


def diagonal(
    table: Table, multiplier: Floats, tolerance: float = TOLERANCE, threads: int = 1
) -> Floats:
    """(n,) L_kk: exact up to DENSE firms, else between L_kk − tolerance and L_kk."""
    n = table.output.size
    if n <= DENSE:
        return _dense(table)
    shares = table.coefficients_by_supplier()
    known = np.where(np.isnan(multiplier), 1.0, multiplier)
    result = np.empty(n)

    def batch(first: int) -> None:
        firms = np.arange(first, min(first + BATCH, n), dtype=np.int64)
        part = result[first : first + BATCH]
        return_sums(firms, table.sold.start, table.sold.other, shares, known, tolerance, part)

    with ThreadPoolExecutor(max(1, threads)) as pool:
        list(pool.map(batch, range(0, n, BATCH)))
    return result


def _dense(table: Table) -> Floats:
    n = table.output.size
    matrix = np.eye(n)
    supplier = np.repeat(np.arange(n), np.diff(table.sold.start))
    matrix[supplier, table.sold.other] -= table.coefficients_by_supplier()
    return np.asarray(np.diag(np.linalg.inv(matrix))).copy()
