"""What closings and their snapshots remember of the seals: a month is closed over a sealed log."""

import re
from collections.abc import Iterator
from pathlib import Path

from chainchief.core.i18n import _
from chainchief.dispatch.models import Closing, State
from chainchief.lake.errors import AlteredFileError
from chainchief.lake.snapshots import making, manifest
from chainchief.ledger.changelog import Witness

#: Snapshots of closings; others are taken without sealing.
_CLOSED = re.compile(r"\d{4}-\d{2}r\d+")


def witnesses() -> Iterator[Witness]:
    """The closing that reached farthest, and every closed month's manifest in the lake."""
    farthest = Closing.objects.filter(state=State.CLOSED).order_by("-position").first()
    if farthest is not None:
        yield Witness(_("the closing {}").format(farthest.snapshot), farthest.position)
    for path in making.manifest_files():
        if path.parent.name == "manifests" and _CLOSED.fullmatch(path.stem):
            yield from _manifest(path)


def _manifest(path: Path) -> Iterator[Witness]:
    try:
        position = manifest.read(path).position
    except AlteredFileError:
        return  # the lake's own verification tells it
    yield Witness(_("the manifest of snapshot {}").format(path.stem), position)
