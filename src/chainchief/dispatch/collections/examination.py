"""A collection looked through before it goes out: what is wrong, what the ledger holds."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chainchief.access.scopes import Dimension
from chainchief.core import clock
from chainchief.core.choices import listed
from chainchief.core.faults import Fault, Place
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.dispatch.calendar.counting import calendar
from chainchief.dispatch.collections import faults
from chainchief.dispatch.collections.preset import arrangement
from chainchief.dispatch.collections.questionnaires import RowsOf, tables_of
from chainchief.dispatch.collections.respondents import Respondent, respondents_of
from chainchief.dispatch.collections.rows import Questionnaire, questionnaire_in
from chainchief.dispatch.collections.shape import check_respondents, check_table
from chainchief.dispatch.models import Collection, CollectionState, RequestState
from chainchief.ledger.registers import register_of

#: What a form that asks firms must show: key in `survey` → its name on the form.
FORM = {
    "number": "form number (表号)",
    "authority": "authority that made the form (制表机关)",
    "approval": "number of approval or filing (批准或备案文号)",
    "valid_until": "valid until (有效期)",
}
_OVER = (RequestState.WAIVED, RequestState.CLOSED)
_KINDS_SHOWN = 3
_YEARS_SHOWN = 3


@dataclass(frozen=True)
class Coverage:
    """What one respondent is asked: rows, cells, and how many of those the ledger holds."""

    respondent: Respondent
    rows: int
    cells: int
    held: int
    adds: bool

    @property
    def to_fill(self) -> int:
        return self.cells - self.held


@dataclass(frozen=True)
class Examination:
    """All that is known of a collection before it is opened."""

    faults: tuple[Fault, ...]
    coverage: tuple[Coverage, ...]
    earliest: str

    @property
    def refused(self) -> bool:
        return any(not fault.is_warning for fault in self.faults)


def examine(collection: Collection) -> Examination:
    """Look through a collection as it would go out today."""
    tables = tables_of(collection.questionnaire)
    respondents = respondents_of(collection.respondents)
    found = list(_shape(collection, respondents))
    if any(not fault.is_warning for fault in found):
        return Examination(tuple(found), (), "")
    questionnaire = [questionnaire_in(collection, respondent) for respondent in respondents]
    coverage = tuple(_coverage(one) for one in questionnaire)
    found += _doubled_requests(collection, questionnaire)
    again = any(table.again for table in tables)
    if coverage and not again and all(not one.to_fill and not one.adds for one in coverage):
        found.append(Fault(faults.ALL_HELD))
    for one in coverage:
        if not one.rows and not one.adds:
            facts = {"respondent": one.respondent.name}
            found.append(Fault(faults.NOTHING_TO_FILL, facts=facts))
    found += _notice(collection)
    return Examination(tuple(found), coverage, str(earliest_due()))


def earliest_due() -> object:
    """The first day by which may be asked today without a reason."""
    return calendar().after(clock.today(), arrangement().lead_working_days)


def _shape(collection: Collection, respondents: Iterable[Respondent]) -> Iterator[Fault]:
    questionnaire = list(respondents)
    tables = tables_of(collection.questionnaire)
    if not tables:
        yield Fault(faults.NO_TABLES)
    for number, table in enumerate(tables, 1):
        place = Place(record=_("table {}").format(number))
        yield from check_table(table, dict.fromkeys(one.dimension for one in questionnaire), place)
    yield from check_respondents(questionnaire)
    if any(one.dimension is Dimension.ENTERPRISE for one in questionnaire):
        yield from _form(collection)
    month = Month.parse(collection.month)
    if closing.is_closed(month):
        yield Fault(faults.MONTH_CLOSED, facts={"month": month.label})


def _form(collection: Collection) -> Iterator[Fault]:
    missing = [_(FORM[key]) for key in FORM if not str(collection.survey.get(key, "")).strip()]
    if missing:
        yield Fault(faults.NO_FORM_NUMBER, facts={"missing": listed(missing)})
        return
    until = str(collection.survey["valid_until"])
    if until < str(clock.today()):
        yield Fault(faults.FORM_RAN_OUT, value=until, facts={"day": until})


def _notice(collection: Collection) -> Iterator[Fault]:
    today, due, known = clock.today(), collection.due_on, calendar()
    least, days = arrangement().lead_working_days, known.between(today, due)
    if days < least and not collection.short_notice.strip():
        yield Fault(
            faults.SHORT_NOTICE,
            value=str(due),
            facts={
                "begin": today,
                "due": due,
                "days": days,
                "least": least,
                "earliest": earliest_due(),
            },
        )
    years = known.unknown_years(today, due)
    if years:
        yield Fault(
            faults.CALENDAR_UNKNOWN,
            facts={
                "years": listed(years[:_YEARS_SHOWN]) + ("…" if len(years) > _YEARS_SHOWN else "")
            },
        )


def _coverage(questionnaire: Questionnaire) -> Coverage:
    cells = list(questionnaire.cells())
    return Coverage(
        questionnaire.respondent,
        sum(map(len, questionnaire.rows)),
        len(cells),
        sum(held is not None for _kind, _code, _column, held in cells),
        any(table.rows is RowsOf.NEW for table in questionnaire.tables),
    )


def _doubled_requests(
    collection: Collection, questionnaire: Iterable[Questionnaire]
) -> Iterator[Fault]:
    """Cells that another open collection asks of the same respondent and waits for."""
    others = Collection.objects.filter(state=CollectionState.OPEN).exclude(pk=collection.pk)
    for other in others.order_by("pk"):
        live = other.requests.exclude(state__in=_OVER)
        if not _may_meet(collection, other):
            continue
        waiting = set(live.values_list("dimension", "code"))
        if not waiting:
            continue
        for one in questionnaire:
            if (one.respondent.dimension.value, one.respondent.code) not in waiting:
                continue
            mine = {cell[:3] for cell in one.cells()}
            theirs = {cell[:3] for cell in questionnaire_in(other, one.respondent).cells()}
            yield from _overlap(other, one.respondent, mine & theirs)
            yield from _both_add(other, one)


def _may_meet(collection: Collection, other: Collection) -> bool:
    """Whether the two could ask for one cell: rows need only be read where they could."""
    same_month = collection.month == other.month
    return any(
        mine.kind == theirs.kind
        and not set(mine.columns).isdisjoint(theirs.columns)
        and (same_month or RowsOf.RECORDS in (mine.rows, theirs.rows))
        for mine in tables_of(collection.questionnaire)
        for theirs in tables_of(other.questionnaire)
    )


def _overlap(
    other: Collection, respondent: Respondent, cells: set[tuple[str, str, str]]
) -> Iterator[Fault]:
    if not cells:
        return
    columns = Counter((kind, column) for kind, _code, column in cells)
    words = [register_of(kind).column(column).title for kind, column in columns]
    what = listed(words[:_KINDS_SHOWN]) + ("…" if len(words) > _KINDS_SHOWN else "")
    facts: dict[str, object] = {
        "respondent": respondent.name,
        "count": len(cells),
        "other": other.name,
        "what": what,
    }
    yield Fault(faults.REQUESTED_TWICE, facts=facts)


def _both_add(other: Collection, questionnaire: Questionnaire) -> Iterator[Fault]:
    """New rows of one kind and month are asked once, too."""
    if other.month != str(questionnaire.month):
        return
    added = {table.kind: table for table in questionnaire.tables if table.rows is RowsOf.NEW}
    for table in tables_of(other.questionnaire):
        if table.rows is RowsOf.NEW and table.kind in added:
            same = set(table.columns) & set(added[table.kind].columns)
            if same:
                cells = {(table.kind, "", column) for column in same}
                yield from _overlap(other, questionnaire.respondent, cells)
