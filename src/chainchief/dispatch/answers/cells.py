"""An answer as cells, and as the change set that it is kept as."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chainchief.core import clock
from chainchief.core.looked_up import once
from chainchief.core.spans import Month
from chainchief.dispatch.collections.questionnaires import (
    MONTH,
    REPORTED_ON,
    REVISION,
    QuestionnaireTable,
    RowsOf,
)
from chainchief.dispatch.collections.rows import Questionnaire, QuestionnaireRow
from chainchief.dispatch.models import Request
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.proposal import codec
from chainchief.ledger.proposal.models import Proposal
from chainchief.ledger.registers import Register

Values = dict[str, object]


@dataclass
class Answer:
    """Of each asked table: code of a record → column → value; an absent cell says nothing."""

    tables: list[dict[str, Values]] = field(default_factory=list)

    def cells(self) -> Iterator[tuple[int, str, str, object]]:
        for position, rows in enumerate(self.tables):
            for code, values in rows.items():
                for column, value in values.items():
                    yield position, code, column, value

    def get(self, position: int, code: str, column: str) -> object:
        """The value of a cell; None where it is blank or says nothing."""
        return plain(self.tables[position].get(code, {}).get(column))

    def put(self, position: int, code: str, column: str, value: object) -> None:
        self.tables[position].setdefault(code, {})[column] = value

    def has(self, position: int, code: str, column: str) -> bool:
        return column in self.tables[position].get(code, {})

    @classmethod
    def empty(cls, questionnaire: Questionnaire) -> "Answer":
        return cls([{} for _table in questionnaire.tables])


def plain(value: object) -> object:
    """Blank is blank, however a column keeps it."""
    return None if value == "" else value


@dataclass(frozen=True)
class Conflict:
    """A cell that another person filled in meanwhile, with what each has."""

    position: int
    code: str
    column: str
    mine: object
    theirs: object


def merged(current: Answer, given: Answer, base: Answer) -> tuple[Answer, list[Conflict]]:
    """`given` laid over `current`; both began with `base`.

    A cell that is as it was in `base` was left alone. One that both changed, differently, is a
    conflict, and keeps the current value.
    """
    found = Answer(
        [{code: dict(values) for code, values in rows.items()} for rows in current.tables]
    )
    conflicts = []
    for position, code, column, value in given.cells():
        before = base.get(position, code, column)
        if plain(value) == before and base.has(position, code, column):
            continue
        there = current.get(position, code, column)
        moved = current.has(position, code, column) and there != before
        if moved and there != plain(value):
            conflicts.append(Conflict(position, code, column, value, there))
        else:
            found.put(position, code, column, value)
    return found, conflicts


def filled(questionnaire: Questionnaire, answer: Answer) -> Answer:
    """The filling of a form: the answer so far, and under it what the ledger holds."""
    shown = Answer.empty(questionnaire)
    for position, (table, rows) in enumerate(
        zip(questionnaire.tables, questionnaire.rows, strict=True)
    ):
        said, filling = answer.tables[position], shown.tables[position]
        for row in rows:
            values = said.get(row.code, {})
            filling[row.code] = {
                column: plain(values[column]) if column in values else row.held(column)
                for column in table.columns
            }
        for code, values in said.items():
            filling.setdefault(code, dict(values))
    return shown


def change_set_of(request: Request, questionnaire: Questionnaire, answer: Answer) -> ChangeSet:
    """The answer as changes of the ledger: revisions of what is there, creations of the rest."""
    changes: list[Creation | Revision] = []
    for position, table in enumerate(questionnaire.tables):
        known = questionnaire.by_code(position)
        for code, values in answer.tables[position].items():
            change = change_of(request, table, known.get(code), code, values)
            if change is not None:
                changes.append(change)
    return ChangeSet.of(*changes)


def change_of(
    request: Request,
    table: QuestionnaireTable,
    row: QuestionnaireRow | None,
    code: str,
    values: Values,
) -> Creation | Revision | None:
    """The change of one row; None where a row that is to be made is still blank."""
    register = table.register
    if row is not None and row.stored is not None:
        return Revision(table.kind, row.stored.uid, row.stored.version, dict(values))
    if all(plain(value) is None for value in values.values()):
        return None
    month = Month.parse(request.collection.month)
    fixed = {**given_by_program(register, month), **(row.fixed if row else {})}
    uid = uuid.uuid5(request.uid, f"{table.kind}/{code}")
    return Creation(table.kind, code, {**fixed, **values}, uid=uid)


def given_by_program(register: Register, month: Month) -> Values:
    """Values of a new record that the program gives, so that nobody has to type them."""
    given: Values = {REPORTED_ON: clock.today(), MONTH: str(month), REVISION: 0}
    names = {column.name for column in register.columns}
    return {name: value for name, value in given.items() if name in names}


def answer_of(request: Request, questionnaire: Questionnaire) -> Answer:
    """The answer as it is kept; an empty one where nothing was saved yet, or it was written."""
    return kept_answer(request.proposal, questionnaire)


def kept_answer(proposal: uuid.UUID | None, questionnaire: Questionnaire) -> Answer:
    """The answer that is kept under the identifier of its change set; for None an empty one."""
    if proposal is None:
        return Answer.empty(questionnaire)
    change_set = once(("kept answer", proposal), lambda: _change_set(proposal))
    return answer_in(change_set, questionnaire)


def _change_set(proposal: uuid.UUID) -> ChangeSet:
    content: Mapping[str, object] = Proposal.objects.get(uid=proposal).content
    return codec.from_json(content)


def answer_in(change_set: ChangeSet, questionnaire: Questionnaire) -> Answer:
    """The asked cells of a change set."""
    answer = Answer.empty(questionnaire)
    for position, table in enumerate(questionnaire.tables):
        codes = {row.stored.uid: row.code for row in questionnaire.rows[position] if row.stored}
        known = questionnaire.by_code(position)
        for creation in change_set.creations:
            mine = creation.code in known or table.rows is RowsOf.NEW
            if creation.kind == table.kind and mine:
                _take(answer, position, table, creation.code, creation.values)
        for revision in change_set.revisions:
            if revision.kind == table.kind and revision.uid in codes:
                _take(answer, position, table, codes[revision.uid], revision.values)
    return answer


def _take(
    answer: Answer,
    position: int,
    table: QuestionnaireTable,
    code: str,
    values: Mapping[str, object],
) -> None:
    for column in table.columns:
        if column in values:
            answer.put(position, code, column, values[column])
