"""The page of one collection: what it asks, of whom, what the ledger holds, what is wrong."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.choices import listed
from chainchief.core.faults import Fault
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.closing import MONTHS
from chainchief.dispatch.collections.examination import FORM, examine
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf, tables_of
from chainchief.dispatch.collections.respondents import names_of, respondent_of
from chainchief.dispatch.models import Collection, CollectionState
from chainchief.web.dispatch.board import Standing, standing_of
from chainchief.web.frame.breadcrumbs import Crumb


@dataclass(frozen=True)
class TableLine:
    """A table that is asked: its kind, its rows in words, its columns."""

    name: str
    rows: str
    columns: str


@dataclass(frozen=True)
class CoverageLine:
    """What one respondent is asked, and how much of it the ledger holds already."""

    name: str
    code: str
    rows: int
    cells: int
    held: int
    to_fill: int


@dataclass(frozen=True)
class RequestLine:
    name: str
    code: str
    standing: Standing


@dataclass(frozen=True)
class CollectionPage:
    """What templates/web/dispatch/collection.html shows."""

    uid: str
    title: str
    crumbs: list[Crumb]
    as_at: list[str]
    state: str
    tables: list[TableLine]
    coverage: list[CoverageLine]
    requests: list[RequestLine]
    faults: list[Fault]
    warnings: list[Fault]
    form: list[tuple[str, str]]
    due_on: str
    earliest: str
    short_notice: str
    note: str
    may_assign: bool

    @property
    def is_draft(self) -> bool:
        return self.state == CollectionState.DRAFT


def collection_page(
    collection: Collection, viewer: Viewer, faults: tuple[Fault, ...] = ()
) -> CollectionPage:
    """`faults` are those of what was just sent."""
    draft = collection.state == CollectionState.DRAFT
    examination = examine(collection) if draft else None
    covered = examination.coverage if examination else ()
    names = names_of(one.respondent for one in covered)
    coverage = [
        CoverageLine(
            names[one.respondent],
            one.respondent.code,
            one.rows,
            one.cells,
            one.held,
            one.to_fill,
        )
        for one in covered
    ]
    found = list(examination.faults) if examination else []
    sent = [one for one in faults if one not in found]
    month = Month.parse(collection.month)
    return CollectionPage(
        uid=str(collection.uid),
        title=collection.name,
        crumbs=[
            Crumb(_("Dispatch"), f"{reverse('dispatch')}?month={month}"),
            Crumb(collection.name),
        ],
        as_at=_as_at(collection, month),
        state=collection.state,
        tables=[table_line(table) for table in tables_of(collection.questionnaire)],
        coverage=coverage,
        requests=_requests(collection, viewer),
        faults=[*sent, *(one for one in found if not one.is_warning)],
        warnings=[one for one in found if one.is_warning],
        form=[(_(FORM[key]), str(collection.survey.get(key))) for key in FORM]
        if collection.survey
        else [],
        due_on=str(collection.due_on),
        earliest=examination.earliest if examination else "",
        short_notice=collection.short_notice,
        note=collection.note,
        may_assign=policy.allowed(viewer, "assign", MONTHS),
    )


def table_line(table: QuestionnaireTable) -> TableLine:
    columns = listed(column.title for column in table.columns_to_fill)
    if table.rows is RowsOf.REPORTS:
        rows = _("one for each: {}").format(table.subject.name)
    elif table.rows is RowsOf.NEW:
        rows = _("rows are added by whoever answers")
    else:
        rows = _("one for each record")
    return TableLine(table.register.name, rows, columns)


def _as_at(collection: Collection, month: Month) -> list[str]:
    words = [
        month.label,
        _("due {}").format(collection.due_on),
        _(CollectionState(collection.state).label),
    ]
    if collection.opened_at:
        words.append(
            _("opened {at} by {who}").format(
                at=clock.minute(collection.opened_at), who=signature_words(collection.opened_by)
            )
        )
    return words


def _requests(collection: Collection, viewer: Viewer) -> list[RequestLine]:
    found = list(collection.requests.select_related("collection").order_by("dimension", "code"))
    names = names_of(respondent_of(one) for one in found)
    return [
        RequestLine(names[respondent_of(one)], one.code, standing_of(one, viewer)) for one in found
    ]
