"""The Economic Systemic Risk Index: what share of all output is lost if firms stop.

Equations: Diem, Borsos, Reisch, Kertész, Thurner (2022), "Quantifying firm-level economic systemic
risk from nation-wide supply networks", Scientific Reports 12:7719. Two things are settled here that
the paper leaves open: revenue and costs, where known, tell how much of a firm depends on recorded
links at all, and the number says at which `eps` it stopped.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from queue import SimpleQueue
from typing import Any, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chainchief.core.i18n import _
from chainchief.network.cascade.essential import EssentialClasses
from chainchief.network.cascade.plan import Plan, plan
from chainchief.network.cascade.spread import close_each, spread
from chainchief.network.cascade.work import workspace
from chainchief.network.columns import Floats, Indices, amounts_of, shares_of
from chainchief.network.errors import ArrayError, unknown
from chainchief.network.graph import Network

ACCOUNTS, PAPER = "accounts", "paper"
MODES = (ACCOUNTS, PAPER)
EPS = {ACCOUNTS: 1e-6, PAPER: 1e-2}
CHUNK = 256

Progress = Callable[[int, int], object]


def prepare(
    network: Network,
    *,
    classes: EssentialClasses | None = None,
    weights: ArrayLike | None = None,
    mode: str = ACCOUNTS,
    eps: float | None = None,
    substitution: bool = True,
) -> Plan:
    """The network under one set of assumptions, ready for any number of cascades.

    `classes`: which inputs are essential (default: all). `weights` (n,): how much each firm's loss
    counts, ≥ 0 (default: recorded sales). `mode`: "accounts" uses revenue and costs, "paper"
    neither (as in the paper). `eps`: stop after the step in which no firm's level fell by more
    (default 1e-6; "paper" 1e-2). `substitution`: a supplier with a small market share can be
    replaced (σ of the paper).
    """
    if mode not in MODES:
        raise unknown("mode", mode, MODES)
    stop = EPS[mode] if eps is None else float(eps)
    if not 0 <= stop < 1:
        raise ArrayError(_("eps is {eps!r}; it runs from 0 to below 1").format(eps=eps))
    counts = (
        network.sales
        if weights is None
        else amounts_of(weights, network.n_firms, "weights", firms=network.firm_ids)
    )
    total = float(counts.sum())
    if total <= 0:
        raise ArrayError(
            _("All weights are nought, so no share of output can be lost; give other weights")
        )
    return plan(
        network,
        EssentialClasses() if classes is None else classes,
        counts / total,
        closed_books=mode == PAPER,
        substitution=substitution,
        eps=stop,
    )


@dataclass(frozen=True, eq=False)
class Cascade:
    """What one scenario ends in. Losses are shares of each firm's level, in [0, 1]."""

    plan: Plan
    initial: Floats
    """(n,) ψ, the share each firm lost at the start."""
    down: Floats
    """(n,) 1 − h^d: lost for want of inputs."""
    up: Floats
    """(n,) 1 − h^u: lost for want of orders."""
    steps: int

    @property
    def network(self) -> Network:
        return self.plan.network

    @property
    def eps(self) -> float:
        """Threshold at which it stopped: part of the number."""
        return self.plan.eps

    @cached_property
    def losses(self) -> Floats:
        """(n,) the greater of both losses, 1 − min(h^d, h^u)."""
        return np.maximum(self.down, self.up)

    @cached_property
    def weights(self) -> Floats:
        """(n,) what each firm counts, summing to 1."""
        return self.plan.push.weight[self.plan.position]

    @property
    def esri(self) -> float:
        """Share of all weight that is lost, the closed firms' own included."""
        return float(self.weights @ self.losses)

    @property
    def downstream(self) -> float:
        return float(self.weights @ self.down)

    @property
    def upstream(self) -> float:
        return float(self.weights @ self.up)


@dataclass(frozen=True, eq=False)
class Ranking:
    """The index of many firms, each closed alone. All arrays have one entry per closed firm."""

    firms: Indices
    """(r,) positions of the closed firms in the network."""
    esri: Floats
    downstream: Floats
    upstream: Floats
    steps: Indices
    eps: float


def scenario_of(network: Network, close: Mapping[Any, float] | Iterable[Any]) -> Floats:
    """(n,) ψ from `{firm id: share lost}`, or from ids of firms that stop altogether."""
    shares = close if isinstance(close, Mapping) else dict.fromkeys(close, 1.0)
    initial = np.zeros(network.n_firms)
    for firm_id, share in shares.items():
        initial[network.index_of(firm_id)] = shares_of([share], 1, f"share of {firm_id!r}")[0]
    return initial


def cascade(
    network: Network, close: Mapping[Any, float] | Iterable[Any], **assumptions: Any
) -> Cascade:
    """Compute what follows where firms stop or lose a share.

    `close` is `{id: share}` or a list of ids, `assumptions` are those of `prepare`.
    """
    return cascade_of(prepare(network, **assumptions), scenario_of(network, close))


def cascade_of(plan: Plan, initial: ArrayLike) -> Cascade:
    """One scenario on a prepared network; `initial` (n,) are the shares lost at the start."""
    lost = shares_of(initial, plan.network.n_firms, "initial")
    push = plan.push
    firms = np.sort(plan.position[np.flatnonzero(lost)])
    work = workspace(push)
    steps = spread(push, work, firms, lost[plan.order[firms]], plan.substitution, plan.eps)
    return Cascade(plan, lost, work.down[plan.position], work.up[plan.position], steps)


def cascade_all(
    network: Network,
    *,
    firms: Iterable[int] | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    **assumptions: Any,
) -> Ranking:
    """The index of every firm (or of the positions in `firms`), each closed alone.

    `threads`: how many run at once (default: all cores); the result does not depend on it, bit for
    bit. `progress(done, total)` is called after every chunk. `assumptions` are those of `prepare`.
    """
    ready = prepare(network, **assumptions)
    wanted = _positions(ready, firms)
    parts = []
    done = 0
    for part in cascade_chunks(ready, wanted, threads=threads):
        parts.append(part)
        done += len(part.firms)
        if progress is not None:
            progress(done, len(wanted))
    return joined(parts, ready.eps)


def joined(parts: Iterable[Ranking], eps: float) -> Ranking:
    """Rankings of several ranges as one, in the order given."""
    listed = list(parts)
    empty: list[Any] = [np.zeros(0)]
    return Ranking(
        np.concatenate([part.firms for part in listed] or empty).astype(np.int32),
        np.concatenate([part.esri for part in listed] or empty),
        np.concatenate([part.downstream for part in listed] or empty),
        np.concatenate([part.upstream for part in listed] or empty),
        np.concatenate([part.steps for part in listed] or empty).astype(np.int32),
        eps,
    )


def cascade_chunks(
    plan: Plan,
    firms: Iterable[int] | None = None,
    *,
    threads: int | None = None,
    chunk: int = CHUNK,
) -> Iterator[Ranking]:
    """Like `cascade_all`, handing over every chunk of firms as it is ready, in order."""
    wanted = _positions(plan, firms)
    pieces = [wanted[at : at + chunk] for at in range(0, len(wanted), chunk)]
    count = max(1, min(threads or os.cpu_count() or 1, len(pieces)))
    spare: SimpleQueue[Any] = SimpleQueue()
    for _n in range(count):
        spare.put(workspace(plan.push))
    with ThreadPoolExecutor(count) as pool:
        ahead: list[Future[Ranking]] = []
        try:
            for piece in pieces:
                ahead.append(pool.submit(_close_piece, plan, spare, piece))
                if len(ahead) > 4 * count:
                    yield ahead.pop(0).result()
            while ahead:
                yield ahead.pop(0).result()
        finally:
            for future in ahead:
                future.cancel()


def _close_piece(plan: Plan, spare: "SimpleQueue[Any]", firms: Indices) -> Ranking:
    scores, steps = np.zeros((len(firms), 3)), np.zeros(len(firms), np.int32)
    work = spare.get()
    close_each(
        plan.push,
        work,
        plan.position[firms],
        plan.substitution,
        plan.eps,
        scores,
        steps,
    )
    spare.put(work)
    return Ranking(firms, scores[:, 0], scores[:, 1], scores[:, 2], steps, plan.eps)


def _positions(plan: Plan, firms: Iterable[int] | None) -> Indices:
    n = plan.network.n_firms
    if firms is None:
        return np.arange(n, dtype=np.int32)
    array: NDArray[Any] = np.asarray(firms if isinstance(firms, range) else list(firms))
    if array.size and (array.min() < 0 or array.max() >= n):
        raise ArrayError(
            _("{name} holds {value!r}; positions run from 0 to {last}").format(
                name="firms",
                value=int(array.max() if array.max() >= n else array.min()),
                last=n - 1,
            )
        )
    return cast(Indices, array.astype(np.int32))


__all__ = [
    "Cascade",
    "Progress",
    "Ranking",
    "cascade",
    "cascade_all",
    "cascade_chunks",
    "cascade_of",
    "joined",
    "prepare",
    "scenario_of",
]
