"""How a table of a request stands in its sheet: which columns, in which order, and their heads."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chainchief.core.i18n import _, in_every_language
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.ledger.exchange.layout import ColumnExplanation, column_explanations
from chainchief.ledger.registers import Column

_MARKS = "mark of the row"
_LAST = "{} (last month)"
_COVER = "Cover"
#: Rows for new records.
NEW_ROWS = 60


class Part(StrEnum):
    """What a column of a sheet is for."""

    MARK = "mark"
    KEY = "key"
    PENDING = "asked"
    LAST = "last"


@dataclass(frozen=True)
class SheetColumn:
    part: Part
    head: str
    column: Column | None = None
    explanation: ColumnExplanation | None = None

    @property
    def name(self) -> str:
        return self.column.name if self.column else ""


def columns_of(table: QuestionnaireTable) -> tuple[SheetColumn, ...]:
    """The mark, what says which record a row is, each asked column with last month's beside."""
    explanations = {one.column.name: one for one in column_explanations(table.register)}

    def of(part: Part, name: str) -> SheetColumn:
        column = table.register.column(name)
        return SheetColumn(part, column.label, column, explanations[name])

    found = [SheetColumn(Part.MARK, mark_head())]
    found += [of(Part.KEY, name) for name in key_names(table)]
    for name in table.columns:
        found.append(of(Part.PENDING, name))
        if table.rows is RowsOf.REPORTS:
            column = table.register.column(name)
            found.append(SheetColumn(Part.LAST, last_head(column.label), column))
    return tuple(found)


def key_names(table: QuestionnaireTable) -> tuple[str, ...]:
    """The columns that tell a person which record a row is; they are filled in and protected."""
    if table.rows is RowsOf.REPORTS:
        return (table.by,)
    if table.rows is RowsOf.NEW:
        composed = bool(table.register.model.composed_of)
        return () if composed else ("code",)
    names = {column.name for column in table.register.columns}
    shown = [name for name in ("code", "name") if name in names and name not in table.columns]
    return tuple(shown)


def mark_head() -> str:
    return _(_MARKS)


def last_head(label: str) -> str:
    return _(_LAST).format(label)


def cover_name() -> str:
    return _(_COVER)


def sheet_name(table: QuestionnaireTable) -> str:
    return table.register.name[:31]


def last_heads(tables: Iterable[QuestionnaireTable]) -> frozenset[str]:
    """The heads of last month's columns in every language: what stands below is not read."""
    columns = [column for table in tables for column in table.columns_to_fill]
    heads = in_every_language(lambda: [last_head(column.label) for column in columns])
    return frozenset(head for of_language in heads for head in of_language)


def mark_heads() -> frozenset[str]:
    return frozenset(in_every_language(mark_head))


def cover_names() -> frozenset[str]:
    return frozenset(in_every_language(cover_name))
