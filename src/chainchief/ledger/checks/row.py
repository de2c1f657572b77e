"""Checks that look at more than one cell of a row. A kind declares its own beside its register."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chainchief.core.faults import FaultKind


@dataclass(frozen=True)
class RowFault:
    """What a row check found, at which column."""

    kind: FaultKind
    column: str
    facts: Mapping[str, object]


#: A row as column name → value.
Row = Mapping[str, object]

#: Takes the row as it would be after the change (column name → value, stored values included),
#: yields what is wrong with it.
RowCheck = Callable[[Row], "list[RowFault]"]
