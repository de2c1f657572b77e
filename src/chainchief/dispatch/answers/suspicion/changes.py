"""Every cell that an answer fills in, with what stands out, the most suspicious first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainchief.core.spans import Month
from chainchief.dispatch.answers.cells import Answer, plain
from chainchief.dispatch.answers.suspicion.measures import History, Suspicion, suspicions
from chainchief.dispatch.answers.suspicion.preset import rules
from chainchief.dispatch.collections.questionnaires import (
    MONTH,
    QuestionnaireTable,
    RowsOf,
    Subject,
    subject_columns,
    subject_of,
)
from chainchief.dispatch.collections.rows import (
    Questionnaire,
    QuestionnaireRow,
    revision_of,
    whole_row,
)
from chainchief.ledger.bases import Report
from chainchief.ledger.queries.stored_values import Stored, stored_where

_NO_HISTORY = History()


@dataclass(frozen=True)
class Change:
    """One asked cell of an answer beside last month's, with what stands out."""

    position: int
    code: str
    name: str
    column: str
    value: object
    last: object
    #: The month that `last` is of, where that is not the month before.
    last_month: Month | None
    #: The record as the answer leaves it, by whose unit amounts are read.
    whole: Mapping[str, object]
    history: History
    suspicions: tuple[Suspicion, ...]

    @property
    def weight(self) -> int:
        return sum(one.weight for one in self.suspicions)


def changes_of(questionnaire: Questionnaire, answer: Answer) -> list[Change]:
    """Every cell that the answer fills in, the most suspicious first, then by record."""
    found: list[Change] = []
    in_force = rules()
    for position, table in enumerate(questionnaire.tables):
        rows = questionnaire.by_code(position)
        histories = _histories(
            table, questionnaire.rows[position], answer.tables[position], questionnaire.month
        )
        same = _same_amounts(answer.tables[position])
        for code, values in answer.tables[position].items():
            row = rows.get(code)
            for column in table.columns_to_fill:
                if column.name not in values:
                    continue
                value = plain(values[column.name])
                history = histories.get((code, column.name), _NO_HISTORY)
                reasons: list[Suspicion] = []
                if column.type.is_number and isinstance(value, int):
                    alike = same[column.name, value]
                    reasons = suspicions(value, history, questionnaire.month, alike, in_force)
                found.append(
                    Change(
                        position,
                        code,
                        row.name if row else "",
                        column.name,
                        value,
                        *_last(table, row, column.name, history, questionnaire.month),
                        whole_row(table, row, values),
                        history,
                        tuple(reasons),
                    )
                )
    return sorted(found, key=lambda one: (-one.weight, one.position, one.code))


def is_quiet(changes: Iterable[Change]) -> bool:
    """Whether nothing stands out, so that the answer may be approved among others."""
    return all(not change.weight for change in changes)


def _last(
    table: QuestionnaireTable,
    row: QuestionnaireRow | None,
    name: str,
    history: History,
    month: Month,
) -> tuple[object, Month | None]:
    """The last value before, and its month where that is not the one before.

    Of a record that no month is reported on it is the one it has.
    """
    if history.figures:
        when, amount = history.figures[-1]
        return amount, when if when != month + -1 else None
    if row is None:
        return None, None
    return plain(row.last.get(name)) if table.rows is RowsOf.REPORTS else row.held(name), None


def _same_amounts(rows: Mapping[str, Mapping[str, object]]) -> Counter[tuple[str, object]]:
    return Counter(
        (name, plain(value)) for values in rows.values() for name, value in values.items()
    )


def _histories(
    table: QuestionnaireTable,
    rows: Sequence[QuestionnaireRow],
    given: Mapping[str, Mapping[str, object]],
    month: Month,
) -> dict[tuple[str, str], History]:
    """Row and column → earlier figures: of earlier months, or the value that stands."""
    if MONTH in table.register.model.composed_of and table.rows is not RowsOf.RECORDS:
        codes = {subject_of(table.register, row.fixed): row.code for row in rows}
        codes |= {
            subject_of(table.register, values): code for code, values in given.items() if not rows
        }
        return _reported(table, codes, month)
    before = month + -1
    return {
        (row.code, name): History(((before, value),), is_cumulative=False)
        for row in rows
        for name in table.columns
        if isinstance(value := row.held(name), int)
    }


def _reported(
    table: QuestionnaireTable, codes: Mapping[Subject, str], month: Month
) -> dict[tuple[str, str], History]:
    """The figures of earlier months on the same subjects, each month's last revision."""
    register = table.register
    first = subject_columns(register)[0]
    manager: Any = register.model._default_manager
    found = manager.filter(
        withdrawn_on=None,
        month__lt=str(month),
        month__gte=str(month + -rules().months),
        **{f"{register.column(first).attribute}__in": sorted({one[0] for one in codes})},
    )
    reports = stored_where(register, "code", list(found.values_list("code", flat=True)))
    by_month: dict[tuple[Subject, str], Stored] = {}
    for report in sorted(reports, key=revision_of):
        subject = subject_of(register, report.values)
        if subject in codes:
            by_month[subject, str(report.values[MONTH])] = report
    figures: dict[tuple[str, str], list[tuple[Month, int]]] = {}
    for (subject, when), report in sorted(by_month.items()):
        for name in table.columns:
            value = report.values.get(name)
            if isinstance(value, int):
                figures.setdefault((codes[subject], name), []).append((Month.parse(when), value))
    is_cumulative = issubclass(register.model, Report)
    return {key: History(tuple(each), is_cumulative) for key, each in figures.items()}
