"""An exported workbook: the table, a sheet that explains its columns, a hidden one with lists.

Text is always written as text, so that nothing in it can be taken for a formula (security A6).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import xlsxwriter
from django.utils import timezone

from chainchief.access import policy
from chainchief.core import clock
from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.core.workbook.marks import EXPORTED_AT
from chainchief.core.workbook.numbers import as_double
from chainchief.ledger.changelog import position
from chainchief.ledger.columns import CellValue, as_text
from chainchief.ledger.exchange.layout import ColumnExplanation, column_explanations
from chainchief.ledger.exchange.named_records import NamedRecords
from chainchief.ledger.exchange.option_lists import OptionLists
from chainchief.ledger.exchange.own_sheets import explanation_sheet, options_sheet
from chainchief.ledger.exchange.printing import print_well
from chainchief.ledger.exchange.text_sizes import lines_of, lines_of_cell, lines_of_note, width_of
from chainchief.ledger.facts import FactType
from chainchief.ledger.registers import Register

_MOST_SHEET_NAME = 31
_GREY, _COMPUTED = "#7F7F7F", 18
#: A line of text in points, and the most that a row shows: what is longer is read in its cell.
_LINE, _MOST_LINES = 16, 8


class Looks(Protocol):
    """The formats in which values are written, by what they are."""

    @property
    def text(self) -> Any: ...
    @property
    def day(self) -> Any: ...
    @property
    def number(self) -> Any: ...


class Formats:
    """The looks of cells in a workbook that people fill in."""

    def __init__(self, book: Any) -> None:
        self.head = book.add_format(
            {"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.needed = book.add_format(
            {"bold": True, "bg_color": "#FCE4D6", "border": 1, "text_wrap": True, "valign": "top"}
        )
        middle = {"valign": "vcenter"}
        self.text = book.add_format({"num_format": "@", "text_wrap": True, **middle})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", **middle})
        self.number = book.add_format({"num_format": "General", **middle})
        self.computed = book.add_format({"font_color": _GREY, "num_format": "@", **middle})
        self.computed_head = book.add_format(
            {"font_color": _GREY, "bg_color": "#EDEDED", "border": 1, "text_wrap": True}
        )
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})

    def of(self, explanation: ColumnExplanation) -> Any:
        if explanation.column.type.fact_type is FactType.DATE:
            return self.day
        return self.number if explanation.column.type.is_number else self.text


def sheet_name(register: Register) -> str:
    """The name of the table's sheet in the current language."""
    return register.name[:_MOST_SHEET_NAME]


def write_workbook(
    path: Path,
    register: Register,
    rows: Iterable[list[CellValue]],
    records: Mapping[str, NamedRecords],
) -> int:
    """Write the table of `register` with `rows` to `path`; the number of rows.

    `records` are those that rows refer to, by kind.
    """
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_custom_property(EXPORTED_AT, str(position()), "text")
    formats, explanations = Formats(book), column_explanations(register)
    sheet = book.add_worksheet(sheet_name(register))
    notes = book.add_worksheet(explanation_sheet())
    lists = OptionLists(book.add_worksheet(options_sheet()), records)
    lists.sheet.hide()
    _write_head(sheet, explanations, formats, lists)
    count = 0
    widths = [width_of(explanation) for explanation in explanations]
    for count, row in enumerate(rows, 1):
        lines = max(map(lines_of_cell, row, widths))
        if lines > 1:
            sheet.set_row(count, _LINE * min(lines, _MOST_LINES))
        for place, value in enumerate(row):
            write_cell(sheet, count, place, value, formats)
    for place, explanation in enumerate(explanations):
        lists.offer(sheet, place, explanation, count)
    if count:
        _write_computed(sheet, len(explanations), register, formats)
    sheet.autofilter(0, 0, count, len(explanations) - 1)
    sheet.freeze_panes(1, 1)
    _explain(notes, register, explanations, formats, lists)
    for page in (sheet, notes):
        _print_well(page, policy.level_word(register.policy_class))
    book.close()
    return count


def _print_well(page: Any, level: str) -> None:
    print_well(page, 0)
    page.hide_gridlines(0)
    page.set_footer(f"&L&A&C{level}&R&P/&N")


def _write_head(
    sheet: Any, explanations: tuple[ColumnExplanation, ...], formats: Formats, lists: OptionLists
) -> None:
    sheet.set_row(0, 32)
    for place, explanation in enumerate(explanations):
        label = explanation.column.label
        sheet.set_column(place, place, width_of(explanation), formats.of(explanation))
        sheet.write_string(
            0, place, label, formats.needed if explanation.required else formats.head
        )
        note = "\n".join(filter(None, (explanation.note, lists.note_of(explanation))))
        sheet.write_comment(0, place, note, {"width": 280, "height": 24 + 18 * lines_of_note(note)})


def _write_computed(sheet: Any, first: int, register: Register, formats: Formats) -> None:
    """The heads, in grey, of what is shown and not read."""
    for place, column in enumerate(register.computed, first):
        sheet.set_column(place, place, _COMPUTED, formats.computed)
        sheet.write_string(0, place, column.label, formats.computed_head)
        sheet.write_comment(0, place, _("computed; shown only, an import does not read it"))


def write_cell(sheet: Any, row: int, place: int, value: CellValue, formats: Looks) -> None:
    """Write a value as what it is: days and numbers as such, text never as a formula."""
    if value is None:
        return
    if isinstance(value, str):
        sheet.write_string(row, place, value, formats.text)
    elif isinstance(value, dt.date):
        moment = dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - Excel has no zones
        sheet.write_datetime(row, place, moment, formats.day)
    else:
        double = as_double(value)
        if double is None:
            sheet.write_string(row, place, as_text(value), formats.text)
        else:
            sheet.write_number(row, place, double, formats.number)


def _explain(
    notes: Any,
    register: Register,
    explanations: tuple[ColumnExplanation, ...],
    formats: Formats,
    lists: OptionLists,
) -> None:
    head = (
        _("Column"),
        _("Machine name"),
        _("Type"),
        _("Unit"),
        _("Required"),
        _("Choices"),
        _("Rule"),
        _("Example"),
    )
    widths = (20, 18, 20, 6, 6, 30, 40, 20)
    for place, (text, width) in enumerate(zip(head, widths, strict=True)):
        notes.set_column(place, place, width)
        notes.write_string(0, place, text, formats.head)
    for row, explanation in enumerate(explanations, 1):
        column = explanation.column
        values = (
            column.title,
            column.name,
            explanation.type_name,
            column.type.unit,
            _("yes") if explanation.required else _("no"),
            listed(explanation.choices),
            "\n".join(filter(None, (explanation.rule, lists.note_of(explanation)))),
            explanation.example,
        )
        for place, value in enumerate(values):
            notes.write_string(row, place, value, formats.wrapped)
        notes.set_row(row, _LINE * max(map(lines_of, values, widths)))
    last = len(explanations) + 2
    for row, text in enumerate(_advice(register), last):
        notes.write_string(row, 0, text)
    notes.freeze_panes(1, 0)


def _advice(register: Register) -> list[str]:
    return [
        _("This table: {}. A row is found by its code; a new code makes a new record.").format(
            register.name
        ),
        _("Level: {}.").format(policy.level_word(register.policy_class)),
        _("A missing column keeps what is known, a blank cell clears it, a missing row stays."),
        _("Write no totals, no merged cells, and no signs for “nothing”."),
        _("Exported {}. What others change after that is not undone by this workbook.").format(
            clock.minute(timezone.now())
        ),
        _("Do not enter classified information."),
    ]
