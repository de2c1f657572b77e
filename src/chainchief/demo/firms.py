"""Invented firms: names begin with 示例 and credit codes hold DEM, as no real firm has."""

from dataclasses import dataclass

from chainchief.core import credit_codes
from chainchief.demo.chance import Chance
from chainchief.demo.city import City, Unit

_FIRST = "云星岚松竹砚晴澜榆棠禾渡溪霁川"
_SECOND = "岫槎舟屿笺峰陌桥汀野隐麓坞"


@dataclass(frozen=True)
class Firm:
    code: str
    name: str
    short: str
    credit_code: str
    unit: Unit
    chain: str
    industry: str


def firms_of(city: City, seed: int) -> list[Firm]:
    """As many firms as the preset says, in units by their weight and in the units' chains."""
    chance = Chance(seed, "firms")
    words = [a + b for a in _FIRST for b in _SECOND]
    chance.shuffle(words)
    made = []
    for number in range(1, city.sizes["firms"] + 1):
        # The first firms go round: each unit has one of each of its chains.
        unit = _unit(city, chance, number)
        chain = _chain(city, unit, chance, number)
        word = words[number % len(words)] + _ordinal(number // len(words))
        made.append(_firm(city, number, unit, chain, word))
    return made


def _unit(city: City, chance: Chance, number: int) -> Unit:
    if number <= len(city.units):
        return city.units[number - 1]
    return chance.choices(city.units, [unit.weight for unit in city.units])[0]


def _chain(city: City, unit: Unit, chance: Chance, number: int) -> str:
    if number <= len(city.units) or chance.happens(80):
        return unit.chains[min(int(chance.expovariate(1)), len(unit.chains) - 1)]
    return chance.choice([chain.code for chain in city.chains])


def _ordinal(turn: int) -> str:
    """Words are used again with 二, 三 … behind them."""
    return f"{turn + 1}" if turn else ""


def _firm(city: City, number: int, unit: Unit, chain: str, word: str) -> Firm:
    seed = city.chain(chain)
    short = f"示例{word}"
    return Firm(
        code=f"DEMO-{number:05d}",
        name=f"{short}{seed.short}有限公司",
        short=short,
        credit_code=credit_code(unit.inside or unit.code, number),
        unit=unit,
        chain=chain,
        industry=seed.industry,
    )


def credit_code(division: str, number: int) -> str:
    """A code with right check characters whose organisation code no real organisation has."""
    organisation = f"DEM{number:05d}"
    body = f"91{division}{organisation}{credit_codes.inner_check_character(organisation)}"
    return body + credit_codes.check_character(body)
