"""Reading a backup. Nothing of it is written anywhere before the seal over the whole file holds.

Where the seal is broken the parts are looked through all the same, to say which one it was.
"""

import hashlib
import hmac
import os
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from chainchief.care import faults
from chainchief.care.archive import manifest, names, trailer
from chainchief.care.archive.keyring import SealingKey
from chainchief.care.archive.manifest import ArchivedFile, Manifest
from chainchief.core.faults import Fault, FaultsError, Place, refuse

_CHUNK = 1 << 20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class Backup:
    """An opened backup whose seal holds."""

    def __init__(self, container: zipfile.ZipFile, contents: Manifest, file: str) -> None:
        self._container, self.manifest, self._file = container, contents, file

    def extract(self, folder: Path) -> None:
        """Write all parts below `folder`, on to the disk, each compared with the manifest."""
        with _reported_scope(self._file):
            for part in self.manifest.parts:
                self._write(part, folder / part.name)

    def _write(self, part: ArchivedFile, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            for chunk in _content(self._container, part):
                stream.write(chunk)
            stream.flush()
            os.fsync(stream.fileno())

    def read_through(self) -> None:
        """Compare all parts with the manifest, and write nothing."""
        _read_through(self._container, self.manifest)


@contextmanager
def opened(path: Path, key: SealingKey) -> Iterator[Backup]:
    """The backup in `path`, after all of it was checked; `FaultsError` with one fault otherwise."""
    with ExitStack() as stack:
        with _reported_scope(path.name):
            stream = stack.enter_context(path.open("rb"))
            backup = stack.enter_context(checked(stream, key, path.name))
        yield backup


@contextmanager
def _reported_scope(file: str) -> Iterator[None]:
    """What is found inside is told of this file."""
    try:
        yield
    except FaultsError as refusal:
        there = [replace(fault, place=Place(file)) for fault in refusal.faults]
        raise FaultsError(there) from None


@contextmanager
def checked(stream: BinaryIO, key: SealingKey, file: str = "") -> Iterator[Backup]:
    """The same of an open file."""
    end = trailer.read(stream)
    if isinstance(end, Fault):
        raise FaultsError([end])
    if end.format != trailer.FORMAT:
        refuse(faults.OTHER_FORMAT, found=end.format, known=trailer.FORMAT)
    if end.key != key.name:
        refuse(faults.OTHER_KEY, found=end.key, own=key.name, file=key.file)
    holds = hmac.compare_digest(end.mac, trailer.mac_of(stream, key))
    with _container(stream) as container:
        contents = _contents(container)
        if not holds:
            _read_through(container, contents)
            refuse(faults.ALTERED)
        yield Backup(container, contents, file)


@contextmanager
def _container(stream: BinaryIO) -> Iterator[zipfile.ZipFile]:
    try:
        container = zipfile.ZipFile(stream)
    except _BROKEN as broken:
        refuse(faults.UNREADABLE, reason=f"{broken}"[:200])
    with container:
        yield container


def _contents(container: zipfile.ZipFile) -> Manifest:
    """The manifest, once names, kinds and sizes of all members agree with it."""
    members = container.infolist()
    for name, number in Counter(member.filename for member in members).items():
        if number > 1:
            refuse(faults.PART_TWICE, name=name)
    for member in members:
        _check_member(member)
    there = {member.filename: member for member in members}
    if names.MANIFEST not in there:
        refuse(faults.MANIFEST_MISSING)
    contents = manifest.parsed(_small(container, there.pop(names.MANIFEST)))
    _check_names(contents, there)
    return contents


def _check_member(member: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if member.filename != names.MANIFEST and not names.is_safe(member.orig_filename):
        refuse(faults.UNSAFE_NAME, name=repr(member.orig_filename))
    if member.is_dir() or kind not in (0, stat.S_IFREG):
        refuse(faults.NO_FILE, name=member.filename)


def _small(container: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with container.open(member) as stream:
            content = stream.read(manifest.LARGEST + 1)
    except _BROKEN as broken:
        refuse(faults.MANIFEST_UNREADABLE, reason=f"{broken}"[:200])
    if len(content) > manifest.LARGEST:
        refuse(faults.SIZE_LIES, name=names.MANIFEST, found=len(content), known=manifest.LARGEST)
    return content


def _check_names(contents: Manifest, there: dict[str, zipfile.ZipInfo]) -> None:
    for name, number in Counter(part.name for part in contents.parts).items():
        if number > 1:
            refuse(faults.PART_TWICE, name=name)
    for part in contents.parts:
        if part.name not in there:
            refuse(faults.PART_MISSING, name=part.name)
        if (size := there.pop(part.name).file_size) != part.size:
            refuse(faults.SIZE_LIES, name=part.name, found=size, known=part.size)
    for name in there:
        refuse(faults.PART_FOREIGN, name=name)


def _read_through(container: zipfile.ZipFile, contents: Manifest) -> None:
    for part in contents.parts:
        for _chunk in _content(container, part):
            pass


def _content(container: zipfile.ZipFile, part: ArchivedFile) -> Iterator[bytes]:
    """The content of a part in chunks, never more than it states; refused where it is another."""
    sha256, left = hashlib.sha256(), part.size
    try:
        with container.open(part.name) as stream:
            while chunk := stream.read(min(_CHUNK, left + 1)):
                left -= len(chunk)
                if left < 0:
                    break
                sha256.update(chunk)
                yield chunk
    except _BROKEN:
        left = -1
    if left or sha256.hexdigest() != part.sha256:
        refuse(faults.PART_ALTERED, name=part.name)
