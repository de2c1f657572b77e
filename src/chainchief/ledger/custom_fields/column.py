"""Further columns of a kind, which a city declares and the program does not know: `x_…`.

They are kept in a record's `extra` under their name, in workbooks they follow the own columns. Each
has a column type like every other column.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from chainchief.core.i18n import in_language
from chainchief.ledger.columns import BadCell, CellValue, ColumnType, Json, PlacedColumn, Row


@dataclass(frozen=True)
class CustomField(PlacedColumn):
    """One further column; `labels` are `{zh: …, en: …}`. It has the face of a register's column."""

    name: str
    labels: Mapping[str, str]
    type: ColumnType
    explanation: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        if not self.name.startswith("x_"):
            raise ValueError(f"the name of a further column starts with x_, not {self.name!r}")

    @property
    def title(self) -> str:
        return in_language(dict(self.labels))

    @property
    def help(self) -> str:
        return in_language(dict(self.explanation)) if self.explanation else ""

    @property
    def required(self) -> bool:
        return False

    @property
    def empty(self) -> object:
        return None

    def kept(self, value: object) -> object:
        """`value` as JSON keeps it: days as 2023-11-30, all else as it is."""
        return self.type.kept(value)

    def restored(self, value: object) -> object:
        """The value that `kept` kept; what was put there behind the program stays as it is."""
        return self.type.restored(value)

    def check(self, value: object, row: Row) -> BadCell | None:
        """Check that the column can hold `value`, as a change set's `extra` has it, or None."""
        return self.type.check(self.restored(value), row)

    def shown(self, value: object, row: Row) -> CellValue:
        return self.type.shown(self.restored(value), row)

    def to_json(self, value: object, row: Row) -> Json:
        return self.type.to_json(self.restored(value), row)

    def from_json(self, raw: object, row: Row) -> object:
        """The value as `extra` keeps it."""
        return self.kept(self.type.from_json(raw, row))
