"""The rows that a request asks to fill: which records, and what the ledger holds of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q

from chainchief.core.looked_up import once
from chainchief.core.spans import Month
from chainchief.dispatch.collections.questionnaires import (
    MONTH,
    REVISION,
    QuestionnaireTable,
    RowsOf,
    tables_of,
)
from chainchief.dispatch.collections.respondents import (
    Respondent,
    codes_within,
    respondent_of,
    respondents_of,
)
from chainchief.dispatch.models import Collection, Request
from chainchief.ledger.queries.stored_values import Stored, stored_where
from chainchief.ledger.registers import Register


@dataclass(frozen=True)
class QuestionnaireRow:
    """A row of a table: the record it is about, stored or to be made, and last month's values."""

    code: str
    name: str
    stored: Stored | None
    #: What the program fills in of a record that is to be made.
    fixed: Mapping[str, object]
    last: Mapping[str, object] = field(default_factory=dict)
    #: The record that the row is about: of a report, what is reported on.
    about: Stored | None = None

    def held(self, column: str) -> object:
        """The value that the ledger holds of a column; None where it holds nothing."""
        value = self.stored.values.get(column) if self.stored else None
        return None if value == "" else value


def whole_row(
    table: QuestionnaireTable, row: QuestionnaireRow | None, values: Mapping[str, object]
) -> dict[str, object]:
    """A record as an answer leaves it, with the values by which others are read, such as units."""
    stored = row.stored.values if row and row.stored else {}
    return {**table.register.blank, **stored, **(row.fixed if row else {}), **values}


@dataclass(frozen=True)
class Questionnaire:
    """All that one respondent is asked in a collection."""

    respondent: Respondent
    month: Month
    tables: tuple[QuestionnaireTable, ...]
    codes: frozenset[str]

    @cached_property
    def rows(self) -> tuple[tuple[QuestionnaireRow, ...], ...]:
        """The rows of each table, in order of their codes."""
        return tuple(tuple(self._rows(table)) for table in self.tables)

    def by_code(self, position: int) -> Mapping[str, QuestionnaireRow]:
        return self._by_code[position]

    @cached_property
    def _by_code(self) -> tuple[Mapping[str, QuestionnaireRow], ...]:
        return tuple({row.code: row for row in rows} for rows in self.rows)

    def cells(self) -> Iterator[tuple[str, str, str, object]]:
        """Each asked cell as kind, code of the record, column, and what the ledger holds."""
        for table, rows in zip(self.tables, self.rows, strict=True):
            for row in rows:
                for column in table.columns:
                    yield table.kind, row.code, column, row.held(column)

    def _rows(self, table: QuestionnaireTable) -> Iterator[QuestionnaireRow]:
        if table.rows is RowsOf.NEW:
            return
        if table.rows is RowsOf.REPORTS:
            yield from self._reports(table)
            return
        for stored in self._subjects(table):
            name = str(stored.values.get("name") or "")
            yield QuestionnaireRow(stored.code, name, stored, {}, about=stored)

    def _subjects(self, table: QuestionnaireTable) -> list[Stored]:
        """The records that are the respondent's and hold in the month, by code."""
        register = table.subject
        path = register.scopes.path(self.respondent.dimension)
        found: Any = register.model._default_manager.filter(withdrawn_on=None)
        found = found.filter(self._of_respondent(path, register))
        found = found.filter(_in_force(register, self.month))
        attributes = {column.name: column.attribute for column in register.columns}
        found = found.filter(**{attributes[name]: value for name, value in table.where.items()})
        codes = found.order_by("code").values_list("code", flat=True)
        return list(stored_where(register, "code", codes))

    def _of_respondent(self, path: str, register: Register) -> Q:
        if register.kind == self.respondent.kind:
            return Q(code__in=self.codes)
        return Q(**{f"{path}__in": self.codes}) if path else Q(pk__in=[])

    def _reports(self, table: QuestionnaireTable) -> Iterator[QuestionnaireRow]:
        subjects = self._subjects(table)
        now = _latest(table, [each.code for each in subjects], self.month)
        before = _latest(table, [each.code for each in subjects], self.month + -1)
        for subject in subjects:
            stored, last = now.get(subject.code), before.get(subject.code)
            fixed = {table.by: subject.code, MONTH: str(self.month), REVISION: 0}
            yield QuestionnaireRow(
                stored.code if stored else table.register.model.code_from(dict(fixed)),
                str(subject.values.get("name") or ""),
                stored,
                fixed,
                last.values if last else {},
                subject,
            )


def questionnaire_of(request: Request) -> Questionnaire:
    """All that the request asks of its respondent; a page reads its rows once."""
    respondent = respondent_of(request)
    key = ("questionnaire", request.collection_id, respondent)
    return once(key, lambda: questionnaire_in(request.collection, respondent))


def questionnaire_in(collection: Collection, respondent: Respondent) -> Questionnaire:
    others = [one for one in respondents_of(collection.respondents) if one != respondent]
    return Questionnaire(
        respondent,
        Month.parse(collection.month),
        tables_of(collection.questionnaire),
        codes_within(respondent, others),
    )


def _in_force(register: Register, month: Month) -> Q:
    """Records that hold on some day of the month; all of a kind without such days."""
    names = {column.name for column in register.columns}
    found = Q()
    if "valid_from" in names:
        found &= Q(valid_from=None) | Q(valid_from__lte=month.last)
    if "valid_to" in names:
        found &= Q(valid_to=None) | Q(valid_to__gte=month.first)
    return found


def _latest(table: QuestionnaireTable, subjects: Iterable[str], month: Month) -> dict[str, Stored]:
    """The last revision of each subject's report on the month."""
    register = table.register
    attribute = register.column(table.by).attribute
    wanted = set(subjects)
    manager: Any = register.model._default_manager
    found = manager.filter(month=str(month), withdrawn_on=None, **{f"{attribute}__in": wanted})
    codes = list(found.values_list("code", flat=True))
    latest: dict[str, Stored] = {}
    for stored in stored_where(register, "code", codes):
        subject = str(stored.values[table.by])
        known = latest.get(subject)
        if known is None or revision_of(known) < revision_of(stored):
            latest[subject] = stored
    return latest


def revision_of(stored: Stored) -> int:
    """The number of a report's revision."""
    return int(str(stored.values.get(REVISION) or 0))
