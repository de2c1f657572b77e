"""What a task comes of, as the address of its form names it, and what the form takes from it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.desk.people import names_for
from chainchief.ledger.kinds.task.models import Task, TaskSource
from chainchief.web.frame.visible import address_of, records_of

#: Column of the task → what the task came of.
_SOURCES: Mapping[str, TaskSource] = {
    "instruction": TaskSource.INSTRUCTION,
    "meeting_item": TaskSource.MEETING,
    "visit": TaskSource.VISIT,
    "difficulty": TaskSource.DIFFICULTY,
}


@dataclass(frozen=True)
class Source:
    """A record that a task came of; `columns` are those of the task that name it."""

    kind: str
    code: str
    source: TaskSource
    words: str
    address: str
    name: str
    columns: tuple[tuple[str, str], ...]
    division: str = ""
    chain: str = ""
    given_by: str = ""
    due_on: dt.date | None = None


def source_in(sent: QueryDict, viewer: Viewer) -> Source | None:
    """The source that the address or the form names, where the viewer may read it."""
    for column in _SOURCES:
        code = sent.get(column, "")
        record = records_of(column, viewer).filter(code=code).first() if code else None
        if record is not None:
            return _source(column, record, viewer)
    return None


def source_of(task: Task) -> tuple[str, Any] | None:
    """Kind and record of what the task came of; the nearest of several."""
    for column in _SOURCES:
        record = getattr(task, column)
        if record is not None:
            return column, record
    return None


def address_of_source(kind: str, record: Any) -> str:
    """The page on which people look at it."""
    if kind == "meeting_item":
        return reverse("meeting", args=[record.meeting.uid])
    if kind == "difficulty":
        return reverse("desk-case", args=[record.uid])
    if kind == "instruction" and record.meeting_item:
        return reverse("meeting", args=[record.meeting_item.meeting.uid])
    return address_of(kind, record.uid)


def words_of(kind: str, record: Any, viewer: Viewer) -> str:
    """Say in a line what it is."""
    if kind == "meeting_item":
        return _("item {number} of {meeting}: {name}").format(
            number=record.number, meeting=record.meeting.name, name=record.name
        )
    if kind == "instruction":
        by = names_for(viewer, [record.given_by_id]).get(record.given_by_id or "", "")
        return _("instruction of {name} of {day}: {words}").format(
            name=by, day=record.given_on, words=record.words
        )
    return str(record.name)


def _source(kind: str, record: Any, viewer: Viewer) -> Source:
    place = record.meeting if kind == "meeting_item" else record
    columns = [(kind, record.code)]
    if kind == "instruction":
        columns += [("meeting_item", record.meeting_item_id), ("visit", record.visit_id)]
    promised = kind == "visit" and record.next_done is None
    return Source(
        kind=kind,
        code=record.code,
        source=_SOURCES[kind],
        words=words_of(kind, record, viewer),
        address=address_of_source(kind, record),
        name=(record.next_step or record.name) if kind == "visit" else record.name,
        columns=tuple((name, code) for name, code in columns if code),
        division=place.division_id,
        chain=place.chain_id or "",
        given_by=(record.given_by_id or "") if kind == "instruction" else "",
        due_on=record.next_due if promised else None,
    )
