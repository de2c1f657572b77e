"""Digital infrastructure as operators count it, surveys of coverage, use of the cloud."""

import datetime as dt
from collections.abc import Iterator

from chainchief.core.rounding import split_by_largest_remainder
from chainchief.core.spans import Month
from chainchief.demo.chance import Chance
from chainchief.demo.happenings import Scene, bureau_record
from chainchief.demo.records import DemoRecord

#: The stations of the whole city in these months: 1.1万个 in the last one.
STATIONS = (9_480, 10_030, 10_610, 11_020)
MONTHS = tuple(Month(2023, number) for number in (3, 6, 9, 11))


def infrastructure(scene: Scene) -> Iterator[DemoRecord]:
    chance = scene.chance("digital")
    built = _stations(scene, chance)
    for unit in scene.city.units:
        servers = chance.randrange(100, 900)
        for turn, month in enumerate(MONTHS):
            day = month.last + dt.timedelta(days=6)
            for operator, count in enumerate(built[unit.code][turn], start=1):
                code = f"ORG-OP-{operator}"
                values = {
                    "name": "5G基站",
                    "item": "5g-stations",
                    "division": unit.code,
                    "operator": code,
                    "month": str(month),
                    "quantity": count,
                    "unit": "个",
                }
                key = f"5g-stations/{unit.code}/{code}/{month}"
                yield bureau_record(day, "infrastructure_count", key, values)
            yield _survey(unit.code, month, 40 + 3 * turn, day)
            servers += servers * chance.randrange(4, 12) // 100
            yield _cloud(unit.code, month, servers, day)


def _stations(scene: Scene, chance: Chance) -> dict[str, list[list[int]]]:
    """Unit → in each month the stations of each operator, which add up to the city's number.

    The zone's are 其中: they stand within those of the county that it lies in.
    """
    counties = [unit for unit in scene.city.units if not unit.inside]
    weights = [unit.weight * chance.randrange(20, 40) for unit in counties for _ in range(3)]
    stations: dict[str, list[list[int]]] = {unit.code: [] for unit in scene.city.units}
    for total in STATIONS:
        parts = iter(split_by_largest_remainder(total, weights))
        for unit in counties:
            stations[unit.code].append([next(parts) for _ in range(3)])
        within = stations[scene.city.zone.inside][-1]
        stations[scene.city.zone.code].append([part * 2 // 5 for part in within])
    return stations


def _survey(division: str, month: Month, places: int, day: dt.date) -> DemoRecord:
    values = {
        "name": "重点场所5G通达",
        "item": "5g-reach",
        "division": division,
        "month": str(month),
        "places": places,
        "reached": places if month == MONTHS[-1] else places - 2,
        "surveyor": "通信管理办公室",
    }
    return bureau_record(day, "coverage_survey", f"5g-reach/{division}/{month}", values)


def _cloud(division: str, month: Month, quantity: int, day: dt.date) -> DemoRecord:
    values = {
        "provider": "ORG-OP-1",
        "item": "servers",
        "layer": "iaas",
        "scope": "industry",
        "division": division,
        "month": str(month),
        "quantity": quantity,
        "unit": "台",
    }
    return bureau_record(day, "cloud_use", f"ORG-OP-1/servers/{division}/industry/{month}", values)
