"""Bringing a backup back: checked whole, put together beside its place, verified, then renamed."""

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chainchief.care import faults, verification
from chainchief.care.archive import keyring, unpacking
from chainchief.care.archive.keyring import SealingKey
from chainchief.care.archive.manifest import Manifest
from chainchief.care.archive.names import SETTINGS
from chainchief.care.backup import settings_file
from chainchief.care.databases import ledger
from chainchief.care.restore import staging
from chainchief.care.restore.place import ledger_at
from chainchief.core import durable
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.ledger.changelog.seals import keys
from chainchief.people.secrets import keys as device_keys

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Restored:
    """What was restored; `findings` of the verification were accepted, `later` events are lost."""

    home: Path
    manifest: Manifest
    findings: tuple[Fault, ...]
    later: int


def restore(
    file: Path,
    target: Path,
    *,
    key: SealingKey,
    database: str = "",
    despite_findings: bool = False,
    tell: Tell = lambda _: None,
) -> Restored:
    """Make `target` the home folder that was backed up to `file`, its ledger in `database`.

    `FaultsError` where the backup is not whole and unaltered, or where what it holds does not
    verify; then `target` and `database` are as they were.
    """
    if not file.is_file():
        raise WrongUseError(_("There is no file {}.").format(file))
    staging.check_target(target)
    tell(_("Checking the backup"))
    head = keys.read_head(key.file.with_name(keys.head_file().name))
    with unpacking.opened(file, key) as backup, staging.staging_place(target) as folder:
        _check_space(backup.manifest, folder)
        tell(_("Unpacking it"))
        backup.extract(folder)
        _put_keys(folder, key, backup.manifest)
        name = hashlib.sha256(backup.manifest.as_json()).hexdigest()
        with ledger_at(folder, database), ledger.loaded(backup.manifest.ledger, folder, name):
            tell(_("Verifying what was restored"))
            findings = verification.findings()
            if findings and not despite_findings:
                raise FaultsError(findings)
        _put_settings(folder, database)
    with ledger_at(target, database):
        ledger.finish_restoring()
    return Restored(target, backup.manifest, tuple(findings), _later(head, backup.manifest))


def _check_space(manifest: Manifest, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < manifest.size:
        facts = {"need": manifest.size, "folder": folder.parent, "free": free}
        raise FaultsError([Fault(faults.NO_SPACE, facts=facts)])


def _put_keys(folder: Path, key: SealingKey, manifest: Manifest) -> None:
    """The key by which the restored log is checked, its head, and the key of devices' secrets."""
    place = folder / keys.key_file().parent.name
    place.mkdir(mode=0o700)
    durable.write(place / keys.key_file().name, key.changelog_key.hex().encode() + b"\n")
    head = manifest.ledger.head or keys.BEFORE_THE_FIRST
    durable.write(place / keys.head_file().name, keys.as_text(head))
    of_devices = key.file.with_name(device_keys.key_file().name)
    if of_devices.is_file():  # else `doctor` says whose devices are of no use
        durable.write(place / of_devices.name, of_devices.read_bytes())


def _put_settings(folder: Path, database: str) -> None:
    if database and os.environ.get("CHAINCHIEF_DATABASE") != database:
        path = folder / SETTINGS
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        durable.write(path, settings_file.with_database(text, database).encode("utf-8"))


def _later(head: keys.SealHead | None, manifest: Manifest) -> int:
    """How many sealed events came after the backup, by the head that lay beside the key."""
    return max(0, head.last_event - manifest.ledger.position) if head else 0


def key_for(path: Path | None) -> SealingKey:
    """The key to restore with: at `path`, else that of the present home folder."""
    return keyring.key_at(path or keys.key_file().parent)
