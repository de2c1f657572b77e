"""How a role looks where there is no style sheet: in a file. Colours safe for colour-blind eyes."""

from dataclasses import dataclass

STATUS = {
    "strong": "#1f5d9f",
    "weak": "#8a5a00",
    "missing": "#a3262a",
    "at-risk": "#6a3fa0",
    "unknown": "#586475",
}
#: From no firm to the most: one hue, light to dark, so that words stay legible on a paper label.
REGIONS = ("#f4f6f9", "#d7e5f4", "#a9c4e2", "#7aa6d4", "#4f86bf")
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
    if first == "region":
        return Look(REGIONS[int(more[0][-1])], "#8a97a6", 0.8)
    if first == "chip":
        return Look("#f4f6f9", "#8a97a6", 1.0, dashes=(4.0, 3.0) if more else ())
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
    strong = {"essential", "lacking"} & set(more)
    colour = STATUS["missing"] if "lacking" in more else ("#5d6b7b" if strong else "#b3bcc7")
    if "arrow" in more:
        return Look(colour)
    dashes = (4.0, 3.0) if "doubtful" in more else ()
    return Look("", colour, 1.4 if "essential" in more else 0.8, dashes=dashes)
