"""The day-by-day model in whole-array NumPy and SciPy, synchronous and without compiled loops."""

import numpy as np
from scipy.sparse import csr_array

TARGET, ADJUST = 15.0, 6.0


class PlainEconomy:
    """Links in the order (buyer, sector); every step is an array operation over all links."""

    def __init__(self, network, final):
        self.n = network.n_firms
        self.final = final
        supplier, buyer, amount = network.out_supplier, network.out_buyer, network.out_amount
        order = np.lexsort((network.industry[supplier], buyer))
        self.supplier, self.buyer, self.amount = supplier[order], buyer[order], amount[order]
        key = self.buyer.astype(np.int64) * network.n_industries
        key += network.industry[self.supplier]
        self.pools, self.pool = np.unique(key, return_inverse=True)
        self.pool_buyer = (self.pools // network.n_industries).astype(np.int64)
        self.need = np.bincount(self.pool, self.amount)
        m = len(order)
        self.by_supplier = csr_array((np.ones(m), (self.supplier, np.arange(m))), shape=(self.n, m))
        self.base = final + self.by_supplier @ self.amount
        bought = np.bincount(self.buyer, self.amount, self.n)
        self.value = np.divide(
            self.base - bought, self.base, out=np.zeros(self.n), where=self.base > 0
        )

    def run(self, delta, days, rule):
        """`delta` (n,) lost for good from day 0 on; returns days × 3 totals."""
        stock, arriving = TARGET * self.amount, self.amount.copy()
        rate = np.ones(self.n)
        totals = np.zeros((days, 3))
        for day in range(days):
            held = np.bincount(self.pool, stock)
            used = np.divide(
                rate[self.pool_buyer] * self.need, held, out=np.zeros(len(held)), where=held > 0
            )
            stock = np.maximum(0.0, stock + arriving - stock * used[self.pool])
            cover = np.bincount(self.pool, stock) / self.need
            reach = np.full(self.n, np.inf)
            np.minimum.at(reach, self.pool_buyer, cover)
            wanted = self.amount * rate[self.buyer]
            orders = np.maximum(0.0, wanted + (TARGET * wanted - stock) / ADJUST)
            asked = self.by_supplier @ orders
            ceiling = np.minimum(1.0 - delta, reach)
            made = np.minimum(self.base * ceiling, self.final + asked)
            consumed, arriving = self.ration(rule, made, asked, orders)
            some = self.base > 0
            rate = np.where(some, made / np.where(some, self.base, 1.0), np.minimum(1.0, ceiling))
            totals[day] = made.sum(), consumed.sum(), made @ self.value
        return totals

    def ration(self, rule, made, asked, orders):
        if rule == "R0":
            total = self.final + asked
            part = np.divide(made, total, out=np.zeros(self.n), where=total > 0)
            return self.final * part, orders * part[self.supplier]
        return self.water(made, asked, orders)

    def water(self, made, asked, orders):
        """R2: raise the level of all suppliers at once until no client changes sides."""
        relative = orders / self.amount
        rationed = made < self.final + asked
        served_final = np.zeros(self.n, dtype=bool)
        served = relative <= 0.0
        level = np.full(self.n, np.inf)
        while True:
            rest = made - np.where(served_final, self.final, 0.0)
            rest -= self.by_supplier @ np.where(served, orders, 0.0)
            size = np.where(served_final, 0.0, self.final)
            size += self.by_supplier @ np.where(served, 0.0, self.amount)
            open_ = rationed & (size > 0)
            level[open_] = rest[open_] / size[open_]
            level[rationed & (size <= 0)] = np.inf
            now, now_final = relative <= level[self.supplier], level >= 1.0
            now |= served
            now_final |= served_final
            if (now == served).all() and (now_final == served_final).all():
                break
            served, served_final = now, now_final
        got = np.minimum(orders, self.amount * level[self.supplier])
        return self.final * np.minimum(1.0, level), got
