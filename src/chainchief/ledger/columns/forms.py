"""How a column stands in a form: a description, from which any surface makes its field."""

from dataclasses import dataclass
from enum import StrEnum


class Widget(StrEnum):
    """The kinds of field; RECORD finds a record of another kind."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    NUMBER = "number"
    DAY = "day"
    MONTH = "month"
    SELECT = "select"
    RECORD = "record"


@dataclass(frozen=True)
class FormField:
    """One field. What is typed into it is read by the column type's `parse`, like a cell.

    `minimum`, `maximum` and `step` are as the field says them: numbers in its unit, days, months.
    `unit_column` names the column whose value is the unit, where rows have units of their own.
    `choices` are pairs of a code and its label; `target` is the kind of record to be found.
    """

    widget: Widget
    unit: str = ""
    unit_column: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    minimum: str = ""
    maximum: str = ""
    step: str = ""
    pattern: str = ""
    max_length: int | None = None
    target: str = ""
