"""How much a figure stands out: against last month, its history, and its neighbours."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.answers.cells import Answer, plain
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.dispatch.collections.rows import Questionnaire, QuestionnaireRow
from chainchief.ledger.queries.stored_values import Stored, stored_where

#: Months looked back.
_MONTHS = 24
_DECEMBER = 12
#: A ratio so near to a power of ten is one.
_NEAR = 0.1
_JUMP_SHARE, _JUMP_TIMES = 0.5, 3
_SPIKE_SHARE = 0.4
_SAME_ROWS = 3


@dataclass(frozen=True)
class Suspicion:
    """A reason to look again, the graver the larger; `words` are a message with its facts."""

    weight: int
    words: str


@dataclass(frozen=True)
class Change:
    """One asked cell of an answer beside last month's, with what stands out."""

    position: int
    code: str
    name: str
    column: str
    value: object
    last: object
    history: tuple[tuple[str, int], ...]
    suspicions: tuple[Suspicion, ...]

    @property
    def weight(self) -> int:
        return sum(one.weight for one in self.suspicions)


def changes_of(questionnaire: Questionnaire, answer: Answer) -> list[Change]:
    """Every cell that the answer fills in, the most suspicious first, then by record."""
    found = []
    for position, table in enumerate(questionnaire.tables):
        rows = questionnaire.by_code(position)
        history = _histories(table, questionnaire.rows[position], questionnaire.month)
        same = _same_amounts(answer.tables[position])
        for code, values in answer.tables[position].items():
            row = rows.get(code)
            for column in table.columns_to_fill:
                if column.name not in values:
                    continue
                value = plain(values[column.name])
                last = plain(row.last.get(column.name)) if row and row.last else None
                past = history.get((code, column.name), ())
                reasons = (
                    _suspicions(value, past, questionnaire.month, same[column.name, value])
                    if column.type.is_number and isinstance(value, int)
                    else ()
                )
                name = row.name if row else ""
                found.append(
                    Change(position, code, name, column.name, value, last, past, tuple(reasons))
                )
    return sorted(found, key=lambda one: (-one.weight, one.position, one.code))


def is_quiet(changes: Iterable[Change]) -> bool:
    """Whether nothing stands out, so that the answer may be approved among others."""
    return all(not change.weight for change in changes)


def _suspicions(
    value: int, past: Sequence[tuple[str, int]], month: Month, same: int
) -> Iterable[Suspicion]:
    last = past[-1][1] if past else None
    if last is None:
        if value:
            yield Suspicion(5, _("no earlier figure to compare with"))
    else:
        yield from _against_last(value, last, past, month)
    if same >= _SAME_ROWS and value:
        yield Suspicion(30, _("the same amount stands in several rows: {}").format(same))


def _against_last(
    value: int, last: int, past: Sequence[tuple[str, int]], month: Month
) -> Iterable[Suspicion]:
    power = _power_of_ten(value, last)
    same_year = past[-1][0][:4] == str(month)[:4]
    if power == 4:
        yield Suspicion(
            100, _("ten thousand times last month's: 元 taken for 万元, or 万元 for 亿元")
        )
        return
    if power:
        yield Suspicion(80, _("{} × last month's: a slip of the point").format(10**power))
        return
    if same_year and value < last:
        yield Suspicion(60, _("less than last month, though counted since January"))
    if len(past) >= _SAME_ROWS - 1 and value and all(one == value for _m, one in past[-2:]):
        yield Suspicion(25, _("the same for three months"))
    yield from _spike(value, last, past, month, same_year)


def _spike(
    value: int, last: int, past: Sequence[tuple[str, int]], month: Month, same_year: bool
) -> Iterable[Suspicion]:
    steps = _steps(past)
    usual = median(steps) if steps else 0
    step = value - last if same_year else value
    if month.month == _DECEMBER and same_year and value and step > _SPIKE_SHARE * value:
        share = round(100 * step / value)
        yield Suspicion(50, _("{}% of the year comes in December").format(share))
    elif usual > 0 and step > _JUMP_TIMES * usual and step > _JUMP_SHARE * last:
        yield Suspicion(40, _("a jump: {:.1f} × the usual month").format(step / usual))
    elif not steps and last and step > last:
        yield Suspicion(35, _("more than twice last month's"))


def _power_of_ten(value: int, last: int) -> int:
    """The number of zeros between two amounts where the one is the other shifted; else 0."""
    large, small = max(abs(value), abs(last)), min(abs(value), abs(last))
    if not small or (value < 0) != (last < 0):
        return 0
    for power in (1, 2, 3, 4, 5, 6, 8):
        near = 0.35 if power == 4 else _NEAR
        if abs(large / (small * 10**power) - 1) <= near:
            return power
    return 0


def _steps(past: Sequence[tuple[str, int]]) -> list[int]:
    """What each month added; a year begins anew."""
    found = []
    for (before, earlier), (month, later) in pairwise(past):
        found.append(later - earlier if before[:4] == month[:4] else later)
    return [step for step in found if step > 0]


def _same_amounts(rows: Mapping[str, Mapping[str, object]]) -> Counter[tuple[str, object]]:
    return Counter(
        (name, plain(value)) for values in rows.values() for name, value in values.items()
    )


def _histories(
    table: QuestionnaireTable, rows: Sequence[QuestionnaireRow], month: Month
) -> dict[tuple[str, str], tuple[tuple[str, int], ...]]:
    """Row and column → month and amount of earlier reports on the same subject, oldest first."""
    if table.rows is not RowsOf.REPORTS:
        return {}
    register = table.register
    subjects = {str(row.fixed[table.by]): row.code for row in rows}
    attribute = register.column(table.by).attribute
    manager: Any = register.model._default_manager
    found = manager.filter(
        withdrawn_on=None,
        month__lt=str(month),
        month__gte=str(month + -_MONTHS),
        **{f"{attribute}__in": list(subjects)},
    )
    reports = stored_where(register, "code", list(found.values_list("code", flat=True)))
    by_month: dict[tuple[str, str], Stored] = {}
    for report in sorted(reports, key=lambda one: int(str(one.values.get("revision") or 0))):
        by_month[str(report.values[table.by]), str(report.values["month"])] = report
    histories: dict[tuple[str, str], tuple[tuple[str, int], ...]] = {}
    for (subject, when), report in sorted(by_month.items()):
        for name in table.columns:
            value = report.values.get(name)
            if isinstance(value, int):
                key = (subjects[subject], name)
                histories[key] = (*histories.get(key, ()), (when, value))
    return histories
