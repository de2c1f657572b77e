"""The form of a collection made by clicking: a kind, its columns, of whom, for when."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst

from chainchief.access.scopes import Dimension
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.collections.examination import FORM, earliest_due
from chainchief.dispatch.collections.making import Wish, everybody_of
from chainchief.dispatch.collections.preset import arrangement
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.dispatch.collections.respondents import KINDS, Respondent
from chainchief.dispatch.collections.shape import GIVEN, subjects_of
from chainchief.dispatch.models import Collection
from chainchief.ledger.registers import Register, all_registers, register_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice

#: More respondents than these are chosen by their code, not from a list.
_MOST_LISTED = 400


@dataclass(frozen=True)
class Tick:
    """A box to tick."""

    code: str
    label: str
    is_on: bool
    note: str = ""


@dataclass(frozen=True)
class NewPage:
    """What templates/web/dispatch/new.html shows; without a kind, the choice of one."""

    crumbs: list[Crumb]
    #: The collection that a table is added to, "" for a new one.
    add: str
    month: str
    dimension: str
    dimensions: list[Choice]
    kinds: list[Choice]
    kind: str
    meaning: str
    rows: list[Tick]
    columns: list[Tick]
    respondents: list[Tick]
    form: list[tuple[str, str, str]]
    templates: list[Choice]
    name: str
    due_on: str
    earliest: str
    short_notice: str
    note: str
    again: bool
    faults: list[Fault]


def new_page(
    given: QueryDict,
    month: Month,
    faults: tuple[Fault, ...] = (),
    to: Collection | None = None,
) -> NewPage:
    """`to` is a collection in preparation that a table is added to."""
    dimension = _dimension(to.respondents[0][0] if to else given.get("dimension", ""))
    kinds = _kinds(dimension)
    kind = given.get("kind", "")
    register = register_of(kind) if kind in {one.code for one in kinds} else None
    sent = bool(given.get("sent"))
    earliest = str(earliest_due())
    return NewPage(
        crumbs=[
            Crumb(_("Dispatch"), f"{reverse('dispatch')}?month={month}"),
            *([Crumb(to.name, reverse("collection", args=[to.uid]))] if to else []),
            Crumb(_("Another kind of record") if to else _("New collection")),
        ],
        add=str(to.uid) if to else "",
        month=str(month),
        dimension=dimension.value,
        dimensions=[
            Choice(one.value, capfirst(_(all_registers()[KINDS[one]].plural))) for one in Dimension
        ],
        kinds=kinds,
        kind=register.kind if register else "",
        meaning=register.meaning if register else "",
        rows=_rows(register, given.get("rows", "")) if register else [],
        columns=_columns(register, given.getlist("columns")) if register else [],
        respondents=_respondents(dimension, given.getlist("respondents"), sent),
        form=[(key, _(FORM[key]), given.get(key, "")) for key in FORM]
        if dimension is Dimension.ENTERPRISE
        else [],
        templates=[Choice(one.code, one.label) for one in arrangement().templates.values()],
        name=given.get("name", ""),
        due_on=given.get("due_on", "") or earliest,
        earliest=earliest,
        short_notice=given.get("short_notice", ""),
        note=given.get("note", ""),
        again=bool(given.get("again")),
        faults=list(faults),
    )


def wish_from(given: QueryDict, month: Month) -> Wish:
    """Read the form that was sent; `ValueError` for a day that is none."""
    dimension = _dimension(given.get("dimension", ""))
    table = table_from(given)
    return Wish(
        given.get("name", "") or f"{table.register.name} {month.label}",
        month,
        dt.date.fromisoformat(given.get("due_on", "")),
        (table,),
        tuple(Respondent(dimension, code) for code in given.getlist("respondents")),
        {key: given.get(key, "") for key in FORM if given.get(key)},
        given.get("note", ""),
        given.get("short_notice", ""),
    )


def table_from(given: QueryDict) -> QuestionnaireTable:
    register = register_of(given.get("kind", ""))
    rows, _mark, by = given.get("rows", "").partition(":")
    return QuestionnaireTable(
        register.kind,
        tuple(given.getlist("columns")),
        RowsOf(rows) if rows in set(RowsOf) else RowsOf.RECORDS,
        by,
        {},
        bool(given.get("again")),
    )


def _dimension(text: str) -> Dimension:
    return Dimension(text) if text in set(Dimension) else Dimension.DIVISION


def _kinds(dimension: Dimension) -> list[Choice]:
    """The kinds whose records say of which such respondent they are."""
    return [
        Choice(kind, capfirst(register.name))
        for kind, register in sorted(all_registers().items(), key=lambda one: one[1].name)
        if register.scopes.path(dimension) or kind == KINDS[dimension]
    ]


def _rows(register: Register, chosen: str) -> list[Tick]:
    subjects = subjects_of(register)
    known = [
        (f"{RowsOf.REPORTS}:{by}", _("one report for each: {}").format(register.column(by).title))
        for by in subjects
    ]
    if not subjects:
        known.append((RowsOf.RECORDS.value, _("one row for each record that there is")))
    known.append((RowsOf.NEW.value, _("blank rows, for new records")))
    first = known[0][0]
    return [Tick(code, label, code == (chosen or first)) for code, label in known]


def _columns(register: Register, chosen: list[str]) -> list[Tick]:
    left_out = {"code", *GIVEN}
    return [
        Tick(column.name, capfirst(column.label), column.name in chosen)
        for column in register.columns
        if column.name not in left_out
    ]


def _respondents(dimension: Dimension, chosen: list[str], sent: bool) -> list[Tick]:
    """Units are all ticked at first, but for the city and the province above them."""
    where = {"level": ("county", "zone")} if dimension is Dimension.DIVISION else {}
    everybody = everybody_of(dimension.value, where)[:_MOST_LISTED]
    model: Any = register_of(KINDS[dimension]).model._default_manager
    names = dict(model.filter(code__in=[one.code for one in everybody]).values_list("code", "name"))
    all_on = dimension is Dimension.DIVISION and not sent
    return [
        Tick(one.code, names.get(one.code, one.code), all_on or one.code in chosen, one.code)
        for one in everybody
    ]
