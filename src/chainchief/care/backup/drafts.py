"""A backup in the making: a hidden folder beside its place, held by whoever is writing there.

A program that is killed lets go of what it held, so that the next one knows what is abandoned.
"""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedRandom
from pathlib import Path

from chainchief.core import durable
from chainchief.core.home import home

_PREFIX = ".backup-"


@contextmanager
def replacing(file: Path) -> Iterator[tuple[BufferedRandom, Path]]:
    """A stream that becomes `file` when the block ends well, and a folder for scratch files."""
    folder, handle = _held(file.parent)
    draft = folder / "draft"
    try:
        durable.write(_note(), json.dumps(str(folder.parent.resolve())).encode("utf-8"))
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT, 0o600), "w+b") as stream:
            yield stream, folder
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    finally:
        shutil.rmtree(folder)
        os.close(handle)
    durable.sync_folder(file.parent)
    _note().unlink(missing_ok=True)


def _held(place: Path) -> tuple[Path, int]:
    """A new folder, and the handle that holds it; another one where a sweep came in between."""
    while True:
        folder = Path(tempfile.mkdtemp(dir=place, prefix=_PREFIX))
        with suppress(FileNotFoundError):
            handle = os.open(folder, os.O_RDONLY)
            fcntl.flock(handle, fcntl.LOCK_EX)
            if folder.exists():
                return folder, handle
            os.close(handle)


def sweep(*places: Path) -> list[Path]:
    """Remove what killed backups left in these folders, and where the last one was begun.

    The folders removed. One that another program is writing in is left alone.
    """
    drafts = [one for place in {*places, *_noted()} for one in sorted(place.glob(f"{_PREFIX}*"))]
    return [folder for folder in drafts if folder.is_dir() and _removed(folder)]


def _note() -> Path:
    """Where the home folder notes in which folder a backup was begun."""
    return home().path / "backup-begun.json"


def _noted() -> list[Path]:
    try:
        return [Path(json.loads(_note().read_text(encoding="utf-8")))]
    except (OSError, ValueError, TypeError):
        return []


def _removed(folder: Path) -> bool:
    if folder.is_symlink():
        return False
    with suppress(OSError):  # held by another, or not ours to remove
        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)
            return True
        finally:
            os.close(handle)
    return False
