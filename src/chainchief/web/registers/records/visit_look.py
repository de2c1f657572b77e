"""A visit in one look: the papers before and after it, its promise, the tasks that came of it."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.ledger.kinds.task.states import state_of
from chainchief.web.frame.visible import records_of
from chainchief.web.registers.records.look import Block, Look, LookLine


def visit_look(row: Mapping[str, Any], viewer: Viewer) -> Look:
    uid = row["uid"]
    papers = [
        LookLine(_("Brief before the visit"), reverse("visit-dossier", args=[uid, "brief"])),
        LookLine(_("File of the trip"), reverse("visit-dossier", args=[uid, "file"])),
    ]
    if row["next_step"] and policy.allowed(viewer, "assign", "chain"):
        make = f"{reverse('task-new')}?visit={row['code']}"
        papers.append(LookLine(_("Make a task of the promise"), make, [row["next_step"]]))
    tasks = records_of("task", viewer).filter(visit=row["code"]).order_by("due_on", "code")
    lines = [
        LookLine(
            task.name,
            reverse("task", args=[task.uid]),
            [_(state_of(task).label), task.due_on.isoformat()],
        )
        for task in tasks
    ]
    blocks = [Block(_("Papers of the visit"), papers), Block(_("Tasks from this visit"), lines)]
    return Look(facts=[], blocks=[block for block in blocks if block.lines])
