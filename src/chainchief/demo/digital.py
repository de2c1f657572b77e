"""Digital infrastructure as operators count it, surveys of coverage, use of the cloud."""

import datetime as dt
from collections.abc import Iterator

from chainchief.core.spans import Month
from chainchief.demo.entries import Entry
from chainchief.demo.happenings import Scene, entry

MONTHS = tuple(Month(2023, number) for number in (3, 6, 9, 11))


def infrastructure(scene: Scene) -> Iterator[Entry]:
    chance = scene.chance("digital")
    for unit in scene.city.units:
        built = {operator: chance.randrange(90, 260) for operator in range(1, 4)}
        for turn, month in enumerate(MONTHS):
            day = month.last + dt.timedelta(days=6)
            for operator, count in built.items():
                code = f"ORG-OP-{operator}"
                values = {
                    "name": "5G基站",
                    "item": "5g-stations",
                    "division": unit.code,
                    "operator": code,
                    "month": str(month),
                    "quantity": count + 12 * turn,
                    "unit": "个",
                }
                key = f"5g-stations/{unit.code}/{code}/{month}"
                yield entry(day, "infrastructure_count", key, values)
            yield _survey(unit.code, month, 40 + 3 * turn, day)
            yield _cloud(unit.code, month, chance.randrange(100, 900), day)


def _survey(division: str, month: Month, places: int, day: dt.date) -> Entry:
    values = {
        "name": "重点场所5G通达",
        "item": "5g-reach",
        "division": division,
        "month": str(month),
        "places": places,
        "reached": places if month == MONTHS[-1] else places - 2,
        "surveyor": "通信管理办公室",
    }
    return entry(day, "coverage_survey", f"5g-reach/{division}/{month}", values)


def _cloud(division: str, month: Month, quantity: int, day: dt.date) -> Entry:
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
    return entry(day, "cloud_use", f"ORG-OP-1/servers/{division}/industry/{month}", values)
