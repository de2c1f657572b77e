"""What no record holds but people ask lists by: a project's stage, where a difficulty stands.

Each is decided in SQL, of what the viewer may see, so that a list is narrowed, sorted, counted and
grouped by it like by any column.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.ledger.registers import Register, register_of
from chainchief.web.frame.visible import records_of

Options = tuple[tuple[str, str], ...]
#: The name under which its value is put beside a row.
PREFIX = "derived_"


@dataclass(frozen=True)
class Derived:
    """One such column: its title as a message, its value in SQL, the values that it may have."""

    name: str
    title: str
    of: Callable[[Viewer], Any]
    options: Callable[[], Options] = tuple

    @property
    def label(self) -> str:
        return _(self.title)

    @property
    def key(self) -> str:
        return PREFIX + self.name

    def words(self, value: str) -> str:
        return dict(self.options()).get(value, value)


def derived_of(register: Register) -> tuple[Derived, ...]:
    return _DERIVED.get(register.kind, ())


def derived_named(register: Register, name: str) -> Derived | None:
    return next((each for each in derived_of(register) if each.name == name), None)


def _stage(viewer: Viewer) -> Subquery:
    stages = records_of("project_stage", viewer).filter(project=OuterRef("code"))
    newest = stages.order_by("-occurred_on", "-pk").values("stage")[:1]
    return Subquery(newest, output_field=CharField())


def _stages() -> Options:
    return register_of("project_stage").column("stage").type.options()


def _last_report(viewer: Viewer) -> Subquery:
    reports = records_of("project_report", viewer).filter(project=OuterRef("code"))
    return Subquery(reports.order_by("-month").values("month")[:1], output_field=CharField())


#: Where a difficulty stands, in the order of its way.
STATUSES = {
    "overdue": "to be answered, overdue",
    "open": "to be answered",
    "sent_back": "sent back by the firm",
    "answered": "answered",
    "confirmed": "confirmed by the firm",
}


def _status(_viewer: Viewer) -> Case:
    back = Q(sent_back_on__gte=Coalesce("answered_on", F("sent_back_on")))
    return Case(
        When(confirmed_on__isnull=False, then=Value("confirmed")),
        When(back, then=Value("sent_back")),
        When(answered_on__isnull=False, then=Value("answered")),
        When(due_on__lte=clock.today(), then=Value("overdue")),
        default=Value("open"),
        output_field=CharField(),
    )


def status_words(code: str) -> str:
    return _(STATUSES[code])


def _statuses() -> Options:
    return tuple((code, _(words)) for code, words in STATUSES.items())


_DERIVED: Mapping[str, tuple[Derived, ...]] = {
    "project": (
        Derived("stage", "stage", _stage, _stages),
        Derived("last_report", "last report", _last_report),
    ),
    "difficulty": (Derived("status", "status", _status, _statuses),),
}
