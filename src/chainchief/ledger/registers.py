"""Registers: what the rest of the program needs to know of a kind of record, declared once.

A register names the columns of a kind in their order; everything that handles records in general
(workbooks, snapshots, pages, rights, tests) works from it. A new kind is a package in
`ledger.kinds` with a model and a register; `all_registers` finds it by itself.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from django.db import models

from chainchief.access.scopes import Dimension, Scopes
from chainchief.core.choices import alike, listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.presets.preset import Stamp
from chainchief.ledger.bases import Record
from chainchief.ledger.checks.group import GroupCheck
from chainchief.ledger.checks.row import RowCheck
from chainchief.ledger.codelists import preset as codelists
from chainchief.ledger.codelists.preset import CodeList, CodeListsOfKind
from chainchief.ledger.columns import AddedCode, Choice, ColumnType, PlacedColumn
from chainchief.ledger.columns.texts import name_kinds_by
from chainchief.ledger.custom_fields import preset
from chainchief.ledger.custom_fields.column import CustomField
from chainchief.ledger.custom_fields.fact_columns import with_custom_fields
from chainchief.ledger.fact_columns import with_added_codes
from chainchief.ledger.facts import Fact
from chainchief.ledger.fields import column_type_of


@dataclass(frozen=True)
class Column(PlacedColumn):
    """One column of a kind's workbook: a field under its machine name, with a translated label."""

    name: str
    field: "models.Field[Any, Any]"
    type: ColumnType

    @property
    def title(self) -> str:
        """The label without its unit."""
        return _(str(self.field.verbose_name))

    @property
    def help(self) -> str:
        return _(str(self.field.help_text)) if self.field.help_text else ""

    @property
    def required(self) -> bool:
        """Whether a new record cannot do without it."""
        return not self.field.blank and not self.field.null and not self.field.has_default()

    @property
    def attribute(self) -> str:
        """The attribute that holds the stored value: `chain_id` for a reference."""
        return self.field.attname

    @property
    def empty(self) -> object:
        """The value to which a blank cell clears the field."""
        if self.field.null:
            return None
        return self.field.get_default() if self.field.has_default() else ""


#: What a table of a kind has: columns of its own and those that a city adds.
AnyColumn = Column | CustomField


@dataclass(frozen=True)
class Computed:
    """A column that an exported workbook shows and no import reads: `of` makes it from a row."""

    word: str
    of: Callable[[Mapping[str, object]], str]

    @property
    def label(self) -> str:
        return _(self.word)


@dataclass(frozen=True)
class MovedByActs:
    """While `process` is filled in, `columns` change by the acts of that process alone."""

    process: str
    columns: frozenset[str]


@dataclass(frozen=True)
class Register:
    """A kind of record. `scopes` say which unit, chain, enterprise, organisation a row is of."""

    model: type[Record]
    title: str
    plural: str
    policy_class: str
    columns_in_order: tuple[str, ...]
    scopes: Scopes
    checks: tuple[RowCheck, ...] = ()
    facts: tuple[Fact, ...] = ()
    group_checks: tuple[GroupCheck, ...] = ()
    extra: tuple[CustomField, ...] = ()
    computed: tuple[Computed, ...] = ()
    #: Where a record is run by a process: the column that names it, and those that its acts move.
    moved_by_acts: MovedByActs | None = None
    #: By column the codes that a city adds to its list.
    added_codes: Mapping[str, tuple[AddedCode, ...]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.model.kind

    @property
    def name(self) -> str:
        return _(self.title)

    @property
    def division(self) -> str:
        """The ORM path to the code of the unit, "" where the kind has none."""
        return self.scopes.path(Dimension.DIVISION)

    @property
    def chain(self) -> str:
        """The ORM path to the code of the chain, "" where the kind has none."""
        return self.scopes.path(Dimension.CHAIN)

    @property
    def meaning(self) -> str:
        """The meaning of a record of the kind: the first sentence of its model's docstring."""
        text = " ".join((self.model.__doc__ or "").split())
        return _(text.partition(". ")[0].removesuffix(".") + ".")

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The record's own code first, then the declared columns."""
        names = ("code", *self.columns_in_order)
        return tuple(_column(self.model, name, self.added_codes.get(name, ())) for name in names)

    @cached_property
    def blank(self) -> Mapping[str, object]:
        """The values of a record of which nothing is stated, by column."""
        return {column.name: column.empty for column in self.columns}

    @cached_property
    def column_names(self) -> frozenset[str]:
        """The names of all columns; one set, which a hundred thousand drafts share."""
        return frozenset(self.blank)

    @cached_property
    def _by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}

    @property
    def custom_fields(self) -> tuple[CustomField, ...]:
        """The further columns that a city declares for this kind: `x_…`."""
        return self.extra

    def column(self, name: str) -> Column:
        if name in self._by_name:
            return self._by_name[name]
        raise WrongUseError(_("{} has no column {!r}.").format(self.kind, name))

    @cached_property
    def references(self) -> Mapping[str, str]:
        """Column → kind, for the columns that hold another record's code."""
        return {c.name: c.type.target for c in self.columns if c.type.target}


@cache
def _column(model: type[Record], name: str, added: tuple[AddedCode, ...]) -> Column:
    of = model._meta.get_field(name)
    assert isinstance(of, models.Field)  # noqa: S101 - a register cannot name a relation back
    kind = column_type_of(of)
    if added and isinstance(kind, Choice):
        kind = replace(kind, added=added)
    return Column(name, of, kind)


def _packages() -> Iterator[str]:
    kinds = importlib.import_module("chainchief.ledger.kinds")
    for module in pkgutil.iter_modules(kinds.__path__):
        yield f"{kinds.__name__}.{module.name}"


def all_registers() -> Mapping[str, Register]:
    """Every register by kind, parents before children (so that it is an order of loading).

    A city's further columns stand in `extra`, its codes in the lists of choices; faults in their
    presets are told here.
    """
    return _of_city(*stamps())


def stamps() -> tuple[Stamp, Stamp]:
    """Stamps of the city's presets: they tell one state of the registers from another."""
    return preset.stamp(), codelists.stamp()


@cache
def _of_city(of_fields: Stamp, of_codes: Stamp) -> Mapping[str, Register]:
    registers = _declared()
    custom_fields = preset.load(of_fields, tuple(registers))
    lists = {kind: _lists_of(register) for kind, register in registers.items()}
    codes = codelists.load(of_codes, tuple(lists.items()))
    return {
        kind: replace(
            register,
            extra=(*register.extra, *custom_fields.get(kind, ())),
            facts=tuple(
                with_added_codes(
                    with_custom_fields(fact, custom_fields.get(kind, ())), register.model, codes
                )
                for fact in register.facts
            ),
            added_codes=codes.get(kind, {}),
        )
        for kind, register in registers.items()
    }


def _lists_of(register: Register) -> CodeListsOfKind:
    lists = {
        column.name: CodeList(column.type, column.field.max_length)
        for column in register.columns
        if isinstance(column.type, Choice)
    }
    moved = register.moved_by_acts.columns if register.moved_by_acts else frozenset()
    return CodeListsOfKind(tuple(lists.items()), moved)


def choice_order(kind: str, column: str) -> Mapping[str, int]:
    """Code → its place in a list of choices: the program's in their order, then the city's own."""
    of = register_of(kind).column(column).type
    return {code: place for place, (code, _word) in enumerate(of.options())}


def choice_word(kind: str, column: str, code: str) -> str:
    """The word of a code in a list of choices, the city's own too, in the reader's language.

    `code` itself where the column is no list, or the list has it not.
    """
    register = all_registers().get(kind)
    if register is None or column not in register.columns_in_order:
        return code
    of = register.column(column).type
    return dict(of.options()).get(code, code) if isinstance(of, Choice) else code


@cache
def _declared() -> Mapping[str, Register]:
    registers: dict[str, Register] = {}
    for package in _packages():
        try:
            module = importlib.import_module(f"{package}.register")
        except ModuleNotFoundError as missing:
            if missing.name == f"{package}.register":
                continue
            raise
        for register in module.REGISTERS:
            registers[register.kind] = register
    return _parents_first(registers)


def _parents_first(registers: Mapping[str, Register]) -> dict[str, Register]:
    done: dict[str, Register] = {}

    def place(register: Register) -> None:
        for kind in sorted(set(register.references.values()) - {register.kind}):
            if kind in registers and kind not in done:
                place(registers[kind])
        done.setdefault(register.kind, register)

    for kind in sorted(registers):
        place(registers[kind])
    return done


def register_of(kind: str) -> Register:
    """The register of `kind`, or `WrongUseError` with the valid kinds and a near name."""
    registers = all_registers()
    if kind in registers:
        return registers[kind]
    near = alike(kind, registers, most=1)
    hint = _(" Did you mean {}?").format(near[0]) if near else ""
    raise WrongUseError(
        _("There is no kind of record {!r}; the kinds are {}.").format(kind, listed(registers))
        + hint
    )


name_kinds_by(lambda kind: register_of(kind).name)
