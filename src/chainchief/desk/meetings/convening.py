"""What is written down of a meeting: the meeting itself, its agenda, what was settled."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultKind, FaultsError, Place
from chainchief.core.i18n import _
from chainchief.desk.faults import NO_DAY
from chainchief.desk.meetings import faults
from chainchief.desk.numbering import with_next_code
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import Change, ChangeSet, Creation, Revision
from chainchief.ledger.kinds.meeting.models import Meeting, MeetingCategory, MeetingItem

_LABELS = {"name": "Subject", "category": "Category", "held": "Held on", "minutes": "Minutes"}


@dataclass(frozen=True)
class Notification:
    """A meeting that is called: `agenda` has a line for each item."""

    name: str
    category: str
    division: str
    held_on: dt.date | None
    chain: str = ""
    place: str = ""
    chair: str = ""
    host: str = ""
    present: str = ""
    agenda: tuple[str, ...] = ()


def convene(called: Notification, *, viewer: Viewer) -> Meeting:
    """Write down the meeting with its agenda. Raises `FaultsError` with all that is wrong."""
    found = list(_faults(called))
    if found or called.held_on is None:
        raise FaultsError(found)
    held_on = called.held_on
    values: dict[str, object] = {
        "name": called.name.strip(),
        "category": called.category,
        "chain": called.chain or None,
        "division": called.division,
        "held_on": held_on,
        "place": called.place.strip(),
        "chair": called.chair or None,
        "host": called.host or None,
        "present": called.present.strip()[:400],
    }

    def written(code: str) -> Meeting:
        changes: list[Change] = [Creation(Meeting.kind, code, values)]
        changes += [_item(code, number, text) for number, text in enumerate(called.agenda, start=1)]
        apply_change_set(ChangeSet.of(*changes), viewer=viewer, reason=called.name.strip()[:400])
        return Meeting.objects.get(code=code)

    return with_next_code(Meeting, "HY", held_on, written)


def add_item(meeting: Meeting, subject: str, *, viewer: Viewer) -> None:
    """Put another item at the end of the agenda."""
    if not subject.strip():
        raise FaultsError([_fault(faults.NO_SUBJECT, "name")])
    last = MeetingItem.objects.filter(meeting=meeting).order_by("-number").first()
    change = _item(meeting.code, last.number + 1 if last else 1, subject)
    apply_change_set(ChangeSet.of(change), viewer=viewer, reason=subject.strip()[:400])


def minute(item: MeetingItem, words: str, *, viewer: Viewer) -> None:
    """Keep what was settled on an item; with its last item the minutes of the meeting stand."""
    if not words.strip():
        raise FaultsError([_fault(faults.NO_MINUTES, "minutes")])
    changes: list[Change] = [
        Revision(item.kind, item.uid, item.version, {"minutes": words.strip()[:1000]})
    ]
    meeting = item.meeting
    others = MeetingItem.objects.filter(meeting=meeting, minutes="", withdrawn_on=None)
    if meeting.minuted_on is None and not others.exclude(pk=item.pk).exists():
        day = max(clock.today(), meeting.held_on)
        changes.append(Revision(meeting.kind, meeting.uid, meeting.version, {"minuted_on": day}))
    apply_change_set(ChangeSet.of(*changes), viewer=viewer, reason=words.strip()[:400])


def _item(meeting: str, number: int, subject: str) -> Creation:
    return Creation(
        MeetingItem.kind, "", {"meeting": meeting, "number": number, "name": subject.strip()[:200]}
    )


def _faults(called: Notification) -> Iterator[Fault]:
    if not called.name.strip():
        yield _fault(faults.NO_SUBJECT, "name")
    if called.category not in MeetingCategory.values:
        yield _fault(faults.NO_CATEGORY, "category", category=called.category)
    if called.held_on is None:
        yield _fault(NO_DAY, "held")


def _fault(kind: FaultKind, field: str, **facts: object) -> Fault:
    return Fault(kind, Place(column=_(_LABELS[field])), "", facts)
