"""The span that words before a number speak of: 前三季度, 1-10月, 11月份, 去年同期."""

import re
from collections.abc import Callable
from itertools import chain

from chainchief.core.spans import Month

_NUMERALS = {n: at for at, n in enumerate("零一二三四五六七八九十")} | {"十一": 11, "十二": 12}
_NUMBER = r"\d{1,2}|十[一二]?|[一二三四五六七八九]"
_YEAR = r"(?:(\d{4})年)?\s*"
_TO = re.compile(rf"{_YEAR}1\s*月?\s*[-—–~至到]+\s*(\d{{1,2}})\s*月")
_FIRST = re.compile(rf"{_YEAR}前\s*({_NUMBER})\s*个?月")
_MONTH = re.compile(
    rf"(?<![-—–~至到\d/十]){_YEAR}(\d{{1,2}}|十[一二]?(?=月份)|[一二三四五六七八九](?=月份))\s*月(?:份|当月|单月)?(?![\d底末]|\s*\d*日)"
)
_QUARTER = re.compile(rf"{_YEAR}(前)?第?([一二三四])个?季度(以来)?")
_HALF = re.compile(rf"{_YEAR}(上半年|下半年以来)")
_YEAR_ALONE = re.compile(r"(\d{4})年(?:全年)?(?=[\u4e00-\u9fff])(?!前|上半|下半|第?[一二三四]季)")
#: Words of a span and what it is called; "" is the year to the month.
_WORDS = {
    "今年以来": "",
    "截至目前": "",
    "年初以来": "",
    "去年同期": "last-year",
    "上年同期": "last-year",
    "去年全年": "year-before",
    "上年全年": "year-before",
    "近12个月": "twelve-months",
    "近一年": "twelve-months",
    "当月": "month",
    "本月": "month",
    "上月": "month-before",
}
_OF_WORDS = re.compile("|".join(_WORDS) + r"|截至[^,\uff0c]{0,8}月[底末]")
#: What is only compared with: 较上年同期, 比上月, 同比.
_COMPARED = re.compile("(?:较|比|与|同|和|于)$")
_Found = tuple[int, str]


def span_of(before: str, month: Month) -> str | None:
    """The span that was named last, as `fig` takes it; "" is the year to date, None is none."""
    found = chain(
        _matches(_TO, before, lambda m: _first(m[1], int(m[2]), month)),
        _matches(_FIRST, before, lambda m: _first(m[1], _number(m[2]), month)),
        _matches(_MONTH, before, lambda m: _single(m[1], _number(m[2]), month)),
        _matches(_QUARTER, before, lambda m: _quarter(m, month)),
        _matches(_HALF, before, lambda m: _half(m, month)),
        _matches(_YEAR_ALONE, before, lambda m: _whole_year(int(m[1]), month)),
        _matches(_OF_WORDS, before, lambda m: _WORDS.get(m[0], "")),
    )
    ordered = sorted(found, key=lambda each: each[0])
    return ordered[-1][1] if ordered else None


def _matches(
    shape: "re.Pattern[str]", text: str, meaning: "Callable[[re.Match[str]], str | None]"
) -> "list[_Found]":
    named = ((m, meaning(m)) for m in shape.finditer(text) if not _is_compared(text, m.start()))
    return [(match.end(), span) for match, span in named if span is not None]


def _is_compared(text: str, at: int) -> bool:
    return bool(_COMPARED.search(text[:at]))


def _number(text: str) -> int:
    return _NUMERALS.get(text) or int(text)


def _first(year: str | None, last: int, month: Month) -> str | None:
    if not 1 <= last <= 12:
        return None
    if year and int(year) != month.year:
        return f"{year}-01..{year}-{last:02}"
    return "" if last == month.month else f"first-{last}"


def _single(year: str | None, number: int, month: Month) -> str | None:
    if not 1 <= number <= 12:
        return None
    at = int(year) if year else month.year - (number > month.month)
    if (at, number) == (month.year, month.month):
        return "month"
    return f"{at}-{number:02}..{at}-{number:02}"


def _quarter(match: "re.Match[str]", month: Month) -> str:
    last = 3 * _NUMERALS[match[3]]
    if match[4]:
        return "quarter"
    if match[2] or last == 3:
        return _first(match[1], last, month) or ""
    year = match[1] or month.year
    return f"{year}-{last - 2:02}..{year}-{last:02}"


def _half(match: "re.Match[str]", month: Month) -> str:
    if match[2] != "上半年":
        return "half"
    return _first(match[1], 6, month) or ""


def _whole_year(year: int, month: Month) -> str:
    if year == month.year:
        return ""
    return "year-before" if year == month.year - 1 else f"{year}-01..{year}-12"
