"""A column type in its place: what columns of a register and a city's own have in common."""

from typing import TYPE_CHECKING

from chainchief.ledger.columns.base import CellValue, ColumnType, Json, Row
from chainchief.ledger.columns.faults import BadCell


class PlacedColumn:
    """A column of a kind: a name, words, whether it may stay blank, and the type of its values.

    Blank values are right for `check`; that a `required` column has one is another rule's to say.
    """

    if TYPE_CHECKING:
        name: str
        type: ColumnType

        @property
        def title(self) -> str: ...
        @property
        def help(self) -> str: ...
        @property
        def required(self) -> bool: ...
        @property
        def empty(self) -> object: ...

    @property
    def label(self) -> str:
        """The label at the head of the column, with the unit where it is fixed."""
        return f"{self.title}({self.type.unit})" if self.type.unit else self.title

    def check(self, value: object, row: Row) -> BadCell | None:
        """Check `value` (as in a change set); None where it is right; `row` by column."""
        return self.type.check(value, row)

    def shown(self, value: object, row: Row) -> CellValue:
        """Show a stored value as a cell or page does, whatever it is."""
        return self.type.shown(value, row)

    def to_json(self, value: object, row: Row) -> Json:
        """A value exactly; null for blank."""
        return self.type.to_json(value, row)

    def from_json(self, raw: object, row: Row) -> object:
        """The value that `to_json` gave; null is what the column is cleared to. `BadCell`."""
        value = self.type.from_json(raw, row)
        return self.empty if value is None else value

    def schema(self) -> dict[str, object]:
        """JSON Schema of the column's values."""
        head = {"title": self.label, **({"description": self.help} if self.help else {})}
        if self.required:
            return {**head, **self.type.schema()}
        return {**head, "anyOf": [self.type.schema(), {"type": "null"}]}
