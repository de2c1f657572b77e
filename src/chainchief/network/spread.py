"""The compiled cascade from the first loss to the stop, and many of them in a row."""

import numpy as np

from chainchief.network.columns import Floats, Indices
from chainchief.network.compiled import kernel
from chainchief.network.plan import Push, Rows
from chainchief.network.push import begin, push_down, push_up, settle_down, settle_up
from chainchief.network.sweep import sweep_down, sweep_up, widen
from chainchief.network.work import EVER_WIDE, RECEIVED, UP_RECEIVED, UP_WIDE, WIDE, Work, clear


@kernel
def spread(
    push: Push,
    rows: Rows,
    work: Work,
    firms: Indices,
    losses: Floats,
    substitution: bool,
    eps: float,
) -> int:
    """Run one scenario to its stop; the losses stay in `work`. Returns the number of steps."""
    begin(push, work, firms, losses)
    steps = 0
    while True:
        widen(push, work)
        steps += 1
        if work.tally[WIDE]:
            down = sweep_down(push, rows, work, substitution)
        else:
            push_down(push, work, substitution)
            down = settle_down(push, work)
        if work.tally[UP_WIDE]:
            up = sweep_up(push, rows, work)
        else:
            push_up(push, work)
            up = settle_up(push, work)
        if max(down, up) <= eps:
            return steps


@kernel
def _score(push: Push, work: Work, out: Floats) -> None:
    """Weighted losses of both directions together, downstream, upstream."""
    both = down = up = 0.0
    if work.tally[EVER_WIDE]:
        for firm in range(len(push.weight)):
            down += push.weight[firm] * work.down[firm]
            up += push.weight[firm] * work.up[firm]
            both += push.weight[firm] * max(work.down[firm], work.up[firm])
    else:
        for at in range(work.tally[RECEIVED]):
            firm = work.received[at]
            down += push.weight[firm] * work.down[firm]
            both += push.weight[firm] * max(work.down[firm], work.up[firm])
        for at in range(work.tally[UP_RECEIVED]):
            firm = work.up_received[at]
            up += push.weight[firm] * work.up[firm]
            if work.flag[firm] == 0:
                both += push.weight[firm] * work.up[firm]
    out[0], out[1], out[2] = both, down, up


@kernel
def close_each(
    push: Push,
    rows: Rows,
    work: Work,
    firms: Indices,
    substitution: bool,
    eps: float,
    scores: Floats,
    steps: Indices,
) -> None:
    """One scenario per entry of `firms`: that firm closes. Fills `scores` (r, 3), `steps` (r,)."""
    whole = np.ones(1)
    for at in range(len(firms)):
        steps[at] = spread(push, rows, work, firms[at : at + 1], whole, substitution, eps)
        _score(push, work, scores[at])
        clear(push, work)
