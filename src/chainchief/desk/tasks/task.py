"""One task as a viewer may read it: as whoever it concerns, or as an office that helps."""

import uuid
from dataclasses import dataclass

from chainchief.access.scopes import Dimension
from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.kinds.task.models import Task, TaskOffice
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

_NAMED = (
    "division",
    "chain",
    "host",
    "person",
    "given_by",
    "meeting_item__meeting",
    "instruction",
    "visit",
    "difficulty",
    "document",
)


@dataclass(frozen=True)
class OpenTask:
    """A task, its helping offices, and the one of them as which the viewer reads it alone."""

    task: Task
    helpers: list[TaskOffice]
    as_helper: TaskOffice | None


def open_task(uid: uuid.UUID, viewer: Viewer) -> OpenTask:
    """The task, or `WrongUseError`: whoever it does not concern learns not even that it is."""
    rows = in_reach(viewer, register_of(Task.kind)).filter(uid=uid, withdrawn_on=None)
    found = rows.select_related(*_NAMED).first()
    own = viewer.own(Dimension.ORGANISATION)
    parts = in_reach(viewer, register_of(TaskOffice.kind)).filter(
        withdrawn_on=None, task__uid=uid, task__withdrawn_on=None, office__in=own
    )
    as_helper = parts.select_related("office").first() if own else None
    if found is None and as_helper is None:
        raise WrongUseError(_("There is no such task, or it is not open to you."))
    task = found or Task.objects.select_related(*_NAMED).get(uid=uid)
    helpers = TaskOffice.objects.filter(task=task, withdrawn_on=None).select_related("office")
    return OpenTask(task, list(helpers.order_by("code")), as_helper)
