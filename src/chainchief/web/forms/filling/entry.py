"""One record of a form, as it was typed: the record itself, or a row of a grid below it."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from chainchief.core.faults import Fault, Place
from chainchief.intake.table.faults import NOT_A_CODE
from chainchief.intake.table.normalising import is_code_like, is_short_code, plain_lines, typed_text
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.changesets import Change, Creation, Revision, Withdrawal
from chainchief.ledger.columns import TOO_LONG, BadCell, Choice
from chainchief.ledger.queries.history import values_of
from chainchief.ledger.queries.stored_values import Stored
from chainchief.ledger.registers import AnyColumn, Register
from chainchief.web.forms.filling.references import ReferredRecords


@dataclass
class Entry:
    """A record with what was typed into its fields; `held` is the record as it is in the ledger.

    `prefix` stands before the names of its fields: "" for the record of the form itself,
    `row.KIND.ID.` for a row. `texts` are what was typed, by column; a column that is not among
    them shows what the ledger holds. `fixed` are columns that this record cannot change.
    """

    register: Register
    columns: tuple[AnyColumn, ...]
    prefix: str = ""
    held: Stored | None = None
    above: str = ""
    number: int = 0
    version: int = 0
    is_open: bool = True
    goes: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    base: Mapping[str, object] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    faults: list[tuple[str, Fault]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.base:
            self.base = _values(self.held) if self.held else _empty(self.columns)
        self.version = self.version or (self.held.version if self.held else 0)

    @property
    def is_new(self) -> bool:
        return self.held is None

    @property
    def is_row(self) -> bool:
        return bool(self.prefix)

    @property
    def fixed(self) -> frozenset[str]:
        """A code never changes, nor do the columns that it is made of."""
        if self.is_new:
            return frozenset()
        if not self.is_open:
            return frozenset(column.name for column in self.columns)
        return frozenset(("code", *self.register.model.composed_of))

    @property
    def open_columns(self) -> list[AnyColumn]:
        return [column for column in self.columns if column.name not in self.fixed]

    def name_of(self, column: str) -> str:
        """The name of the field of a column; of one that is not shown, the first field."""
        shown = [each.name for each in self.columns]
        return self.prefix + (column if column in shown else shown[0])

    def made_at(self, version: int) -> None:
        """The form was made from an earlier version: what was typed is compared with that one."""
        if self.held is None or version == self.held.version:
            return
        self.version = version
        events = ChangeEvent.objects.filter(
            kind=self.register.kind, uid=self.held.uid.hex, version=version
        )
        event = events.order_by("-pk").first()
        if event is not None and event.after:
            self.base = {**_empty(self.columns), **values_of(self.register, event.after)}

    def shown(self, column: AnyColumn, values: Mapping[str, object], named: ReferredRecords) -> str:
        """Text that the field of a column shows of a value."""
        value = values.get(column.name)
        if value is None or value == "":
            return ""
        if column.type.target:
            return named.text(column.type.target, str(value))
        if column.type.options():
            return _code_of(column, value)
        row = {**values, column.name: restored(column, value)}
        return column.type.form_value(restored(column, value), row)

    def text(self, column: AnyColumn, named: ReferredRecords) -> str:
        """Text in the field: as it was typed, else as the ledger has it."""
        typed = self.texts.get(column.name)
        return self.shown(column, self.base, named) if typed is None else typed

    def is_blank(self, named: ReferredRecords) -> bool:
        """Whether nothing was typed into a new row."""
        return all(
            typed in ("", self.shown(column, self.base, named))
            for column in self.columns
            if (typed := self.texts.get(column.name, "").strip()) is not None
        )

    # -- reading

    def read(self, named: ReferredRecords) -> None:
        """Find `values`: what was typed and is not what the record holds; every fault at once."""
        # A unit is read before the value in that unit.
        for column in sorted(self.open_columns, key=lambda each: bool(each.type.unit_column)):
            typed = self.texts.get(column.name)
            if typed is None or self._stays(column, typed, named):
                continue
            if column.type.unit_column in self.unreadable:
                self.unreadable.add(column.name)
                continue
            try:
                row = {**self.base, **self.values}
                value = typed_value(self.register, column, typed, row, named)
                is_further = column in self.register.extra
                self.values[column.name] = column.type.kept(value) if is_further else value
            except BadCell as bad:
                self.unreadable.add(column.name)
                kind = bad.kind
                if kind is TOO_LONG and is_short_code(column, is_code_like(self.register, column)):
                    kind = NOT_A_CODE
                fault = Fault(kind, self.place(column.title), typed, bad.facts)
                self.faults.append((self.name_of(column.name), fault))
        if not self.is_new:
            self.values = {
                name: value for name, value in self.values.items() if value != self.base.get(name)
            }

    def _stays(self, column: AnyColumn, typed: str, named: ReferredRecords) -> bool:
        if self.is_new or plain_lines(typed) != plain_lines(self.shown(column, self.base, named)):
            return False
        # The same number in another unit is another value.
        return column.type.unit_column not in self.values

    def place(self, title: str = "") -> Place:
        if not self.is_row:
            return Place(column=title)
        return Place(record=self.register.name, line=self.number, column=title)

    # -- changes

    @property
    def is_changed(self) -> bool:
        return self.is_new or self.goes or bool(self.values) or bool(self.unreadable)

    def change(self, above: Mapping[str, object]) -> Change:
        """Change to be written; `above` are values that a row takes from the record above it."""
        further = {column.name for column in self.register.extra}
        own = {name: value for name, value in self.values.items() if name not in further}
        extra = {name: value for name, value in self.values.items() if name in further}
        kind = self.register.kind
        if self.held is None:
            given = str(own.get("code") or "")
            kept = {name: value for name, value in extra.items() if value is not None}
            return Creation(kind, given, {**own, **above}, extra=kept or None)
        if self.goes:
            return Withdrawal(kind, self.held.uid, self.version)
        return Revision(kind, self.held.uid, self.version, own, extra=extra or None)

    def rebase(self) -> None:
        """Lay what was changed over the record as it is now; what was not touched follows it."""
        assert self.held is not None  # noqa: S101 - a new record has no other version
        changed = {*self.values, *self.unreadable}
        self.texts = {name: text for name, text in self.texts.items() if name in changed}
        self.base, self.version = _values(self.held), self.held.version

    @property
    def uid(self) -> uuid.UUID | None:
        return self.held.uid if self.held else None


def typed_value(
    register: Register,
    column: AnyColumn,
    typed: str,
    row: Mapping[str, object],
    named: ReferredRecords,
) -> object:
    """The value that was typed into a field, read as a cell of a workbook is; `BadCell` for none.

    `row` has the values that others are read by: the unit beside a quantity.
    """
    text = typed_text(typed, register, column) if typed else ""
    if not text:
        return column.empty
    if column.type.target:
        return named.code_of(column.type.target, text)
    return column.type.parse(text, row)


def restored(column: AnyColumn, value: object) -> object:
    """A value as its type has it; further columns keep days as text."""
    return column.type.restored(value) if column.name.startswith("x_") else value


def _values(held: Stored) -> dict[str, object]:
    return {**held.values, **held.extra}


def _empty(columns: Iterable[AnyColumn]) -> dict[str, object]:
    return {column.name: column.empty for column in columns}


def _code_of(column: AnyColumn, value: object) -> str:
    """The code of a choice; of a value that is none, the value."""
    if isinstance(column.type, Choice):
        return str(value)
    for code, _label in column.type.options():
        if column.type.parse(code, {}) == value:
            return code
    return str(value)
