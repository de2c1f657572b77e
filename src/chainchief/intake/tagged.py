"""A cell on its way from the reading process: one letter for what it was, then its text.

The letter matters where the text alone could mislead: 2023.1 typed as a number may have been
2023.10. A blank cell is the empty string.
"""

from enum import StrEnum


class Tag(StrEnum):
    TEXT = "s"
    NUMBER = "n"
    PERCENT = "p"
    DATE = "d"
    TRUTH = "b"
    ERROR = "e"
    UNSAVED_FORMULA = "f"


def tag_of(cell: str) -> Tag:
    return Tag(cell[0])


def text_of(cell: str) -> str:
    return cell[1:]
