"""Writing a backup: parts one after the other, the manifest, and the seal over all of it."""

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from chainchief.care.archive import names, trailer
from chainchief.care.archive.keyring import SealingKey
from chainchief.care.archive.manifest import ArchivedFile, LedgerState, Manifest

_CHUNK = 1 << 20
#: Parquet is packed already.
_PACKED = (".parquet", ".docx", ".zip", ".xlsx", ".pdf", ".jpg", ".png")
_REGULAR_OWNER_ONLY = 0o100600 << 16


class Sink(Protocol):
    def write(self, data: bytes, /) -> object: ...


class _Counted:
    """Passes on what is written, with its size and hash."""

    def __init__(self, onto: Sink) -> None:
        self.onto, self.size, self.sha256 = onto, 0, hashlib.sha256()

    def write(self, data: "bytes | memoryview") -> None:
        self.size += len(data)
        self.sha256.update(data)
        self.onto.write(bytes(data))


class Packer:
    """A backup being written to `stream`; `finish` completes it."""

    def __init__(self, stream: BinaryIO, key: SealingKey) -> None:
        self._stream, self._key = stream, key
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3)
        self.parts: list[ArchivedFile] = []

    def __enter__(self) -> "Packer":
        return self

    def __exit__(self, *_raised: object) -> None:
        self._zip.close()

    @contextmanager
    def part(self, name: str) -> Iterator[Sink]:
        """A new part; what is written inside is its content."""
        with self._zip.open(_info(name), "w", force_zip64=True) as member:
            counted = _Counted(member)
            yield counted
        self.parts.append(ArchivedFile(name, counted.size, counted.sha256.hexdigest()))

    def add(self, name: str, path: Path) -> ArchivedFile:
        """A file as a part."""
        with path.open("rb") as source, self.part(name) as part:
            while chunk := source.read(_CHUNK):
                part.write(chunk)
        return self.parts[-1]

    def finish(self, made_at: str, program: str, ledger: LedgerState) -> Manifest:
        """Write the manifest and seal the whole; nothing can be added then."""
        manifest = Manifest(made_at, program, ledger, tuple(self.parts))
        self._zip.writestr(_info(names.MANIFEST), manifest.as_json())
        self._zip.comment = trailer.unsealed(self._key)
        self._zip.close()
        trailer.seal(self._stream, self._key)
        return manifest


def _info(name: str) -> zipfile.ZipInfo:
    # No times: when a backup was made stands in its manifest.
    info = zipfile.ZipInfo(name)
    info.external_attr = _REGULAR_OWNER_ONLY
    info.create_system = 3
    info.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    return info
