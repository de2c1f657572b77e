"""Remove a demo city, and nothing that is not one."""

import shutil

from chainchief.core.home import home, setting
from chainchief.core.i18n import _
from chainchief.demo import marker
from chainchief.demo.errors import DemoError

#: What the program keeps in a home folder. Presets and settings are the person's own: they stay.
_FOLDERS = ("lake", "evidence", "issued", "keys")


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
    for ending in ("", "-wal", "-shm"):
        home().database.with_name(home().database.name + ending).unlink(missing_ok=True)
    marker.path().unlink()
