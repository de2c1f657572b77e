"""The anchor of the last seal, and the list of anchors that lies in the home folder.

The list is one more place that remembers how far the log was sealed: neither the database nor the
folder of keys. It is only ever added to; a line that a power cut tore is taken off by the next.
"""

import os
from pathlib import Path

from chainchief.core.errors import WrongUseError
from chainchief.core.home import home
from chainchief.ledger.changelog.anchors.codes import Anchor, made_of, parse
from chainchief.ledger.changelog.models import Seal

#: More than the longest line: what is read of the end of the list.
_TAIL = 256


def anchor() -> Anchor | None:
    """The anchor of the last seal, to be put on whatever leaves; None before the first seal."""
    last = Seal.objects.order_by("-id").first()
    return anchor_of(last) if last else None


def anchor_of(seal: Seal) -> Anchor:
    return made_of(seal.pk, seal.last_event, seal.mac)


def anchors_file() -> Path:
    return home().path / "anchors.txt"


def remember(seal: Seal) -> None:
    """Add the anchor of `seal` to the list, on to the disk."""
    line = f"{anchor_of(seal)} {seal.at.isoformat(timespec='seconds')}\n".encode("ascii")
    handle = os.open(anchors_file(), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "ab") as stream:
        end = _end()
        torn = len(end) - (end.rfind(b"\n") + 1)
        os.truncate(stream.fileno(), stream.seek(0, os.SEEK_END) - torn)
        stream.write(line)
        stream.flush()
        os.fsync(stream.fileno())


def last_remembered() -> Anchor | None:
    """The last anchor of the list; None where there is no list, or none that can be read."""
    whole = [line for line in _end().split(b"\n")[:-1] if line]
    try:
        return parse(whole[-1].decode("ascii", "replace").split(" ")[0]) if whole else None
    except WrongUseError:
        return None


def _end() -> bytes:
    try:
        with anchors_file().open("rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, size - _TAIL))
            return stream.read()
    except FileNotFoundError:
        return b""
