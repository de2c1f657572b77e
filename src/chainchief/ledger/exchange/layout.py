"""The one layout of a kind's table: which columns, how each is called, explained and written."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.ledger.columns import CellValue, Choice
from chainchief.ledger.exchange.column_help import column_help, example_of
from chainchief.ledger.registers import AnyColumn, Register

#: Excel takes days from 1900-03-01 on for what they are; earlier ones are off by one there.
_FIRST_SAFE_DAY = dt.date(1900, 3, 1)


@dataclass(frozen=True)
class ColumnExplanation:
    """What a person needs to know to fill a column in."""

    column: AnyColumn
    type_name: str
    choices: tuple[str, ...]
    rule: str
    required: bool
    example: str

    @property
    def note(self) -> str:
        """The explanation as a comment at the column's head."""
        lines = [self.column.title, self.rule, self.type_name]
        lines.append(_("required") if self.required else _("optional"))
        if self.column.type.unit:
            lines.append(_("unit: {}").format(self.column.type.unit))
        if self.choices:
            lines.append(_("one of: {}").format(listed(self.choices)))
        if self.example:
            lines.append(_("example: {}").format(self.example))
        return "\n".join(line for line in lines if line)


def columns_of(register: Register) -> tuple[AnyColumn, ...]:
    """The record's own code, the declared columns, the further ones of the city."""
    return (*register.columns, *register.extra)


def column_explanations(register: Register) -> tuple[ColumnExplanation, ...]:
    return tuple(_column_explanation(register, column) for column in columns_of(register))


def _column_explanation(register: Register, column: AnyColumn) -> ColumnExplanation:
    composed = column.name == "code" and bool(register.model.composed_of)
    rules = [rule_of_column] if (rule_of_column := column.help or column_help(column)) else []
    if composed:
        labels = "/".join(register.column(name).title for name in register.model.composed_of)
        rules.append(_("may stay blank; it is composed: {}").format(labels))
    if column.type.is_text and column.type.most is not None:
        rules.append(_("at most {} characters").format(column.type.most))
    rule = "; ".join(rules)
    required = column.required and not composed
    choices = choices_of(column)
    example = example_of(column)
    return ColumnExplanation(column, column.type.name, choices, rule, required, example)


def choices_of(column: AnyColumn) -> tuple[str, ...]:
    """The options of a drop-down, as labels in the current language; empty where there is none."""
    if isinstance(column.type, Choice):
        return tuple(column.type.choosable())
    return tuple(label for _code, label in column.type.options())


def cell_value(column: AnyColumn, value: object, row: Mapping[str, object]) -> CellValue:
    """The cell of a stored value: days and numbers as such, all else as text.

    A value that its column does not take is shown for what it is, marked: “banana”⚠.
    """
    shown = column.shown(value, row)
    if isinstance(shown, dt.date) and shown < _FIRST_SAFE_DAY:
        return shown.isoformat()
    if isinstance(shown, int) and not isinstance(shown, bool):
        return Fraction(shown)
    return shown
