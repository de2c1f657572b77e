"""A cell on its way from the reading process: one letter for what it was, then its text.

The letter matters where the text alone could mislead: 2023.1 typed as a number may have been
2023.10. A blank cell is the empty string.
"""

from enum import StrEnum

#: Between the parts of a cell that has several. Excel allows no such character in a cell.
_BETWEEN = "\x1f"


class Tag(StrEnum):
    TEXT = "s"
    NUMBER = "n"
    PERCENT = "p"
    DATE = "d"
    TRUTH = "b"
    ERROR = "e"
    UNSAVED_FORMULA = "f"
    #: A value whose number format shows another text: 12 as QY-0012.
    SHOWN_OTHERWISE = "o"
    #: A text with raised or lowered runs, which are marks unless they belong to a name.
    RAISED = "r"


_TAGS = {tag.value: tag for tag in Tag}
_IN_PARTS = frozenset((Tag.SHOWN_OTHERWISE.value, Tag.RAISED.value))


def shown_otherwise(value: str, shown: str | None, number_format: str) -> str:
    """A cell of `value` that shows `shown`; None where what it shows is not known."""
    parts = (shown or "", value, number_format)
    return Tag.SHOWN_OTHERWISE + _BETWEEN.join(part.replace(_BETWEEN, " ") for part in parts)


def raised(text: str, without: str) -> str:
    """A cell of `text` that is `without` when its raised runs are left out."""
    return Tag.RAISED + _BETWEEN.join(part.replace(_BETWEEN, " ") for part in (text, without))


def tag_of(cell: str) -> Tag:
    return _TAGS[cell[0]]


def text_of(cell: str) -> str:
    """The text that the cell shows; its value where that is not known."""
    if cell[:1] not in _IN_PARTS:
        return cell[1:]
    parts = cell[1:].split(_BETWEEN)
    return parts[0] or parts[1]


def is_shown_known(cell: str) -> bool:
    return not cell[1:].startswith(_BETWEEN)


def value_of(cell: str) -> str:
    """The value kept in the cell, whatever its format shows."""
    return cell[1:].split(_BETWEEN)[1] if cell[:1] == Tag.SHOWN_OTHERWISE else text_of(cell)


def format_of(cell: str) -> str:
    """The number format of a cell that shows something other than its value, else ""."""
    return cell[1:].split(_BETWEEN)[2] if cell[:1] == Tag.SHOWN_OTHERWISE else ""


def text_without_raised(cell: str) -> str:
    """The text of a cell without its raised runs; "" where it has none."""
    return cell[1:].split(_BETWEEN)[1] if cell[:1] == Tag.RAISED else ""
