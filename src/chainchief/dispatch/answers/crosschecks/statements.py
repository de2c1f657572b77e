"""The rows that answers of a month state, those written already included."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainchief.access.scopes import Dimension
from chainchief.core.spans import Month
from chainchief.dispatch.answers.cells import Answer, answer_of, given_by_program, plain
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.dispatch.collections.respondents import Respondent, respondent_of
from chainchief.dispatch.collections.rows import Questionnaire, questionnaire_of, whole_row
from chainchief.dispatch.models import ApprovedRecord, CollectionState, Request, RequestState
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.queries.stored_values import stored_by_code
from chainchief.ledger.registers import Register, register_of

_WRITTEN = (RequestState.APPROVED, RequestState.CLOSED)
#: Answers that their unit takes for finished; a draft of another is nobody's business yet.
FINISHED = (RequestState.TO_CHECK, RequestState.SUBMITTED, *_WRITTEN)


@dataclass(frozen=True)
class StatedRow:
    """A record as an answer states it: `columns` are those it speaks of, `values` all of it."""

    request: Request
    respondent: Respondent
    kind: str
    code: str
    columns: tuple[str, ...]
    values: Mapping[str, object]

    @property
    def is_of_unit(self) -> bool:
        return self.respondent.dimension is Dimension.DIVISION


def finished_requests(month: Month, own: Request | None = None) -> list[Request]:
    """The requests whose answers are compared: finished ones of the month, and `own` always."""
    found = Request.objects.filter(
        collection__month=str(month), collection__state=CollectionState.OPEN, state__in=FINISHED
    ).select_related("collection")
    others = [one for one in found.order_by("pk") if own is None or one.pk != own.pk]
    return sorted([*others, *([own] if own else [])], key=lambda one: one.pk or 0)


def stated_rows(requests: Iterable[Request]) -> list[StatedRow]:
    """Every row that these answers state, in the order of requests, tables and codes."""
    return [row for request in requests for row in _rows_of(request)]


def _rows_of(request: Request) -> Iterator[StatedRow]:
    questionnaire = questionnaire_of(request)
    answer = answer_of(request, questionnaire)
    respondent = respondent_of(request)
    for position, table in enumerate(questionnaire.tables):
        for code, values, whole in _of_table(request, questionnaire, answer, position, table):
            columns = tuple(name for name in table.columns if plain(values.get(name)) is not None)
            if columns:
                yield StatedRow(request, respondent, table.kind, code, columns, whole)


def _of_table(
    request: Request,
    questionnaire: Questionnaire,
    answer: Answer,
    position: int,
    table: QuestionnaireTable,
) -> Iterator[tuple[str, Mapping[str, object], Mapping[str, object]]]:
    """The code of each row, the cells it speaks of, and the record as it would be."""
    written = request.state in _WRITTEN
    given = answer.tables[position]
    if table.rows is RowsOf.NEW:
        if written:
            keys = ApprovedRecord.objects.filter(request=request, kind=table.kind)
            found = stored_by_code(table.register, keys.values_list("key", flat=True))
            yield from ((code, one.values, one.values) for code, one in found.items())
        fixed = given_by_program(table.register, questionnaire.month)
        for code, values in given.items():
            yield code, values, {**table.register.blank, **fixed, **values}
        return
    for row in questionnaire.rows[position]:
        values = dict(given.get(row.code, {}))
        if (written or table.again) and row.stored:
            values = {name: row.held(name) for name in table.columns} | values
        yield row.code, values, whole_row(table, row, values)


def resolved(kind: str, rows: Sequence[Mapping[str, object]], path: str) -> list[str]:
    """The value that `path` leads to from each row; "" where it leads nowhere.

    A path is a column, or a column behind references: `need.enterprise`.
    """
    register: Register = register_of(kind)
    first, *rest = path.split(".")
    codes = [str(row.get(first) or "") for row in rows]
    for name in rest:
        register = register_of(register.references[first])
        attribute = register.column(name).attribute
        manager: Any = register.model._default_manager
        known: dict[str, object] = {}
        for part in chunks(sorted({code for code in codes if code})):
            known.update(manager.filter(code__in=part).values_list("code", attribute))
        codes = [str(known.get(code) or "") for code in codes]
        first = name
    return codes
