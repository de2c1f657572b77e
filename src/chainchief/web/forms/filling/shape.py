"""What the form of a kind consists of, by its register: sections of columns, and kinds below it."""

from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.ledger.exchange.layout import columns_of
from chainchief.ledger.facts import FactType
from chainchief.ledger.registers import AnyColumn, Register, all_registers
from chainchief.web.registers.groups import all_groups

#: A register with so few columns needs no sections.
_FEW = 6


@dataclass(frozen=True)
class Section:
    """Columns that stand together under one heading."""

    key: str
    title: str
    columns: tuple[AnyColumn, ...]


#: Key of a section → its heading, in the order of the page.
_HEADINGS = {
    "about": "What it is about",
    "amounts": "Numbers and amounts",
    "days": "Days and states",
    "notes": "Proof and notes",
    "own": "Further columns of the city",
}


def sections_of(register: Register) -> list[Section]:
    """The columns that a person fills in, by what they say, each section in the register's order.

    A section of one column goes with the first; a kind of few columns has one section.
    """
    columns = entered_columns(register)
    if len(columns) <= _FEW:
        return [Section("about", _(_HEADINGS["about"]), columns)]
    grouped: dict[str, list[AnyColumn]] = {key: [] for key in _HEADINGS}
    for column in columns:
        grouped[_section(register, column)].append(column)
    for key in ("days", "amounts"):
        if len(grouped[key]) == 1:
            grouped["about"] += grouped.pop(key)
    place = {column.name: number for number, column in enumerate(columns)}
    return [
        Section(key, _(_HEADINGS[key]), tuple(sorted(held, key=lambda each: place[each.name])))
        for key, held in grouped.items()
        if held
    ]


def _section(register: Register, column: AnyColumn) -> str:
    if column in register.extra:
        return "own"
    if column.name in ("code", "name") or column.name in register.model.composed_of:
        return "about"
    if column.type.target == "document" or column.name == "evidence":
        return "notes"
    units = {each.type.unit_column for each in register.columns}
    if column.type.is_number or column.name in units:
        return "amounts"
    if column.type.fact_type in (FactType.DATE, FactType.MONTH):
        return "days"
    is_long = column.type.is_text and (column.type.most or 1000) > 200
    return "notes" if is_long else "about"


def entered_columns(register: Register) -> tuple[AnyColumn, ...]:
    """All columns, without a code that is composed of others."""
    composed = bool(register.model.composed_of)
    return tuple(each for each in columns_of(register) if not (composed and each.name == "code"))


@dataclass(frozen=True)
class Below:
    """A kind whose records are rows below a record of another: `column` names the one above."""

    register: Register
    column: str

    @property
    def columns(self) -> tuple[AnyColumn, ...]:
        """Columns that a row asks for: the record above is known already."""
        return tuple(each for each in entered_columns(self.register) if each.name != self.column)


def kinds_below(register: Register, viewer: Viewer) -> list[Below]:
    """The kinds whose key begins with a record of this one, as far as the viewer may enter them.

    They stand in the order of the page of all kinds.
    """
    place = {kind: number for number, kind in enumerate(_in_order())}
    found = [
        below
        for below in _below(register.kind)
        if policy.allowed(viewer, "see", below.register.policy_class)
        and policy.allowed(viewer, "enter", below.register.policy_class)
    ]
    return sorted(found, key=lambda below: place[below.register.kind])


def _in_order() -> Iterator[str]:
    for group in all_groups():
        yield from group.kinds


def _below(kind: str) -> Iterator[Below]:
    for other in all_registers().values():
        first = other.model.composed_of[:1]
        if first and other.references.get(first[0]) == kind and other.kind != kind:
            yield Below(other, first[0])
