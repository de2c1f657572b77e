"""The home folder's settings in a backup: without those that are secret or belong to one place."""

import re
import tomllib

from chainchief.care.archive.names import SETTINGS
from chainchief.care.errors import CareError
from chainchief.core.choices import listed
from chainchief.core.home import home
from chainchief.core.i18n import _

#: `database` holds a password, and would make a restored home write to the old database.
LEFT_OUT = ("database", "secret_key")
_LINE = re.compile(rf"^[ \t]*(['\"]?)({'|'.join(LEFT_OUT)})\1[ \t]*=.*(?:\n|\Z)", re.MULTILINE)


def to_back_up() -> bytes | None:
    """The text of `chainchief.toml` without the lines left out; None where there is no file."""
    path = home().path / SETTINGS
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    kept = _LINE.sub("", text)
    if _values(kept) != {name: v for name, v in _read(text).items() if name not in LEFT_OUT}:
        raise CareError(
            _(
                "In {}, write each of {} in one line of its own, so that a backup can leave it out."
            ).format(path, listed(LEFT_OUT))
        )
    return kept.encode("utf-8")


def _read(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        file = home().path / SETTINGS
        raise CareError(_("{} is no valid TOML: {}").format(file, wrong)) from None


def _values(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def with_database(text: str, url: str) -> str:
    """The settings of a restored home whose ledger is the database `url`."""
    quoted = url.replace("\\", "\\\\").replace('"', '\\"')
    return f'database = "{quoted}"\n{text}'
