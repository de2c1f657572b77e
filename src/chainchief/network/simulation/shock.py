"""Recovery schedules δ_i(t): the share of firm i's capacity that is lost on day t."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from chainchief.core.i18n import _, ngettext
from chainchief.network.simulation.errors import SimulationError

#: Pointers by day, firms, shares: as the day loop reads a shock.
Events = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]


@dataclass(frozen=True)
class Shock:
    """Changes of δ, one row each: from `day` on, `firm` has lost `share` of its capacity.

    `firm` (int positions), `day` (ints ≥ 0) and `share` (0…1) have equal length; a row holds until
    the firm's next row, and of two rows for one firm and day the later one counts.
    """

    firm: NDArray[np.int64]
    day: NDArray[np.int64]
    share: NDArray[np.float64]

    def __post_init__(self) -> None:
        if not self.firm.shape == self.day.shape == self.share.shape or self.firm.ndim != 1:
            raise SimulationError(_("firm, day and share of a shock must have one equal length"))
        wrong = ~((self.share >= 0.0) & (self.share <= 1.0))
        if wrong.any():
            raise SimulationError(
                _("a lost share lies between 0 and 1; found {value!r}").format(
                    value=float(self.share[wrong][0])
                )
            )
        if (self.day < 0).any():
            raise SimulationError(
                _("days count from 0; found {value!r}").format(value=int(self.day.min()))
            )

    @classmethod
    def none(cls) -> "Shock":
        """Nothing happens."""
        return cls.from_rows([])

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[int, int, float]]) -> "Shock":
        """Read (firm position, day, share) rows in any order of days."""
        listed = list(rows)
        return cls(
            np.array([row[0] for row in listed], dtype=np.int64),
            np.array([row[1] for row in listed], dtype=np.int64),
            np.array([row[2] for row in listed], dtype=np.float64),
        )

    @classmethod
    def from_array(cls, delta: ArrayLike) -> "Shock":
        """Make any schedule of a table δ (days × firms)."""
        table = np.asarray(delta, dtype=np.float64)
        if table.ndim != 2:
            raise SimulationError(
                ngettext(
                    "a schedule is a table of days × firms; found {axes} axis",
                    "a schedule is a table of days × firms; found {axes} axes",
                    table.ndim,
                ).format(axes=table.ndim)
            )
        before = np.vstack([np.zeros((1, table.shape[1])), table[:-1]]) if len(table) else table
        # A not-a-number must reach the check of the shares, so it counts as a change.
        day, firm = np.nonzero(~(table == before))
        return cls(firm.astype(np.int64), day.astype(np.int64), table[day, firm])

    @classmethod
    def recovering(cls, firms: Iterable[int], days: int, share: Callable[[int], float]) -> "Shock":
        """The same curve `share(day)` for each of `firms` over `days` days, e.g. an exponential."""
        listed = list(firms)
        return cls.from_rows((firm, day, share(day)) for firm in listed for day in range(days))

    def by_day(self, days: int, firms: int) -> Events:
        """Rows sorted by day with pointers (length days + 1); rows beyond the last day drop out."""
        if self.firm.size and not (self.firm.min() >= 0 and self.firm.max() < firms):
            raise SimulationError(_("a shock names a firm outside 0…{last}").format(last=firms - 1))
        kept = np.flatnonzero(self.day < days)
        order = kept[np.argsort(self.day[kept], kind="stable")]
        pointers = np.searchsorted(self.day[order], np.arange(days + 1)).astype(np.int64)
        return pointers, self.firm[order], self.share[order]
