"""An exported workbook: the table, and a sheet that explains its columns.

Text is always written as text, so that nothing in it can be taken for a formula (security A6).
"""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils import timezone

from chainchief.access import policy
from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.intake.addresses import letters
from chainchief.intake.layout import Explained, explained
from chainchief.intake.limits_of_fields import as_text
from chainchief.intake.numbers import as_double
from chainchief.intake.own_sheets import explanation_sheet
from chainchief.intake.workbook_parts import EXPORTED_AT
from chainchief.ledger.changelog import position
from chainchief.ledger.columns import Amount, CellValue, Day, Quantity, Text, Whole
from chainchief.ledger.registers import Register

_MOST_SHEET_NAME = 31
#: Rows below the last record that are prepared for new ones.
_SPARE_ROWS = 1000
#: What Excel allows for a list written into a rule; longer ones stand on the second sheet.
_MOST_LIST = 255
_A4 = 9
#: Texts of at most so many characters are codes.
_CODE = 18


class _Formats:
    def __init__(self, book: Any) -> None:
        self.head = book.add_format(
            {"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.needed = book.add_format(
            {"bold": True, "bg_color": "#FCE4D6", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.text = book.add_format({"num_format": "@"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.number = book.add_format({"num_format": "General"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})

    def of(self, entry: Explained) -> Any:
        if isinstance(entry.column.type, Day):
            return self.day
        numeric = isinstance(entry.column.type, Amount | Quantity | Whole)
        return self.number if numeric else self.text


def sheet_name(register: Register) -> str:
    """The name of the table's sheet in the current language."""
    return register.name[:_MOST_SHEET_NAME]


def write_workbook(path: Path, register: Register, rows: Iterable[list[CellValue]]) -> int:
    """Write the table of `register` with `rows` to `path`; the number of rows."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_custom_property(EXPORTED_AT, str(position()), "text")
    formats, entries = _Formats(book), explained(register)
    sheet = book.add_worksheet(sheet_name(register))
    notes = book.add_worksheet(explanation_sheet())
    _write_head(sheet, entries, formats)
    count = 0
    for count, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            _write(sheet, count, place, value, formats)
    _offer_choices(sheet, notes, entries, count)
    sheet.autofilter(0, 0, count, len(entries) - 1)
    sheet.freeze_panes(1, 1)
    _explain(notes, register, entries, formats)
    for page in (sheet, notes):
        _print_well(page, policy.level_word(register.policy_class))
    book.close()
    return count


def _print_well(page: Any, level: str) -> None:
    """On paper: A4 lying, all columns on one page, the heads and the level on each."""
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer(f"&L&A&C{level}&R&P/&N")


def _write_head(sheet: Any, entries: tuple[Explained, ...], formats: _Formats) -> None:
    sheet.set_row(0, 32)
    for place, entry in enumerate(entries):
        label = entry.column.label
        sheet.set_column(place, place, _width(label, entry), formats.of(entry))
        sheet.write_string(0, place, label, formats.needed if entry.required else formats.head)
        sheet.write_comment(0, place, entry.note, {"x_scale": 2, "y_scale": 1.6})


def _width(label: str, entry: Explained) -> float:
    """Wide enough for the head in two lines and for what usually stands below it."""
    shown = sum(2 if ord(character) > 0x2E7F else 1 for character in label)
    free = isinstance(entry.column.type, Text) and (entry.column.type.most or 99) > _CODE
    usual = {"name": 32, "code": 20}.get(entry.column.name, 22 if free else 12)
    return max(usual, min(shown, 30) + 4)


def _write(sheet: Any, row: int, place: int, value: CellValue, formats: _Formats) -> None:
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


def _offer_choices(sheet: Any, notes: Any, entries: tuple[Explained, ...], rows: int) -> None:
    """Drop-down lists; what is not on a list may still be typed and is told by the check."""
    for place, entry in enumerate(entries):
        if not entry.choices:
            continue
        source: object = list(entry.choices)
        if len(",".join(entry.choices)) > _MOST_LIST or any("," in c for c in entry.choices):
            source = _listed(notes, place, entry)
        options = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(1, place, rows + _SPARE_ROWS, place, options)


def _listed(notes: Any, place: int, entry: Explained) -> str:
    """A long list, written to the right of the explanations, as a range."""
    column = 10 + place
    notes.write_string(0, column, entry.column.title)
    for row, choice in enumerate(entry.choices, 1):
        notes.write_string(row, column, choice)
    letter = letters(column)
    return f"='{explanation_sheet()}'!${letter}$2:${letter}${len(entry.choices) + 1}"


def _explain(
    notes: Any, register: Register, entries: tuple[Explained, ...], formats: _Formats
) -> None:
    head = (
        _("Column"),
        _("Machine name"),
        _("Type"),
        _("Unit"),
        _("Required"),
        _("Choices"),
        _("Rule"),
    )
    for place, (told, width) in enumerate(zip(head, (28, 20, 24, 10, 10, 48, 48), strict=True)):
        notes.set_column(place, place, width)
        notes.write_string(0, place, told, formats.head)
    for row, entry in enumerate(entries, 1):
        column = entry.column
        values = (
            column.title,
            column.name,
            entry.type_name,
            column.type.unit,
            _("yes") if entry.required else _("no"),
            listed(entry.choices),
            entry.rule,
        )
        for place, value in enumerate(values):
            notes.write_string(row, place, value, formats.wrapped)
    last = len(entries) + 2
    for row, told in enumerate(_advice(register), last):
        notes.write_string(row, 0, told)
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
            f"{timezone.localtime():%Y-%m-%d %H:%M}"
        ),
        _("Do not enter classified information."),
    ]
