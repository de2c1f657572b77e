"""Industries of GB/T 4754-2017: 门类 by letter, 大类, 中类 and 小类 by two, three and four digits.

Codes are strings: `0131` grows cotton, `131` mills grain. Where a group has a single class, the two
carry one name and the class ends in 0 (061, 0610); both are codes of the standard.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from chainchief.core.choices import alike, listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

_TABLE = Path(__file__).parents[1] / "data" / "gbt4754-2017.csv"
#: 采矿业, 制造业, 电力热力燃气及水: what the statistics call industry (工业).
_INDUSTRIAL_SECTIONS = "BCD"


class Level(StrEnum):
    """门类, 大类, 中类, 小类."""

    SECTION = "section"
    DIVISION = "division"
    GROUP = "group"
    CLASS = "class"


@dataclass(frozen=True)
class Industry:
    code: str
    level: Level
    name: str
    section: str

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class UnknownIndustryError(WrongUseError):
    """A code that the standard does not have."""


@cache
def all_industries() -> Mapping[str, Industry]:
    """Every entry of the standard by its code, in the order of the standard."""
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        return {
            row["code"]: Industry(row["code"], Level(row["level"]), row["name"], row["section"])
            for row in csv.DictReader(stream)
        }


def exists(code: str) -> bool:
    return code in all_industries()


def industry(code: str) -> Industry:
    """The industry under `code`; `UnknownIndustryError` names near ones where there is none."""
    if exists(code):
        return all_industries()[code]
    near = near_codes(code)
    hint = _(" Did you mean {}?").format(listed(map(str, near))) if near else ""
    raise UnknownIndustryError(_("GB/T 4754-2017 has no industry {!r}.").format(code) + hint)


def parent(code: str) -> Industry | None:
    """The next wider industry; None for a section."""
    narrow = industry(code)
    if narrow.level is Level.SECTION:
        return None
    wider = narrow.section if narrow.level is Level.DIVISION else code[:-1]
    return industry(wider)


def is_industrial(code: str) -> bool:
    """Whether it belongs to industry (工业), whose divisions are 06 to 46."""
    return industry(code).section in _INDUSTRIAL_SECTIONS


def near(name: str, most: int = 3) -> tuple[Industry, ...]:
    """Industries whose names contain `name` or are like it, the nearest first."""
    wanted = name.strip()
    by_name: dict[str, Industry] = {each.name: each for each in _numbered()}
    containing = sorted((each for each in by_name if wanted and wanted in each), key=len)
    close = alike(wanted, by_name, most=most, cutoff=0.5)
    return tuple(by_name[each] for each in dict.fromkeys([*containing, *close]))[:most]


def near_codes(code: str, most: int = 3) -> tuple[Industry, ...]:
    """Industries that a mistaken `code` may mean: a lost leading zero, or a near neighbour."""
    if exists(f"0{code}"):
        return (industry(f"0{code}"),)
    stem = next((code[:cut] for cut in range(len(code) - 1, 1, -1) if exists(code[:cut])), "")
    length = min(max(len(code), 2), 4)
    candidates = [each for each in _numbered() if len(each.code) == length]
    if stem:
        candidates = [each for each in candidates if each.code.startswith(stem)] or [industry(stem)]
    return _nearest(code, candidates, most)


def _nearest(code: str, among: Iterable[Industry], most: int) -> tuple[Industry, ...]:
    by_code = {each.code: each for each in among}
    nearest = alike(code, by_code, most=most, cutoff=0.5)
    return tuple(by_code[each] for each in sorted(nearest))


def _numbered() -> Iterable[Industry]:
    """Classes last in the dictionary of names, so that a shared name means the class."""
    return [each for each in all_industries().values() if each.level is not Level.SECTION]
