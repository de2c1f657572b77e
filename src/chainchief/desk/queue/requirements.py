"""Requirements of projects that wait for the office in charge, by the day they are needed."""

import datetime as dt
from typing import Any

from django.db.models import Q

from chainchief.access import policy
from chainchief.access.scopes import Dimension
from chainchief.core.i18n import _
from chainchief.desk.queue.items import Item, Part, Question
from chainchief.desk.queue.rows import Lines, by_limit, lines_of, wanted
from chainchief.ledger.kinds.requirement.models import ProjectRequirement, Requirement
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

KIND = ProjectRequirement.kind


def requirements(question: Question, number: int) -> Lines | Part:
    """Open requirements: of the office in charge from the first day, late ones of its unit too."""
    register = register_of(KIND)
    if not policy.allowed(question.viewer, "see", register.policy_class):
        return Part([])
    rows = in_reach(question.viewer, register).filter(withdrawn_on=None, granted_on=None)
    rows = rows.filter(project__withdrawn_on=None).filter(wanted(question, KIND, _my_turn))
    rows = rows.select_related("project", "office")
    views = by_limit(question, "needed_by")
    return lines_of(rows, views, _item, number, "needed_by", "code")


def _my_turn(question: Question) -> Q:
    """Condition of waiting for the viewer: as the office in charge, or as whoever sees to it."""
    viewer, found = question.viewer, Q(pk__in=[])
    register = register_of(KIND)
    offices = viewer.own(Dimension.ORGANISATION)
    if offices and policy.allowed(viewer, "answer", register.policy_class):
        found |= Q(office__in=offices)
    sees_to_it = policy.reach(viewer, "assign", register.policy_class)
    if not sees_to_it.nothing:
        found |= Q(needed_by__lt=question.day) & sees_to_it.q(register.scopes)
    return found


def _item(one: Any) -> Item:
    needed: dt.date = one.needed_by
    what = _(str(Requirement(one.requirement).label))
    return Item(
        kind=KIND,
        uid=one.uid,
        code=one.code,
        name=f"{what}：{one.subject}",
        about=one.project.name,
        state=_("requirement raised on {day}").format(day=one.raised_on),
        shape="quarter",
        turn=one.office.name,
        due=needed,
        last_day=one.raised_on,
        address=f"/records/{KIND}/{one.uid}/",
    )
