"""What the machine refuses: a full disk, a folder that is read-only, a damaged database.

Nothing half done remains: what is written is one transaction, or a file written beside and renamed.
"""

import errno

from chainchief.core.home import home
from chainchief.core.i18n import _

_FULL = ("disk is full", "no space left", "could not extend file", "disk i/o error")
_READ_ONLY = ("readonly database", "read-only", "unable to open database file")
_DAMAGED = ("malformed", "not a database", "invalid page", "could not read block")
_LOCKED = ("database is locked", "could not obtain lock")


def refusal_in_words(error: BaseException) -> str:
    """The advice to a person about `error`, or "" where it is not the machine's refusal."""
    text, number = str(error).casefold(), getattr(error, "errno", None)
    where = getattr(error, "filename", None) or home().path
    if _has(text, _DAMAGED):
        return _(
            "The database is damaged ({}). Keep a copy of it as it is, restore the last backup, "
            "and look after the disk."
        ).format(str(error).strip().splitlines()[0])
    if number in (errno.ENOSPC, errno.EDQUOT) or _has(text, _FULL):
        return _(
            "The disk is full ({}): nothing was taken in or half written. Free some space and "
            "do it again."
        ).format(where)
    if number in (errno.EACCES, errno.EPERM, errno.EROFS) or _has(text, _READ_ONLY):
        return _(
            "The program may not write to {}: nothing was changed. Let whoever looks after the "
            "machine give this account the right to write there, or set CHAINCHIEF_HOME to a "
            "folder of your own."
        ).format(where)
    if _has(text, _LOCKED):
        return _(
            "Someone else is writing to the ledger and did not finish in time: nothing was "
            "changed. Do it again in a moment."
        )
    return ""


def _has(text: str, signs: tuple[str, ...]) -> bool:
    return any(sign in text for sign in signs)
