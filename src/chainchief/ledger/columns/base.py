"""What every type of column knows of its values: all their forms, and which of them are right.

A value has one form in Python (amounts are integer steps, days dates, months text like 2023-11,
choices and references codes) and one in each place where it is met:

- a **cell**: `parse` takes its text (numbers as plain decimals, days as 2023-11-30), `format` gives
  what a cell should hold, `shown` the same of values that no door let in;
- **JSON**, exactly: amounts as decimal strings in the base unit of what they measure (元, 亩, 个,
  %), as figures are told, which every step has a finite form in; whole numbers as integers, days
  and months in ISO 8601, yes and no as booleans, all else as text; blank is null;
- a **form**, a **filter**, an **order**, a **schema**, a **difference** in words.

`check` decides whether a value is right, for every way in: what it refuses, `parse`, `from_json`,
forms and change sets refuse with the same kind of fault. A blank (None, "") is right for a type;
whether it may be is the column's to say.
"""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from django.db.models import Case, F

from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import _
from chainchief.core.units import plain
from chainchief.ledger.columns.faults import BadCell
from chainchief.ledger.columns.filters import Comparison, Filter, yes_or_no
from chainchief.ledger.columns.forms import FormField
from chainchief.ledger.columns.stored import Stored
from chainchief.ledger.facts import FactType

CellValue = str | int | Fraction | dt.date | None
Row = Mapping[str, object]
Json = str | int | bool | None

BLANKS = (None, "")


def as_text(value: CellValue) -> str:
    """A cell's value as plain text: `60000`, `2023-11-30`, "" for blank."""
    if isinstance(value, int | Fraction):
        return plain(Fraction(value))
    return "" if value is None else str(value)


class ColumnType(ABC):
    """One type of column. `row` holds the other values of the row, by column."""

    #: The unit that stands in the column's head, or "".
    unit: str = ""
    #: The column of the same row that names the unit, or "".
    unit_column: str = ""
    #: The kind of record whose codes the column holds, or "".
    target: str = ""
    #: The most characters that it takes, or None where nothing is said of it.
    most: int | None = None
    fact_type: ClassVar[FactType]
    #: Whether cells hold numbers, which stand at the right and may be added up.
    is_number: ClassVar[bool] = False
    #: Whether records are told apart by it: a few values, each worth a filter of its own.
    is_state: ClassVar[bool] = False
    #: Whether cells hold text that stays as it was typed: texts, and codes of other records.
    is_verbatim: ClassVar[bool] = False
    #: Whether cells hold free text: names, notes, codes of their own.
    is_text: ClassVar[bool] = False

    # -- which values are right

    def check(self, value: object, row: Row) -> BadCell | None:
        """Check a value as a record holds it; None where it is right, or blank."""
        return None if value in BLANKS else self._fault(value, row)

    @abstractmethod
    def _fault(self, value: object, row: Row) -> BadCell | None:
        """`check` of a value that is not blank."""

    def checked(self, value: object, row: Row) -> object:
        """`value`, or its fault raised."""
        bad = self.check(value, row)
        if bad is not None:
            raise bad
        return value

    # -- cells

    @abstractmethod
    def parse(self, text: str, row: Row) -> object:
        """The value of a cell's text, which is not blank; raises `BadCell`."""

    @abstractmethod
    def format(self, value: object, row: Row) -> CellValue:
        """Format a right value for a cell; None for blank."""

    def shown(self, value: object, row: Row) -> CellValue:
        """`format`; of a value that came in behind the program, what it is, marked: “banana”⚠."""
        if value in BLANKS:
            return None
        if self.check(value, row) is None:
            return self.format(value, row)
        try:
            text = as_text(self.format(value, row)) or str(value)
        except (ValueError, KeyError, TypeError, ChainChiefError):
            text = str(value)
        return f"“{text}”⚠"

    def with_unit(self, value: object, row: Row) -> str:
        """The value as a person says it: 60000万元, 2023-11-30; "" for blank."""
        text = as_text(self.shown(value, row))
        return text + self.unit_in(row) if text else ""

    def unit_in(self, row: Row) -> str:
        """The unit of the values of this row."""
        return self.unit or str(row.get(self.unit_column) or "")

    # -- JSON

    def to_json(self, value: object, row: Row) -> Json:
        """A value that is right, exactly; null for blank."""
        return None if value in BLANKS else self._to_json(value, row)

    def from_json(self, raw: object, row: Row) -> object:
        """Parse what `to_json` gave; raises `BadCell` for anything else."""
        return None if raw is None else self.checked(self._from_json(raw, row), row)

    def _to_json(self, value: object, row: Row) -> Json:
        return str(value)

    def _from_json(self, raw: object, row: Row) -> object:
        return raw

    @abstractmethod
    def schema(self) -> dict[str, object]:
        """JSON Schema (2020-12) of what `to_json` gives of a value that is not blank."""

    def kept(self, value: object) -> object:
        """A value as the JSON of a city's further fields keeps it: days in ISO 8601."""
        return value

    def restored(self, value: object) -> object:
        """The value that `kept` kept; anything else as it is."""
        return value

    # -- forms, filters, order

    @abstractmethod
    def form_field(self) -> FormField:
        """The field of the column in a form."""

    def form_value(self, value: object, row: Row) -> str:
        """The value in the form's field; `parse` reads it back."""
        return as_text(self.shown(value, row))

    def filters(self) -> tuple[Filter, ...]:
        """The filters by which a list may be narrowed."""
        return (Filter(Comparison.BLANK, yes_or_no),)

    def filter(self, comparison: str) -> Filter | None:
        """The filter that an address names, if the type has it."""
        return next((each for each in self.filters() if each.comparison == comparison), None)

    def order(self, path: str) -> F | Case:
        """The key by which records are put in order."""
        return F(path)

    # -- words

    @property
    @abstractmethod
    def name(self) -> str:
        """The kind of value it takes, in words."""

    def options(self) -> tuple[tuple[str, str], ...]:
        """The codes that it takes, each with its label; empty where there is no list."""
        return ()

    @property
    def example(self) -> str:
        """A cell as it may be filled in; "" for names and free text."""
        return self.options()[0][1] if self.options() else ""

    def difference(self, old: object, new: object, row: Row, before: Row | None = None) -> str:
        """Describe a change of value; `row` is the row of the new one, `before` that of the old."""
        shown = [
            self.with_unit(value, values) or _("blank")
            for value, values in ((old, row if before is None else before), (new, row))
        ]
        return f"{shown[0]} → {shown[1]}"

    # -- tables

    def stored(self) -> Stored | None:
        """The values that a table may hold, for constraints and for the verification past them."""
        return None

    @property
    def fact_unit(self) -> str:
        """The unit that sums of steps are told in; "" where each row names its own, or none."""
        return ""
