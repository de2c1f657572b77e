"""Eighty workbooks as offices send them: what is odd about each, and what must come of it.

Each changes one thing of a sound sheet of two projects. The outcome is `TAKEN` as the sound sheet
reads, `taken_as(column, value)` where the first project reads otherwise just there, `ASKED` which
column is which, or the code of the fault that refuses it.
"""

import datetime as dt

import openpyxl
from openpyxl.styles import Font

TAKEN, ASKED = "taken", "asked"


def taken_as(column, value):
    """The first project has another value in one column, and nothing else differs."""
    return f"taken with {column} = {value!r}"


HEADS = ["编号", "名称", "落地单位", "计划总投资(万元)", "备案号", "生效日"]
ROWS = [
    ["N-1", "一号项目", "371402", 6000, "2023-01", "2023-03-01"],
    ["N-2", "二号项目", "371426", 70.5, "", None],
]


def _cell(column, row=2):
    """Puts a value into one cell of the sound sheet."""

    def at(value):
        def change(page):
            page[f"{column}{row}"].value = value

        return change

    return at


CODE, NAME, UNIT, MONEY, FILING, DAY = (_cell(letter) for letter in "ABCDEF")


def head(column, text):
    return lambda page: _cell(column, 1)(text)(page)


def above(*lines):
    def change(page):
        page.insert_rows(1, len(lines))
        for number, text in enumerate(lines, 1):
            page.cell(number, 1, text)

    return change


def below(*cells):
    return lambda page: page.append(list(cells))


def formatted(column, value, number_format):
    def change(page):
        page[f"{column}2"].value = value
        page[f"{column}2"].number_format = number_format

    return change


def other_sheet(name, *lines):
    def change(page):
        sheet = page.parent.create_sheet(name)
        for line in lines:
            sheet.append(list(line))

    return change


def all_of(*changes):
    def change(page):
        for each in changes:
            each(page)

    return change


def _insert(at, *values):
    def change(page):
        page.insert_cols(at)
        for number, value in enumerate(values, 1):
            page.cell(number, at, value)

    return change


def _heads(*texts):
    def change(page):
        for number, text in enumerate(texts, 1):
            page.cell(1, number, text)

    return change


def _struck(page):
    page["B2"].font = Font(strike=True)


def _two_lines(page):
    page.insert_rows(1)
    page["D1"] = "投资"
    page.merge_cells("D1:E1")


CASES = {
    # The sheet
    "nothing odd": (lambda page: None, TAKEN),
    "the sheet is renamed": (lambda page: setattr(page, "title", "Sheet1 (2)"), TAKEN),
    "a title above": (above("某县项目表"), TAKEN),
    "a title and a blank line above": (above("某县项目表", None), TAKEN),
    "a title, who and when above": (above("项目表", "填报单位：某县", "2023年11月"), TAKEN),
    "a note of our unit above": (above("单位：万元"), TAKEN),
    "a note of another unit above": (
        all_of(head("D", "计划总投资"), above("单位：亿元")),
        "CHK-169",
    ),
    "heads in row 30": (above(*["说明"] * 29), "CHK-214"),
    "no heads at all": (lambda page: page.delete_rows(1), "CHK-214"),
    "heads and no rows": (lambda page: page.delete_rows(2, 2), "no rows"),
    "a second table on another sheet": (other_sheet("另表", HEADS, ROWS[0]), "CHK-215"),
    "notes on another sheet": (other_sheet("附注", ["本表由各县填报"]), TAKEN),
    "an empty sheet beside": (other_sheet("Sheet2"), TAKEN),
    "a hidden row": (lambda page: setattr(page.row_dimensions[2], "hidden", True), TAKEN),
    "a hidden column": (lambda page: setattr(page.column_dimensions["D"], "hidden", True), TAKEN),
    "a filter": (lambda page: setattr(page.auto_filter, "ref", "A1:F3"), TAKEN),
    "frozen panes": (lambda page: setattr(page, "freeze_panes", "B2"), TAKEN),
    "a table object": (
        lambda page: page.add_table(openpyxl.worksheet.table.Table(displayName="t", ref="A1:F3")),
        TAKEN,
    ),
    "rows far below": (lambda page: page.cell(5000, 1, None), TAKEN),
    "a struck name": (_struck, TAKEN),
    "merged cells in a column": (lambda page: page.merge_cells("C2:C3"), "CHK-112"),
    "a merged group over heads": (_two_lines, TAKEN),
    # Heads
    "columns in another order": (
        lambda page: page.move_range("F1:F3", cols=3),
        TAKEN,
    ),
    "a running number before": (_insert(1, "序号", 1, 2), TAKEN),
    "a column that is not ours": (_insert(7, "联系电话", "0534"), ASKED),
    "a column without a head": (lambda page: page.__setitem__("G2", "随手写"), "CHK-162"),
    "two columns of one head": (_insert(7, "名称", "又名"), "CHK-161"),
    "heads in full width": (head("D", "计划总投资（万元）"), TAKEN),
    "heads with spaces inside": (head("B", "名  称"), TAKEN),
    "heads with a line break": (head("D", "计划总投资\n(万元)"), TAKEN),
    "heads with a star": (head("A", "*编号"), TAKEN),
    "a head with a footnote": (head("D", "计划总投资①(万元)"), TAKEN),
    "a head without its unit": (head("D", "计划总投资"), TAKEN),
    "a head with another unit": (head("D", "计划总投资(亿元)"), "CHK-163"),
    "English heads": (
        _heads("code", "name", "landing unit", "planned total investment", "filing number"),
        TAKEN,
    ),
    "machine names": (head("D", "total_investment"), TAKEN),
    "no column of codes": (lambda page: page.delete_cols(1), "CHK-164"),
    "a required column is missing": (lambda page: page.delete_cols(3), "CHK-165"),
    "a column deleted": (lambda page: page.delete_cols(5), taken_as("filing_number", None)),
    "foreign heads": (_heads("工程号码", "工程名字", "所在县区", "投资额", "批文", "起"), ASKED),
    "half of the heads foreign": (
        _heads("编号", "名称", "所在县区", "投资额", "批文", "起"),
        ASKED,
    ),
    "another kind's heads": (_heads("项目", "月份", "修订", "报告日期", "自报", "核实"), ASKED),
    # Codes and names
    "a code with spaces around": (CODE(" N-1 "), TAKEN),
    "a code in full width": (CODE("Ｎ-１"), TAKEN),
    "a code with a space inside": (CODE("N 1"), taken_as("code", "N 1")),
    "a code typed as a number": (UNIT(371402), TAKEN),
    "a code as 371402.0": (UNIT("371402.0"), "CHK-120"),
    "a unit by its name": (UNIT("德城区"), TAKEN),
    "a unit that is not there": (UNIT("某某县"), "CHK-120"),
    "a code shown with zeros": (formatted("C", 371402, "00000000"), "CHK-120"),
    "a code twice": (_cell("A", 3)("N-1"), "CHK-123"),
    "a blank code": (CODE(None), "CHK-101"),
    "a code of sixteen digits": (CODE(1234567890123456), "CHK-107"),
    "a code that became a date": (formatted("A", dt.date(2023, 1, 1), "m-d"), "CHK-146"),
    "a name with a line break": (NAME("一号\n项目"), taken_as("name", "一号\n项目")),
    "a name that is blank": (NAME(None), "CHK-101"),
    "a name said as above": (_cell("B", 3)("同上"), "CHK-103"),
    "a name of dashes": (NAME("——"), taken_as("name", "——")),
    "a name too long": (NAME("长" * 300), "CHK-006"),
    "an invisible mark in a code": (CODE("N\u200b-1"), TAKEN),
    "a character that was lost": (NAME("一号\ufffd项目"), "CHK-172"),
    # Amounts
    "an amount as text": (MONEY("6000"), TAKEN),
    "an amount with commas": (MONEY("6,000"), TAKEN),
    "an amount in full width": (MONEY("６０００"), TAKEN),
    "an amount with its unit": (MONEY("6000万元"), "CHK-001"),
    "an amount in another unit": (MONEY("0.6亿"), "CHK-001"),
    "an amount in words": (MONEY("六千"), "CHK-001"),
    "an amount and a footnote": (MONEY("6000①"), "CHK-170"),
    "about so much": (MONEY("约6000"), "CHK-001"),
    "a range": (MONEY("6000-7000"), "CHK-001"),
    "a negative amount": (MONEY(-5), "CHK-009"),
    "an amount shown in thousands": (formatted("D", 6000, "#,##0,"), "CHK-178"),
    "an amount finer than a 分": (MONEY("0.0000001"), "CHK-002"),
    "a formula with its result missing": (MONEY("=D3*2"), "CHK-105"),
    "a formula that failed": (MONEY("#DIV/0!"), "CHK-104"),
    "a spill error": (MONEY("#SPILL!"), "CHK-001"),
    # Days
    "a day with dots": (DAY("2023.3.1"), TAKEN),
    "a day in Chinese": (DAY("2023年3月1日"), TAKEN),
    "a day as a date": (formatted("F", dt.date(2023, 3, 1), "yyyy-mm-dd"), TAKEN),
    "a day as a serial": (DAY(44986), TAKEN),
    "a day that does not exist": (DAY("2023-02-30"), "CHK-010"),
    "a month for a day": (DAY("2023-03"), "CHK-003"),
    # Rows
    "a row of totals": (below("合计", None, None, 6070.5), TAKEN),
    "a row of totals that is wrong": (below("合计", None, None, 9), TAKEN),
    "a total that names a record": (below("合计", "三号项目", "371402", 5), "CHK-139"),
    "the heads once more": (below(*HEADS), TAKEN),
    "signatures below": (below("填报人：张三", None, "审核人：李四"), TAKEN),
    "a blank row between": (lambda page: page.insert_rows(3), TAKEN),
}


def write(path, change):
    """The sound sheet with one change."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "项目"
    for line in (HEADS, *ROWS):
        page.append(line)
    change(page)
    book.save(path)
    return path
