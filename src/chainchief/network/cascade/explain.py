"""Why a firm, or everyone together, loses what a cascade says: by suppliers, by orders, by paths.

One step is attributed at the final state. Of the limits of the production function only the one
that binds explains a loss: the scarcest essential input, or all non-essential inputs together, or
the orders, or what the firm lost by itself. Within it, each supplier's part is σ_i Λd_ij (1−h^d_i),
each buyer's Λu_ij (1−h^u_j). Where those parts exceed the loss (nobody loses more than everything;
the last step was not taken any more) they are scaled down to it, so that rows add up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chainchief.core.i18n import _
from chainchief.network.cascade.index import Cascade
from chainchief.network.columns import Floats, Indices, Starts, starts_of
from chainchief.network.errors import ArrayError

OWN, INPUT, NEEDED_INPUT, ORDERS, REST = 0, 1, 2, 3, 4
CAUSES = ("own", "input", "essential input", "orders", "residual")


@dataclass(frozen=True, eq=False)
class Attribution:
    """One row per (firm, cause); the rows of a firm add up to its loss. Sorted by firm, largest
    part first. `cause` is a place in `CAUSES`."""

    cascade: Cascade
    firm: Indices
    """(r,) the firm that loses."""
    through: Indices
    """(r,) the supplier (inputs) or buyer (orders) that passes it on; −1 for own, residual."""
    cause: NDArray[np.int8]
    loss: Floats
    """(r,) share of the firm's level."""

    @cached_property
    def weighted(self) -> Floats:
        """(r,) the same as a share of all weight; these add up to the index."""
        return self.loss * self.cascade.weights[self.firm]

    @cached_property
    def start(self) -> Starts:
        """(n+1,) the rows of firm j are `start[j]:start[j+1]`."""
        return starts_of(self.firm, self.cascade.network.n_firms)


@dataclass(frozen=True)
class Path:
    """A way on which a loss came: from the firm that loses back to where it stems from."""

    firms: tuple[int, ...]
    """Positions, the losing firm first."""
    causes: tuple[str, ...]
    """How each firm lost through the next; one fewer than `firms`."""
    loss: float
    """Share of all weight (of the firm's level, where one firm is explained)."""
    traced: bool
    """Whether the last firm lost by itself; else the depth ended there."""

    def __str__(self) -> str:
        return " ← ".join(str(firm) for firm in self.firms)


@dataclass(frozen=True)
class Explanation:
    """The largest paths; `residual` is all that they leave out, so that both make up `total`."""

    total: float
    paths: Sequence[Path]
    residual: float


def attribute(cascade: Cascade) -> Attribution:
    """One step of every firm's loss, at the final state."""
    losses = cascade.losses
    cause = np.where(cascade.down >= cascade.up, INPUT, ORDERS).astype(np.int8)
    cause[cascade.initial >= losses] = OWN
    cause[losses <= 0] = REST
    own = np.flatnonzero(cause == OWN).astype(np.int32)
    rows = [
        (own, np.full(len(own), -1, np.int32), np.full(len(own), OWN, np.int8), losses[own]),
        _through_inputs(cascade, cause == INPUT),
        _through_orders(cascade, cause == ORDERS),
    ]
    firm, through, kind, loss = (np.concatenate(column) for column in zip(*rows, strict=True))
    firm, through, kind, loss = _add_up(losses, firm, through, kind, loss)
    sort = np.lexsort((-loss, firm))
    return Attribution(cascade, firm[sort], through[sort], kind[sort], loss[sort])


def _add_up(
    losses: Floats, firm: Indices, through: Indices, kind: NDArray[np.int8], loss: Floats
) -> tuple[Any, ...]:
    """Scale down what exceeds a firm's loss; give what is missing a row of its own."""
    found = np.bincount(firm, loss, len(losses))
    scale = np.where(found > losses, losses / np.where(found > 0, found, 1), 1.0)
    loss = loss * scale[firm]
    rest = losses - np.bincount(firm, loss, len(losses))
    # Less than this is rounding.
    left = np.flatnonzero(rest > 1e-15).astype(np.int32)
    return (
        np.concatenate([firm, left]),
        np.concatenate([through, np.full(len(left), -1, np.int32)]),
        np.concatenate([kind, np.full(len(left), REST, np.int8)]),
        np.concatenate([loss, rest[left]]),
    )


def _felt(cascade: Cascade) -> Floats:
    """(n,) σ_i (1−h^d_i) at the final state, in the plan's numbering."""
    push = cascade.plan.push
    down = cascade.down[cascade.plan.order]
    market = np.bincount(push.industry, push.sales * (1 - down), len(push.market))[push.industry]
    if not cascade.plan.substitution:
        return down
    replaceable = push.sales < market
    return down * np.where(replaceable, push.sales / np.where(replaceable, market, 1.0), 1.0)


def _through_inputs(cascade: Cascade, concerned: NDArray[np.bool_]) -> tuple[Any, ...]:
    """Rows for firms that lack inputs: the links of the cell that is shortest."""
    plan, push = cascade.plan, cascade.plan.push
    order = plan.order
    links, cells = push.down_link, plan.cells
    first: Starts = push.down_row["first"].astype(np.int64)
    supplier = np.repeat(np.arange(len(order)), np.diff(first))
    part = links["share"] * _felt(cascade)[supplier]
    short = np.bincount(cells.of_link, part, len(cells.soft))
    owner = np.repeat(np.arange(len(order)), np.diff(cells.start))
    # The last of a firm's cells when sorted by shortage is the one that binds.
    sort = np.lexsort((short, owner))
    binds = np.zeros(len(short), bool)
    last = np.flatnonzero(np.diff(owner[sort], append=-1))
    binds[sort[last]] = True
    used = binds[cells.of_link] & (part > 0) & concerned[order[links["buyer"]]]
    kind = np.where(cells.soft[cells.of_link[used]], INPUT, NEEDED_INPUT).astype(np.int8)
    return order[links["buyer"][used]], order[supplier[used]], kind, part[used]


def _through_orders(cascade: Cascade, concerned: NDArray[np.bool_]) -> tuple[Any, ...]:
    """Rows for firms that lack orders: their buyers."""
    plan, push = cascade.plan, cascade.plan.push
    order = plan.order
    buyer = np.repeat(np.arange(len(order)), np.diff(push.up_start))
    links = push.up_link
    part = links["share"] * cascade.up[order][buyer]
    used = (part > 0) & concerned[order[links["supplier"]]]
    kind = np.full(int(used.sum()), ORDERS, np.int8)
    return order[links["supplier"][used]], order[buyer[used]], kind, part[used]


def explain(
    cascade: Cascade, *, firm: object = None, depth: int = 3, most: int = 50
) -> Explanation:
    """The largest paths by which the loss came, at most `most`, each of at most `depth` links.

    With a firm's id, its own loss (share of its level) is explained; without, the index. Paths may
    pass a firm twice: losses go round in cycles. All that is not listed makes up the residual.
    """
    if depth < 1 or most < 1:
        raise ArrayError(
            _("depth is {depth!r} and most is {most!r}; both are at least 1").format(
                depth=depth, most=most
            )
        )
    rows = attribute(cascade)
    if firm is None:
        amounts = cascade.losses * cascade.weights
        starts = np.flatnonzero(amounts > 0)
    else:
        starts, amounts = np.array([cascade.network.index_of(firm)]), cascade.losses
    total = float(amounts[starts].sum())
    open_ends: list[tuple[float, tuple[int, ...], tuple[str, ...]]] = [
        (-float(amounts[at]), (int(at),), ()) for at in starts
    ]
    heapify(open_ends)
    paths: list[Path] = []
    while open_ends and len(paths) < most:
        amount, firms, causes = heappop(open_ends)
        if causes[-1:] == (CAUSES[OWN],):
            paths.append(Path(firms, causes[:-1], -amount, traced=True))
        elif len(firms) > depth:
            by_itself = rows.cause[rows.start[firms[-1]]] == OWN
            paths.append(Path(firms, causes, -amount, traced=bool(by_itself)))
        else:
            _expand(rows, open_ends, amount, firms, causes)
    paths.sort(key=lambda path: -path.loss)
    return Explanation(total, paths, total - sum(path.loss for path in paths))


def _expand(
    rows: Attribution,
    open_ends: list[tuple[float, tuple[int, ...], tuple[str, ...]]],
    amount: float,
    firms: tuple[int, ...],
    causes: tuple[str, ...],
) -> None:
    """Replace an open end by its causes, in proportion; what has none stays in the residual."""
    last = firms[-1]
    whole = rows.cascade.losses[last]
    for at in range(rows.start[last], rows.start[last + 1]):
        kind, through = int(rows.cause[at]), int(rows.through[at])
        part = amount * float(rows.loss[at] / whole)
        if kind == OWN:
            heappush(open_ends, (part, firms, (*causes, CAUSES[OWN])))
        elif kind != REST:
            heappush(open_ends, (part, (*firms, through), (*causes, CAUSES[kind])))
