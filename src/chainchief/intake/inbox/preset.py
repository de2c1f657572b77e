"""Which folders are read, whose files they hold, and with whose rights those are checked."""

from collections.abc import Iterator
from pathlib import Path

from chainchief.core.faults import Fault
from chainchief.core.presets import Document, Origin, Part, Preset
from chainchief.core.presets.shapes import Text
from chainchief.intake.inbox import faults


class Inbox(Part, frozen=True):
    """One folder inside of the home folder's `inbox`."""

    folder: Text
    sender: Text
    account: Text
    kinds: tuple[Text, ...] = ()


class Inboxes(Origin, frozen=True):
    inboxes: tuple[Inbox, ...]


def _check(document: Document[Inboxes]) -> Iterator[Fault]:
    known: set[str] = set()
    for index, inbox in enumerate(document.content.inboxes):
        path, name = ("inboxes", index, "folder"), inbox.folder
        if "/" in name or "\0" in name or name.startswith("."):
            yield document.fault(faults.NO_PLAIN_NAME, path, name, {})
        if name in known:
            yield document.fault(faults.SAME_FOLDER, path, name, {})
        known.add(name)


PRESET = Preset(
    file="inboxes.yaml",
    shipped=Path(__file__).parents[1] / "presets",
    shape=Inboxes,
    build=lambda content: content.inboxes,
    about="Folders that units put files into, whose files they are, and who checks them",
    check=_check,
)
