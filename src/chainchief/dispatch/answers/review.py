"""An answer under every rule of the ledger, and which of its cells are open to be filled in."""

from collections.abc import Iterator

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault, Place
from chainchief.dispatch.answers import faults
from chainchief.dispatch.answers.cells import Answer, change_set_of, filled
from chainchief.dispatch.collections.questionnaires import RowsOf
from chainchief.dispatch.collections.rows import Questionnaire
from chainchief.dispatch.models import Request
from chainchief.dispatch.steps import Act
from chainchief.ledger.validation import DraftRecord, by_record, review_of


def was_withdrawn(request: Request) -> bool:
    """Whether an approval of the answer was withdrawn: then every asked cell is open again."""
    return request.steps.filter(act=Act.WITHDRAW).exists()


def open_cells(request: Request, questionnaire: Questionnaire) -> Iterator[tuple[int, str, str]]:
    """The asked cells that are to be filled in: what the ledger holds is not asked again."""
    everything = was_withdrawn(request)
    for position, (table, rows) in enumerate(
        zip(questionnaire.tables, questionnaire.rows, strict=True)
    ):
        every = everything or table.again
        for row in rows:
            for column in table.columns:
                if every or row.held(column) is None:
                    yield position, row.code, column


def findings(
    request: Request, questionnaire: Questionnaire, answer: Answer, viewer: Viewer
) -> list[tuple[int, str, str, Fault]]:
    """All that the ledger would say to the answer: table, record, column, fault."""
    change_set = change_set_of(request, questionnaire, answer)
    found: list[tuple[int, str, str, Fault]] = []
    if not change_set.changes:
        return found
    examination = review_of(change_set, viewer, verb="propose")
    at: dict[int, DraftRecord] = {draft.position: draft for draft in examination.everything}
    reasons = examination.faults(by_record)
    kinds = {table.kind: position for position, table in enumerate(questionnaire.tables)}
    for finding, fault in zip(examination.findings, reasons, strict=True):
        draft = at[finding.position]
        found.append((kinds[draft.register.kind], draft.code, finding.column, fault))
    return found


def blanks(
    request: Request, questionnaire: Questionnaire, answer: Answer
) -> list[tuple[int, str, str, Fault]]:
    """Numbers that are asked and still blank; texts may stay so."""
    shown = filled(questionnaire, answer)
    needed = [
        {
            column.name: column
            for column in table.columns_to_fill
            if table.rows is not RowsOf.NEW and (column.type.is_number or column.required)
        }
        for table in questionnaire.tables
    ]
    found = []
    for position, code, name in open_cells(request, questionnaire):
        if name in needed[position] and shown.get(position, code, name) is None:
            record = f"{questionnaire.tables[position].register.name} {code}"
            place = Place(record=record, column=needed[position][name].label)
            found.append((position, code, name, Fault(faults.STILL_BLANK, place, "")))
    return found


def review(
    request: Request, questionnaire: Questionnaire, answer: Answer, viewer: Viewer
) -> list[Fault]:
    """All faults of an answer that is to be handed over; warnings let it pass."""
    every = [
        *findings(request, questionnaire, answer, viewer),
        *blanks(request, questionnaire, answer),
    ]
    return [fault for *_where, fault in every if not fault.is_warning]
