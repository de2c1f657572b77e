"""Write beside, fsync, rename: after a crash there is the whole new file, or what was before."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path

#: What a draft's name begins with; hidden, so that no listing takes it for a finished file.
DRAFT = ".draft-"


@contextmanager
def replacing(path: Path, *, shared: bool = False) -> Iterator[BufferedRandom]:
    """A stream whose content becomes `path` when the block ends well; else nothing changes.

    Only its owner may read the file, unless it is `shared`: then as the umask says.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=DRAFT)
    draft = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if shared:
            draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write(path: Path, content: "bytes | memoryview", *, shared: bool = False) -> None:
    """Make `content` the whole content of `path`, in one step; its folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path, shared=shared) as stream:
        stream.write(content)


def write_once(path: Path, content: bytes) -> bool:
    """Make a file that was not there; False where there is one, which stays: the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=DRAFT) as draft:
        draft.write(content)
        draft.flush()
        os.fsync(draft.fileno())
        try:
            os.link(draft.name, path)
        except FileExistsError:
            return False
    sync_folder(path.parent)
    return True


def sync_folder(folder: Path) -> None:
    """A rename in `folder` is safe from a power cut once the folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
