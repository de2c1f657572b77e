"""The compiled day loop. One scenario per call; everything relative, so that rest stays rest.

Inventories are kept as deviations in days of use (`S_ij / A_ij − n`) and flows as multiples of
the link's daily amount. Before a shock every deviation is 0 and every flow 1, exactly, whatever
the amounts: no rounding can set an undisturbed economy in motion.
"""

import numpy as np
from numpy.typing import NDArray

from chainchief.network.compiled import kernel

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PROPORTIONAL, FINAL_FIRST, WATER, FINAL_FIRST_WATER = 0, 1, 2, 3
NO_LIMIT = np.inf


@kernel
def base_output(final: Floats, out_ptr: Ints, out_amount: Floats) -> Floats:
    """P_i, summed in the order in which the day loop sums demand: equal to the last bit."""
    base = np.empty(final.shape[0])
    for i in range(final.shape[0]):
        total = final[i]
        for k in range(out_ptr[i], out_ptr[i + 1]):
            total += out_amount[k]
        base[i] = total
    return base


@kernel
def stock_and_order(
    target: float,
    adjust: float,
    pool_ptr: Ints,
    link_ptr: Ints,
    weight: Floats,
    lost: Floats,
    rate: Floats,
    pool_days: Floats,
    deviation: Floats,
    flow: Floats,
    ceiling: Floats,
) -> None:
    """Steps 0, 1, 2 and 4 for all buyers: use up and restock, order, and see what can be made.

    `ceiling` becomes the smaller of capacity and the scarcest pool (min_g S_ig / A_ig, in days),
    as a share of P. On entry `flow` holds yesterday's deliveries, on return today's orders.
    """
    for i in range(rate.shape[0]):
        drift = target * (rate[i] - 1.0)
        most = 1.0 - lost[i]
        for g in range(pool_ptr[i], pool_ptr[i + 1]):
            days = pool_days[g]
            spread = rate[i] / days if days > rate[i] else 1.0
            used = min(rate[i], days)
            total = 0.0
            pooled = days - target
            for k in range(link_ptr[g], link_ptr[g + 1]):
                held = deviation[k] + flow[k] - used - (deviation[k] - pooled) * spread
                held = max(held, -target)
                deviation[k] = held
                flow[k] = max(0.0, rate[i] + (drift - held) * adjust)
                total += weight[k] * held
            days = max(0.0, target + total)
            pool_days[g] = days
            most = min(most, days)
        ceiling[i] = most


@kernel
def water_level(supply: float, final: float, amount: Floats, wanted: Floats, count: int) -> float:
    """The level λ with final·min(1, λ) + Σ amount·min(wanted, λ) = supply.

    The filled part is concave and piecewise linear in λ, so Newton's steps from below rise to λ and
    stop as soon as the set of the served no longer changes. A client that ordered nothing has no
    weight: it neither receives nor raises another's level.
    """
    weight = final
    for k in range(count):
        if wanted[k] > 0.0:
            weight += amount[k]
    level = supply / weight
    while True:
        rest = supply
        weight = 0.0
        if level >= 1.0:
            rest -= final
        else:
            weight += final
        for k in range(count):
            if wanted[k] <= level:
                rest -= amount[k] * wanted[k]
            else:
                weight += amount[k]
        if weight <= 0.0:
            return NO_LIMIT
        higher = rest / weight
        if higher <= level:
            return level
        level = higher


@kernel
def ration(
    rule: int,
    supply: float,
    final: float,
    amount: Floats,
    wanted: Floats,
    count: int,
) -> float:
    """Step 6 where supply falls short: `wanted` becomes what is delivered; returns final's part."""
    orders = 0.0
    for k in range(count):
        orders += amount[k] * wanted[k]
    kept = final
    if rule in (FINAL_FIRST, FINAL_FIRST_WATER):
        if supply >= orders:
            return supply - orders
        kept = 0.0
    if rule in (PROPORTIONAL, FINAL_FIRST):
        factor = supply / (kept + orders)
        for k in range(count):
            wanted[k] *= factor
        return kept * factor
    level = 0.0 if supply <= 0.0 else water_level(supply, kept, amount, wanted, count)
    for k in range(count):
        wanted[k] = min(wanted[k], level)
    return kept * min(1.0, level)


@kernel
def sell(
    rule: int,
    final: Floats,
    base: Floats,
    value_share: Floats,
    out_ptr: Ints,
    out_link: Ints,
    out_amount: Floats,
    ceiling: Floats,
    rate: Floats,
    flow: Floats,
    consumed: Floats,
    wanted: Floats,
    totals: Floats,
) -> None:
    """Steps 3, 5 and 6 for all suppliers: `flow` becomes deliveries, `totals` is added to."""
    for i in range(final.shape[0]):
        if base[i] <= 0.0:
            # Without recorded output there is no P^act / P: it works as far as it can.
            rate[i] = ceiling[i]
            continue
        first, last = out_ptr[i], out_ptr[i + 1]
        demand = final[i]
        for k in range(first, last):
            wanted[k - first] = flow[out_link[k]]
            demand += out_amount[k] * wanted[k - first]
        made = min(base[i] * ceiling[i], demand)
        consumed[i] = final[i]
        if made < demand:
            amount = out_amount[first:last]
            consumed[i] = ration(rule, made, final[i], amount, wanted, last - first)
            for k in range(first, last):
                flow[out_link[k]] = wanted[k - first]
        rate[i] = made / base[i]
        totals[0] += made
        totals[1] += consumed[i]
        totals[2] += made * value_share[i]


@kernel
def run_scenario(
    days: int,
    target: float,
    adjust: float,
    rule: int,
    final: Floats,
    base: Floats,
    value_share: Floats,
    pool_ptr: Ints,
    link_ptr: Ints,
    weight: Floats,
    out_ptr: Ints,
    out_link: Ints,
    out_amount: Floats,
    event_ptr: Ints,
    event_firm: Ints,
    event_share: Floats,
    watched: Ints,
    totals: Floats,
    watched_output: Floats,
    watched_final: Floats,
) -> None:
    """Fill totals (days × 3: output, final consumption, value added) and the watched firms."""
    firms = final.shape[0]
    deviation = np.zeros(weight.shape[0])
    flow = np.ones(weight.shape[0])
    pool_days = np.full(link_ptr.shape[0] - 1, target)
    rate = np.ones(firms)
    lost = np.zeros(firms)
    ceiling = np.empty(firms)
    consumed = np.zeros(firms)
    wanted = np.empty(np.max(np.diff(out_ptr)) if firms > 0 else 0)

    for day in range(days):
        for e in range(event_ptr[day], event_ptr[day + 1]):
            lost[event_firm[e]] = event_share[e]
        stock_and_order(
            target,
            adjust,
            pool_ptr,
            link_ptr,
            weight,
            lost,
            rate,
            pool_days,
            deviation,
            flow,
            ceiling,
        )
        sell(
            rule,
            final,
            base,
            value_share,
            out_ptr,
            out_link,
            out_amount,
            ceiling,
            rate,
            flow,
            consumed,
            wanted,
            totals[day],
        )
        for w in range(watched.shape[0]):
            watched_output[day, w] = rate[watched[w]] * base[watched[w]]
            watched_final[day, w] = consumed[watched[w]]
