"""The form on which a task is given: what, who, until when, what counts as done."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.desk.limits.task_preset import task_limits
from chainchief.desk.tasks.giving import Order
from chainchief.ledger.kinds.task.models import TaskSource
from chainchief.web.desk.case_page import office_choices
from chainchief.web.desk.reading import day_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.tasks.choices import chain_choices, unit_choices
from chainchief.web.tasks.sources import Source, source_in

_NAMES = ("name", "done_when", "due", "office", "unit", "chain", "process", "person")


@dataclass(frozen=True)
class NewTaskPage:
    """What templates/web/tasks/new.html shows."""

    crumbs: list[Crumb]
    source: Source | None
    typed: dict[str, str]
    helpers: list[str]
    units: list[Choice]
    chains: list[Choice]
    offices: list[Choice]
    schemes: list[Choice]
    faults: tuple[Fault, ...]


def new_task_page(sent: QueryDict, viewer: Viewer, faults: tuple[Fault, ...] = ()) -> NewTaskPage:
    """The form with what was typed; before that with what its source gives."""
    source, schemes = source_in(sent, viewer), task_limits()
    units = unit_choices(viewer)
    first = {
        "name": source.name if source else "",
        "due": source.due_on.isoformat() if source and source.due_on else "",
        "unit": source.division if source else units[0].code if units else "",
        "chain": source.chain if source else "",
        "process": schemes.in_force.code,
    }
    typed = {name: sent.get(name, first.get(name, "")) for name in _NAMES}
    return NewTaskPage(
        crumbs=[Crumb(_("Work queue"), reverse("desk")), Crumb(_("Give a task"))],
        source=source,
        typed=typed,
        helpers=[str(code) for code in sent.getlist("helpers")],
        units=units,
        chains=chain_choices(viewer),
        offices=office_choices(),
        schemes=[Choice(code, scheme.label) for code, scheme in schemes.schemes.items()],
        faults=faults,
    )


def order_of(request: HttpRequest, viewer: Viewer) -> Order:
    """The task as typed; `FaultsError` for a day that is none."""
    given, source = request.POST, source_in(request.POST, viewer)
    return Order(
        name=given.get("name", ""),
        division=given.get("unit", ""),
        due_on=day_of(given.get("due", "")),
        done_when=given.get("done_when", "")[:400],
        chain=given.get("chain", ""),
        office=given.get("office", ""),
        helpers=tuple(str(code) for code in given.getlist("helpers") if code),
        source=(source.source if source else TaskSource.OTHER).value,
        sources=source.columns if source else (),
        given_by=source.given_by if source else "",
        process=given.get("process", ""),
    )
