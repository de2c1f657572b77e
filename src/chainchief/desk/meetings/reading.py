"""A meeting with its agenda, instructions and tasks, as far as a viewer may read them."""

import uuid
from dataclasses import dataclass

from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.kinds.meeting.models import Instruction, Meeting, MeetingItem
from chainchief.ledger.kinds.task.models import Task
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of


@dataclass(frozen=True)
class AgendaItem:
    """An item, the instructions given on it and the tasks that came of it."""

    item: MeetingItem
    instructions: list[Instruction]
    tasks: list[Task]


@dataclass(frozen=True)
class OpenMeeting:
    meeting: Meeting
    agenda: list[AgendaItem]


def open_meeting(uid: uuid.UUID, viewer: Viewer) -> OpenMeeting:
    """The meeting, or `WrongUseError`: whoever it does not concern learns not even that it is."""
    rows = in_reach(viewer, register_of(Meeting.kind)).filter(uid=uid, withdrawn_on=None)
    meeting = rows.select_related("chain", "division", "chair", "host", "document").first()
    if meeting is None:
        raise WrongUseError(_("There is no such meeting, or it is not open to you."))
    items = list(
        MeetingItem.objects.filter(meeting=meeting, withdrawn_on=None)
        .select_related("meeting", "project", "difficulty")
        .order_by("number")
    )
    codes = [item.code for item in items]
    given = in_reach(viewer, register_of(Instruction.kind)).filter(
        meeting_item__in=codes, withdrawn_on=None
    )
    instructions = list(given.select_related("given_by").order_by("given_on", "code"))
    tasks = list(
        in_reach(viewer, register_of(Task.kind))
        .filter(meeting_item__in=codes, withdrawn_on=None)
        .select_related("host", "division", "chain", "given_by")
        .order_by("due_on", "code")
    )
    return OpenMeeting(
        meeting,
        [
            AgendaItem(
                item,
                [one for one in instructions if one.meeting_item_id == item.code],
                [one for one in tasks if one.meeting_item_id == item.code],
            )
            for item in items
        ],
    )
