"""Names for the codes by which records refer to each other, within the viewer's reach.

Of a record that is out of reach a page says the code alone, which stands in the row it shows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from chainchief.access.viewers import Viewer
from chainchief.ledger.columns import CellValue
from chainchief.ledger.custom_fields.column import CustomField
from chainchief.ledger.registers import Column, Register, register_of
from chainchief.web.frame.visible import address_of, rows_of
from chainchief.web.registers.selection import is_named

Row = Mapping[str, object]


@dataclass(frozen=True)
class Door:
    """A record by its name, with the address of its page."""

    name: str
    address: str


@dataclass
class Names:
    """What this viewer may call records. Codes are looked up kind by kind, each once."""

    viewer: Viewer
    _known: dict[tuple[str, str], Door | None] = field(default_factory=dict)

    def look_up(self, register: Register, rows: Iterable[Row]) -> None:
        """Learn the names of all that `rows` of the kind refer to."""
        kept = list(rows)
        for column, kind in register.references.items():
            self.learn(kind, {str(row[column]) for row in kept if row.get(column)})

    def learn(self, kind: str, codes: Iterable[str]) -> None:
        unknown = {code for code in codes if (kind, code) not in self._known}
        if not unknown:
            return
        self._known |= dict.fromkeys(((kind, code) for code in unknown), None)
        called = "name" if is_named(register_of(kind)) else "code"
        found = rows_of(kind, self.viewer).filter(code__in=unknown)
        for code, uid, name in found.values_list("code", "uid", called):
            self._known[kind, code] = Door(name, address_of(kind, uid))

    def door(self, kind: str, code: str) -> Door:
        """The record's name and page; the bare code where it is out of reach."""
        return self._known.get((kind, code)) or Door(code, "")


def referred(column: Column | CustomField, value: CellValue) -> str:
    """The kind that the column's codes name; "" where it holds no code."""
    return column.type.target if value else ""


def rows_with(
    register: Register, rows: "QuerySet[Any, Any]", *annotations: str
) -> list[dict[str, Any]]:
    """Records as their values by column name, with `uid`, `extra` and `withdrawn_on`.

    `beside` are annotations of the rows, taken along under their names.
    """
    own = {column.name: column.attribute for column in register.columns}
    kept = ("uid", "version", "extra", "withdrawn_on", "withdrawn_reason", *annotations)
    return [
        {name: found[name] for name in kept}
        | {name: found[attribute] for name, attribute in own.items()}
        for found in rows.values(*kept, *own.values())
    ]
