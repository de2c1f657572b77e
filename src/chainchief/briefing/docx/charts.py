"""The words and numbers of charts, diagrams and drawings (ECMA-376 part 1, clauses 20 and 21).

A chart keeps what it shows beside the workbook it was made of: titles, names of series, categories
and values. Values are numbers whatever they look like, so 2023 is not taken for a year.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from chainchief.briefing.docx.ooxml import Element, local_name

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VALUES = ("val", "xVal", "yVal", "bubbleSize", "plus", "minus", "numDim")
_DATE = re.compile(r"[ymdhs]|年|月|日", re.IGNORECASE)
_LITERAL = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.|General", re.IGNORECASE)
_FURTHEST = 15  # powers of ten beyond which a number is told as it is written


def texts_within(root: Element) -> Iterator[str]:
    """The paragraphs of DrawingML below `root`."""
    for paragraph in root.iter(f"{_DRAWING}p"):
        text = "".join(piece.text or "" for piece in paragraph.iter(f"{_DRAWING}t"))
        if text.strip():
            yield text


def chart_texts(root: Element) -> Iterator[str]:
    """Titles and labels, then each series with its categories and values, then other words."""
    yield from texts_within(root)
    shown: set[Element] = set()
    for series in root.iter():
        if local_name(series) == "ser":
            yield "；".join(_series(series, shown))
    for cached in root.iter():
        if (
            local_name(cached) in ("v", "pt")
            and cached not in shown
            and (cached.text or "").strip()
        ):
            yield _shown(cached) if _is_value(cached) else str(cached.text)


def chart_words(root: Element) -> set[str]:
    """Every text and number that a chart keeps, as it is written."""
    return {(one.text or "").strip() for one in root.iter() if isinstance(one.tag, str)}


def _series(series: Element, shown: set[Element]) -> Iterator[str]:
    """`name；category = value；…`, and `value` where there is no category."""
    points = {name: list(_points(series, name)) for name in ("tx", "cat", "xVal", "val", "yVal")}
    shown.update(one for series_points in points.values() for _index, one in series_points)
    yield from (one.text or "" for _index, one in points["tx"])
    heads = {index: _head(one) for index, one in (*points["cat"], *points["xVal"])}
    values = [*points["val"], *points["yVal"]]
    for index, one in values:
        head = heads.pop(index, "")
        yield f"{head} = {_shown(one)}" if head else _shown(one)
    yield from heads.values()


def _points(series: Element, name: str) -> Iterator[tuple[str, Element]]:
    """The cached values below the child `name` of a series, by their index."""
    for child in series:
        if local_name(child) == name:
            for cached in child.iter():
                if local_name(cached) == "v":
                    yield cached.getparent().get("idx", ""), cached


def _head(cached: Element) -> str:
    """A category; one that is a date in disguise (45231) says nothing to a reader of text."""
    if not _is_numeric(cached):
        return cached.text or ""
    return "" if _DATE.search(_LITERAL.sub("", _format(cached))) else _shown(cached)


def _is_value(cached: Element) -> bool:
    return _is_numeric(cached) or any(local_name(one) in _VALUES for one in cached.iterancestors())


def _is_numeric(cached: Element) -> bool:
    return any(local_name(one) in ("numCache", "numLit") for one in cached.iterancestors())


def _format(cached: Element) -> str:
    """The format of a value: its own, or that of all values around it."""
    point = cached.getparent()
    around = point.getparent() if point is not None else None
    codes: Iterable[Element] = around if around is not None else ()
    every = next((one.text or "" for one in codes if local_name(one) == "formatCode"), "")
    return point.get("formatCode", every) if point is not None else every


def _shown(cached: Element) -> str:
    return number_text((cached.text or "").strip(), _format(cached))


def number_text(text: str, form: str = "") -> str:
    """A stored number as a reader sees one: 0.086 in percent is 8.6%, 2023 is 2,023."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > _FURTHEST:
        return text
    percent = "%" in form
    number = round(number * 100 if percent else number, 10).normalize()
    return f"{number:,f}%" if percent else f"{number:,f}"
