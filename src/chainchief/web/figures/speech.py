"""Numbers and units as the reader's language has them: documents print Chinese, pages speak both.

In English money is in millions and billions of yuan, and what is counted needs no unit; the digits
are those of the Chinese words, moved by whole powers of ten.
"""

import re
from decimal import Decimal
from functools import cache, lru_cache

from chainchief.core.i18n import ENGLISH, language
from chainchief.core.units import UNITS, Dimension

#: Of measures: what a plain one is called. What is counted is called nothing.
_PLAIN = {
    "元": "yuan",
    "%": "%",
    "百分点": "percentage points",
    "个百分点": "percentage points",
    "亩": "mu",
    "公顷": "ha",
    "平方公里": "km²",
    "平方米": "m²",
    "千瓦时": "kWh",
    "年": "years",
    "天": "days",
    "个月": "months",
    "吨": "t",
    "立方米": "m³",
    "公里": "km",
    "米": "m",
    "千瓦": "kW",
    "兆瓦": "MW",
    "美元": "US dollars",
    "标准煤": "of coal equivalent",
    "吨标准煤": "t of coal equivalent",
}
#: How large an amount in a Chinese unit is, and how English says so: of a number, and in a head.
_LARGE = {"亿": (1, " billion", "100 million "), "万": (-2, " million", "10,000 ")}
_NUMBER = r"[-−]?\d[\d,]*(?:\.\d+)?"


def unit_words(code: str) -> str:
    """The unit for the head of a column, where its numbers stay as they are."""
    if language() != ENGLISH:
        return code
    above, slash, below = code.partition("/")
    if slash:
        parts = (unit_words(above), unit_words(below))
        return "/".join(parts) if all(parts) else parts[0]
    large = code[:1] if code[:1] in _LARGE and len(code) > 1 else ""
    plain = _plain(code.removeprefix(large))
    return f"{_LARGE[large][2]}{plain}".strip() if large else plain


def _plain(code: str) -> str:
    if code in _PLAIN:
        return _PLAIN[code]
    known = code in UNITS and UNITS[code].dimension is not Dimension.COUNT
    return code if known and code.isascii() else ""


def spoken(text: str) -> str:
    """The words of a figure or comparison with its numbers as the reader's language has them."""
    if language() != ENGLISH:
        return text
    return _spoken(text)


@lru_cache(maxsize=4000)
def _spoken(text: str) -> str:
    return _quantity().sub(_said, re.sub(r"第(\d+)位", r"no. \1", text))


@cache
def _quantity() -> re.Pattern[str]:
    """A number and a unit behind it, the longest unit first."""
    units = sorted({*UNITS, *_PLAIN, "个百分点"}, key=len, reverse=True)
    any_unit = "|".join(re.escape(each) for each in units if each != "%")
    return re.compile(rf"({_NUMBER})\s?((?:{any_unit})(?:/(?:{any_unit}))?)")


def _said(found: re.Match[str]) -> str:
    number, code = found[1], found[2]
    above, slash, below = code.partition("/")
    large = above[:1] if above[:1] in _LARGE and len(above) > 1 else ""
    word = _plain(above.removeprefix(large))
    if large:
        number, words = _moved(number, *_LARGE[large][:2], counted=not word)
        word = f"{words} {word}".strip() if words else word
    said = f"{number} {word}".rstrip()
    return f"{said} per {_plain(below)}" if slash and _plain(below) else said


def _moved(number: str, places: int, words: str, *, counted: bool) -> tuple[str, str]:
    """201 of a hundred million are 20.1 billion; what is counted is told in full."""
    exact = Decimal(number.replace(",", "").replace("−", "-"))
    if counted:
        return f"{exact.scaleb(8 if places == 1 else 4).normalize():,f}", ""
    small = places == 1 and abs(exact) < 10
    moved = exact.scaleb(2 if small else -1 if places == 1 else places).normalize()
    return f"{moved:,f}".replace("-", "−"), (" million" if small else words).strip()
