"""The time line of a matter of the desk: its steps as they were taken, with who took each."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.urls import reverse

from chainchief.access.signatures import signature_words
from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.desk.signed_steps import TakenStep
from chainchief.ledger.kinds.difficulty.models import DifficultyAction
from chainchief.ledger.kinds.feature.models import FeatureAction
from chainchief.ledger.kinds.lead.models import LeadAction
from chainchief.ledger.kinds.task.models import TaskAction


@dataclass(frozen=True)
class TimeLine:
    """One entry of the time line."""

    what: str
    at: str
    by: str
    office: str
    note: str
    detail: list[str]
    document: str


Action = TypeVar("Action", DifficultyAction, TaskAction, LeadAction, FeatureAction)


def time_line(steps: Sequence[TakenStep[Action]], informant: str) -> list[TimeLine]:
    """The newest first; `informant` are the words around the `{name}` of who said so."""
    return [_entry(one, informant) for one in reversed(steps)]


def _entry(one: TakenStep[Action], informant: str) -> TimeLine:
    action, detail = one.action, []
    if action.new_due_on:
        detail.append(_("until {day}").format(day=action.new_due_on))
    if action.informant:
        detail.append(informant.format(name=action.informant))
    document = action.document
    return TimeLine(
        what=_(action.get_step_display()),
        at=_when(action.acted_on, one.at),
        by=signature_words(one.actor) if one.actor else "",
        office=action.office.name if action.office else "",
        note=action.note,
        detail=detail,
        document=reverse("evidence-file", args=[document.uid]) if document else "",
    )


def _when(day: dt.date, at: dt.datetime | None) -> str:
    """The instant at which it was entered; of another day's step, that day before it."""
    if at is None:
        return day.isoformat()
    if clock.day(at) == day:
        return clock.minute(at)
    return _("{day}, entered {at}").format(day=day, at=clock.minute(at))
