"""What the home folder notes of its last backup: for `doctor`, and as one more memory of seals."""

import json
from collections.abc import Iterator
from pathlib import Path

from chainchief.care.archive.manifest import Manifest
from chainchief.core import durable
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.ledger.changelog import Witness


def last_backup_file() -> Path:
    return home().path / "last-backup.json"


def note(file: Path, manifest: Manifest) -> None:
    """Note that `file` was made."""
    head = manifest.ledger.head
    said = {
        "at": manifest.made_at,
        "file": str(file.resolve()),
        "position": manifest.ledger.position,
        "sealed_to": head.last_event if head else 0,
    }
    durable.write(last_backup_file(), json.dumps(said, ensure_ascii=False).encode("utf-8"))


def witnesses() -> Iterator[Witness]:
    """Up to which event the log was sealed when it was last backed up."""
    try:
        said = json.loads(last_backup_file().read_text(encoding="utf-8"))
        # Notes of earlier versions do not say it.
        yield Witness(_("the last backup, {}").format(said["file"]), int(said.get("sealed_to", 0)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return  # `doctor` tells of a note that cannot be read
