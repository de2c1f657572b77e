"""Division codes of GB/T 2260: two digits province, two city, two county; three a township."""

import re
from enum import StrEnum

_CODE = re.compile(r"[1-9]\d{5}(\d{3})?")
#: 全国, as statistics are listed by unit.
NATION = "100000"


class Level(StrEnum):
    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    ZONE = "zone"
    TOWNSHIP = "township"


def is_code(text: str) -> bool:
    """Six digits that do not start with 0, or nine of a township (GB/T 10114).

    Local codes (zones) have the same form.
    """
    return bool(_CODE.fullmatch(text))


def level_of(code: str) -> Level:
    if code == NATION:
        return Level.NATION
    if len(code) > len(NATION):
        return Level.TOWNSHIP
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") else Level.COUNTY


def city_of(code: str) -> str:
    return code[:4] + "00"


def province_of(code: str) -> str:
    return code[:2] + "0000"


def county_of(code: str) -> str:
    return code[:6]


def nation_of(code: str) -> str:
    """The nation around any unit but itself."""
    return NATION if code != NATION else ""
