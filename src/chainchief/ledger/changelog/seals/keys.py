"""The key of the seals and their last head: files outside the database, on purpose.

Whoever can write the database cannot mend the chain without the key, and cannot cut its tail
without the head telling.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from chainchief.core import durable
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.home import home
from chainchief.ledger.changelog import faults


@dataclass(frozen=True)
class SealHead:
    """The last seal, as it was made: number, last event under it, and its HMAC."""

    seal: int
    last_event: int
    mac: str


KEY_BYTES = 32
#: The head before the first seal. It stands from the moment that there is a key, so that whoever
#: is stopped between the first seal and its head leaves a head that lags, not one that is missing.
BEFORE_THE_FIRST = SealHead(0, 0, "")


def key_file() -> Path:
    return home().keys / "changelog.key"


def head_file() -> Path:
    return home().keys / "changelog.head"


def read_key() -> bytes | None:
    """The key, or None where there is none yet (or no longer)."""
    try:
        return bytes.fromhex(key_file().read_text(encoding="ascii").strip())
    except (FileNotFoundError, ValueError):
        return None


def make_key() -> bytes:
    """A new key of 256 bits, readable by its owner alone. An existing one is never replaced.

    Written beside and then linked: whoever is stopped in between leaves no half key, and of two
    who make one at once the first wins. The head before the first seal comes before the key.
    """
    home().keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    if read_head() is None:
        durable.write_once(head_file(), as_text(BEFORE_THE_FIRST))
    durable.write_once(key_file(), secrets.token_bytes(KEY_BYTES).hex().encode("ascii") + b"\n")
    key = read_key()
    if key is None:
        raise FaultsError([Fault(faults.KEY_MISSING, facts={"file": key_file()})])
    return key


def read_head(file: Path | None = None) -> SealHead | None:
    """The head as last written; None where the file is missing or cannot be read."""
    try:
        return SealHead(**json.loads((file or head_file()).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def write_head(head: SealHead) -> None:
    """Replace the head file in one step; after a power cut it is the old or the new one."""
    durable.write(head_file(), as_text(head))


def as_text(head: SealHead) -> bytes:
    """The text of a head file."""
    return json.dumps(asdict(head)).encode()


@contextmanager
def only_one_sealer() -> Iterator[None]:
    """Sealers wait for each other, so that the head file never goes backwards."""
    home().keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(home().keys / "changelog.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
