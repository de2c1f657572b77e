"""Files of the lake, named by the SHA-256 of their content and shared between snapshots."""

import hashlib
import os
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from chainchief.core import durable
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.lake.errors import AlteredFileError


def objects() -> Path:
    return home().lake / "objects"


def path_of(sha256: str) -> Path:
    return objects() / sha256[:2] / f"{sha256}.parquet"


def encoded(*parts: pa.Table) -> pa.Buffer:
    """A table as Parquet; equal tables give equal bytes, whatever wrote them and when.

    Of several parts, none of them is in one row group with another, so that a reader who wants one
    part passes over the others.
    """
    sink = pa.BufferOutputStream()
    unlike = {"row_uid", "entity_uid"}
    schema = parts[0].schema.remove_metadata()
    with pq.ParquetWriter(
        sink,
        schema,
        compression="zstd",
        compression_level=1,
        use_dictionary=[name for name in schema.names if name not in unlike],
        store_schema=False,
    ) as writer:
        for part in parts:
            writer.write_table(part.replace_schema_metadata(None))
    return sink.getvalue()


def keep(content: pa.Buffer) -> str:
    """Store `content` if it is not there yet; return its SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not renewed(sha256):
        durable.write(path_of(sha256), memoryview(content))
    return sha256


def renewed(sha256: str) -> bool:
    """Whether the file is there with that content. If so it is made young again, so that nothing
    sweeps it away before a manifest names it."""
    if not is_intact(sha256):
        return False
    os.utime(path_of(sha256))
    return True


@cache
def _hash_of(path: Path, _size: int, _changed: int, _inode: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_intact(sha256: str, *, afresh: bool = False) -> bool:
    """Whether the file is there with that content.

    The content is read once per process and file, and again when size, time or inode changed, or
    when `afresh` asks for it.
    """
    path = path_of(sha256)
    try:
        stat = path.stat()
    except FileNotFoundError:
        return False
    if afresh:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    return _hash_of(path, stat.st_size, stat.st_mtime_ns, stat.st_ino) == sha256


def verified(sha256: str, table: str, snapshot: str) -> Path:
    """The path of a file whose content is what its name says, else `AlteredFileError`."""
    path = path_of(sha256)
    if not path.exists():
        raise AlteredFileError(
            _(
                "The table {!r} of snapshot {} is missing from the lake ({}). Restore that file "
                "from a backup; until then no figure can be computed from this snapshot."
            ).format(table, snapshot, path.name)
        )
    if not is_intact(sha256):
        raise AlteredFileError(
            _(
                "The table {!r} of snapshot {} was altered after it was written: {} no longer has "
                "the content its name states. Restore that file from a backup and run "
                "`chainchief verify`."
            ).format(table, snapshot, path.name)
        )
    return path
