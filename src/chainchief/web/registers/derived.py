"""What no record holds but people ask lists by: a project's stage, where a difficulty stands.

Each is decided in SQL, of what the viewer may see, so that a list is narrowed, sorted, counted and
grouped by it like by any column.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.ledger.columns import Choice, ColumnType, MonthText, PlacedColumn
from chainchief.ledger.registers import Column, Register, register_of
from chainchief.web.frame.visible import records_of


@dataclass(frozen=True)
class Derived(PlacedColumn):
    """One such column: its title as a message, the type of its values, its value in SQL."""

    name: str
    word: str
    type: ColumnType
    of: Callable[[Viewer], Any]

    @property
    def title(self) -> str:
        return _(self.word)

    @property
    def required(self) -> bool:
        """Nobody fills it in: a record may have none."""
        return False

    @property
    def attribute(self) -> str:
        """The name under which its value is put beside a row."""
        return f"derived_{self.name}"


def derived_of(register: Register) -> tuple[Derived, ...]:
    return _derived().get(register.kind, ())


def derived_named(register: Register, name: str) -> Derived | None:
    return next((each for each in derived_of(register) if each.name == name), None)


def column_named(register: Register, name: str) -> Column | Derived:
    """Column that a list can be narrowed by; `WrongUseError` where the kind has no such column."""
    return derived_named(register, name) or register.column(name)


def _stage(viewer: Viewer) -> Subquery:
    stages = records_of("project_stage", viewer).filter(project=OuterRef("code"))
    newest = stages.order_by("-occurred_on", "-pk").values("stage")[:1]
    return Subquery(newest, output_field=CharField())


def _last_report(viewer: Viewer) -> Subquery:
    reports = records_of("project_report", viewer).filter(project=OuterRef("code"))
    return Subquery(reports.order_by("-month").values("month")[:1], output_field=CharField())


#: Where a difficulty stands, in the order of its way.
_STATUSES = {
    "overdue": "to be answered, overdue",
    "open": "to be answered",
    "sent_back": "sent back by the firm",
    "answered": "answered",
    "confirmed": "confirmed by the firm",
    "declined": "declined",
}


def _status(_viewer: Viewer) -> Case:
    back = Q(sent_back_on__gte=Coalesce("answered_on", F("sent_back_on")), reanswered_on=None)
    return Case(
        When(confirmed_on__isnull=False, then=Value("confirmed")),
        When(declined_on__isnull=False, then=Value("declined")),
        When(back, then=Value("sent_back")),
        When(answered_on__isnull=False, then=Value("answered")),
        When(due_on__lte=clock.today(), then=Value("overdue")),
        default=Value("open"),
        output_field=CharField(),
    )


@cache
def _derived() -> Mapping[str, tuple[Derived, ...]]:
    stages = register_of("project_stage").column("stage").type
    return {
        "project": (
            Derived("stage", "stage", stages, _stage),
            Derived("last_report", "last report", MonthText(), _last_report),
        ),
        "difficulty": (Derived("status", "status", Choice(labels=_STATUSES), _status),),
    }
