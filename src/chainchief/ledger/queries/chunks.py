"""Values as many at a time as a database takes in one question."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Value = TypeVar("Value")
#: Values in one question: older SQLite binds at most 999.
_AT_ONCE = 900


def chunks(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The values in their order, in parts."""
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
