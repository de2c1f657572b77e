"""The folder of one inbox, opened once and never left: no link leads out of it.

Every name is looked up in an open folder and not followed where it is a link, so that whoever may
put files there can make the program read or move nothing else.
"""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DONE, RETURNED, WORK = "done", "returned", ".work"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
#: Names under which programs keep what is not finished yet.
_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".download")
#: A container without its end is waited for so long; then it is damaged.
_PATIENCE = 15 * 60
_END_OF_ZIP = b"PK\x05\x06"


@dataclass(frozen=True)
class Waiting:
    """A file that lies in the folder; `mark` is the same as long as nobody writes to it."""

    name: str
    size: int
    mark: tuple[int, int, int]
    changed_at: float


@dataclass(frozen=True)
class Folder:
    """An inbox's folder with its three rooms, as open handles."""

    top: int
    done: int
    returned: int
    work: int

    def waiting(self) -> Iterator[Waiting]:
        """The files that may be taken: plain ones, under a finished name, of which nothing else
        has a second name."""
        for name in sorted(os.listdir(self.top)):
            if name.startswith((".", "~$")) or name.lower().endswith(_UNFINISHED):
                continue
            found = os.stat(name, dir_fd=self.top, follow_symlinks=False)
            if stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
                mark = (found.st_ino, found.st_size, found.st_mtime_ns)
                yield Waiting(name, found.st_size, mark, found.st_mtime)

    def links(self) -> list[str]:
        """Names in the folder that are links, or files with a second name: never taken."""
        return [name for name in sorted(os.listdir(self.top)) if _is_link(name, self.top)]

    def is_open_elsewhere(self, name: str) -> bool:
        """Whether Excel or WPS has the file open: then a file ~$NAME lies beside it."""
        owners = {each for each in os.listdir(self.top) if each.startswith("~$")}
        return f"~${name}" in owners or f"~${name[2:]}" in owners

    def is_whole(self, waiting: Waiting) -> bool:
        """Whether a workbook has its end; one without it is waited for, though not for ever."""
        if time.time() - waiting.changed_at > _PATIENCE:
            return True
        if not waiting.size:
            return False
        handle = os.open(waiting.name, _FILE, dir_fd=self.top)
        with os.fdopen(handle, "rb") as stream:
            if stream.read(2) != b"PK":
                return True
            stream.seek(max(0, waiting.size - 70_000))
            return _END_OF_ZIP in stream.read()

    def claim(self, name: str, key: str) -> None:
        """Move a file into a room of its own, in one step: from now on it is the program's."""
        os.mkdir(key, 0o700, dir_fd=self.work)
        with _opened(key, self.work) as room:
            os.rename(name, name, src_dir_fd=self.top, dst_dir_fd=room)
            os.fsync(room)

    def claimed(self) -> Iterator[tuple[str, str]]:
        """Files that were claimed and not put away yet: key and name."""
        for key in sorted(os.listdir(self.work)):
            with _opened(key, self.work) as room:
                names = os.listdir(room)
            if not names:
                os.rmdir(key, dir_fd=self.work)
            for name in names[:1]:
                yield key, name

    def copy(self, key: str, name: str, to: Path) -> None:
        """Copy a claimed file into a folder that nobody else writes to."""
        with _opened(key, self.work) as room:
            handle = os.open(name, _FILE, dir_fd=room)
            with os.fdopen(handle, "rb") as source, to.open("wb") as target:
                if not stat.S_ISREG(os.fstat(handle).st_mode):
                    raise OSError(f"{name!r} is no plain file")
                while piece := source.read(1 << 20):
                    target.write(piece)

    def put_away(self, key: str, name: str, room: int, called: str) -> None:
        """Move a claimed file to where it stays."""
        with _opened(key, self.work) as own:
            os.rename(name, called, src_dir_fd=own, dst_dir_fd=room)
        os.rmdir(key, dir_fd=self.work)

    def write_returned(self, called: str, content: bytes) -> None:
        """Put a file into `returned`, whole or not at all."""
        draft = f".{called[:60]}.draft"
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
        handle = os.open(draft, flags, 0o660, dir_fd=self.returned)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.rename(draft, called, src_dir_fd=self.returned, dst_dir_fd=self.returned)


@contextmanager
def opened(path: Path) -> Iterator[Folder]:
    """The folder at `path` with its rooms, made where they are missing; `OSError` for a link."""
    path.mkdir(parents=True, exist_ok=True)
    handles = [os.open(path, _FOLDER)]
    try:
        for room in (DONE, RETURNED, WORK):
            if room not in os.listdir(handles[0]):
                os.mkdir(room, 0o770, dir_fd=handles[0])
            handles.append(os.open(room, _FOLDER, dir_fd=handles[0]))
        yield Folder(*handles)
    finally:
        for handle in handles:
            os.close(handle)


@contextmanager
def _opened(name: str, within: int) -> Iterator[int]:
    handle = os.open(name, _FOLDER, dir_fd=within)
    try:
        yield handle
    finally:
        os.close(handle)


def _is_link(name: str, within: int) -> bool:
    found = os.stat(name, dir_fd=within, follow_symlinks=False)
    return stat.S_ISLNK(found.st_mode) or (stat.S_ISREG(found.st_mode) and found.st_nlink > 1)
