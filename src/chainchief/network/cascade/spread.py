"""The compiled cascade from the first loss to the stop, and many of them in a row."""

import numpy as np

from chainchief.network.cascade.bits import U
from chainchief.network.cascade.ending import end_quietly
from chainchief.network.cascade.orders import push_up, settle_up
from chainchief.network.cascade.plan import Push
from chainchief.network.cascade.push import begin, list_down, settle_down, tell_buyers
from chainchief.network.cascade.sweep import buys_wide, sells_wide, sweep_down, sweep_up
from chainchief.network.cascade.work import Work, score_and_clear
from chainchief.network.columns import Floats, Indices
from chainchief.network.compiled import kernel

WHOLE = np.ones(1)

# The end is thought near at the first step, since most firms reach few others, and when the last
# fall was no more than so many times eps.
NEARLY = 20.0


@kernel
def step_down(push: Push, work: Work, substitution: bool) -> float:
    """One step of all who lack inputs; returns the largest fall."""
    listed = list_down(push, work, substitution)
    if sells_wide(push, work.listed, listed):
        return sweep_down(push, work)
    tell_buyers(push, work, listed)
    return settle_down(push, work)


@kernel
def _step_up(push: Push, work: Work) -> float:
    """One step of all who lack orders; returns the largest fall."""
    if buys_wide(push, work):
        sweep_up(push, work)
    else:
        push_up(push, work)
    return settle_up(push, work)


@kernel
def spread(
    push: Push, work: Work, firms: Indices, losses: Floats, substitution: bool, eps: float
) -> int:
    """Run one scenario to its stop; the losses stay in `work`. Returns the number of steps."""
    begin(push, work, firms, losses)
    steps = 0
    while True:
        steps += 1
        down = step_down(push, work, substitution)
        up = _step_up(push, work)
        if max(down, up) <= eps:
            return steps


@kernel
def _spread_to_score(
    push: Push, work: Work, closed: Indices, substitution: bool, eps: float
) -> int:
    """The same for one firm that closes, as far as its index needs it."""
    begin(push, work, closed, WHOLE)
    steps, up = 0, 0.0
    while True:
        steps += 1
        down = step_down(push, work, substitution)
        if down > eps or up > NEARLY * eps:
            up = _step_up(push, work)
        elif end_quietly(push, work, U(closed[0]), eps):
            return steps
        else:
            up = settle_up(push, work)
        if max(down, up) <= eps:
            return steps


@kernel
def close_each(
    push: Push,
    work: Work,
    firms: Indices,
    substitution: bool,
    eps: float,
    scores: Floats,
    steps: Indices,
) -> None:
    """One scenario per entry of `firms`: that firm closes. Fills `scores` (r, 3), `steps` (r,)."""
    for at in range(len(firms)):
        steps[at] = _spread_to_score(push, work, firms[at : at + 1], substitution, eps)
        score_and_clear(push, work, scores[at])
