"""What was probably meant, told where that is plain."""

import re
from fractions import Fraction

from chainchief.core.i18n import _
from chainchief.core.units import UNITS, from_steps, number, plain

_LOOKS_LIKE_MONEY = re.compile(r"([\d.,]+)\s*(亿元?|万元?|元)")
_TIMES = {"亿": 10**8, "万": 10**4, "元": 1}
_LOOKS_LIKE_A_NUMBER = re.compile(r"¥?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(\D*)")


def probably(meant: object) -> str:
    return _("; here probably {}").format(meant)


def number_meant(text: str, of: str) -> str:
    """`6亿` in a column of 万元 → 60000: the number that was meant, when it is plain."""
    bare = _LOOKS_LIKE_A_NUMBER.fullmatch(text.strip())
    if bare is not None and bare[2] in ("", of):
        return probably(bare[1].replace(",", ""))
    match = _LOOKS_LIKE_MONEY.fullmatch(text.strip())
    if match is None or of not in UNITS or UNITS[of].base != "元":
        return ""
    try:
        meant = number(match[1].replace(",", "")) * _TIMES[match[2][0]] * 100
    except ValueError:
        return ""
    return probably(plain(Fraction(from_steps(meant, UNITS[of]))))
