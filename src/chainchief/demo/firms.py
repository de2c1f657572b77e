"""Invented firms: names begin with 示例 and credit codes hold DEM, as no real firm has."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chainchief.core.codes import credit_codes
from chainchief.demo import names
from chainchief.demo.chance import WAN, Chance
from chainchief.demo.city import City, Unit
from chainchief.demo.names import Words
from chainchief.ledger.kinds.enterprise.sizes import size_of

BEGIN = dt.date(2022, 1, 1)


@dataclass(frozen=True)
class Firm:
    """A firm; `revenue` in 分. One that documents name is not invented and has no credit code."""

    code: str
    name: str
    short: str
    credit_code: str | None
    unit: Unit
    chain: str
    industry: str
    employees: int = 0
    revenue: int = 0
    above_from: dt.date | None = None
    above_to: dt.date | None = None
    is_invented: bool = True
    branch_of: str | None = None

    @property
    def size_class(self) -> str:
        """The size class by the statisticians' rule; blank where it takes assets, not made up."""
        measured = {"employees": self.employees, "revenue": self.revenue}
        size = size_of(self.industry, measured)
        return size.size_class if size else ""


def firms_of(city: City, seed: int) -> list[Firm]:
    """The firms, as many as the preset says, in units by their weight and in the units' chains."""
    chance = Chance(seed, "firms")
    words = Words(Chance(seed, "words"))
    made: list[Firm] = []
    for number in range(1, city.sizes["firms"] + 1):
        # The first firms go round: each unit has one of each of its chains.
        unit = _unit(city, chance, number)
        chain = _chain(city, unit, chance, number)
        made.append(_firm(city, number, unit, chain, words, seed))
    return [*_sized(_with_branches(made), chance), *_named(city)]


def _with_branches(firms: list[Firm]) -> list[Firm]:
    """A few are branches of another firm of their chain, and bear its name."""
    made, parents, taken = [], dict[str, Firm](), set[str]()
    for number, firm in enumerate(firms):
        parent = parents.get(firm.chain)
        if number % 41 == 12 and parent is not None and parent.unit is not firm.unit:
            of = f"{names.of_unit(firm.unit.name)}分公司"
            name, short = f"{parent.name}{of}", f"{parent.short}{of}"
            if name not in taken:
                taken.add(name)
                made.append(replace(firm, name=name, short=short, branch_of=parent.code))
                continue
        parents[firm.chain] = firm
        made.append(firm)
    return made


def _named(city: City) -> list[Firm]:
    """Firms that documents name: they keep their names, and have no credit code here."""
    return [
        Firm(
            code=row["code"],
            name=row["name"],
            short=row["name"],
            credit_code=None,
            unit=next(unit for unit in city.units if unit.code == row["division"]),
            chain=row["chain"],
            industry=row["industry"],
            employees=420,
            revenue=36_000 * WAN,
            above_from=BEGIN,
            is_invented=False,
        )
        for row in city.named_firms
    ]


def _sized(firms: list[Firm], chance: Chance) -> list[Firm]:
    """Employees and revenue with a heavy tail, as firms have them."""
    return [
        replace(
            firm,
            employees=(employees := min(14 + int(chance.paretovariate(1.15) * 26), 9000)),
            revenue=max(2_050, employees * chance.randrange(60, 160)) * WAN,
        )
        for firm in firms
    ]


def _below_scale(firm: Firm, chance: Chance) -> Firm:
    """A firm that never stood in the register of firms above scale is as small as that says."""
    revenue = chance.randrange(120, 1_990) * WAN
    return replace(firm, employees=chance.randrange(5, 70), revenue=revenue)


def with_scale(
    firms: Sequence[Firm], above: int, entered: int, left: int, chance: Chance
) -> list[Firm]:
    """`above` of the firms are above scale at the end of November 2023, `entered` of them since
    January; `left` others left the register in the course of the year."""
    named = [firm for firm in firms if firm.above_from]
    own = [firm for firm in firms if not firm.above_from]
    order = chance.sample(own, len(own))
    staying = max(above - len(named), 0)
    days: dict[str, tuple[dt.date, dt.date | None]] = {}
    for number, firm in enumerate(order[: staying + left]):
        if number < entered:
            days[firm.code] = (chance.day(dt.date(2023, 1, 20), dt.date(2023, 11, 20)), None)
        elif number < staying:
            days[firm.code] = (chance.day(BEGIN, dt.date(2022, 11, 30)), None)
        else:
            days[firm.code] = (BEGIN, chance.day(dt.date(2023, 2, 1), dt.date(2023, 11, 15)))
    for firm in order[staying + left : staying + left + max(entered // 8, 1)]:
        days[firm.code] = (chance.day(dt.date(2023, 12, 2), dt.date(2023, 12, 15)), None)
    return [
        replace(firm, above_from=days[firm.code][0], above_to=days[firm.code][1])
        if firm.code in days
        else firm
        if firm.above_from
        else _below_scale(firm, chance)
        for firm in firms
    ]


def _unit(city: City, chance: Chance, number: int) -> Unit:
    if number <= len(city.units):
        return city.units[number - 1]
    return chance.choices(city.units, [unit.weight for unit in city.units])[0]


def _chain(city: City, unit: Unit, chance: Chance, number: int) -> str:
    if number <= len(city.units) or chance.happens(80):
        return unit.chains[min(int(chance.expovariate(1)), len(unit.chains) - 1)]
    return chance.choice([chain.code for chain in city.chains])


def _firm(city: City, number: int, unit: Unit, chain: str, words: Words, seed: int) -> Firm:
    kind, chance = city.chain(chain), Chance(seed, f"name/{number}")
    word = words.next_in(unit.code)
    return Firm(
        code=f"DEMO-{number:05d}",
        name=names.firm(unit.name, word, kind.trades, chance),
        short=f"示例{names.of_unit(unit.name)}{word}",
        credit_code=credit_code(unit.inside or unit.code, number),
        unit=unit,
        chain=chain,
        industry=kind.industry,
    )


def credit_code(division: str, number: int) -> str:
    """A code with right check characters whose organisation code no real organisation has."""
    organisation = f"DEM{number:05d}"
    body = f"91{division}{organisation}{credit_codes.inner_check_character(organisation)}"
    return body + credit_codes.check_character(body)
