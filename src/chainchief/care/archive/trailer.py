"""The last bytes of a backup: its format, the name of its key, and the HMAC over all before it.

They stand in the comment at the end of the ZIP, so that any ZIP program opens a backup.
"""

import hmac
import re
from dataclasses import dataclass
from typing import BinaryIO

from chainchief.care import faults
from chainchief.care.archive.keyring import SealingKey
from chainchief.core.faults import Fault

FORMAT = 1
_ALGORITHM = "sha256"
_MAC = 64
_PATTERN = re.compile(rb"chainchief-backup (\d{4}) ([0-9a-f]{16}) ([0-9a-f]{64})")
LENGTH = len("chainchief-backup ") + 4 + 1 + 16 + 1 + _MAC
_CHUNK = 1 << 20
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Trailer:
    format: int
    key: str
    mac: str


def unsealed(key: SealingKey) -> bytes:
    """The trailer with room for its HMAC, to be written before that can be computed."""
    return f"chainchief-backup {FORMAT:04} {key.name} {'0' * _MAC}".encode("ascii")


def seal(stream: BinaryIO, key: SealingKey) -> None:
    """Put the HMAC into the trailer at the end of `stream`."""
    mac = mac_of(stream, key)
    stream.seek(-_MAC, 2)
    stream.write(mac.encode("ascii"))


def mac_of(stream: BinaryIO, key: SealingKey) -> str:
    """The HMAC over all of `stream` but its last bytes, which hold it."""
    left = stream.seek(0, 2) - _MAC
    stream.seek(0)
    mac = hmac.new(key.secret, digestmod=_ALGORITHM)
    while left > 0:
        chunk = stream.read(min(_CHUNK, left))
        if not chunk:
            break
        mac.update(chunk)
        left -= len(chunk)
    return mac.hexdigest()


def read(stream: BinaryIO) -> "Trailer | Fault":
    """The trailer, or why there is none at the end."""
    size = stream.seek(0, 2)
    if size == 0:
        return Fault(faults.EMPTY)
    stream.seek(max(0, size - LENGTH))
    match = _PATTERN.fullmatch(stream.read())
    if match:
        return Trailer(int(match[1]), match[2].decode(), match[3].decode())
    return _why_not(stream, size)


def _why_not(stream: BinaryIO, size: int) -> Fault:
    stream.seek(0)
    if stream.read(len(_ZIP)) != _ZIP:
        return Fault(faults.FOREIGN)
    stream.seek(max(0, size - _CHUNK))
    end = stream.read()
    trailers = list(_PATTERN.finditer(end))
    if trailers:
        return Fault(faults.ADDED, facts={"bytes": len(end) - trailers[-1].end()})
    return Fault(faults.CUT_OFF)
