"""Bulk data of the demo city's firms: their months, and the sales from one to another."""

import math
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from chainchief.core.spans import Month
from chainchief.demo.chance import WAN, Chance
from chainchief.demo.firms import Firm
from chainchief.demo.stages import BUREAU
from chainchief.lake import feed_store
from chainchief.lake.feed_store import Arrival, schema_of
from chainchief.lake.feeds import FIRM_MONTH, SUPPLY_LINK, Feed

BASIS = "演示数据(无真实企业数据;真实数据须有法律依据)"
FIRST = Month(2022, 1)
#: What a month brings in a year, in per mille: little around the spring festival, much at its end.
_SEASON = (70, 62, 84, 85, 86, 88, 82, 83, 88, 87, 91, 94)
_LINKS_PER_FIRM = 4
_YEARS = {year: [Month(year, number) for number in range(1, 13)] for year in (2022, 2023)}


Columns = dict[str, list[object]]


def months_of(firms: Sequence[Firm], seed: int) -> dict[Month, Columns]:
    """Month → what the firms above scale report of it."""
    made: dict[Month, Columns] = {}
    for firm in firms:
        if firm.above_from is None:
            continue
        for month, values in _months(firm, Chance(seed, f"months/{firm.code}")):
            if _reports(firm, month):
                columns = made.setdefault(month, {name: [] for name in FIRM_MONTH.columns})
                for name, value in values.items():
                    columns[name].append(value)
    return made


def keep_months(made: Mapping[Month, Columns], first: Month, last: Month) -> None:
    """The months from `first` to `last`, as one batch."""
    chosen = sorted(each for each in made if first <= each <= last)
    rows: Columns = {
        name: [value for month in chosen for value in made[month][name]]
        for name in FIRM_MONTH.columns
    }
    _keep(FIRM_MONTH, rows, f"企业月度数据{first}-{last}.csv")


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


def keep_links(firms: Sequence[Firm], seed: int) -> None:
    """Sales of 2023 along the chains: few firms sell much, some suppliers are from elsewhere."""
    chance = Chance(seed, "links")
    rows: Columns = {name: [] for name in SUPPLY_LINK.columns}
    near = _sellers_to(firms)
    bought = {firm.code: 0 for firm in firms}
    sold = {firm.code: 0 for firm in firms}
    for buyer in firms:
        sellers = near.get(buyer.chain) or list(firms)
        wanted = min(1 + int(chance.expovariate(1 / _LINKS_PER_FIRM)), len(sellers))
        for seller in chance.sample(sellers, wanted):
            amount = _amount(chance, seller, buyer, sold, bought)
            if seller is not buyer and amount > 0:
                _link(rows, chance, buyer.code, amount, supplier=seller.code)
        if chance.happens(35):
            room = buyer.revenue * 6 // 10 - bought[buyer.code]
            amount = max(room, 0) * chance.randrange(5, 40) // 100 // WAN * WAN
            if amount:
                bought[buyer.code] += amount
                # One such supplier at most per buyer, so that no link is told twice.
                name = f"外地供应商{chance.randrange(400)}"
                _link(rows, chance, buyer.code, amount, name=name)
    _keep(SUPPLY_LINK, rows, "企业购销2023.csv")


def _sellers_to(firms: Sequence[Firm]) -> dict[str, list[Firm]]:
    """Firms of the same chain and of every third one beside it: chains buy from each other."""
    chains = sorted({firm.chain for firm in firms})
    of = {chain: [firm for firm in firms if firm.chain == chain] for chain in chains}
    return {
        chain: of[chain] + [f for other in chains[number % 3 :: 3] for f in of[other]][:80]
        for number, chain in enumerate(chains)
    }


def _amount(
    chance: Chance, seller: Firm, buyer: Firm, sold: dict[str, int], bought: dict[str, int]
) -> int:
    """Within what the seller earns and the buyer spends, so that accounts and links agree."""
    room = min(
        seller.revenue * 8 // 10 - sold[seller.code], buyer.revenue * 6 // 10 - bought[buyer.code]
    )
    if room <= 0 or seller is buyer:
        return 0
    share = math.exp(chance.gauss(-2.6, 0.9))
    amount = int(room * min(share, 0.9)) // WAN * WAN
    sold[seller.code] += amount
    bought[buyer.code] += amount
    return amount


def _link(
    rows: Columns,
    chance: Chance,
    buyer: str,
    amount: int,
    supplier: str = "",
    name: str = "",
) -> None:
    values = {
        "supplier": supplier,
        "supplier_name": name,
        "buyer": buyer,
        "buyer_name": "",
        "year": 2023,
        "amount": amount,
        "confidence": 1_000_000 if chance.happens(80) else chance.randrange(40, 95) * 10_000,
        "product": "",
    }
    for column, value in values.items():
        rows[column].append(value)


def _keep(feed: Feed, rows: Columns, name: str) -> None:
    schema = schema_of(feed)
    table = pa.table({n: pa.array(v, schema.field(n).type) for n, v in rows.items()}, schema)
    feed_store.keep(feed, table, Arrival(name, "", BASIS, "演示", BUREAU))
