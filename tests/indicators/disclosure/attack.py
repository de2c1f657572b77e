"""What an outsider can work out of a published cube, by linear programming (security: A15, R10)."""

import numpy as np
from scipy.optimize import linprog


def bounds(cube, withheld, cell):
    """The least and largest value that `cell` can have, given every cell that is not withheld.

    The attacker knows how cells add up and, where no amount is below zero, that none can be.
    """
    unknown = np.flatnonzero(withheld)
    known = np.where(withheld, 0.0, cube.values)
    matrix = cube.relations[:, unknown]
    right = -(cube.relations @ known)
    aim = (unknown == cell).astype(float)
    lowest = None if cube.signed else 0.0
    found = []
    for sign in (1.0, -1.0):
        result = linprog(
            sign * aim,
            A_eq=matrix,
            b_eq=right,
            bounds=[(lowest, None)] * len(unknown),
            method="highs",
        )
        found.append(sign * np.inf * -1 if result.status == 3 else sign * result.fun)
    return found[0], found[1]


def exposed(cube, suppression, margin):
    """Unsafe cells whose value is known to within `margin` of it (a share) on both sides."""
    found = []
    for cell in np.flatnonzero(suppression.primary):
        low, high = bounds(cube, suppression.withheld, cell)
        true = cube.values[cell]
        slack = 1e-6 * max(1.0, abs(true))
        near = margin * abs(true)
        if low > true - near + slack and high < true + near - slack:
            found.append((cube.cells[cell], low, true, high))
    return found
