"""The table of one import: its sheet, its head, and where each value stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from chainchief.core.faults import Fault, FaultKind, Place
from chainchief.core.workbook.addresses import address
from chainchief.intake.files.sheets import Sheet
from chainchief.intake.files.tagged_cells import text_of
from chainchief.intake.table.heads import TableHead
from chainchief.intake.table.ignored_rows import one_line
from chainchief.intake.table.normalising import AnyColumn, is_code_like
from chainchief.ledger.registers import Register

Cells = list[str]


@dataclass(frozen=True)
class Table:
    register: Register
    sheet: Sheet
    head: TableHead

    @property
    def rows(self) -> Iterator[tuple[int, Cells]]:
        """The records: the rows below the head with their numbers, less those passed over."""
        return (
            (number, cells)
            for number, cells in self.sheet.rows
            if number > self.head.row and number not in self.head.passed
        )

    @cached_property
    def columns(self) -> tuple[AnyColumn, ...]:
        """The columns of the table in an order of reading: a unit before the value in that unit."""
        present = self.head.columns.values()
        return tuple(sorted(present, key=lambda column: bool(column.type.unit_column)))

    @cached_property
    def known(self) -> Mapping[str, AnyColumn]:
        """All columns of the kind by name, those that the table does not have included."""
        columns: tuple[AnyColumn, ...] = (*self.register.columns, *self.register.extra)
        return {column.name: column for column in columns}

    @cached_property
    def code_like(self) -> frozenset[str]:
        return frozenset(
            name for name, column in self.known.items() if is_code_like(self.register, column)
        )

    def has(self, name: str) -> bool:
        return name in self.head.places

    def cell(self, cells: Cells, name: str) -> str:
        """The tagged cell of column `name`, "" where it is blank or the table lacks the column."""
        place = self.head.places.get(name)
        return cells[place] if place is not None and place < len(cells) else ""

    def place(self, number: int, name: str) -> Place:
        """The place of column `name` in row `number`: its cell, else the line."""
        label = self.known[name].label
        place = self.head.places.get(name)
        if place is None:
            return Place(sheet=self.sheet.name, line=number, column=label)
        return Place(sheet=self.sheet.name, cell=address(number, place), column=label)

    def origin(self, number: int) -> str:
        """The origin that a record keeps: file, sheet, row."""
        return f"{self.sheet.name}!{number}"

    def fault(
        self,
        kind: FaultKind,
        number: int,
        name: str,
        cells: Cells,
        facts: Mapping[str, object] | None = None,
    ) -> Fault:
        cell = self.cell(cells, name)
        value = one_line(text_of(cell)) if cell else ("" if self.has(name) else None)
        return Fault(kind, self.place(number, name), value, facts or {})
