"""A workbook that came back: read whole, every cell checked, laid over the answer, or returned."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from chainchief.access.viewers import Viewer
from chainchief.core.choices import listed
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.dispatch.answers.acts import save
from chainchief.dispatch.answers.cells import (
    Answer,
    answer_of,
    filled,
    given_by_program,
    plain,
)
from chainchief.dispatch.answers.review import open_cells
from chainchief.dispatch.collections.questionnaires import (
    MONTH,
    REVISION,
    QuestionnaireTable,
    RowsOf,
)
from chainchief.dispatch.collections.respondents import respondent_of
from chainchief.dispatch.collections.rows import Questionnaire, questionnaire_of
from chainchief.dispatch.models import IssuedWorkbook, Request
from chainchief.dispatch.workbook import faults
from chainchief.dispatch.workbook.filling import from_json
from chainchief.dispatch.workbook.returned_sheets import ReturnedTable, sort_out
from chainchief.intake.examining import examine_source
from chainchief.intake.files.faults import NO_ROWS
from chainchief.intake.files.sheets import SourceFile, read
from chainchief.intake.proposing import Proposal
from chainchief.intake.report.returned_workbook import write_report
from chainchief.intake.table.staging import StagedRow, Staging
from chainchief.ledger.exchange.own_sheets import own_sheet_names
from chainchief.ledger.validation import RefusedError, review_of

_NAMED = 5


@dataclass
class Outcome:
    """What became of a workbook: `saved` is how many cells it filled in; with faults none."""

    request: Request
    faults: list[Fault] = field(default_factory=list)
    saved: int = 0
    report: Path | None = None

    @property
    def grave(self) -> list[Fault]:
        return [fault for fault in self.faults if not fault.is_warning]


@dataclass
class _Reading:
    """The file under reading: what it gives, what it was handed out with, what is wrong."""

    request: Request
    questionnaire: Questionnaire
    viewer: Viewer
    given: Answer
    base: Answer
    shown: Answer
    opened: frozenset[tuple[int, str, str]]
    faults: list[Fault] = field(default_factory=list)
    stagings: list[Staging] = field(default_factory=list)


def take(
    request: Request, path: Path, *, viewer: Viewer, called: str = "", report: Path | None = None
) -> Outcome:
    """Lay the workbook at `path` over the answer of `request`, or say of each cell what is wrong.

    With a fault nothing is kept, and `report` is written: the same workbook with its cells marked.
    Raises as `answers.acts.save` does for whoever may not answer, or not now.
    """
    name = called or path.name
    outcome = Outcome(request)
    try:
        source = _read(path, name)
    except FaultsError as refusal:
        outcome.faults = list(refusal.faults)
        _return(outcome, None, [], report, path, name)
        return outcome
    reading = _reading(request, source, viewer)
    outcome.faults = reading.faults
    if not outcome.grave:
        try:
            outcome.request = save(request, reading.given, reading.base, viewer=viewer)
            outcome.saved = _changed(reading)
        except RefusedError as refusal:
            outcome.faults += refusal.faults
    if outcome.faults:
        _return(outcome, source, reading.stagings, report, path, name)
    return outcome


def _read(path: Path, name: str) -> SourceFile:
    if path.suffix.lower() == ".et":
        raise FaultsError([Fault(faults.ET_FILE, Place(file=name))])
    return read(path, skipped=own_sheet_names(), called=name)


def _reading(request: Request, source: SourceFile, viewer: Viewer) -> _Reading:
    questionnaire = questionnaire_of(request)
    shown = filled(questionnaire, answer_of(request, questionnaire))
    found = sort_out(request, questionnaire, source)
    empty = Answer.empty(questionnaire)
    opened = frozenset(open_cells(request, questionnaire))
    reading = _Reading(
        request,
        questionnaire,
        viewer,
        empty,
        Answer.empty(questionnaire),
        shown,
        opened,
        found.faults,
    )
    for table in found.tables:
        _read_table(reading, source, table)
    return reading


def _read_table(reading: _Reading, source: SourceFile, returned: ReturnedTable) -> None:
    table = reading.questionnaire.tables[returned.position]
    examined = examine_source(
        table.register, replace(source, sheets=(returned.sheet,)), reading.viewer
    )
    # Nobody has to add a record.
    passed = {NO_ROWS} if table.rows is RowsOf.NEW else set()
    reading.faults += [
        _in(fault, returned) for fault in examined.faults if fault.kind not in passed
    ]
    staging = examined.staging
    if staging is None:
        return
    reading.stagings.append(staging)
    for row in staging.rows:
        _fill_in(row, reading, table)
    kept = [row for row in staging.rows if _belongs(row, reading, returned, staging, table)]
    reading.faults += _missing(reading, returned, staging, table)
    issues = _bases(reading, returned)
    for row in kept:
        _take(row, reading, returned, staging, issues.get(returned.issues.get(row.number, 0)))
    staging.rows[:] = kept
    proposal = Proposal(staging, reading.viewer)
    examination = review_of(
        proposal.change_set, reading.viewer, unreadable=proposal.unreadable, verb="propose"
    )
    reading.faults += examination.faults(proposal.locate)


def _fill_in(row: StagedRow, reading: _Reading, table: QuestionnaireTable) -> None:
    """What nobody types in a new record: its day and month, and the code that these make."""
    if not row.is_new:
        return
    given = given_by_program(table.register, reading.questionnaire.month)
    if table.rows is RowsOf.REPORTS:
        # A month that stands in the sheet is looked at: it may be that of another file.
        given |= {name: row.after[name] for name in (MONTH, REVISION) if row.after.get(name)}
    row.after |= given
    composed_of = table.register.model.composed_of
    if table.rows is RowsOf.NEW and not row.bad.intersection(composed_of) and MONTH in composed_of:
        row.code = row.after["code"] = table.register.model.code_from(row.after)
        row.bad.discard("code")


def _belongs(
    row: StagedRow,
    reading: _Reading,
    returned: ReturnedTable,
    staging: Staging,
    table: QuestionnaireTable,
) -> bool:
    """Whether the row is of a record that is asked; otherwise that is told."""
    if row.number in returned.foreign:
        return False
    marked = returned.codes.get(row.number)
    if table.rows is RowsOf.NEW:
        return _has_something(row, table)
    known = reading.questionnaire.by_code(returned.position)
    if marked and row.bad.isdisjoint(table.key_columns):
        composed = table.register.model.composed_of
        made = table.register.model.code_from(row.after) if composed else row.code
        if made.rpartition("/")[0] != marked.rpartition("/")[0] and composed:
            staging.add(faults.OTHER_RECORD, row, table.by or "code", code=marked)
            reading.faults.append(staging.faults.pop())
            return False
    if row.code in known:
        return row.is_new is False or bool(row.bad) or _has_something(row, table)
    if row.code:
        name = respondent_of(reading.request).name
        staging.add(faults.FOREIGN_ROW, row, table.by or "code", code=row.code, respondent=name)
        reading.faults.append(staging.faults.pop())
    return bool(row.bad) and not row.code


def _has_something(row: StagedRow, table: QuestionnaireTable) -> bool:
    return bool(row.bad & set(table.columns)) or any(
        plain(row.after.get(name)) is not None for name in table.columns
    )


def _take(
    row: StagedRow,
    reading: _Reading,
    returned: ReturnedTable,
    staging: Staging,
    base: Answer | None,
) -> None:
    """The asked cells of a row; one that was not open is not taken, and that is told."""
    at, table = returned.position, reading.questionnaire.tables[returned.position]
    known_row = reading.questionnaire.by_code(at).get(row.code)
    before = base or reading.shown
    for name in table.columns:
        if not staging.table.has(name) or name in row.bad:
            continue
        value = row.after.get(name)
        if table.rows is not RowsOf.NEW and (at, row.code, name) not in reading.opened:
            held = known_row.held(name) if known_row else None
            if plain(value) != held:
                column = table.register.column(name)
                facts = {"held": column.shown(held, row.after)}
                staging.add(faults.NOT_OPEN, row, name, **facts)
                reading.faults.append(staging.faults.pop())
                row.after[name] = held if held is not None else column.empty
            continue
        reading.given.put(at, row.code, name, value)
        if before.has(at, row.code, name):
            reading.base.put(at, row.code, name, before.get(at, row.code, name))


def _missing(
    reading: _Reading, returned: ReturnedTable, staging: Staging, table: QuestionnaireTable
) -> Iterator[Fault]:
    """Asked columns and rows that are not in the sheet."""
    place = Place(sheet=returned.sheet.name)
    for column in table.columns_to_fill:
        if not staging.table.has(column.name):
            yield Fault(faults.COLUMN_MISSING, place, facts={"column": column.label})
    there = {row.code for row in staging.rows}
    gone = [
        row.name or row.code
        for row in reading.questionnaire.rows[returned.position]
        if row.code not in there and row.code not in returned.codes.values()
    ]
    if gone:
        which = listed(gone[:_NAMED]) + ("…" if len(gone) > _NAMED else "")
        yield Fault(faults.ROWS_MISSING, place, facts={"count": len(gone), "which": which})


def _bases(reading: _Reading, returned: ReturnedTable) -> Mapping[int, Answer]:
    """What each workbook that rows are from was handed out with."""
    rows = IssuedWorkbook.objects.filter(
        pk__in=set(returned.issues.values()), request=reading.request
    )
    return {row.pk: from_json(reading.questionnaire, row.cells) for row in rows}


def _in(fault: Fault, returned: ReturnedTable) -> Fault:
    """A fault of a sheet without its own place is at the sheet."""
    if fault.place.sheet or fault.place.cell:
        return fault
    return replace(fault, place=replace(fault.place, sheet=returned.sheet.name))


def _changed(reading: _Reading) -> int:
    return sum(
        not (reading.base.has(at, code, name) and reading.base.get(at, code, name) == plain(value))
        for at, code, name, value in reading.given.cells()
    )


def _return(
    outcome: Outcome,
    source: SourceFile | None,
    stagings: Iterable[Staging],
    report: Path | None,
    path: Path,
    name: str,
) -> None:
    """The same workbook with each faulty cell marked and explained."""
    if report is None:
        return
    found = list(stagings)
    table = found[0].table if found else None
    register = questionnaire_of(outcome.request).tables[0].register
    report.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_report(report, source, table, outcome.faults, register, path, called=name)
    outcome.report = report
