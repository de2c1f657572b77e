"""The home folder: there, writable, with room; its settings; who may read its keys."""

import errno
import os
import shutil
import stat
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from chainchief.care.archive.names import SETTINGS
from chainchief.care.doctor.findings import Examined, fine, note, problem
from chainchief.core.choices import listed, near
from chainchief.core.home import home
from chainchief.core.i18n import _

_GIGABYTE = 1_000_000_000
#: Below the first nothing should be begun; below the second it is time to look.
_NO_ROOM, _LITTLE_ROOM = _GIGABYTE // 5, 2 * _GIGABYTE
#: docs/settings.md says what each means.
SETTINGS_KNOWN = (
    "actor",
    "certificate_header",
    "chain",
    "city",
    "database",
    "division",
    "enterprise",
    "host_names",
    "mail_password",
    "organisation",
    "proxy",
    "role",
    "secret_key",
    "soffice",
    "tls",
    "web_processes",
)


def folder() -> Iterator[Examined]:
    subject, path = _("home folder"), home().path
    if not path.is_dir():
        todo = _("set CHAINCHIEF_HOME, or make one with `chainchief demo` or `chainchief serve`")
        yield problem(subject, _("{} is not there").format(path), todo)
        return
    try:
        with tempfile.TemporaryFile(dir=path) as stream:
            stream.write(b"x")
    except OSError as refused:
        reason, todo = _why_not_written(refused)
        yield problem(subject, _("{} cannot be written: {}").format(path, reason), todo)
        return
    yield fine(subject, _("{} can be written").format(path))


def _why_not_written(refused: OSError) -> tuple[str, str]:
    """The reason in plain words, and what to do: each has its own remedy."""
    match refused.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return _("the disk is full"), _("make room on that disk, or move the folder to another")
        case errno.EROFS:
            said = _("the disk is mounted for reading only")
            return said, _("mount it for writing; after a fault the machine does so to protect it")
        case _:
            return str(refused.strerror), _("give it to the user that runs the program")


def space() -> Iterator[Examined]:
    subject = _("disk space")
    if not home().path.is_dir():
        return
    free = shutil.disk_usage(home().path).free
    said = _("{:.1f} GB free").format(free / _GIGABYTE)
    todo = _("make room: a backup and a closed month need some")
    if free < _NO_ROOM:
        yield problem(subject, said, todo)
    elif free < _LITTLE_ROOM:
        yield note(subject, said, todo)
    else:
        yield fine(subject, said)


def settings() -> Iterator[Examined]:
    subject, path = _("settings"), home().path / SETTINGS
    if not path.exists():
        yield fine(subject, _("no {}: defaults and the environment").format(SETTINGS))
        return
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as wrong:
        said = _("{} cannot be read: {}").format(path, wrong)
        yield problem(subject, said, _("mend that line; docs/settings.md shows how"))
        return
    unknown = [name for name in values if name not in SETTINGS_KNOWN]
    for name in unknown:
        said = _("{} has “{}”, which means nothing").format(SETTINGS, name)
        yield note(subject, said, _("take it out{}").format(near(name, SETTINGS_KNOWN)))
    if not unknown:
        yield fine(subject, _("{} says {}").format(SETTINGS, listed(values) or "—"))


def keys_are_ours_alone() -> Iterator[Examined]:
    subject, place = _("keys"), home().keys
    if not place.is_dir():
        todo = _("they are made with the first change; a ledger in use needs the copy of its own")
        yield note(subject, _("there are none"), todo)
        return
    open_to_others = [path for path in (place, *sorted(place.iterdir())) if _others_may(path)]
    for path in open_to_others:
        said = _("others may read or write {}").format(path)
        yield problem(subject, said, f"chmod {'700' if path.is_dir() else '600'} {path}")
    if not open_to_others:
        yield fine(subject, _("only their owner reads them; keep a copy in another place"))


def _others_may(path: Path) -> bool:
    """A lock file holds nothing; whatever else is there is for its owner."""
    said = path.stat()
    foreign = said.st_uid != os.geteuid() and os.geteuid() != 0
    bits = stat.S_IMODE(said.st_mode) & 0o077
    return path.suffix != ".lock" and (foreign or bool(bits))
