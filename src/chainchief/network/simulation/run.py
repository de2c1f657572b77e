"""Day by day: how a stop spreads through inventories, and how the economy recovers.

Hallegatte (2008), Henriet & Hallegatte (2008), Inoue & Todo (2019). Before the shock firm j sells
A_ij to firm i each day and C_j to final demand; it makes P_j = C_j + Σ_i A_ij. Each firm keeps n
days of every supplier's goods and closes a gap over τ days; suppliers of one industry stand in for
each other in use (they form a pool) but not in orders.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chainchief.core.i18n import _
from chainchief.network.graph import Network
from chainchief.network.simulation.errors import SimulationError
from chainchief.network.simulation.kernel import run_scenario
from chainchief.network.simulation.layout import Layout, lay_out
from chainchief.network.simulation.shock import Events, Shock

Rule = Literal["R0", "R1", "R2", "R3"]
#: How a firm that cannot make all that is asked divides what it makes.
RULES: tuple[Rule, ...] = ("R0", "R1", "R2", "R3")
#: Days of use that a firm wants in store, and days over which it closes a gap.
TARGET_DAYS, ADJUST_DAYS = 15.0, 6.0


@dataclass(frozen=True)
class DayByDay:
    """What happened: each total is days × scenarios, in money per day.

    `firms` are the watched firms' positions; `firm_output` and `firm_final` are days × firms ×
    scenarios (no rows where none was watched). `before` are the totals of a day before the shock:
    output, final consumption, value added.
    """

    output: NDArray[np.float64]
    final_consumption: NDArray[np.float64]
    value_added: NDArray[np.float64]
    before: tuple[float, float, float]
    firms: NDArray[np.int64]
    firm_output: NDArray[np.float64]
    firm_final: NDArray[np.float64]


def simulate(
    network: Network,
    final: ArrayLike,
    shocks: Shock | Sequence[Shock],
    days: int,
    rationing: Rule = "R0",
    *,
    target_days: float = TARGET_DAYS,
    adjust_days: float = ADJUST_DAYS,
    watch: ArrayLike | None = None,
    threads: int = 1,
) -> DayByDay:
    """Run `days` days for each shock.

    The links' amounts and `final` (one entry per firm) are money per day. Rationing: R0 everyone
    in proportion to what they asked; R1 final demand is cut first, then clients in proportion; R2
    water-filling, the smallest relative orders (O/A, and C/C) are served first; R3 as R1, then
    water-filling among clients. `watch`: positions of firms whose own series are wanted.A firm
    with neither sales nor final demand has no output to compare with: it goes on using inputs as
    far as its capacity and stores allow. Raises SimulationError on numbers without meaning. Equal
    results for one scenario and for many, and for any number of threads.
    """
    if rationing not in RULES:
        raise SimulationError(
            _("rationing is one of {rules}; found {value!r}").format(
                rules=", ".join(RULES), value=rationing
            )
        )
    if days < 0 or not (0 < target_days < np.inf and 0 < adjust_days < np.inf):
        raise SimulationError(_("days must be 0 or more; target and adjustment days above 0"))
    layout = lay_out(
        network.out_supplier, network.out_buyer, network.out_amount, network.industry, final
    )
    scenarios = [shocks] if isinstance(shocks, Shock) else list(shocks)
    watched = np.asarray([] if watch is None else watch, dtype=np.int64).reshape(-1)
    if watched.size and not (watched.min() >= 0 and watched.max() < layout.final.size):
        raise SimulationError(
            _("a watched firm lies outside 0…{last}").format(last=layout.final.size - 1)
        )

    events = [shock.by_day(days, network.n_firms) for shock in scenarios]

    def one(event: Events) -> tuple[NDArray[np.float64], ...]:
        return _scenario(
            layout, event, days, RULES.index(rationing), target_days, adjust_days, watched
        )

    with ThreadPoolExecutor(max(1, threads)) as pool:
        runs = list(pool.map(one, events))
    return _collect(layout, runs, days, watched)


def _scenario(
    layout: Layout,
    events: Events,
    days: int,
    rule: int,
    target: float,
    adjust: float,
    watched: NDArray[np.int64],
) -> tuple[NDArray[np.float64], ...]:
    """One column: totals (days × 3), watched output and watched final consumption."""
    totals = np.zeros((days, 3))
    output, final = np.zeros((days, watched.size)), np.zeros((days, watched.size))
    run_scenario(
        days,
        float(target),
        1.0 / adjust,
        rule,
        layout.final,
        layout.base,
        layout.value_share,
        layout.pool_ptr,
        layout.link_ptr,
        layout.weight,
        layout.out_ptr,
        layout.out_link,
        layout.out_amount,
        *events,
        watched,
        totals,
        output,
        final,
    )
    return totals, output, final


def _collect(
    layout: Layout,
    runs: list[tuple[NDArray[np.float64], ...]],
    days: int,
    watched: NDArray[np.int64],
) -> DayByDay:
    def columns(part: int, shape: tuple[int, ...]) -> NDArray[np.float64]:
        return np.stack([run[part] for run in runs], axis=-1) if runs else np.zeros((*shape, 0))

    totals = columns(0, (days, 3))
    nothing = Shock.none().by_day(1, layout.final.size)
    rest = _scenario(layout, nothing, 1, 0, TARGET_DAYS, ADJUST_DAYS, watched[:0])[0][0]
    return DayByDay(
        output=totals[:, 0],
        final_consumption=totals[:, 1],
        value_added=totals[:, 2],
        before=(float(rest[0]), float(rest[1]), float(rest[2])),
        firms=watched,
        firm_output=columns(1, (days, watched.size)),
        firm_final=columns(2, (days, watched.size)),
    )
