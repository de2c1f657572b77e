"""Types of columns. Each knows all forms of its values, and which values are right."""

from chainchief.ledger.columns.base import (
    BLANKS,
    CellValue,
    ColumnType,
    Json,
    Row,
    as_text,
)
from chainchief.ledger.columns.choices import Choice, UnitName, YesNo
from chainchief.ledger.columns.days import (
    FIRST_DAY,
    FIRST_MONTH,
    LAST_DAY,
    LAST_MONTH,
    Day,
    MonthText,
)
from chainchief.ledger.columns.faults import (
    BELOW_ZERO,
    INVISIBLE,
    NO_SUCH_DAY,
    NOT_A_CHOICE,
    NOT_A_DATE,
    NOT_A_MONTH,
    NOT_A_NUMBER,
    NOT_A_TEXT,
    NOT_WHOLE,
    OVER_LIMIT,
    OVER_THE_WHOLE,
    TOO_FINE,
    TOO_LONG,
    UNDER_LIMIT,
    UNKNOWN_UNIT,
    BadCell,
)
from chainchief.ledger.columns.filters import Comparison, Filter
from chainchief.ledger.columns.forms import FormField, Widget
from chainchief.ledger.columns.numbers import STEPS_LIMIT, WHOLE, Amount, Quantity, Whole
from chainchief.ledger.columns.placed import PlacedColumn
from chainchief.ledger.columns.texts import Reference, Text, invisible_in

__all__ = [
    "BELOW_ZERO",
    "BLANKS",
    "FIRST_DAY",
    "FIRST_MONTH",
    "INVISIBLE",
    "LAST_DAY",
    "LAST_MONTH",
    "NOT_A_CHOICE",
    "NOT_A_DATE",
    "NOT_A_MONTH",
    "NOT_A_NUMBER",
    "NOT_A_TEXT",
    "NOT_WHOLE",
    "NO_SUCH_DAY",
    "OVER_LIMIT",
    "OVER_THE_WHOLE",
    "STEPS_LIMIT",
    "TOO_FINE",
    "TOO_LONG",
    "UNDER_LIMIT",
    "UNKNOWN_UNIT",
    "WHOLE",
    "Amount",
    "BadCell",
    "CellValue",
    "Choice",
    "ColumnType",
    "Comparison",
    "Day",
    "Filter",
    "FormField",
    "Json",
    "MonthText",
    "PlacedColumn",
    "Quantity",
    "Reference",
    "Row",
    "Text",
    "UnitName",
    "Whole",
    "Widget",
    "YesNo",
    "as_text",
    "invisible_in",
]
