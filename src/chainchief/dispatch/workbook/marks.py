"""Marks by which a workbook is known when it comes back, signed with a key of the home's own key.

A mark stands in a hidden column of each row and on the cover: whose workbook, which table, which
record. Nobody else can make one, so a row of another unit, or of another month, is told.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass

from chainchief.ledger.changelog.seals import keys

_BEGINS, _BETWEEN = "CC", "|"
_MAC_LENGTH = 16
_CODE_LENGTH, _CODE_PART = 8, 4
#: The place of the mark on the cover, which is no table.
COVER = -1


@dataclass(frozen=True)
class Mark:
    """`issue` is the number of the workbook as it was handed out; `code` "" is a row for a new
    record."""

    issue: int
    position: int
    code: str

    @property
    def text(self) -> str:
        body = _BETWEEN.join((_BEGINS, str(self.issue), str(self.position), self.code))
        return f"{body}{_BETWEEN}{_mac(body)}"


def looks_like_mark(text: str) -> bool:
    """Whether a cell holds a mark, genuine or not."""
    return text.startswith(_BEGINS + _BETWEEN) and text.count(_BETWEEN) >= 4


def mark_in(text: str) -> Mark | None:
    """The mark that a cell holds; None where it is not one of this home's."""
    body, _between, mac = text.strip().rpartition(_BETWEEN)
    if not hmac.compare_digest(_mac(body).encode(), mac.encode()):
        return None
    _begins, issue, position, code = body.split(_BETWEEN, 3)
    return Mark(int(issue), int(position), code)


def check_code(request: int, cells: Mapping[str, object]) -> str:
    """The code printed on paper: the same cells of the same request have the same one."""
    content = json.dumps([request, cells], sort_keys=True, ensure_ascii=False, default=str)
    digest = hmac.new(_key(), content.encode(), hashlib.sha256).digest()
    text = base64.b32encode(digest).decode()[:_CODE_LENGTH]
    return f"{text[:_CODE_PART]}-{text[_CODE_PART:]}"


def _mac(body: str) -> str:
    return hmac.new(_key(), body.encode(), hashlib.sha256).hexdigest()[:_MAC_LENGTH]


def _key() -> bytes:
    """A key for workbooks alone: what signs them proves nothing about the change log."""
    home_key = keys.read_key() or keys.make_key()
    return hmac.new(home_key, b"workbooks of collections", hashlib.sha256).digest()
