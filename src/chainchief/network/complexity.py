"""Complexity and relatedness: what a place does, what it is near to, and how rare that is.

Hidalgo & Hausmann (2009) for complexity, Hidalgo et al. (2007) for proximity and density, Hausmann
et al. (2014), The Atlas of Economic Complexity, for the outlook (COI) and the gain (COG).
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import eigh
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import ArpackNoConvergence, LinearOperator, eigsh

from chainchief.core.i18n import _, ngettext
from chainchief.network.columns import amounts_of, labels_of
from chainchief.network.errors import ArrayError

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: M = RCA ≥ 1, but for the rounding of shares that are equal by the file.
PRESENT_FROM = 1.0 - 1e-12
#: Up to so many on the smaller side, the whole eigenproblem is solved.
DENSE = 64
#: A second singular value below says that all places do the same: nothing can be put in order.
NO_ORDER = 1e-9


@dataclass(frozen=True)
class LeftOut:
    """What no measure exists for, by name: without any amount, without an advantage, or apart.

    Apart are those that share no activity with the largest group of places: between such groups
    the measure knows no order.
    """

    places: tuple[object, ...]
    activities: tuple[object, ...]


@dataclass(frozen=True, eq=False)
class Complexity:
    """p places × a activities that are left after empty ones were taken out.

    `rca` (p, a), Balassa's revealed comparative advantage; `present` M = RCA ≥ 1; `diversity` (p,)
    and `ubiquity` (a,) its sums. `eci` (p,) and `pci` (a,) are standardised with the mean and the
    population's standard deviation of ECI. Without an order (all places do the same) both are 0.
    """

    places: NDArray[Any]
    activities: NDArray[Any]
    rca: Floats
    present: Bools
    eci: Floats
    pci: Floats
    has_order: bool
    left_out: LeftOut

    @cached_property
    def diversity(self) -> NDArray[np.int64]:
        return np.asarray(self.present.sum(axis=1))

    @cached_property
    def ubiquity(self) -> NDArray[np.int64]:
        return np.asarray(self.present.sum(axis=0))

    @cached_property
    def proximity(self) -> Floats:
        """(a, a) φ_pq = |M_p · M_q| / max(u_p, u_q); 1 on the diagonal."""
        # Counts are exact in 32 bits up to 16 million, at half the time.
        m = self.present.astype(np.float32)
        together = (m.T @ m).astype(np.float64)
        often = self.ubiquity.astype(np.float64)
        return np.asarray(together / np.maximum(often[:, None], often[None, :]))

    @cached_property
    def density(self) -> Floats:
        """(p, a) Σ_q M_cq φ_pq / Σ_q φ_pq, q = p included: how near an activity is to a place."""
        near = self.present.astype(np.float64) @ self.proximity
        return np.asarray(near / self.proximity.sum(axis=0))

    @cached_property
    def outlook(self) -> Floats:
        """(p,) COI = Σ_p (1 − M_cp) density_cp PCI_p."""
        return np.asarray((np.where(self.present, 0.0, self.density) * self.pci).sum(axis=1))

    @cached_property
    def gain(self) -> Floats:
        """(p, a) COG: how the outlook changes with one more activity; 0 where it is present.

        Σ_q φ_pq / Σ_r φ_rq · (1 − M_cq) PCI_q − density_cp PCI_p.
        """
        weighted = self.proximity * (self.pci / self.proximity.sum(axis=0))
        opened = (~self.present).astype(np.float64) @ weighted.T
        return np.where(self.present, 0.0, opened - self.density * self.pci)

    def nearest_present(self, place: int, activity: int, most: int = 3) -> list[int]:
        """The activities of a place that are most related to one it lacks, nearest first."""
        near = np.where(self.present[place], self.proximity[activity], 0.0)
        near[activity] = 0.0
        order = np.argsort(-near, kind="stable")[:most]
        return [int(at) for at in order if near[at] > 0.0]


def complexity(
    amounts: ArrayLike,
    *,
    places: ArrayLike | Sequence[Hashable] | None = None,
    activities: ArrayLike | Sequence[Hashable] | None = None,
    shrink: float = 0.0,
) -> Complexity:
    """Measure a table X (places × activities) of revenue or employment, in any one unit.

    `shrink` ≥ 0, in the unit of X, draws RCA = (X + shrink) / (expected + shrink) towards 1, so
    that a small cell is no advantage by chance. Raises ArrayError on amounts without meaning, or
    where nothing is left to compare.
    """
    table = np.array(amounts, dtype=np.float64)
    if table.ndim != 2:
        raise ArrayError(
            ngettext(
                "the table of places and activities has {n} axis",
                "the table of places and activities has {n} axes",
                table.ndim,
            ).format(n=table.ndim)
        )
    amounts_of(table.reshape(-1), table.size, "amounts")
    if not 0.0 <= shrink < np.inf:
        raise ArrayError(_("shrink is a number of 0 or more; found {value!r}").format(value=shrink))
    names = [
        np.arange(count) if labels is None else labels_of(labels, count, axis)
        for labels, count, axis in (
            (places, table.shape[0], "places"),
            (activities, table.shape[1], "activities"),
        )
    ]
    rows, columns, rca = _left(table, shrink)
    if not (rows.any() and columns.any()):
        raise ArrayError(_("no place has an advantage in any activity: nothing can be compared"))
    present = rca >= PRESENT_FROM
    eci, pci, ordered = _indices(present)
    return Complexity(
        places=names[0][rows],
        activities=names[1][columns],
        rca=rca,
        present=present,
        eci=eci,
        pci=pci,
        has_order=ordered,
        left_out=LeftOut(tuple(names[0][~rows].tolist()), tuple(names[1][~columns].tolist())),
    )


def advantage(table: Floats, shrink: float = 0.0) -> Floats:
    """RCA_cp = (X_cp / X_c) / (X_p / X), of a table without empty rows and columns."""
    expected = table.sum(axis=1)[:, None] * (table.sum(axis=0)[None, :] / table.sum())
    return np.asarray((table + shrink) / (expected + shrink))


def _left(table: Floats, shrink: float) -> tuple[Bools, Bools, Floats]:
    """Which places and activities are left, and their RCA."""
    rows, columns = table.sum(axis=1) > 0.0, table.sum(axis=0) > 0.0
    if not rows.any():
        return rows, columns, np.zeros((0, 0))
    rca = advantage(_part(table, rows, columns), shrink)
    kept_rows, kept_columns = _largest_group(rca >= PRESENT_FROM)
    rows[np.flatnonzero(rows)[~kept_rows]] = False
    columns[np.flatnonzero(columns)[~kept_columns]] = False
    return rows, columns, _part(rca, kept_rows, kept_columns)


def _part(table: Floats, rows: Bools, columns: Bools) -> Floats:
    """The rows and columns that are kept; the table itself where all are."""
    return table if rows.all() and columns.all() else table[np.ix_(rows, columns)]


def _sparse(present: Bools) -> csr_array:
    """M as a sparse matrix of ones."""
    start = np.zeros(present.shape[0] + 1, np.int32)
    np.cumsum(present.sum(axis=1), out=start[1:])
    column = np.nonzero(present)[1].astype(np.int32)
    return csr_array((np.ones(len(column)), column, start), shape=present.shape)


def _largest_group(present: Bools) -> tuple[Bools, Bools]:
    """The places and activities of the largest group held together by what is present."""
    n, k = present.shape
    m = _sparse(present)
    if not m.nnz:
        return np.zeros(n, dtype=bool), np.zeros(k, dtype=bool)
    start = np.concatenate([m.indptr, np.full(k, m.nnz, np.int32)])
    graph = csr_array((m.data, m.indices + np.int32(n), start), shape=(n + k, n + k))
    _count, group = connected_components(graph, directed=False)
    links = np.bincount(group[:n], weights=np.diff(m.indptr), minlength=group.max() + 1)
    kept = group == int(np.argmax(links))
    return kept[:n], kept[n:]


def _indices(present: Bools) -> tuple[Floats, Floats, bool]:
    """ECI and PCI of one group of places, and whether there is an order at all.

    PCI is the second right eigenvector of D_u⁻¹ Mᵀ D_d⁻¹ M. With S = D_d^-½ M D_u^-½ it is
    D_u^-½ v for the second right singular vector v of S, found on the smaller side of S.
    """
    m = _sparse(present)
    diversity = np.diff(m.indptr).astype(np.float64)
    d, u = np.sqrt(diversity), np.sqrt(present.sum(axis=0))
    scaled = np.repeat(1.0 / d, np.diff(m.indptr)) / u[m.indices]
    s = csr_array((scaled, m.indices, m.indptr), shape=m.shape)
    wide = s.shape[0] <= s.shape[1]
    # The first singular vectors are known: D^½ 1.
    value, vector = _second(s if wide else csr_array(s.T), d if wide else u)
    if value <= NO_ORDER:
        return np.zeros(s.shape[0]), np.zeros(s.shape[1]), False
    products = (s.T @ vector if wide else vector) / u
    mean_of = (m @ products) / diversity
    return (*_standardised(mean_of, products, diversity), True)


def _second(s: csr_array, first: Floats) -> tuple[float, Floats]:
    """The second eigenvalue of S Sᵀ and its vector, the first one being `first`."""
    n = s.shape[0]
    if n < 2:
        return 0.0, np.zeros(n)
    known, back = first / np.linalg.norm(first), csr_array(s.T)
    if n > DENSE:
        rest = LinearOperator(
            (n, n),
            matvec=lambda x: s @ (back @ x) - known * (known @ x),
            dtype=np.float64,
        )
        try:
            # A start of its own makes the result the same every time.
            start = np.random.default_rng(0).standard_normal(n)
            values, vectors = eigsh(rest, k=1, which="LA", v0=start)
            return float(values[0]), np.asarray(vectors[:, 0])
        except ArpackNoConvergence:
            pass  # the second and third value are nearly one: the dense way parts them
    gram = (s @ back).toarray() - np.outer(known, known)
    values, vectors = eigh(gram, subset_by_index=[n - 1, n - 1])
    return float(values[0]), np.asarray(vectors[:, 0])


def _standardised(places: Floats, products: Floats, diversity: Floats) -> tuple[Floats, Floats]:
    """Signed so that ECI rises with diversity; where it does neither, the first place leads."""
    with_diversity = float(((places - places.mean()) * (diversity - diversity.mean())).sum())
    scale = float(np.abs(places).max()) * float(diversity.max()) * len(places)
    leading = with_diversity if abs(with_diversity) > 1e-12 * scale else float(places[0])
    sign = -1.0 if leading < 0.0 else 1.0
    mean, spread = places.mean(), places.std()
    return sign * (places - mean) / spread, sign * (products - mean) / spread


__all__ = ["Complexity", "LeftOut", "advantage", "complexity"]
