"""Further columns of a kind, which a city declares and the program does not know: `x_…`.

They are kept in a record's `extra` under their name, in workbooks they follow the own columns. Each
has a column type like every other column.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from chainchief.core.i18n import in_language
from chainchief.ledger.columns import ColumnType, Day


@dataclass(frozen=True)
class ExtraColumn:
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
    def label(self) -> str:
        return f"{self.title}({self.type.unit})" if self.type.unit else self.title

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
        return value.isoformat() if isinstance(value, dt.date) else value

    def restored(self, value: object) -> object:
        """What `kept` kept."""
        return dt.date.fromisoformat(str(value)) if value and isinstance(self.type, Day) else value
