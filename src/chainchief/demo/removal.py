"""Remove a demo city, and nothing that is not one."""

import shutil

from chainchief.core.home import home, setting
from chainchief.core.i18n import _
from chainchief.demo import marker
from chainchief.demo.errors import DemoError

#: What the program keeps in a home folder. Presets and settings are the person's own: they stay.
_FOLDERS = ("lake", "evidence", "issued", "keys", "uploads")
#: What remembers the seals of that city: another one has seals of its own.
_FILES = ("anchors.txt", "last-backup.json")


def remove() -> None:
    """Remove the demo city of this home folder; without its mark nothing is touched."""
    if marker.read() is None:
        return
    if setting("database"):
        raise DemoError(
            _("The demo city lies in a database of a server; drop that database yourself.")
        )
    for name in _FOLDERS:
        shutil.rmtree(home().path / name, ignore_errors=True)
    for name in _FILES:
        (home().path / name).unlink(missing_ok=True)
    for ending in ("", "-wal", "-shm"):
        home().database.with_name(home().database.name + ending).unlink(missing_ok=True)
    marker.path().unlink()
