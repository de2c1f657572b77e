"""Making a backup: one sealed file, checked before it bears its name."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from chainchief import __version__
from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.care import faults as fault_kinds
from chainchief.care.archive import names, unpacking
from chainchief.care.archive.keyring import SealingKey, own_key
from chainchief.care.archive.manifest import Manifest
from chainchief.care.archive.packing import Packer
from chainchief.care.backup import contents, drafts, note, settings_file
from chainchief.care.databases import ledger as ledgers
from chainchief.care.errors import CareError
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.ledger import changelog

Tell = Callable[[str], None]


@dataclass(frozen=True)
class WrittenBackup:
    """A backup as it was written; `faults` are of files that were damaged before it."""

    file: Path
    size: int
    manifest: Manifest
    faults: tuple[Fault, ...]


def backup(file: Path, *, viewer: Viewer, tell: Tell = lambda _: None) -> WrittenBackup:
    """Write the home folder and its ledger to `file`, while they are in use.

    The change log is sealed first. `WrongUseError` where `file` exists or cannot be written;
    `FaultsError` where the log no longer fits its seals.
    """
    policy.require(viewer, "backup", "program")
    if file.exists():
        raise WrongUseError(_("{} exists already; give the backup another name.").format(file))
    if not file.parent.is_dir():
        raise WrongUseError(_("There is no folder {}.").format(file.parent))
    changelog.seal()
    key = own_key()
    drafts.sweep(file.parent)
    with drafts.replacing(file) as (stream, scratch):
        tell(_("Copying the ledger and its files"))
        with Packer(stream, key) as packer:
            manifest, faults = _packed(packer, scratch)
        tell(_("Reading the backup again"))
        _read_again(stream, key)
        size = stream.seek(0, 2)
    made = WrittenBackup(file, size, manifest, tuple(faults))
    note.note(file, manifest)
    return made


def _packed(packer: Packer, scratch: Path) -> tuple[Manifest, list[Fault]]:
    made_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    # The ledger first: whatever it speaks of is on the disk by then, and stays there.
    ledger = ledgers.pack(packer, scratch)
    faults: list[Fault] = []
    for source in contents.sources(ledger.position):
        if isinstance(source, Fault):
            faults.append(source)
        else:
            faults += _add(packer, source)
    settings = settings_file.to_back_up()
    if settings is not None:
        with packer.part(names.SETTINGS) as part:
            part.write(settings)
    return packer.finish(made_at, __version__, ledger), faults


def _add(packer: Packer, source: contents.Source) -> list[Fault]:
    if not names.is_safe(source.name):
        raise CareError(
            _("The name of {} cannot be restored everywhere; rename that file.").format(source.path)
        )
    part = packer.add(source.name, source.path)
    if names.stated_hash(part.name) in (None, part.sha256):
        return []
    return [Fault(fault_kinds.STORED_ALTERED, facts={"name": part.name})]


def _read_again(stream: BinaryIO, key: SealingKey) -> None:
    """The file that was written is the file that can be read: what no one tried is no backup."""
    stream.flush()
    with unpacking.checked(stream, key) as written:
        written.read_through()
