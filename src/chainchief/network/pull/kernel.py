"""Compiled loops of pull-through: a sparse power series, and the diagonal of (I − A)⁻¹."""

import numpy as np
from numpy.typing import NDArray

from chainchief.network.compiled import kernel

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Starts = NDArray[np.int64]


@kernel
def series(
    start: Starts, other: Ints, share: Floats, floor: float, total: Floats, most: int, eps: float
) -> int:
    """Sweep `total_j = floor + Σ share·total_other` in place until nothing grows by more than eps.

    From `total = floor` every sweep only adds terms of Σ (Aᵀ)^r·floor, none twice; taking the new
    values at once takes several powers in one sweep. Returns the sweeps done, or −1 after `most`.
    """
    for sweep in range(most):
        grown = 0.0
        for j in range(total.shape[0]):
            value = floor
            for k in range(start[j], start[j + 1]):
                value += share[k] * total[other[k]]
            grown = max(grown, (value - total[j]) / value)
            total[j] = value
        if grown <= eps:
            return sweep + 1
    return -1


@kernel
def return_sums(
    firms: Starts,
    start: Starts,
    buyer: Ints,
    share: Floats,
    multiplier: Floats,
    tolerance: float,
    result: Floats,
) -> None:
    """L_kk for each k of `firms`, below by at most `tolerance`.

    Row k of L = Σ A^r is unrolled from k along sales. What is pending at a firm is passed on to its
    buyers while it exceeds tolerance / m_k; what remains pending, ρ, could still add Σ_j ρ_j L_jk
    ≤ max(ρ)·m_k ≤ tolerance.
    """
    n = start.shape[0] - 1
    pending = np.zeros(n)
    queued = np.zeros(n, dtype=np.bool_)
    queue = np.empty(n, dtype=np.int64)
    touched = np.empty(n, dtype=np.int64)
    seen = np.zeros(n, dtype=np.bool_)
    for place in range(firms.shape[0]):
        k = firms[place]
        least = tolerance / multiplier[k]
        head, waiting, reached = 0, 1, 1
        queue[0] = k
        queued[k] = True
        touched[0] = k
        seen[k] = True
        pending[k] = 1.0
        back = 0.0
        while waiting > 0:
            j = queue[head]
            head = head + 1 if head + 1 < n else 0
            waiting -= 1
            queued[j] = False
            mass = pending[j]
            pending[j] = 0.0
            if j == k:
                back += mass
            for e in range(start[j], start[j + 1]):
                i = buyer[e]
                if not seen[i]:
                    seen[i] = True
                    touched[reached] = i
                    reached += 1
                pending[i] += mass * share[e]
                if pending[i] > least and not queued[i]:
                    queued[i] = True
                    tail = head + waiting
                    queue[tail if tail < n else tail - n] = i
                    waiting += 1
        result[place] = back + pending[k]
        for t in range(reached):
            pending[touched[t]] = 0.0
            seen[touched[t]] = False


@kernel
def dependents(
    start: Starts, supplier: Ints, part: Floats, small: Floats, limit: Floats, least: float
) -> Starts:
    """Per buyer: suppliers with `small` ≤ the buyer's limit that sell it `least` or more of all."""
    count = np.zeros(start.shape[0] - 1, dtype=np.int64)
    for j in range(count.shape[0]):
        for k in range(start[j], start[j + 1]):
            i = supplier[k]
            if i != j and small[i] <= limit[j] and part[k] >= least:
                count[j] += 1
    return count
