"""The one-time address of the first start: whoever reads what `serve` prints may open it."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from chainchief.access.models import Account
from chainchief.core.home import home


def issue() -> str:
    """A new token, which makes the one before void; "" where somebody has an account already.

    The home's keys keep its hash alone.
    """
    if Account.objects.exists():
        spend()
        return ""
    token = secrets.token_urlsafe(32)
    file = _file()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(_hash(token))
    draft.replace(file)
    return token


def is_right(token: str) -> bool:
    """Whether this is the token, unspent, and there is still no account."""
    try:
        kept = _file().read_text(encoding="ascii")
    except (FileNotFoundError, UnicodeDecodeError):
        return False
    return hmac.compare_digest(kept, _hash(token)) and not Account.objects.exists()


def spend() -> None:
    """Take the address back: from now on none opens the first start."""
    _file().unlink(missing_ok=True)


def _file() -> Path:
    return home().keys / "first-start"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
