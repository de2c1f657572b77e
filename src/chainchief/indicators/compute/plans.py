"""Annual plans as a snapshot has them: one record per indicator, unit, chain and year."""

from dataclasses import dataclass
from fractions import Fraction

from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.core.units import UNITS, Dimension
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.sources import PLAN
from chainchief.indicators.compute.query_text import rows_read
from chainchief.indicators.figures import Scope
from chainchief.lake.engines.engine import Engine
from chainchief.lake.snapshots.manifest import Snapshot
from chainchief.ledger.kinds.plan.register import parsed_schedule


@dataclass(frozen=True)
class Plan:
    """What a unit set out to reach in a year, in steps; `shares` are cumulative, by month."""

    kind: str
    uid: str
    version: int
    code: str
    steps: int
    shares: tuple[Fraction, ...]

    def share_by(self, month: Month) -> Fraction:
        """The share of the plan that should be reached by the end of `month` (时序进度)."""
        return self.shares[month.month - 1]


class Plans:
    """The plans of one snapshot. A unit's plan is its own record, never the sum of others'."""

    def __init__(self, snapshot: Snapshot, engine: Engine) -> None:
        rows = rows_read(engine, snapshot, PLAN)
        self._rows = {
            (row["year"], row["indicator"], row["division"], row["chain"]): row for row in rows
        }

    def of(self, indicator: Indicator, scope: Scope, year: int) -> Plan | str:
        """The plan of one cell, or why there is none."""
        row = self._rows.get((year, indicator.code, scope.division, scope.chain))
        if row is None:
            return _("there is no plan of {} for {}").format(year, indicator.name)
        unit = UNITS.get(row["unit"])
        same = unit is not None and unit.dimension is indicator.unit.dimension
        if unit is None or not same or _counts_other(unit.base, indicator):
            return _("its plan is in {}, not in {}").format(row["unit"], indicator.unit)
        try:
            shares = parsed_schedule(row["schedule"])
        except ValueError:
            return _("the time schedule {!r} cannot be read").format(row["schedule"])
        return Plan(
            kind=row["row_kind"],
            uid=row["row_uid"],
            version=row["row_version"],
            code=row["entity_code"],
            steps=row["quantity"],
            shares=shares,
        )


def _counts_other(base: str, indicator: Indicator) -> bool:
    return indicator.unit.dimension is Dimension.COUNT and base != indicator.unit.base
