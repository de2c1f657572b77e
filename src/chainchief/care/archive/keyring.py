"""The key under which backups are sealed. It comes from the change log's key and lies in no backup.

Whoever has a backup, but not the home folder's keys, can read it; he cannot change it unseen.
"""

import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path

from chainchief.care.errors import CareError
from chainchief.core.i18n import _
from chainchief.ledger.changelog.seals import keys

_PURPOSE = b"chainchief backup, format 1"


@dataclass(frozen=True)
class SealingKey:
    """A key derived for backups alone, and the file that the change log's key was read from."""

    secret: bytes
    changelog_key: bytes
    file: Path

    @property
    def name(self) -> str:
        """Tells keys apart, and nothing about them."""
        return hashlib.sha256(b"name of " + self.secret).hexdigest()[:16]


def own_key() -> SealingKey:
    """The key of this home folder; made where there is none yet."""
    return _derived(keys.read_key() or keys.make_key(), keys.key_file())


def key_at(path: Path) -> SealingKey:
    """The key in a keys folder, or in that very file. `CareError` where there is none."""
    file = path / keys.key_file().name if path.is_dir() else path
    try:
        key = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        key = b""
    if len(key) != keys.KEY_BYTES:
        raise CareError(
            _(
                "There is no key in {}. A backup is checked against the key of the ledger that it "
                "was made from: give that ledger's keys folder, or your copy of changelog.key, "
                "with --keys."
            ).format(file)
        )
    return _derived(key, file)


def _derived(key: bytes, file: Path) -> SealingKey:
    return SealingKey(hmac.digest(key, _PURPOSE, "sha256"), key, file)
