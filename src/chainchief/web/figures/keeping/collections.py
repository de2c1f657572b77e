"""Collections: figures of some cells under a name, as a page to read, share and print."""

import datetime as dt
import uuid
from dataclasses import dataclass

from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.web.figures.models import FigureCollection
from chainchief.web.frame.choices import Choice

#: As many figures as a page to be read takes; as many collections as a person keeps.
MOST_ENTRIES, MOST = 60, 50
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Entry:
    """A figure of a cell; "" for the division is where the reader's pages begin."""

    code: str
    division: str = ""
    chain: str = ""


def entries_of(collection: FigureCollection) -> list[Entry]:
    return [Entry(*(str(part) for part in each)) for each in collection.entries]


def collections_of(viewer: Viewer) -> list[FigureCollection]:
    """One's own, by name."""
    return list(FigureCollection.objects.filter(owner=viewer.signature).order_by("name"))


def collection_choices(viewer: Viewer) -> list[Choice]:
    return [Choice(str(each.uid), each.name) for each in collections_of(viewer)]


def collection_at(uid: uuid.UUID) -> FigureCollection:
    """Anybody who has the address may read it; `WrongUseError` where there is none."""
    found = FigureCollection.objects.filter(uid=uid).first()
    if found is None:
        raise WrongUseError(_("There is no such collection, or its owner dropped it."))
    return found


def is_owner(viewer: Viewer, collection: FigureCollection) -> bool:
    return collection.owner == viewer.signature


def add(viewer: Viewer, uid: str, name: str, entry: Entry) -> FigureCollection:
    """Add a figure at the end, to one's own collection `uid` or to a new one called `name`."""
    collection = _own(viewer, uid) if uid else _named(viewer, name)
    listed = [entry.code, entry.division, entry.chain]
    if listed not in collection.entries:
        if len(collection.entries) >= MOST_ENTRIES:
            raise WrongUseError(
                _("A collection holds at most {most} figures.").format(most=MOST_ENTRIES)
            )
        _keep(collection, [*collection.entries, listed])
    return collection


def take_out(viewer: Viewer, uid: str, place: str) -> FigureCollection:
    """Take the figure at a place, as the page counts, out of one's own collection."""
    collection = _own(viewer, uid)
    left = [each for number, each in enumerate(collection.entries) if str(number) != place]
    _keep(collection, left)
    return collection


def drop(viewer: Viewer, uid: str) -> None:
    """One's own collection goes; its address then says so."""
    _own(viewer, uid).delete()


def _own(viewer: Viewer, uid: str) -> FigureCollection:
    try:
        found = FigureCollection.objects.filter(owner=viewer.signature, uid=uuid.UUID(uid)).first()
    except ValueError:
        found = None
    if found is None:
        raise WrongUseError(_("That is not a collection of yours."))
    return found


def _named(viewer: Viewer, name: str) -> FigureCollection:
    title = " ".join(name.split())[:_LONGEST_NAME]
    if not title:
        raise WrongUseError(_("A new collection needs a name."))
    mine = FigureCollection.objects.filter(owner=viewer.signature)
    found = mine.filter(name=title).first()
    if found is None and mine.count() >= MOST:
        raise WrongUseError(_("Keep at most {most} collections.").format(most=MOST))
    return found or FigureCollection(owner=viewer.signature, name=title, entries=[])


def _keep(collection: FigureCollection, entries: list[list[str]]) -> None:
    collection.entries, collection.changed_at = entries, dt.datetime.now(dt.UTC)
    collection.save()
