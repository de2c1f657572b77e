"""How a role looks where there is no style sheet: in a file. Colours safe for colour-blind eyes."""

from dataclasses import dataclass

STATUS = {
    "strong": "#1f5d9f",
    "weak": "#8a5a00",
    "missing": "#a3262a",
    "at-risk": "#6a3fa0",
    "unknown": "#586475",
}
TEXT, MUTED, LINE = "#1d2733", "#586475", "#c3cad3"
FONTS = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "SimHei")


@dataclass(frozen=True)
class Look:
    """Colours of filling and line ("" for none), width of the line, size and weight of text."""

    fill: str = ""
    line: str = ""
    width: float = 1.0
    size: float = 11.0
    bold: bool = False
    dashes: tuple[float, ...] = ()


_TEXTS = {
    "title": Look(TEXT, size=18, bold=True),
    "stream": Look(TEXT, size=14, bold=True),
    "name": Look(TEXT, size=13),
    "small": Look(MUTED),
    "firm": Look(TEXT),
    "change": Look("#7a4e00", bold=True),
}
_PLAIN = {"paper": Look("#ffffff"), "corner": Look("#1d2733"), "dot": Look(MUTED)}
_SOFT = {"strong": "#ffffff", "weak": "#ffffff", "missing": "#fdf3f3", "at-risk": "#f7f2fc"}


def look_of(role: str) -> Look:
    """The look of a role such as `mark weak hollow` or `link essential`."""
    first, *more = role.split()
    if first in _TEXTS:
        return _TEXTS[first]
    if first in _PLAIN:
        return _PLAIN[first]
    if first == "link":
        return _link(more)
    colour = STATUS[more[0]]
    if first == "state":
        return Look(colour)
    if first == "node":
        dashes = (4.0, 3.0) if more[0] in ("missing", "unknown") else ()
        return Look(_SOFT.get(more[0], "#ffffff"), colour, 1.0, dashes=dashes)
    if "hollow" in more:
        return Look("#ffffff", colour, 1.6)
    return Look(colour, colour, 1.0)


def _link(more: list[str]) -> Look:
    colour = STATUS["missing"] if "lacking" in more else ("#5d6b7b" if more else "#b3bcc7")
    if "arrow" in more:
        return Look(colour if len(more) > 1 else "#b3bcc7")
    return Look("", colour, 1.4 if "essential" in more else 0.8)
