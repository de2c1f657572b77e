"""The records that refer to one: how many of each kind, and the parts of it one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.ledger.facts import FactType
from chainchief.ledger.registers import Column, Register, all_registers
from chainchief.web.frame.visible import address_of, records_of
from chainchief.web.registers.cells import Cell, cells_for, is_number, title_of
from chainchief.web.registers.columns import shown_columns
from chainchief.web.registers.names import Door, Names, rows_with
from chainchief.web.registers.query import IS

#: Parts named one by one; the rest stand in their list.
SHOWN = 6


@dataclass(frozen=True)
class ReferringLine:
    """One of them: what it is called, where its page is, and what it says."""

    door: Door
    cells: list[Cell]


@dataclass(frozen=True)
class ReferringRecords:
    """Records of one kind that name this one in one column. `first` are the newest with contents.

    `column` says which, for kinds that could name it in several.
    """

    title: str
    column: str
    count: int
    address: str
    heads: list[Cell]
    first: list[ReferringLine]
    is_part: bool

    @property
    def more(self) -> int:
        return self.count - len(self.first)


def references_to(register: Register, code: str, names: Names) -> list[ReferringRecords]:
    """Parts first (records whose key holds this one's), then the others, in order of kinds."""
    found = [
        mention
        for other, column in _naming(register.kind, names.viewer)
        if (mention := _mention(other, column, code, names)) is not None
    ]
    return sorted(found, key=lambda mention: not mention.is_part)


def _naming(kind: str, viewer: Viewer) -> Iterator[tuple[Register, Column]]:
    """The kinds that this viewer may see, with each column of theirs that names `kind`."""
    for other in all_registers().values():
        if policy.allowed(viewer, "see", other.policy_class):
            for name, named in other.references.items():
                if named == kind:
                    yield other, other.column(name)


def _mention(other: Register, column: Column, code: str, names: Names) -> ReferringRecords | None:
    rows = records_of(other.kind, names.viewer).filter(**{column.attribute: code})
    count = rows.count()
    if not count:
        return None
    is_part = other.model.composed_of[:1] == (column.name,)
    columns = _telling(other, column)
    in_several = list(other.references.values()).count(other.references[column.name]) > 1
    return ReferringRecords(
        title=_(other.plural),
        column=_("as {}").format(column.title) if in_several else "",
        count=count,
        address=f"{reverse('record-list', args=[other.kind])}?{IS}{column.name}={code}",
        heads=[Cell(each.name, each.label, "", is_number=is_number(each)) for each in columns],
        first=_first(other, column, columns, rows, names),
        is_part=is_part,
    )


#: Columns of a part that are shown beside its name.
_COLUMNS = 4


def _telling(other: Register, by: Column) -> list[Column]:
    """What a record of the kind has to say in a line: states, days, months and amounts.

    Not what its name says already, where it is made of these columns.
    """
    in_name = () if "name" in other.columns_in_order else other.model.composed_of
    preferred = [each for each in shown_columns(other, ()) if isinstance(each, Column)]
    telling = [
        each
        for each in preferred
        if each.name != by.name and each.name not in in_name and _tells(each)
    ]
    return telling[:_COLUMNS]


def _tells(column: Column) -> bool:
    return column.type.is_state or is_number(column) or column.type.fact_type in _TELLING


_TELLING = {FactType.DATE, FactType.MONTH}


def _first(
    other: Register,
    column: Column,
    columns: list[Column],
    rows: "QuerySet[Any, Any]",
    names: Names,
) -> list[ReferringLine]:
    """The newest by their code, which ends with the month or the day where the kind has one."""
    found = rows_with(other, rows.order_by("-code")[:SHOWN])
    names.look_up(other, found)
    lines = []
    for row in found:
        title = title_of(other, row, names, without=[column.name])
        cells = cells_for(other, row, None, names, columns) if columns else []
        lines.append(ReferringLine(Door(title, address_of(other.kind, row["uid"])), cells))
    return lines
