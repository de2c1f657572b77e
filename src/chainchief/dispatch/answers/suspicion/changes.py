"""Every cell that an answer fills in, with what stands out, the most suspicious first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chainchief.core.spans import Month
from chainchief.dispatch.answers.cells import Answer, plain
from chainchief.dispatch.answers.suspicion.measures import History, Suspicion, suspicions
from chainchief.dispatch.answers.suspicion.preset import rules
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.dispatch.collections.rows import Questionnaire, QuestionnaireRow
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
    history: History
    suspicions: tuple[Suspicion, ...]

    @property
    def weight(self) -> int:
        return sum(one.weight for one in self.suspicions)


def changes_of(questionnaire: Questionnaire, answer: Answer) -> list[Change]:
    """Every cell that the answer fills in, the most suspicious first, then by record."""
    found: list[Change] = []
    for position, table in enumerate(questionnaire.tables):
        rows = questionnaire.by_code(position)
        histories = _histories(table, questionnaire.rows[position], questionnaire.month)
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
                    reasons = suspicions(value, history, questionnaire.month, alike, rules())
                found.append(
                    Change(
                        position,
                        code,
                        row.name if row else "",
                        column.name,
                        value,
                        _last(table, row, column.name),
                        history,
                        tuple(reasons),
                    )
                )
    return sorted(found, key=lambda one: (-one.weight, one.position, one.code))


def is_quiet(changes: Iterable[Change]) -> bool:
    """Whether nothing stands out, so that the answer may be approved among others."""
    return all(not change.weight for change in changes)


def _last(table: QuestionnaireTable, row: QuestionnaireRow | None, name: str) -> object:
    """Last month's value; of a record that no month is reported on, the one it has."""
    if row is None:
        return None
    return plain(row.last.get(name)) if table.rows is RowsOf.REPORTS else row.held(name)


def _same_amounts(rows: Mapping[str, Mapping[str, object]]) -> Counter[tuple[str, object]]:
    return Counter(
        (name, plain(value)) for values in rows.values() for name, value in values.items()
    )


def _histories(
    table: QuestionnaireTable, rows: Sequence[QuestionnaireRow], month: Month
) -> dict[tuple[str, str], History]:
    """Row and column → earlier figures: reports on the same subject, or the value that stands."""
    if table.rows is RowsOf.NEW:
        return {}
    if table.rows is RowsOf.REPORTS:
        return _reported(table, rows, month)
    before = month + -1
    return {
        (row.code, name): History(((before, value),), is_cumulative=False)
        for row in rows
        for name in table.columns
        if isinstance(value := row.held(name), int)
    }


def _reported(
    table: QuestionnaireTable, rows: Sequence[QuestionnaireRow], month: Month
) -> dict[tuple[str, str], History]:
    register = table.register
    subjects = {str(row.fixed[table.by]): row.code for row in rows}
    attribute = register.column(table.by).attribute
    manager: Any = register.model._default_manager
    found = manager.filter(
        withdrawn_on=None,
        month__lt=str(month),
        month__gte=str(month + -rules().months),
        **{f"{attribute}__in": list(subjects)},
    )
    reports = stored_where(register, "code", list(found.values_list("code", flat=True)))
    by_month: dict[tuple[str, str], Stored] = {}
    for report in sorted(reports, key=lambda one: int(str(one.values.get("revision") or 0))):
        by_month[str(report.values[table.by]), str(report.values["month"])] = report
    figures: dict[tuple[str, str], list[tuple[Month, int]]] = {}
    for (subject, when), report in sorted(by_month.items()):
        for name in table.columns:
            value = report.values.get(name)
            if isinstance(value, int):
                figures.setdefault((subjects[subject], name), []).append((Month.parse(when), value))
    return {key: History(tuple(each)) for key, each in figures.items()}
