"""Sealing a short secret for one account, and opening it again.

Encrypted and then authenticated (encrypt-then-MAC) with HMAC-SHA256 alone, which needs no library:
a secret is no longer than one output of it, so that the secret is combined, once, with the output
for a random nonce; a second key, made of the same one, covers version, key, nonce, text and the
account, so that nothing can be altered, nor put into another account's row, unseen. Why not a
library: docs/adr/0011-secrets-of-devices.md.
"""

import binascii
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from chainchief.core.faults import Fault, FaultsError
from chainchief.people.secrets import faults, keys

_VERSION = b"\x01"
_NONCE, _TAG = 16, 16
#: The most that is sealed: HMAC-SHA256 gives 32 bytes, the database's column has room for 20.
MOST = 20
_HEAD = len(_VERSION) + keys.NAME_BYTES
_SHORTEST = _HEAD + _NONCE + _TAG


def seal(secret: bytes, account: UUID) -> str:
    """The secret as text, which only the key in use opens, for this account alone."""
    if not 0 < len(secret) <= MOST:
        raise ValueError("a secret of a device has 1 to 20 bytes")
    key, nonce = keys.key_in_use(), secrets.token_bytes(_NONCE)
    head = _VERSION + keys.name_of(key) + nonce + _combined(secret, key, nonce)
    return urlsafe_b64encode(head + _tag(key, head, account)).decode().rstrip("=")


def opened(text: str, account: UUID) -> bytes:
    """The secret; `FaultsError` where its key is not at hand, or where it was altered."""
    sealed = _bytes(text)
    if len(sealed) <= _SHORTEST or not sealed.startswith(_VERSION):
        raise FaultsError([Fault(faults.NOT_WHOLE)])
    key = keys.key_named(key_name_of(text))
    head, tag = sealed[:-_TAG], sealed[-_TAG:]
    if not hmac.compare_digest(tag, _tag(key, head, account)):
        raise FaultsError([Fault(faults.NOT_WHOLE)])
    nonce, hidden = head[_HEAD : _HEAD + _NONCE], head[_HEAD + _NONCE :]
    return _combined(hidden, key, nonce)


def key_name_of(text: str) -> bytes:
    """The name of the key that a text was sealed under."""
    return _bytes(text)[len(_VERSION) : _HEAD]


def _bytes(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, binascii.Error):
        return b""


def _combined(text: bytes, key: bytes, nonce: bytes) -> bytes:
    stream = hmac.digest(_derived(key, b"encryption"), nonce, "sha256")
    return bytes(one ^ other for one, other in zip(text, stream, strict=False))


def _tag(key: bytes, head: bytes, account: UUID) -> bytes:
    return hmac.digest(_derived(key, b"authentication"), head + account.bytes, "sha256")[:_TAG]


def _derived(key: bytes, purpose: bytes) -> bytes:
    return hmac.digest(key, b"chainchief second factor, " + purpose, "sha256")
