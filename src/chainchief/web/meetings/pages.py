"""What the pages of meetings show."""

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.scopes import codes_of
from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.core.i18n import _, ngettext
from chainchief.desk.limits.extensions import step_due_on
from chainchief.desk.meetings.instructing import chiefs
from chainchief.desk.meetings.reading import AgendaItem, OpenMeeting
from chainchief.desk.people import names_for
from chainchief.ledger.kinds.meeting.models import (
    Instruction,
    Meeting,
    MeetingCategory,
    MeetingItem,
)
from chainchief.ledger.kinds.task.models import Task
from chainchief.ledger.registers import register_of
from chainchief.web.desk.case_page import office_choices
from chainchief.web.frame import today
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.visible import address_of, records_of
from chainchief.web.tasks.choices import chain_choices, unit_choices
from chainchief.web.tasks.given_page import TaskLine, lines_of

_SHOWN = 200
_NAMES = (
    "name",
    "category",
    "unit",
    "chain",
    "held",
    "place",
    "chair",
    "host",
    "present",
    "agenda",
)


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in the list: what was settled, and what became of it."""

    meeting: Meeting
    category: str
    address: str
    items: int
    minuted: str
    given: int
    open: int
    late: int


@dataclass(frozen=True)
class MeetingsPage:
    """What templates/web/meetings/list.html shows."""

    title: str
    as_at: list[str]
    chain: str
    chains: list[Choice]
    lines: list[MeetingLine]
    may_call: bool


@dataclass(frozen=True)
class ItemBlock:
    """An item of the agenda with what was settled, said and given."""

    item: MeetingItem
    #: Each with who gave it, and the address of the form that makes a task of it.
    instructions: list[tuple[Instruction, str, str]]
    tasks: list[TaskLine]
    give: str
    project: str


@dataclass(frozen=True)
class MeetingPage:
    """What templates/web/meetings/meeting.html shows."""

    title: str
    uid: str
    crumbs: list[Crumb]
    as_at: list[str]
    facts: list[tuple[str, str]]
    items: list[ItemBlock]
    counts: str
    may_write: bool
    may_give: bool
    chiefs: list[Choice]
    day: str
    record: str
    pack: str
    faults: tuple[Fault, ...]
    typed: dict[str, str]


@dataclass(frozen=True)
class NewMeetingPage:
    """What templates/web/meetings/new.html shows."""

    crumbs: list[Crumb]
    typed: dict[str, str]
    categories: list[Choice]
    units: list[Choice]
    chains: list[Choice]
    offices: list[Choice]
    chairs: list[Choice]
    faults: tuple[Fault, ...]


def meetings_page(sent: QueryDict, viewer: Viewer) -> MeetingsPage:
    """The latest meetings, with the tasks that they led to; four queries."""
    chosen, day = sent.get("chain", ""), today.day()
    rows = records_of(Meeting.kind, viewer).select_related("chain", "division")
    if chosen:
        rows = rows.filter(chain=chosen)
    found = list(rows.order_by("-held_on", "-code")[:_SHOWN])
    items: dict[str, list[MeetingItem]] = {}
    for item in MeetingItem.objects.filter(meeting__in=[m.code for m in found], withdrawn_on=None):
        items.setdefault(item.meeting_id, []).append(item)
    tasks = _tasks_of([item.code for each in items.values() for item in each], viewer)
    return MeetingsPage(
        title=_("Meetings"),
        as_at=[
            day.isoformat(),
            ngettext("{n} meeting", "{n} meetings", len(found)).format(n=len(found)),
        ],
        chain=chosen,
        chains=chain_choices(viewer, "see"),
        lines=[_line(one, items.get(one.code, []), tasks, day) for one in found],
        may_call=may_write(viewer),
    )


def may_write(viewer: Viewer) -> bool:
    return policy.allowed(viewer, "enter", "chain")


def _tasks_of(items: list[str], viewer: Viewer) -> dict[str, list[Task]]:
    rows = records_of(Task.kind, viewer).filter(meeting_item__in=items)
    found: dict[str, list[Task]] = {}
    for task in rows:
        found.setdefault(task.meeting_item_id, []).append(task)
    return found


def _line(
    meeting: Meeting, items: list[MeetingItem], tasks: dict[str, list[Task]], day: dt.date
) -> MeetingLine:
    given = [task for item in items for task in tasks.get(item.code, [])]
    is_open = [task for task in given if not task.accepted_on and not task.cancelled_on]
    late = [task for task in is_open if step_due_on(task) < day]
    minuted = sum(bool(item.minutes) for item in items)
    return MeetingLine(
        meeting,
        _(str(MeetingCategory(meeting.category).label)),
        reverse("meeting", args=[meeting.uid]),
        len(items),
        meeting.minuted_on.isoformat() if meeting.minuted_on else f"{minuted}/{len(items)}",
        len(given),
        len(is_open),
        len(late),
    )


def meeting_page(
    opened: OpenMeeting,
    viewer: Viewer,
    faults: tuple[Fault, ...] = (),
    typed: dict[str, str] | None = None,
) -> MeetingPage:
    meeting, day = opened.meeting, today.day()
    blocks = [_block(one, viewer) for one in opened.agenda]
    tasks = [line for block in blocks for line in block.tasks]
    late = sum(bool(line.left and line.left.is_late) for line in tasks)
    is_open = sum(line.left is not None for line in tasks)
    return MeetingPage(
        title=meeting.name,
        uid=str(meeting.uid),
        crumbs=[Crumb(_("Meetings"), reverse("meetings")), Crumb(meeting.code)],
        as_at=[
            _(str(MeetingCategory(meeting.category).label)),
            meeting.held_on.isoformat(),
            meeting.chain.name if meeting.chain else _("all chains"),
        ],
        facts=_facts(meeting, viewer),
        items=blocks,
        counts=_("tasks given {given}, open {open}, overdue {late}").format(
            given=len(tasks), open=is_open, late=late
        ),
        may_write=_covers(meeting, viewer, "enter"),
        may_give=_covers(meeting, viewer, "assign"),
        chiefs=[Choice(*each) for each in chiefs(meeting.chain_id or "", day, viewer)],
        day=day.isoformat(),
        record=address_of(Meeting.kind, meeting.uid),
        pack=_pack(meeting, viewer),
        faults=faults,
        typed=typed or {},
    )


def _pack(meeting: Meeting, viewer: Viewer) -> str:
    """The pack of the chain's meeting; "" of a meeting of all chains."""
    if not meeting.chain_id or not policy.allowed(viewer, "see", "figures"):
        return ""
    return reverse("meeting-pack", args=[meeting.chain_id])


def _covers(meeting: Meeting, viewer: Viewer, verb: str) -> bool:
    return policy.covers(viewer, "chain", codes_of(meeting, register_of(Meeting.kind).scopes), verb)


def _block(one: AgendaItem, viewer: Viewer) -> ItemBlock:
    item, form = one.item, reverse("task-new")
    names = names_for(viewer, (said.given_by_id for said in one.instructions))
    return ItemBlock(
        item,
        [
            (said, names.get(said.given_by_id or "", ""), f"{form}?instruction={said.code}")
            for said in one.instructions
        ],
        lines_of(one.tasks, viewer),
        f"{reverse('task-new')}?meeting_item={item.code}",
        _project(item, viewer),
    )


def _project(item: MeetingItem, viewer: Viewer) -> str:
    """The project's name, for whoever may open it."""
    known = records_of("project", viewer).filter(code=item.project_id)
    return str(known.values_list("name", flat=True).first() or "") if item.project_id else ""


def _facts(meeting: Meeting, viewer: Viewer) -> list[tuple[str, str]]:
    names = names_for(viewer, [meeting.chair_id])
    found = [
        (_("place"), meeting.place),
        (_("chaired by"), names.get(meeting.chair_id or "", "")),
        (_("convened by"), meeting.host.name if meeting.host else ""),
        (_("present"), meeting.present),
        (_("division"), meeting.division.name),
        (_("minutes issued on"), meeting.minuted_on.isoformat() if meeting.minuted_on else ""),
    ]
    return [fact for fact in found if fact[1]]


def new_meeting_page(
    sent: QueryDict, viewer: Viewer, faults: tuple[Fault, ...] = ()
) -> NewMeetingPage:
    units, day = unit_choices(viewer), today.day()
    first = {"unit": units[0].code if units else "", "category": "dispatch", "held": str(day)}
    typed = {name: sent.get(name, first.get(name, "")) for name in _NAMES}
    return NewMeetingPage(
        crumbs=[Crumb(_("Meetings"), reverse("meetings")), Crumb(_("Call a meeting"))],
        typed=typed,
        categories=[Choice(v, _(str(label))) for v, label in MeetingCategory.choices],
        units=units,
        chains=chain_choices(viewer, "enter"),
        offices=office_choices(),
        chairs=[Choice(*each) for each in chiefs(typed["chain"], day, viewer)],
        faults=faults,
    )
