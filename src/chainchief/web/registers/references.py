"""The records that refer to one: how many of each kind, and the parts of it one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.ledger.registers import Column, Register, all_registers
from chainchief.web.frame.visible import address_of, records_of
from chainchief.web.registers.cells import title_of
from chainchief.web.registers.names import Door, Names, rows_with
from chainchief.web.registers.query import IS

#: Parts named one by one; the rest stand in their list.
SHOWN = 6


@dataclass(frozen=True)
class ReferringRecords:
    """Records of one kind that name this one in one column. `first` are some of its parts.

    `column` says which, for kinds that could name it in several.
    """

    title: str
    column: str
    count: int
    address: str
    first: list[Door]

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
    return sorted(found, key=lambda mention: not mention.first)


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
    in_several = list(other.references.values()).count(other.references[column.name]) > 1
    return ReferringRecords(
        title=_(other.plural),
        column=_("as {}").format(column.title) if in_several else "",
        count=count,
        address=f"{reverse('record-list', args=[other.kind])}?{IS}{column.name}={code}",
        first=_parts(other, column, rows, names) if is_part else [],
    )


def _parts(other: Register, column: Column, rows: "QuerySet[Any, Any]", names: Names) -> list[Door]:
    found = rows_with(other, rows.order_by("-code")[:SHOWN])
    names.look_up(other, found)
    return [
        Door(title_of(other, row, names, without=[column.name]), address_of(other.kind, row["uid"]))
        for row in found
    ]
