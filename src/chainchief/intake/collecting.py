"""The collector of garbage, stopped while much is made that stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Make many lasting objects without being searched again and again for those that went.

    Reading a large table makes millions of values that all stay to its end; every pass over them
    finds nothing. What is not part of a circle is freed as always. Whoever stopped the collector
    starts it again, an error included.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
