"""Bulk data of the demo city's firms: what they report of their months."""

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from chainchief.core.spans import Month
from chainchief.demo.chance import WAN, Chance
from chainchief.demo.firms import Firm
from chainchief.demo.projects.stages import BUREAU
from chainchief.demo.viewers import acting
from chainchief.lake.feeds import batches
from chainchief.lake.feeds.batches import Arrival, schema_of
from chainchief.lake.feeds.declared import FIRM_MONTH, Feed

BASIS = "演示数据(无真实企业数据;真实数据须有法律依据)"
FIRST = Month(2022, 1)
#: What a month brings in a year, in per mille: little around the spring festival, much at its end.
_SEASON = (70, 62, 84, 85, 86, 88, 82, 83, 88, 87, 91, 94)
_YEARS = {year: [Month(year, number) for number in range(1, 13)] for year in (2022, 2023)}


#: Of a thousand monthly reports so many never come, and so many more come three months late.
_MISSING, _LATE = 6, 18
_LATE_BY = 3

Columns = dict[str, list[object]]


def months_of(firms: Sequence[Firm], seed: int) -> dict[Month, Columns]:
    """Month of arrival → what the firms above scale report: most of that month, some belated."""
    made: dict[Month, Columns] = {}
    for firm in firms:
        if firm.above_from is None:
            continue
        chance = Chance(seed, f"arrivals/{firm.code}")
        for month, values in _months(firm, Chance(seed, f"months/{firm.code}")):
            lot = chance.randrange(1000)
            if _reports(firm, month) and lot >= _MISSING:
                arrival = month + _LATE_BY if lot < _MISSING + _LATE else month
                columns = made.setdefault(arrival, {name: [] for name in FIRM_MONTH.columns})
                for name, value in values.items():
                    columns[name].append(value)
    return made


def keep_months(made: Mapping[Month, Columns], first: Month, last: Month) -> None:
    """Keep what arrived from `first` to `last` as one batch."""
    chosen = sorted(each for each in made if first <= each <= last)
    rows: Columns = {
        name: [value for month in chosen for value in made[month][name]]
        for name in FIRM_MONTH.columns
    }
    keep(FIRM_MONTH, rows, f"企业月度数据{first}-{last}.csv")


def _reports(firm: Firm, month: Month) -> bool:
    return (
        firm.above_from is not None
        and firm.above_from <= month.last
        and (firm.above_to is None or firm.above_to >= month.last)
    )


def _months(firm: Firm, chance: Chance) -> Iterator[tuple[Month, dict[str, object]]]:
    """24 months, cumulative since January; some firms lose money, some turn to profit."""
    growth = chance.uniform(-0.12, 0.28)
    margin = chance.gauss(0.055, 0.05)
    turning = chance.uniform(-0.04, 0.06)
    for year, months in _YEARS.items():
        level = firm.revenue / WAN * (1.0 if year == 2022 else 1.0 + growth)
        earned = margin if year == 2022 else margin + turning
        share = 0.0
        for month, part in zip(months, _SEASON, strict=True):
            share += part / 1000 * chance.uniform(0.93, 1.07)
            yield month, _values(firm, str(month), level * share, earned)


def _values(firm: Firm, month: str, revenue: float, margin: float) -> dict[str, object]:
    wan = max(int(revenue), 1)
    return {
        "enterprise": firm.code,
        "month": month,
        "output": int(wan * 1.04) * WAN,
        "revenue": wan * WAN,
        "costs": int(wan * (1 - margin) * 0.86) * WAN,
        "profit": int(wan * margin) * WAN,
        "tax": int(wan * max(margin, 0.0) * 0.35) * WAN,
        "electricity": int(wan * 38),
        "employees": firm.employees,
    }


def keep(feed: Feed, rows: Columns, name: str) -> None:
    schema = schema_of(feed)
    table = pa.table({n: pa.array(v, schema.field(n).type) for n, v in rows.items()}, schema)
    batches.keep(feed, table, Arrival(name, "", BASIS, "演示", acting(BUREAU)))
