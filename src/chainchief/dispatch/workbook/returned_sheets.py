"""The sheets of a workbook that came back, told by their marks, made ready for the reader.

The hidden column of marks becomes the column of codes; last month's columns, which are only to be
looked at, become blank. Every other cell stays at its address.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from chainchief.core import clock
from chainchief.core.faults import Fault, Place
from chainchief.core.workbook.addresses import address
from chainchief.dispatch.collections.questionnaires import (
    MONTH,
    REPORTED_ON,
    QuestionnaireTable,
    RowsOf,
)
from chainchief.dispatch.collections.respondents import respondent_of
from chainchief.dispatch.collections.rows import Questionnaire
from chainchief.dispatch.models import IssuedWorkbook, Request
from chainchief.dispatch.workbook import faults
from chainchief.dispatch.workbook.marks import COVER, Mark, looks_like_mark, mark_in
from chainchief.dispatch.workbook.sheets import cover_names, last_heads, mark_heads
from chainchief.intake.files.sheets import Sheet, SourceFile
from chainchief.intake.files.tagged_cells import Tag, text_of
from chainchief.intake.table.known_heads import KnownHeads
from chainchief.intake.table.no_table import head_rows


@dataclass
class MarkedSheet:
    """A sheet of the file with the marks found in it: row → mark, or None where it is forged."""

    sheet: Sheet
    marks: dict[int, tuple[int, Mark | None]] = field(default_factory=dict)
    column: int | None = None

    @property
    def positions(self) -> set[int]:
        return {mark.position for _place, mark in self.marks.values() if mark}


@dataclass(frozen=True)
class ReturnedTable:
    """A table of the request as it was found: its sheet made ready, the issue of each row."""

    position: int
    sheet: Sheet
    issues: Mapping[int, int]
    codes: Mapping[int, str]
    #: Rows that are not this request's; that is told already.
    foreign: frozenset[int] = frozenset()


@dataclass
class ReturnedSheets:
    tables: list[ReturnedTable] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    is_marked: bool = False


def sort_out(request: Request, questionnaire: Questionnaire, source: SourceFile) -> ReturnedSheets:
    """Which sheet is which table, and which rows are not this request's."""
    found = ReturnedSheets()
    marked = [_marks_of(sheet) for sheet in source.sheets]
    found.is_marked = any(one.marks for one in marked)
    issues = _issues(marked)
    for one in marked:
        found.faults += _foreign(one, request, issues)
    own = {number for number, issue in issues.items() if issue.request_id == request.pk}
    if found.faults and not own:
        # The whole file is another's: told once, not row by row.
        found.faults = found.faults[:1]
        return found
    hidden = last_heads(questionnaire.tables)
    for position, table in enumerate(questionnaire.tables):
        holding = [one for one in marked if _is_table(one, position, table, questionnaire)]
        if len(holding) > 1:
            facts: dict[str, object] = {
                "first": holding[0].sheet.name,
                "second": holding[1].sheet.name,
            }
            found.faults.append(
                Fault(faults.TWO_SHEETS, Place(sheet=holding[1].sheet.name), facts=facts)
            )
        elif not holding:
            facts = {"table": table.register.name}
            found.faults.append(Fault(faults.TABLE_MISSING, facts=facts))
        else:
            found.tables.append(_ready(holding[0], position, table, questionnaire, own, hidden))
    if not found.tables:
        names = "、".join(table.register.name for table in questionnaire.tables)
        found.faults = [Fault(faults.NOTHING_FOUND, facts={"tables": names})]
    elif not found.is_marked:
        found.faults.append(Fault(faults.NO_MARKS))
    return found


def _marks_of(sheet: Sheet) -> MarkedSheet:
    found = MarkedSheet(sheet)
    for number, cells in sheet.rows:
        for place, cell in enumerate(cells):
            text = text_of(cell) if cell else ""
            if looks_like_mark(text):
                found.marks[number] = (place, mark_in(text))
                found.column = place if found.column is None else found.column
    return found


def _issues(marked: Iterable[MarkedSheet]) -> dict[int, IssuedWorkbook]:
    numbers = {mark.issue for one in marked for _place, mark in one.marks.values() if mark}
    rows = IssuedWorkbook.objects.filter(pk__in=numbers).select_related("request__collection")
    return {row.pk: row for row in rows}


def _foreign(
    one: MarkedSheet, request: Request, issues: Mapping[int, IssuedWorkbook]
) -> Iterator[Fault]:
    """Marks of another request: one fault for the cover, one for each row."""
    for number, (place, mark) in one.marks.items():
        where = Place(sheet=one.sheet.name, cell=address(number, place))
        if mark is None:
            yield Fault(faults.ALTERED_MARK, where)
            continue
        issue = issues.get(mark.issue)
        if issue is None:
            yield Fault(faults.ALTERED_MARK, where)
        elif issue.request_id != request.pk:
            other = issue.request
            facts: dict[str, object] = {
                "respondent": respondent_of(other).name,
                "month": other.collection.month,
                "collection": other.collection.name,
                "mine": respondent_of(request).name,
                "my_month": request.collection.month,
            }
            yield Fault(faults.OTHER_WORKBOOK, _first_cell(one, number, place), facts=facts)


def _first_cell(one: MarkedSheet, number: int, place: int) -> Place:
    """The first cell of the row that a person sees: the mark itself is hidden."""
    cells = dict(one.sheet.rows)[number]
    seen = next((at for at, cell in enumerate(cells) if cell and at != place), place)
    return Place(sheet=one.sheet.name, cell=address(number, seen))


def _is_table(
    one: MarkedSheet, position: int, table: QuestionnaireTable, questionnaire: Questionnaire
) -> bool:
    if one.positions - {COVER}:
        return position in one.positions
    if one.sheet.name in cover_names() or COVER in one.positions:
        return False
    known = [KnownHeads(other.register) for other in questionnaire.tables]
    hits = [_hits(one.sheet, other) for other in known]
    return bool(head_rows(one.sheet, known[position])) and hits[position] == max(hits)


def _hits(sheet: Sheet, known: KnownHeads) -> int:
    rows = head_rows(sheet, known)
    if not rows:
        return 0
    cells = dict(sheet.rows)[rows[0]]
    return sum(known.meant_by(text_of(cell)) is not None for cell in cells if cell)


def _ready(
    one: MarkedSheet,
    position: int,
    table: QuestionnaireTable,
    questionnaire: Questionnaire,
    own: set[int],
    hidden: frozenset[str],
) -> ReturnedTable:
    head = _head_of(one, table, hidden)
    blank = _only_shown(one.sheet, head, hidden)
    width = max((len(cells) for _number, cells in one.sheet.rows), default=0)
    added = _added(one.sheet, head, table, questionnaire)
    code_at = one.column if one.column is not None else width + len(added)
    rows: list[tuple[int, list[str]]] = []
    issues: dict[int, int] = {}
    codes: dict[int, str] = {}
    for number, cells in one.sheet.rows:
        kept = [
            "" if place in blank or place == one.column else cell
            for place, cell in enumerate(cells)
        ]
        _place, mark = one.marks.get(number, (0, None))
        if mark is not None and mark.issue in own:
            issues[number], codes[number] = mark.issue, mark.code
        if number == head:
            kept = _put(kept, code_at, table.register.column("code").label)
            for number_added, (label, _text) in enumerate(added):
                kept = _put(kept, width + number_added, label)
        elif number > head and any(kept):
            kept = _put(kept, code_at, codes.get(number, ""))
            for number_added, (_label, text) in enumerate(added):
                kept = _put(kept, width + number_added, text)
        if any(kept):
            rows.append((number, kept))
    skipped = {*blank, *([one.column] if one.column is not None else [])}
    columns = tuple(place for place in one.sheet.hidden_columns if place not in skipped)
    sheet = replace(one.sheet, rows=rows, hidden_columns=columns, exported_at=0)
    foreign = frozenset(one.marks) - issues.keys()
    return ReturnedTable(position, sheet, issues, codes, foreign)


def _added(
    sheet: Sheet, head: int, table: QuestionnaireTable, questionnaire: Questionnaire
) -> list[tuple[str, str]]:
    """Columns that nobody types, as head and text: the month of a report, the day it is made."""
    given = {REPORTED_ON: str(clock.today())}
    if table.rows is RowsOf.REPORTS:
        given[MONTH] = str(questionnaire.month)
    return [
        (column.label, given[column.name])
        for column in table.register.columns
        if column.name in given and not _has_head(sheet, head, table, column.name)
    ]


def _head_of(one: MarkedSheet, table: QuestionnaireTable, hidden: frozenset[str]) -> int:
    """The row of heads: above the first mark, else what the reader takes for it."""
    known = KnownHeads(table.register)
    ours = mark_heads() | hidden
    for number, cells in one.sheet.rows:
        texts = [text_of(cell).strip() for cell in cells if cell]
        if any(text in ours for text in texts):
            return number
    rows = head_rows(one.sheet, known)
    return rows[0] if rows else 0


def _only_shown(sheet: Sheet, head: int, hidden: frozenset[str]) -> set[int]:
    cells = dict(sheet.rows).get(head, [])
    return {place for place, cell in enumerate(cells) if cell and text_of(cell).strip() in hidden}


def _has_head(sheet: Sheet, head: int, table: QuestionnaireTable, name: str) -> bool:
    known = KnownHeads(table.register)
    cells = dict(sheet.rows).get(head, [])
    meant = [known.meant_by(text_of(cell)) for cell in cells if cell]
    return any(one is not None and one.column.name == name for one in meant)


def _put(cells: list[str], place: int, text: str) -> list[str]:
    longer = cells + [""] * (place + 1 - len(cells))
    longer[place] = Tag.TEXT + text if text else ""
    return longer
