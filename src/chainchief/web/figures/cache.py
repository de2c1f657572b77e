"""What pages computed from snapshots, remembered: a snapshot never changes, so neither do they.

Values hold words, of figures and of what is missing in them: each language has its own, so that no
reader meets the words of another.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

from chainchief.core.i18n import language

Value = TypeVar("Value")


class Memory(Generic[Value]):
    """Keep the last few values by key and language; each is made once, however many ask together.

    Who asks for a key in the making waits for it alone; no lock is held while a value is made.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._known: OrderedDict[Hashable, Future[Value]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the value of `key`, made by the first who asks; what `make` raises is not kept."""
        spoken = (language(), key)
        value, is_first = self._slot(spoken)
        if is_first:
            self._fill(spoken, value, make)
        return value.result()

    def has(self, key: Hashable) -> bool:
        """Whether the value is there already, so that asking for it takes no time."""
        with self._lock:
            value = self._known.get((language(), key))
        return value is not None and value.done() and value.exception() is None

    def _slot(self, key: Hashable) -> tuple[Future[Value], bool]:
        with self._lock:
            value = self._known.get(key)
            is_first = value is None
            if value is None:
                value = self._known[key] = Future()
            self._known.move_to_end(key)
            self._forget_the_oldest()
            return value, is_first

    def _forget_the_oldest(self) -> None:
        """Only what is made goes: a key in the making, forgotten, would be made a second time."""
        made = [key for key, value in self._known.items() if value.done()]
        for key in made[: max(len(self._known) - self._size, 0)]:
            del self._known[key]

    def _fill(self, key: Hashable, value: Future[Value], make: Callable[[], Value]) -> None:
        try:
            made = make()
        except BaseException as failed:
            with self._lock:
                del self._known[key]
            value.set_exception(failed)
        else:
            value.set_result(made)
