"""How wide the columns of an exported workbook are, and how many lines a text takes in one."""

from chainchief.ledger.columns import CellValue
from chainchief.ledger.exchange.layout import ColumnExplanation
from chainchief.ledger.registers import AnyColumn

#: Texts of at most so many characters are codes; short ones fit under any head.
_CODE, _SHORT_CODE = 18, 9


def width_of(explanation: ColumnExplanation) -> float:
    """Wide enough for the head in two lines and for what usually stands below it."""
    shown = _shown_width(explanation.column.label)
    usual = {"name": 28, "code": 16}.get(explanation.column.name, _usual_width(explanation.column))
    return max(usual, min(shown, 30) // 2 + 5)


def _usual_width(column: AnyColumn) -> int:
    if column.type.target:
        return 20
    if column.type.is_text:
        most = column.type.most or 99
        return most + 2 if _SHORT_CODE < most <= _CODE else 16 if most > _CODE else 11
    return 11


def lines_of_note(note: str) -> int:
    """The number of lines that a note takes in its box."""
    return lines_of(note, 40)


def lines_of_cell(value: CellValue, width: float) -> int:
    """The number of lines that the value of a cell takes; only texts take more than one."""
    short = not isinstance(value, str) or (2 * len(value) < width and "\n" not in value)
    return 1 if short else lines_of(str(value), width)


def lines_of(text: str, width: float) -> int:
    """The number of lines of `text` in a column of that width; a Chinese character is two wide."""
    return sum(1 + int(_shown_width(line) / (width - 1)) for line in text.split("\n"))


def _shown_width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
