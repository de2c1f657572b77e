"""The keys that secrets of devices are sealed under: a file outside the database, on purpose.

One key in a line, the one in use first. There are two while one takes the place of the other, and
whoever is stopped in between finds both.
"""

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chainchief.core import durable
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.home import home
from chainchief.people.secrets import faults

KEY_BYTES = 32
#: Bytes of a key's name: they tell keys apart, and nothing about them.
NAME_BYTES = 4


def key_file() -> Path:
    return home().keys / "second-factor.key"


def name_of(key: bytes) -> bytes:
    return hashlib.sha256(b"name of " + key).digest()[:NAME_BYTES]


def read_keys() -> tuple[bytes, ...]:
    """The keys, the one in use first; none where there is no file yet (or no longer)."""
    try:
        lines = key_file().read_text(encoding="ascii").split()
    except FileNotFoundError:
        return ()
    except ValueError:
        lines = [""]
    return tuple(_key(line, number) for number, line in enumerate(lines, start=1))


def _key(line: str, number: int) -> bytes:
    try:
        key = bytes.fromhex(line)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise FaultsError([Fault(faults.BAD_FILE, facts={"file": key_file(), "line": number})])
    return key


def key_in_use() -> bytes:
    """The key that new secrets are sealed under; made where there is none."""
    found = read_keys()
    if not found:
        with only_one():
            found = read_keys() or write_keys(secrets.token_bytes(KEY_BYTES))
    return found[0]


def key_named(name: bytes) -> bytes:
    """The key of that name; `FaultsError` where it is not at hand."""
    for key in read_keys():
        if name_of(key) == name:
            return key
    raise FaultsError([Fault(faults.NO_KEY, facts={"name": name.hex(), "file": key_file()})])


def write_keys(*found: bytes) -> tuple[bytes, ...]:
    """Make these the whole file, in one step; its owner alone reads it."""
    home().keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    durable.write(key_file(), "".join(f"{key.hex()}\n" for key in found).encode("ascii"))
    return found


@contextmanager
def only_one() -> Iterator[None]:
    """Whoever makes or changes keys waits for others who do."""
    home().keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(home().keys / "second-factor.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
