"""What a number format of a workbook shows, as far as it only pads and adds words.

12 under `"QY-"0000` is shown as QY-0012: as a code, that is what a person means. What a format of
dates, fractions, decimals or exponents shows is not worked out here.
"""

import re
from collections.abc import Iterator
from functools import cache

#: Formats that a workbook names by number alone, as far as they change what is seen.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "$#,##0", 6: "$#,##0", 7: "$#,##0.00",
    8: "$#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "$#,##0",
    43: "#,##0.00", 44: "$#,##0.00", 48: "##0.0E+0",
}  # fmt: skip
#: Numbers of built-in formats that show days and times, the Chinese ones included.
BUILT_IN_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
DAY = "yyyy/m/d"

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<width>.)|\*(?P<fill>.)|'
    r"\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<colour>[A-Za-z]+\d*|颜色\d+|[黑蓝青绿红白黄洋]+色?)\]|"
    r"\[(?P<bracket>[^\]]*)\]|(?P<general>General|G/通用格式)|(?P<digit>[0#?])|(?P<text>@)|"
    r"(?P<end>;)|(?P<other>.)",
    re.DOTALL,
)
_COLOURS = {"black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"}
#: Letters and signs that do more than stand there: days, times, decimals, scales, exponents.
_SIGNS = re.compile(r"[.,%/eEyYmMdDhHsSgGbBaAnN]")
_WHOLE = re.compile(r"-?\d{1,15}")
_SCALE = re.compile(r"(?:百万|千万|十万|亿|万|千|百)元?|元")

_Tokens = tuple[tuple[str, str], ...]


def shown(value: str, code: str) -> str | None:
    """The text that a number `value` shows under the format `code`; None if not known."""
    if not _WHOLE.fullmatch(value):
        return None
    sections = _sections(code)
    negative = value.startswith("-")
    if len(sections) > 2 and value == "0":
        tokens, sign = sections[2], ""
    elif len(sections) > 1 and negative:
        tokens, sign = sections[1], ""
    else:
        tokens, sign = sections[0], "-" if negative else ""
    filled = _filled(value.lstrip("-"), tokens)
    return None if filled is None else (sign + filled).strip()


def shown_text(text: str, code: str) -> str:
    """The text that a cell of `text` shows under the format `code`: "QY-"@ puts QY- before it."""
    tokens = _sections(code)[-1]
    if not any(kind == "text" for kind, _sign in tokens):
        return text
    literal = {"quoted", "escaped", "currency", "other"}
    parts = [text if kind == "text" else sign if kind in literal else "" for kind, sign in tokens]
    return "".join(parts).strip()


def adds_to_text(code: str) -> bool:
    return shown_text("x", code) != "x"


def misleading_scale(code: str, unit: str) -> str:
    """The unit or scale in which `code` shows a number that its column takes in `unit`; or ""."""
    for tokens in _sections(code):
        if _moves_the_point(tokens):
            return "1 : 1000…"
        for kind, literal in tokens:
            scale = _SCALE.search(literal) if kind in {"quoted", "escaped", "other"} else None
            if scale and not _same_unit(scale[0], unit):
                return scale[0]
    return ""


def _same_unit(scale: str, unit: str) -> bool:
    if scale == "元" and not unit.endswith("元"):
        return True
    return scale == unit or scale + "元" == unit or (len(unit) > 1 and scale == unit[0])


def _moves_the_point(tokens: _Tokens) -> bool:
    """A comma after the last digit shows thousands; a point that is set moves by its places."""
    shape = "".join(
        "0" if kind == "digit" else sign if kind in {"other", "escaped", "quoted"} else ""
        for kind, sign in tokens
    )
    set_point = any(sign == "." and kind != "other" for kind, sign in tokens)
    return bool(re.search(r"0,+(?![0,])", shape)) or (set_point and ("0.0" in shape))


@cache
def _sections(code: str) -> tuple[_Tokens, ...]:
    sections: list[list[tuple[str, str]]] = [[]]
    for kind, sign in _tokens(code):
        if kind == "end":
            sections.append([])
        else:
            sections[-1].append((kind, sign))
    return tuple(tuple(section) for section in sections)


def _tokens(code: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or ""
        sign = match[kind]
        if kind == "colour" and sign.isascii() and sign.lower() not in _COLOURS:
            kind = "colour" if sign.lower().startswith("color") else "bracket"
        yield kind, sign


def _filled(digits: str, tokens: _Tokens) -> str | None:
    """`digits` in the places of a section, the literals between them; None for other signs."""
    zeros = sum(token == ("digit", "0") for token in tokens)
    tokens = _without_grouping(tokens, len(digits) < 4 > zeros)
    if any(k == "bracket" or (k == "other" and _SIGNS.match(s)) for k, s in tokens):
        return None
    places = [at for at, (kind, _sign) in enumerate(tokens) if kind == "digit"]
    left = "" if digits == "0" else digits
    texts = {}
    for at in reversed(places):
        sign = left[-1:] or {"0": "0", "?": " ", "#": ""}[tokens[at][1]]
        texts[at], left = sign, left[:-1]
    if places:
        texts[places[0]] = left + texts[places[0]]
    literal = {"quoted", "escaped", "currency", "other"}
    whole = {"general", "text"}
    parts = [
        texts[at] if kind == "digit" else digits if kind in whole else " " if kind == "width"
        else sign if kind in literal else ""
        for at, (kind, sign) in enumerate(tokens)
    ]  # fmt: skip
    return "".join(parts)


def _without_grouping(tokens: _Tokens, short: bool) -> _Tokens:
    """A comma between digits shows nothing in a number of up to three digits."""
    if not short or tokens[-1:] == (("other", ","),) or _moves_the_point(tokens):
        return tokens
    return tuple(token for token in tokens if token != ("other", ","))
