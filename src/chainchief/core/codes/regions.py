"""Division codes of GB/T 2260: two digits province, two city, two county."""

import re
from enum import StrEnum

_CODE = re.compile(r"\d{6}")


class Level(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


def is_code(text: str) -> bool:
    """Six digits that do not start with 0. Local codes (zones) have the same form."""
    return bool(_CODE.fullmatch(text)) and text[0] != "0"


def level_of(code: str) -> Level:
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") else Level.COUNTY


def city_of(code: str) -> str:
    return code[:4] + "00"


def province_of(code: str) -> str:
    return code[:2] + "0000"
