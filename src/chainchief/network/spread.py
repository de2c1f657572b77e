"""The compiled cascade from the first loss to the stop, and many of them in a row."""

import numpy as np

from chainchief.network.abreast import WIDTH, Lanes, enter, leave, score_and_free, step_abreast
from chainchief.network.columns import Floats, Indices
from chainchief.network.compiled import kernel
from chainchief.network.plan import Push, Rows
from chainchief.network.push import begin, push_down, push_up, settle_down, settle_up
from chainchief.network.sweep import WIDEN, WIDEN_ABREAST, sweep_down, sweep_up, widen
from chainchief.network.work import EVER_WIDE, RECEIVED, UP_RECEIVED, UP_WIDE, WIDE, Work, clear

# A scenario that takes longer than this goes on alone, where quiet firms cost nothing.
STRAGGLING = 64


@kernel
def go_on(
    push: Push,
    rows: Rows,
    work: Work,
    steps: int,
    substitution: bool,
    eps: float,
    while_narrow: bool,
) -> int:
    """Step by step to the stop, or until it goes wide. Returns the number of steps so far, less
    than nought (−1 − steps) where it did not stop."""
    while True:
        widen(push, work, WIDEN_ABREAST if while_narrow else WIDEN)
        if while_narrow and work.tally[EVER_WIDE]:
            return -1 - steps
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
    return go_on(push, rows, work, 0, substitution, eps, False)


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
    lanes: Lanes,
    firms: Indices,
    substitution: bool,
    eps: float,
    scores: Floats,
    steps: Indices,
) -> None:
    """One scenario per entry of `firms`: that firm closes. Fills `scores` (r, 3), `steps` (r,)."""
    waiting = 0
    while True:
        for lane in range(WIDTH):
            while lanes.scenario[lane] < 0 and waiting < len(firms):
                _start(push, rows, work, lanes, lane, firms, waiting, substitution, eps)
                if lanes.scenario[lane] < 0:
                    steps[waiting] = lanes.steps[lane]
                    _score(push, work, scores[waiting])
                clear(push, work)
                waiting += 1
        if lanes.scenario.max() < 0:
            return
        step_abreast(push, rows, lanes, substitution)
        _finish(push, rows, work, lanes, substitution, eps, scores, steps)


@kernel
def _start(
    push: Push,
    rows: Rows,
    work: Work,
    lanes: Lanes,
    lane: int,
    firms: Indices,
    scenario: int,
    substitution: bool,
    eps: float,
) -> None:
    """Close a firm; where the cascade goes wide it enters the lane, else it is done in `work`."""
    begin(push, work, firms[scenario : scenario + 1], np.ones(1))
    lanes.steps[lane] = go_on(push, rows, work, 0, substitution, eps, True)
    if lanes.steps[lane] < 0:
        enter(work, lanes, lane, scenario, -1 - lanes.steps[lane])


@kernel
def _finish(
    push: Push,
    rows: Rows,
    work: Work,
    lanes: Lanes,
    substitution: bool,
    eps: float,
    scores: Floats,
    steps: Indices,
) -> None:
    """Free the lanes that have come to their stop, and those that straggle."""
    done = np.empty(WIDTH, np.int32)
    n_done = 0
    for lane in range(WIDTH):
        scenario = lanes.scenario[lane]
        if scenario < 0:
            continue
        if lanes.fall[lane] <= eps:
            steps[scenario] = lanes.steps[lane]
            done[n_done] = lane
            n_done += 1
        elif lanes.steps[lane] >= STRAGGLING:
            leave(push, work, lanes, lane, EVER_WIDE)
            steps[scenario] = go_on(push, rows, work, lanes.steps[lane], substitution, eps, False)
            _score(push, work, scores[scenario])
            clear(push, work)
    if n_done:
        score_and_free(push, lanes, done[:n_done], scores)
