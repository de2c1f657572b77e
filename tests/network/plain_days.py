"""The day-by-day model written as slowly and as literally as the equations read: a yardstick."""

import numpy as np


def share_out(rule, made, final, orders, normal):
    """Divide `made` between final demand and clients; returns (to final, to each client)."""
    total = final + orders.sum()
    if made >= total:
        return final, orders.copy()
    if rule == "R0":
        return final * made / total, orders * made / total
    if rule in ("R1", "R3"):
        if made >= orders.sum():
            return made - orders.sum(), orders.copy()
        if rule == "R1":
            return 0.0, orders * made / orders.sum()
        return 0.0, fill(made, orders, normal)
    both = fill(made, np.append(orders, final), np.append(normal, final))
    return both[-1], both[:-1]


def fill(made, orders, normal):
    """Serve the smallest relative order in full, again and again; the rest share by size."""
    given = np.zeros(len(orders))
    open_ = [k for k in range(len(orders)) if orders[k] > 0]
    rest = made
    while open_:
        size = sum(normal[k] for k in open_)
        least = min(open_, key=lambda k: orders[k] / normal[k])
        if orders[least] / normal[least] * size <= rest:
            given[least] = orders[least]
            rest -= orders[least]
            open_.remove(least)
            continue
        # Levels rise together: what was served in full counts with its own amount.
        for k in open_:
            given[k] = normal[k] * rest / size
        break
    return given


def plain(links, industry, final, delta, days, rule, n=15.0, tau=6.0):
    """links: {(supplier, buyer): amount}; delta: days × firms. Returns days × firms arrays."""
    firms = len(industry)
    sells = np.zeros((firms, firms))
    for (supplier, buyer), amount in links.items():
        sells[supplier, buyer] += amount
    base = final + sells.sum(axis=1)
    bought = sells.sum(axis=0)
    stock, arriving = n * sells, sells.copy()
    rate = np.ones(firms)
    sectors = sorted(set(industry))
    member = {g: np.array([s == g for s in industry]) for g in sectors}
    out, used, value = (np.zeros((days, firms)) for _ in range(3))
    for day in range(days):
        reach = np.full(firms, np.inf)
        for j in range(firms):
            for g in sectors:
                of_g = member[g]
                need, pool = sells[of_g, j].sum(), stock[of_g, j].sum()
                if need <= 0:
                    continue
                taken = stock[of_g, j] * rate[j] * need / pool if pool > 0 else 0.0
                stock[of_g, j] = np.maximum(0.0, stock[of_g, j] + arriving[of_g, j] - taken)
                reach[j] = min(reach[j], stock[of_g, j].sum() / need)
        orders = np.maximum(0.0, sells * rate + (n * sells * rate - stock) / tau)
        orders[sells == 0] = 0.0
        arriving = np.zeros_like(sells)
        for i in range(firms):
            limit = min(1.0 - delta[day, i], reach[i])
            if base[i] == 0:
                rate[i] = min(1.0, limit)
                continue
            made = min(base[i] * limit, final[i] + orders[i].sum())
            to_final, arriving[i] = share_out(rule, made, final[i], orders[i], sells[i])
            rate[i] = made / base[i]
            out[day, i], used[day, i] = made, to_final
            value[day, i] = made * (base[i] - bought[i]) / base[i]
    return out, used, value
