"""The workbook of a request: a cover, a protected sheet for each table, what is known filled in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.answers.cells import Answer, answer_of, filled
from chainchief.dispatch.answers.remarks import remarks_of
from chainchief.dispatch.answers.review import open_cells
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.dispatch.collections.respondents import respondent_of
from chainchief.dispatch.collections.rows import (
    Questionnaire,
    QuestionnaireRow,
    questionnaire_of,
    whole_row,
)
from chainchief.dispatch.models import IssuedWorkbook, Request
from chainchief.dispatch.workbook.cover import write_cover
from chainchief.dispatch.workbook.filling import to_json
from chainchief.dispatch.workbook.marks import Mark, check_code
from chainchief.dispatch.workbook.sheets import (
    NEW_ROWS,
    Part,
    SheetColumn,
    columns_of,
    cover_name,
    sheet_name,
)
from chainchief.ledger.columns import CellValue
from chainchief.ledger.exchange.export_workbook import Formats, write_cell
from chainchief.ledger.exchange.layout import cell_value
from chainchief.ledger.exchange.named_records import NamedRecords
from chainchief.ledger.exchange.option_lists import OptionLists
from chainchief.ledger.exchange.own_sheets import options_sheet
from chainchief.ledger.exchange.printing import print_well
from chainchief.ledger.exchange.text_sizes import width_of
from chainchief.ledger.facts import FactType
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

_GREY, _SHADE, _OPEN, _RETURNED = "#5F6B7A", "#F1F3F5", "#FFFDF2", "#FAD7D2"
_WIDE = 36


def write_for(request: Request, path: Path, *, viewer: Viewer) -> IssuedWorkbook:
    """Write the workbook of `request` as it stands now, and keep what it was filled with."""
    questionnaire = questionnaire_of(request)
    answer = answer_of(request, questionnaire)
    shown = filled(questionnaire, answer)
    remarks = remarks_of(request, questionnaire, answer)
    cells = to_json(questionnaire, shown)
    issue = IssuedWorkbook.objects.create(
        request=request, actor=viewer.signature, at=dt.datetime.now(dt.UTC), cells=cells
    )
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_size(2400, 1500)
    code = check_code(request.pk, cells)
    cover = book.add_worksheet(cover_name())
    opened = set(open_cells(request, questionnaire))
    lists = OptionLists(book.add_worksheet(options_sheet()), _records(questionnaire, viewer))
    lists.sheet.hide()
    counts = []
    for position, table in enumerate(questionnaire.tables):
        sheet = _Sheet(book, table, questionnaire, issue.pk, position, lists)
        sheet.returned = {
            (one.code, one.column): one.reason
            for one in remarks
            if one.position == position and not one.is_mended
        }
        sheet.write(shown, {(one, name) for at, one, name in opened if at == position})
        sheet.print_well(request, code)
        counts.append((table.register.name, sheet.rows, len(sheet.open)))
    write_cover(book, cover, request, Mark(issue.pk, -1, "").text, code, counts)
    cover.activate()
    book.close()
    return issue


def _records(questionnaire: Questionnaire, viewer: Viewer) -> Mapping[str, NamedRecords]:
    """The records that cells may name: of those that have an owner, the respondent's alone."""
    kinds = sorted(
        {kind for table in questionnaire.tables for kind in table.register.references.values()}
    )
    found = {}
    for kind in kinds:
        register = register_of(kind)
        path = register.scopes.path(questionnaire.respondent.dimension)
        rows = in_reach(viewer, register)
        own = kind == questionnaire.respondent.kind
        if own or (path and register.policy_class != "reference"):
            rows = rows.filter(**{"code__in" if own else f"{path}__in": questionnaire.codes})
        found[kind] = NamedRecords(register, tellable=rows)
    return found


@dataclass(frozen=True)
class _Look:
    """One look for whatever stands in a cell: open to be filled in, or known."""

    text: Any
    day: Any
    number: Any


class _Sheet:
    """One table being written."""

    def __init__(
        self,
        book: Any,
        table: QuestionnaireTable,
        questionnaire: Questionnaire,
        issue: int,
        position: int,
        lists: OptionLists,
    ) -> None:
        self.table, self.questionnaire, self.issue, self.position = (
            table,
            questionnaire,
            issue,
            position,
        )
        self.lists, self.formats = lists, Formats(book)
        self.columns = columns_of(table)
        self.page = book.add_worksheet(sheet_name(table))
        self.looks = {
            (is_open, form): book.add_format(_look(is_open, form))
            for is_open in (True, False)
            for form in ("@", "yyyy-mm-dd", "General")
        }
        self.back = {
            form: book.add_format(_look(True, form) | {"bg_color": _RETURNED})
            for form in ("@", "yyyy-mm-dd", "General")
        }
        self.rows, self.open = 0, set[tuple[str, str]]()
        #: (record, column) → why it came back.
        self.returned: Mapping[tuple[str, str], str] = {}

    def write(self, shown: Answer, opened: set[tuple[str, str]]) -> None:
        self._heads()
        self.open = opened
        rows = list(self.questionnaire.rows[self.position])
        for row in rows:
            self._row(row.code, row, shown)
        if self.table.rows is RowsOf.NEW:
            given = shown.tables[self.position]
            for code in given:
                self._row(code, None, shown)
            for _number in range(NEW_ROWS):
                self._row("", None, shown)
        for place, column in enumerate(self.columns):
            if column.part is Part.PENDING and column.explanation:
                self.lists.offer(self.page, place, column.explanation, self.rows)
        self.page.protect("", _ALLOWED)
        self.page.autofilter(0, 0, max(self.rows, 1), len(self.columns) - 1)
        fixed = sum(column.part in (Part.MARK, Part.KEY) for column in self.columns)
        self.page.freeze_panes(1, fixed)

    def print_well(self, request: Request, code: str) -> None:
        print_well(self.page, 0)
        name = respondent_of(request).name
        level = policy.level_word(self.table.register.policy_class)
        self.page.set_header(f"&L{name}&C{request.collection.name}&R{level}")
        foot = _("check code {}").format(code)
        self.page.set_footer(f"&L{foot}&C{_('filled in by ______  checked by ______')}&R&P/&N")

    def _heads(self) -> None:
        self.page.set_row(0, 36)
        for place, column in enumerate(self.columns):
            self.page.set_column(place, place, self._width(column), None, _hidden(column))
            needed = column.part is Part.PENDING
            self.page.write_string(
                0, place, column.head, self.formats.needed if needed else self.formats.head
            )
            if column.explanation and needed:
                note = "\n".join(
                    filter(None, (column.explanation.note, self.lists.note_of(column.explanation)))
                )
                self.page.write_comment(0, place, note, {"width": 280, "height": 160})

    def _width(self, column: SheetColumn) -> float:
        if column.part is Part.KEY:
            return _WIDE
        return width_of(column.explanation) if column.explanation else 14

    def _row(self, code: str, row: QuestionnaireRow | None, shown: Answer) -> None:
        self.rows += 1
        values = shown.tables[self.position].get(code, {})
        whole = whole_row(self.table, row, values)
        for place, column in enumerate(self.columns):
            self._cell(place, column, code, row, whole)

    def _cell(
        self,
        place: int,
        column: SheetColumn,
        code: str,
        row: QuestionnaireRow | None,
        whole: Mapping[str, object],
    ) -> None:
        if column.part is Part.MARK:
            mark = Mark(self.issue, self.position, code)
            self.page.write_string(self.rows, place, mark.text)
            return
        assert column.column is not None  # noqa: S101 - all others are columns of the kind
        is_open = row is None or (
            column.part is Part.PENDING and (row.code, column.name) in self.open
        )
        form = _form_of(column)
        look = self.looks[is_open, form]
        reason = self.returned.get((code, column.name)) if column.part is Part.PENDING else None
        if reason is not None:
            look = self.back[form]
            words = _("returned: {}").format(reason)
            self.page.write_comment(self.rows, place, words, {"width": 240, "height": 80})
        base = row.last if row and column.part is Part.LAST else whole
        value: CellValue = None
        if code and (column.part is not Part.LAST or base):
            value = cell_value(column.column, base.get(column.name), base)
        value = self._named(column, value)
        if value is None:
            self.page.write_blank(self.rows, place, None, look)
            return
        write_cell(self.page, self.rows, place, value, _Look(look, look, look))

    def _named(self, column: SheetColumn, value: CellValue) -> CellValue:
        """With the name behind the code of another record, as lists offer it."""
        target = column.column.type.target if column.column else ""
        if value is None or not target:
            return value
        return self.lists.records[target].written(str(value))


def _form_of(column: SheetColumn) -> str:
    assert column.column is not None  # noqa: S101 - marks have no form
    if column.column.type.fact_type is FactType.DATE:
        return "yyyy-mm-dd"
    return "General" if column.column.type.is_number else "@"


def _look(is_open: bool, form: str) -> dict[str, object]:
    look: dict[str, object] = {
        "num_format": "#,##0.######" if form == "General" else form,
        "locked": not is_open,
        "border": 1,
        "border_color": "#C3CAD3",
        "valign": "vcenter",
        "text_wrap": form == "@",
    }
    return look | ({"bg_color": _OPEN} if is_open else {"bg_color": _SHADE, "font_color": _GREY})


def _hidden(column: SheetColumn) -> dict[str, bool]:
    return {"hidden": column.part is Part.MARK}


#: What may be done with a protected sheet: looked at in any order and width.
_ALLOWED = {
    "sort": True,
    "autofilter": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}


def file_name(request: Request) -> str:
    """齐河县_项目月调度_2023-11_内部.xlsx."""
    tables = questionnaire_of(request).tables
    level = policy.level_word(tables[0].register.policy_class)
    month = Month.parse(request.collection.month)
    return f"{respondent_of(request).name}_{request.collection.name}_{month}_{level}.xlsx"
