"""What is looked up once for all who ask, while nothing changes: for the time of one page."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

Value = TypeVar("Value")
_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("looked up", default=None)


@contextmanager
def lookups_kept() -> Iterator[None]:
    """Let `once` answer from what it found first: for a page, which changes nothing."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def once(key: Hashable, look_up: Callable[[], Value]) -> Value:
    """Value that `look_up` gives; within `lookups_kept` it is called once for a key."""
    known = _known.get()
    if known is None:
        return look_up()
    if key not in known:
        known[key] = look_up()
    return cast(Value, known[key])
