"""Giving a task: from a meeting, an instruction, a visit, a difficulty, or of oneself."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError
from chainchief.desk import faults
from chainchief.desk.limits.deadlines import due_after
from chainchief.desk.limits.task_preset import task_limits
from chainchief.desk.numbering import with_next_code
from chainchief.desk.tasks import notices
from chainchief.desk.tasks.deeds import fault
from chainchief.desk.tasks.parties import giver_of, stands_in
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import Change, ChangeSet, Creation
from chainchief.ledger.kinds.division.models import Division, Level
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.ledger.kinds.task.models import Giver, Task, TaskStep

#: The right by which tasks are given.
VERB = "assign"


@dataclass(frozen=True)
class Order:
    """What is to be done. `sources` are columns of the task that name what it came of."""

    name: str
    division: str
    due_on: dt.date | None
    done_when: str = ""
    chain: str = ""
    office: str = ""
    person: str = ""
    helpers: tuple[str, ...] = ()
    source: str = "other"
    #: Column → code of the record that it came of: meeting_item, instruction, visit, difficulty.
    sources: tuple[tuple[str, str], ...] = ()
    given_by: str = ""
    process: str = ""


def give(order: Order, *, viewer: Viewer) -> Task:
    """Write the task down, with its first step; whoever is to do it is told.

    Raises `FaultsError` with all that is wrong with it.
    """
    today = clock.today()
    found = list(_faults(order, today))
    if found:
        raise FaultsError(found)
    schemes = task_limits()
    scheme = schemes.of(order.process) if order.process else schemes.in_force
    due = order.due_on or today
    values: dict[str, object] = {
        "name": order.name.strip(),
        "done_when": order.done_when.strip(),
        "chain": order.chain or None,
        "division": order.division,
        "host": order.office or None,
        "person": order.person or None,
        "giver": _giver(order, viewer).value,
        "given_by": order.given_by or None,
        "source": order.source,
        **{column: code for column, code in order.sources if code},
        "assigned_on": today,
        "due_on": due,
        "process": scheme.code,
        "turn_due_on": min(due, due_after(today, scheme.sign)),
    }
    return with_next_code(Task, "RW", today, lambda code: _written(code, values, order, viewer))


def _giver(order: Order, viewer: Viewer) -> Giver:
    """Whose task it is: a chief's, where the chain office writes down an instruction."""
    if order.source == "instruction" and order.chain and stands_in(viewer):
        return Giver.CHIEF
    return giver_of(viewer)


def _written(code: str, values: dict[str, object], order: Order, viewer: Viewer) -> Task:
    day = values["assigned_on"]
    step: dict[str, object] = {
        "task": code,
        "number": 1,
        "step": TaskStep.ASSIGNED.value,
        "acted_on": day,
        "office": values["host"],
        "new_due_on": values["due_on"],
    }
    changes: list[Change] = [Creation(Task.kind, code, values), Creation("task_action", "", step)]
    for office in dict.fromkeys(order.helpers):
        row: dict[str, object] = {"task": code, "office": office, "requested_on": day}
        changes.append(Creation("task_office", "", row))
    reason = order.name.strip()[:400]
    with changelog.acting(viewer.signature, reason):
        apply_change_set(ChangeSet.of(*changes), viewer=viewer, reason=reason, verb=VERB)
        task = Task.objects.get(code=code)
        notices.given(task, viewer)
    return task


def _faults(order: Order, today: dt.date) -> Iterator[Fault]:
    if not order.name.strip():
        yield fault(faults.NO_TASK, "name", value="")
    if order.due_on is None:
        yield fault(faults.NO_DAY, "due", value="")
    elif order.due_on < today:
        yield fault(faults.DUE_IS_PAST, "due", due=order.due_on, today=today)
    wanted = {order.office, *order.helpers} - {""}
    known = set(
        Organisation.objects.filter(code__in=wanted, withdrawn_on=None).values_list(
            "code", flat=True
        )
    )
    for code in sorted(wanted - known):
        field = "office" if code == order.office else "helpers"
        yield fault(faults.NOT_AN_OFFICE, field, code=code)
    if order.office and order.office in order.helpers:
        yield fault(faults.HOST_HELPS_ITSELF, "helpers", office=order.office)
    unit = Division.objects.filter(code=order.division).first()
    if unit is None:
        yield fault(faults.NO_UNIT, "unit", value=order.division)
    elif not order.office and not order.chain and unit.level == Level.CITY:
        yield fault(faults.NOBODY_DOES_IT, "office", value="")
