"""Eight wide scenarios abreast: one pass over the links serves them all.

A sweep spends its time fetching links and firms from memory. With the levels of eight scenarios
side by side, each fetch brings what all eight need, and the arithmetic runs in vector registers.
Each lane computes by itself, in the same order whatever its neighbours do, so that a scenario's
result does not depend on which others it ran with.
"""

import math
from typing import NamedTuple

import numpy as np

from chainchief.network.columns import Floats, Indices
from chainchief.network.compiled import kernel
from chainchief.network.plan import Push, Rows
from chainchief.network.work import EDGES, RECEIVED, UP_RECEIVED, UP_WIDE, WIDE, Work

WIDTH = 8
Eight = tuple[float, float, float, float, float, float, float, float]


class Lanes(NamedTuple):
    """Levels of eight scenarios, all nought where a lane is free."""

    down: Floats  # (n, 8) downstream loss
    sent: Floats  # (n, 8) σ·loss
    up: Floats  # (n, 8) upstream loss
    up_sent: Floats  # (n, 8) the same one step before
    fall: Floats  # (8,) largest fall of this step
    scenario: Indices  # (8,) which one runs in the lane; −1: none
    steps: Indices  # (8,)


def lanes_for(push: Push) -> Lanes:
    """Eight free lanes for one thread."""
    n = len(push.sales)
    return Lanes(
        down=np.zeros((n, WIDTH)),
        sent=np.zeros((n, WIDTH)),
        up=np.zeros((n, WIDTH)),
        up_sent=np.zeros((n, WIDTH)),
        fall=np.zeros(WIDTH),
        scenario=np.full(WIDTH, -1, np.int32),
        steps=np.zeros(WIDTH, np.int32),
    )


# Tuples of eight, not loops over eight: these the compiler keeps in registers.


@kernel
def _load(a: Floats, i: int) -> Eight:
    return a[i, 0], a[i, 1], a[i, 2], a[i, 3], a[i, 4], a[i, 5], a[i, 6], a[i, 7]


@kernel
def _store(a: Floats, i: int, v: Eight) -> None:
    a[i, 0], a[i, 1], a[i, 2], a[i, 3] = v[0], v[1], v[2], v[3]
    a[i, 4], a[i, 5], a[i, 6], a[i, 7] = v[4], v[5], v[6], v[7]


@kernel
def _all(x: float) -> Eight:
    return x, x, x, x, x, x, x, x


@kernel
def _plus(v: Eight, keep: float, share: float, w: Eight) -> Eight:
    """v·keep + share·w."""
    return (
        v[0] * keep + share * w[0],
        v[1] * keep + share * w[1],
        v[2] * keep + share * w[2],
        v[3] * keep + share * w[3],
        v[4] * keep + share * w[4],
        v[5] * keep + share * w[5],
        v[6] * keep + share * w[6],
        v[7] * keep + share * w[7],
    )


@kernel
def _higher(v: Eight, w: Eight) -> Eight:
    return (
        w[0] if w[0] > v[0] else v[0],
        w[1] if w[1] > v[1] else v[1],
        w[2] if w[2] > v[2] else v[2],
        w[3] if w[3] > v[3] else v[3],
        w[4] if w[4] > v[4] else v[4],
        w[5] if w[5] > v[5] else v[5],
        w[6] if w[6] > v[6] else v[6],
        w[7] if w[7] > v[7] else v[7],
    )


@kernel
def _at_most_one(v: Eight) -> Eight:
    return (
        v[0] if v[0] < 1.0 else 1.0,
        v[1] if v[1] < 1.0 else 1.0,
        v[2] if v[2] < 1.0 else 1.0,
        v[3] if v[3] < 1.0 else 1.0,
        v[4] if v[4] < 1.0 else 1.0,
        v[5] if v[5] < 1.0 else 1.0,
        v[6] if v[6] < 1.0 else 1.0,
        v[7] if v[7] < 1.0 else 1.0,
    )


@kernel
def _share_of(s: float, market: float) -> float:
    return s / market if s < market else 1.0


@kernel
def _felt(v: Eight, s: float, m: Eight) -> Eight:
    """σ·loss; a market of no more than s (wiped out included) leaves σ = 1."""
    return (
        v[0] * _share_of(s, m[0]),
        v[1] * _share_of(s, m[1]),
        v[2] * _share_of(s, m[2]),
        v[3] * _share_of(s, m[3]),
        v[4] * _share_of(s, m[4]),
        v[5] * _share_of(s, m[5]),
        v[6] * _share_of(s, m[6]),
        v[7] * _share_of(s, m[7]),
    )


@kernel
def _feel(push: Push, lanes: Lanes, substitution: bool) -> None:
    for k in range(len(push.market)):
        market = _all(0.0)
        first, last = push.member_start[k], push.member_start[k + 1]
        if substitution:
            for place in range(first, last):
                firm = push.member[place]
                s = push.sales[firm]
                market = _plus(market, 1.0, s, _plus(_all(1.0), 1.0, -1.0, _load(lanes.down, firm)))
        for place in range(first, last):
            firm = push.member[place]
            _store(lanes.sent, firm, _felt(_load(lanes.down, firm), push.sales[firm], market))


@kernel
def _sweep_down(push: Push, rows: Rows, lanes: Lanes, substitution: bool) -> None:
    _feel(push, lanes, substitution)
    sent = lanes.sent
    fall = _all(0.0)
    for row in range(len(rows.buyer)):
        firm = rows.buyer[row]
        before = _load(lanes.down, firm)
        total = _all(0.0)
        for link in range(rows.soft_start[row], rows.soft_start[row + 1]):
            total = _plus(total, 1.0, rows.soft_share[link], _load(sent, rows.soft_firm[link]))
        worst = _higher(before, total)
        total = _all(0.0)
        for link in range(rows.hard_start[row], rows.hard_start[row + 1]):
            share = rows.hard_share[link]
            keep = 0.5 + math.copysign(0.5, share)
            total = _plus(total, keep, abs(share), _load(sent, rows.hard_firm[link]))
            worst = _higher(worst, total)
        worst = _at_most_one(worst)
        fall = _higher(fall, _plus(worst, 1.0, -1.0, before))
        _store(lanes.down, firm, worst)
    for lane in range(WIDTH):
        lanes.fall[lane] = fall[lane]


@kernel
def _sweep_up(rows: Rows, lanes: Lanes) -> None:
    lanes.up_sent[:] = lanes.up
    sent = lanes.up_sent
    fall = _all(0.0)
    for row in range(len(rows.supplier)):
        firm = rows.supplier[row]
        before = _load(sent, firm)
        total = _all(0.0)
        for link in range(rows.order_start[row], rows.order_start[row + 1]):
            total = _plus(total, 1.0, rows.order_share[link], _load(sent, rows.order_firm[link]))
        after = _at_most_one(_higher(before, total))
        fall = _higher(fall, _plus(after, 1.0, -1.0, before))
        _store(lanes.up, firm, after)
    for lane in range(WIDTH):
        lanes.fall[lane] = max(lanes.fall[lane], fall[lane])


@kernel
def step_abreast(push: Push, rows: Rows, lanes: Lanes, substitution: bool) -> None:
    """One step of all lanes; leaves each lane's largest fall in `lanes.fall`."""
    _sweep_down(push, rows, lanes, substitution)
    _sweep_up(rows, lanes)
    for lane in range(WIDTH):
        lanes.steps[lane] += 1


@kernel
def enter(work: Work, lanes: Lanes, lane: int, scenario: int, steps: int) -> None:
    """Take a scenario that has gone wide, out of `work`, into a free lane."""
    for at in range(work.tally[RECEIVED]):
        firm = work.received[at]
        lanes.down[firm, lane] = work.down[firm]
    for at in range(work.tally[UP_RECEIVED]):
        firm = work.up_received[at]
        lanes.up[firm, lane] = work.up[firm]
    lanes.scenario[lane] = scenario
    lanes.steps[lane] = steps


@kernel
def leave(push: Push, work: Work, lanes: Lanes, lane: int, ever_wide: int) -> None:
    """Put a scenario back into `work`, to go on alone; the lane is free again."""
    for firm in range(len(push.sales)):
        work.down[firm] = work.worst[firm] = lanes.down[firm, lane]
        work.up[firm] = lanes.up[firm, lane]
        lanes.down[firm, lane] = lanes.up[firm, lane] = 0.0
    work.tally[WIDE] = work.tally[UP_WIDE] = work.tally[ever_wide] = 1
    work.tally[EDGES] = 0
    lanes.scenario[lane] = -1


@kernel
def score_and_free(push: Push, lanes: Lanes, done: Indices, scores: Floats) -> None:
    """Weighted losses of the lanes in `done`, which are free afterwards."""
    for lane in done:
        scores[lanes.scenario[lane]] = 0.0
    for firm in range(len(push.weight)):
        weight = push.weight[firm]
        for lane in done:
            down, up = lanes.down[firm, lane], lanes.up[firm, lane]
            out = scores[lanes.scenario[lane]]
            out[0] += weight * max(down, up)
            out[1] += weight * down
            out[2] += weight * up
            lanes.down[firm, lane] = lanes.up[firm, lane] = 0.0
    for lane in done:
        lanes.scenario[lane] = -1
