"""The one way functions of this room are compiled: cached on disk, free of the interpreter lock."""

import logging
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def kernel(function: Function) -> Function:
    """Compile `function` at its first call; later processes read the result from disk.

    Numba caches beside the source, or under the user's cache folder where that is read-only
    (`NUMBA_CACHE_DIR` names another place). Where nothing can be written, every process compiles
    anew; a shared temporary folder is no way out, since others could plant code in it.
    """
    options = {"nogil": True, "error_model": "numpy"}
    try:
        compiled = njit(cache=True, **options)(function)
    except RuntimeError:
        logging.getLogger(__name__).warning(
            "No folder for compiled code can be written; set NUMBA_CACHE_DIR to one."
        )
        return njit(**options)(function)  # type: ignore[no-any-return]
    # By itself a cached function is thought fresh as long as its own file is; but it has swallowed
    # the functions that it calls, which stand in other files of this room.
    compiled._cache._cache_file._source_stamp = stamp_of_room()
    return compiled  # type: ignore[no-any-return]


@cache
def stamp_of_room() -> str:
    """A hash of every source file of this room."""
    digest = sha256()
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()
