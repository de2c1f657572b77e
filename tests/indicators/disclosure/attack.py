"""What an outsider can work out of a published cube, by linear programming (security: A15, R10)."""

import numpy as np
from scipy.optimize import linprog


def bounds(cube, withheld, cell):
    """The least and largest value that `cell` can have, given every cell that is not withheld.

    The attacker knows how cells add up and, where no amount is below zero, that none can be.
    """
    system = _system(cube, withheld)
    return _end(cube, *system, cell, 1.0), _end(cube, *system, cell, -1.0)


def _system(cube, withheld):
    unknown = np.flatnonzero(withheld)
    known = np.where(withheld, 0.0, cube.values)
    matrix, right = cube.relations[:, unknown], -(cube.relations @ known)
    told = matrix.count_nonzero(axis=1) > 0
    return unknown, matrix[told], right[told]


def _end(cube, unknown, matrix, right, cell, sign):
    """The least value of the cell where `sign` is +1, the largest where it is −1."""
    result = linprog(
        sign * (unknown == cell).astype(float),
        A_eq=matrix,
        b_eq=right,
        bounds=(None if cube.signed else 0.0, None),
        method="highs",
    )
    return -sign * np.inf if result.status == 3 else sign * result.fun


def exposed(cube, suppression, margin):
    """Unsafe cells whose value is known to within `margin` of it (a share) on both sides.

    The attacker knows of every cell to which nobody contributes that it is empty: that no firm
    stands outside of the counties, or that all firms have a chain.
    """
    found = []
    system = _system(cube, suppression.withheld & (cube.contributors > 0))
    for cell in np.flatnonzero(suppression.primary):
        true = cube.values[cell]
        slack = 1e-6 * max(1.0, abs(true))
        near = margin * abs(true)
        low = _end(cube, *system, cell, 1.0)
        if low <= true - near + slack:
            continue
        high = _end(cube, *system, cell, -1.0)
        if high < true + near - slack:
            found.append((cube.cells[cell], low, true, high))
    return found
