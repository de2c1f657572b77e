"""Rows of a table as values: which record each is about, and what its cells say of it.

What is wrong with a cell is found here; what is wrong with a record is for the ledger to find.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chainchief.core.faults import Fault, FaultKind
from chainchief.core.i18n import LANGUAGES, speaking
from chainchief.intake.files.tagged_cells import text_of
from chainchief.intake.table import faults
from chainchief.intake.table.normalising import (
    AnyColumn,
    cell_text,
    cleaned,
    is_short_code,
    was_serial,
)
from chainchief.intake.table.table import Cells, Table
from chainchief.ledger.columns import TOO_LONG, BadCell, Choice, Quantity, Reference
from chainchief.ledger.custom_fields.column import CustomField
from chainchief.ledger.exchange.named_records import NamedRecords
from chainchief.ledger.queries.stored_values import (
    Stored,
    changed_columns,
    changes_extra,
    stored_by_code,
)
from chainchief.ledger.registers import register_of

#: Findings that a value of the ledger may have all the same: it is then taken as it is.
_ABOUT_LOOKS = (
    faults.PLACEHOLDER,
    faults.SAME_AS_ABOVE,
    faults.INVISIBLE,
    faults.LONG_NUMBER,
    faults.SPACED_CODE,
    faults.MADE_A_DATE,
    *faults.ABOUT_LOOKS,
)
#: So many different cells of a column are kept with their values; most tables repeat few.
_MOST_KEPT = 20_000


@dataclass
class StagedRow:
    """One row: `after` is the record as it would be, `bad` the columns that could not be read."""

    number: int
    cells: Cells
    code: str
    stored: Stored | None
    after: dict[str, object]
    extra: dict[str, object]
    bad: set[str] = field(default_factory=set)

    @property
    def is_new(self) -> bool:
        return self.stored is None

    @property
    def changed(self) -> frozenset[str]:
        """The columns that get another value than the ledger has; all of a new record's."""
        return changed_columns(self.stored, self.after)

    @property
    def changes_extra(self) -> bool:
        return changes_extra(self.stored, self.extra)

    @property
    def stays(self) -> bool:
        """Whether the row says just what the ledger holds."""
        return not (self.is_new or self.bad or self.changed or self.changes_extra)


@dataclass
class Staging:
    """A table with its rows staged and everything found on the way; who brings it, in what file."""

    table: Table
    rows: list[StagedRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    actor: str = ""
    file_name: str = ""

    def add(self, kind: FaultKind, row: StagedRow, name: str, /, **facts: object) -> None:
        self.faults.append(self.table.fault(kind, row.number, name, row.cells, facts))


def stage(table: Table, *, actor: str = "", file_name: str = "") -> Staging:
    """Read every cell of `table` and lay it over the ledger's records; all faults at once."""
    staging = Staging(table, actor=actor, file_name=file_name)
    staging.faults += [row.fault(table.sheet.name) for row in table.head.passed.values()]
    reader = _Reader(table)
    about: list[tuple[int, Cells, str]] = []
    for number, cells in table.rows:
        if any(text_of(table.cell(cells, name)).strip() for name in table.head.places):
            about.append((number, cells, reader.code(cells)))
    stored = stored_by_code(table.register, (code for _n, _c, code in about if code))
    for number, cells, code in about:
        staging.rows.append(reader.row(number, cells, code, stored.get(code), staging.faults))
    return staging


class _Reader:
    """Reads the cells of one table's rows."""

    def __init__(self, table: Table) -> None:
        self.table, self.register = table, table.register
        self.own = {column.name: column for column in table.register.columns}
        self.empty: dict[str, object] = {name: c.empty for name, c in self.own.items()}
        self.composed_of = table.register.model.composed_of
        self.choices = {
            name: _names_of(column.type)
            for name, column in table.known.items()
            if isinstance(column.type, Choice)
        }
        #: Columns with their places and, of those whose cells say the same in every row, the cells
        #: that were read with their values.
        self.read_columns: list[tuple[AnyColumn, int, dict[str, object] | None]] = [
            (column, table.head.places[column.name], None if column.type.unit_column else {})
            for column in table.columns
            if column.name != "code"
        ]
        self.named = {
            kind: NamedRecords(register_of(kind), self._in_table(kind))
            for kind in {*table.register.references.values()}
        }

    def _in_table(self, kind: str) -> Iterator[tuple[str, str]]:
        """Codes and names of the table's own rows, where they may refer to each other."""
        if kind != self.register.kind or not (self.table.has("code") and self.table.has("name")):
            return
        for _number, cells in self.table.rows:
            texts = [cleaned(text_of(self.table.cell(cells, n)), True) for n in ("code", "name")]
            if all(texts):
                yield texts[0], texts[1]

    def text(self, column: AnyColumn, cell: str) -> str:
        return cell_text(
            cell,
            column,
            code_like=column.name in self.table.code_like,
            epoch_1904=self.table.sheet.epoch_1904,
        )

    def parsed(self, column: AnyColumn, text: str, row: Mapping[str, object]) -> object:
        """The value of `text`; a choice by its code or its label in either language."""
        if not text:
            return column.empty
        if isinstance(column.type, Reference):
            return self.named[column.type.kind].code_of(text)
        code = self.choices.get(column.name, {}).get(text.casefold())
        return code if code is not None else column.type.parse(text, row)

    def code(self, cells: Cells) -> str:
        """The code of the record a row is about; "" where it cannot be told."""
        try:
            given = self.text(self.own["code"], self.table.cell(cells, "code"))
            if given or not self.composed_of:
                return given
            values = {}
            for name in self.composed_of:
                column = self.own[name]
                value = self.parsed(column, self.text(column, self.table.cell(cells, name)), {})
                if column.required and value in (None, ""):
                    return ""
                values[name] = value
        except BadCell:
            return ""
        return self.register.model.code_from(values)

    def row(
        self, number: int, cells: Cells, code: str, stored: Stored | None, row_faults: list[Fault]
    ) -> StagedRow:
        after = dict(stored.values) if stored else dict(self.empty)
        row = StagedRow(number, cells, code, stored, after, dict(stored.extra) if stored else {})
        width = len(cells)
        for column, place, sound in self.read_columns:
            cell = cells[place] if place < width else ""
            if sound is None or cell not in sound:
                self._read(column, row, cell, sound, row_faults)
            elif stored is None and not isinstance(column, CustomField):
                after[column.name] = sound[cell]
            else:
                self._take(column, row, sound[cell], row_faults)
        self._settle_code(row, row_faults)
        return row

    def _read(
        self,
        column: AnyColumn,
        row: StagedRow,
        cell: str,
        sound: dict[str, object] | None,
        row_faults: list[Fault],
    ) -> None:
        name = column.name
        if isinstance(column.type, Quantity) and column.type.unit_column in row.bad:
            row.bad.add(name)
            return
        try:
            text = self.text(column, cell)
            value = self.parsed(column, text, row.after)
        except BadCell as bad:
            if self._stands(column, row, bad):
                return
            row.bad.add(name)
            kind = bad.kind
            if kind is TOO_LONG and is_short_code(column, name in self.table.code_like):
                kind = faults.NOT_A_CODE
            row_faults.append(self.table.fault(kind, row.number, name, row.cells, bad.facts))
            return
        if was_serial(cell, column):
            facts: dict[str, object] = {"day": value}
            row_faults.append(
                self.table.fault(faults.DATE_SERIAL, row.number, name, row.cells, facts)
            )
        elif sound is not None and len(sound) < _MOST_KEPT:
            sound[cell] = value
        self._take(column, row, value, row_faults)

    def _take(
        self, column: AnyColumn, row: StagedRow, value: object, row_faults: list[Fault]
    ) -> None:
        """The value becomes the record's."""
        self._check_cell_there(column, row, value, row_faults)
        if isinstance(column, CustomField):
            _put_extra(row.extra, column, value)
        else:
            row.after[column.name] = value

    def _check_cell_there(
        self, column: AnyColumn, row: StagedRow, value: object, row_faults: list[Fault]
    ) -> None:
        """A row of a CSV that ends early clears what it does not reach: then that is told."""
        name, table = column.name, self.table
        if row.stored is None or value not in (None, ""):
            return
        if table.sheet.has_cell(row.cells, table.head.places[name]):
            return
        before = (row.extra if isinstance(column, CustomField) else row.after).get(name)
        if before not in (None, ""):
            facts: dict[str, object] = {"before": before}
            row_faults.append(
                table.fault(faults.CELL_NOT_THERE, row.number, name, row.cells, facts)
            )

    def _stands(self, column: AnyColumn, row: StagedRow, bad: BadCell) -> bool:
        """Whether the ledger has just what the cell says: then it stays, whatever it looks like."""
        if row.stored is None or isinstance(column, CustomField):
            return False
        value = row.stored.values[column.name]
        if bad.kind is faults.OTHER_NAME:  # the record was renamed since the export
            return bool(value == bad.facts["code"])
        if bad.kind not in _ABOUT_LOOKS or value is None:
            return False
        text = cleaned(text_of(self.table.cell(row.cells, column.name)), code_like=False)
        return bool(value == text)

    def _settle_code(self, row: StagedRow, row_faults: list[Fault]) -> None:
        """The code of the record; whether its columns make the same one is checked later."""
        column = self.own["code"]
        try:
            given = self.text(column, self.table.cell(row.cells, "code"))
            if given:
                column.type.parse(given, row.after)
        except BadCell as bad:
            row.bad.add("code")
            row_faults.append(self.table.fault(bad.kind, row.number, "code", row.cells, bad.facts))
            return
        row.after["code"] = row.code
        # That the code is missing is told of the columns that make it, or of the whole table.
        if not row.code and (self.composed_of or not self.table.has("code")):
            row.bad.add("code")


def _names_of(choice: Choice) -> dict[str, str]:
    """Code and both labels of every choice → code, small letters, half width."""
    names: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            for code, texts in choice.texts().items():
                for name in texts:
                    names.setdefault(cleaned(name, code_like=True).casefold(), code)
    return names


def _put_extra(extra: dict[str, object], column: CustomField, value: object) -> None:
    if value in (None, ""):
        extra.pop(column.name, None)
    else:
        assert value is None or isinstance(value, str | int | bool | dt.date)  # noqa: S101 - JSON
        extra[column.name] = column.kept(value)
