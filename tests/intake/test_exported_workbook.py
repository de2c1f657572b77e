"""What an exported workbook holds, looked at cell by cell."""

import datetime as dt
import zipfile

import openpyxl
import pytest
from tests.intake.records import KINDS, enter, enter_typed, sample, typed

from chainchief.core.i18n import speaking
from chainchief.intake.exporting import export_kind
from chainchief.ledger.registers import register_of


@pytest.fixture
def exported(city, tmp_path):
    for i in (2, 1):
        enter("enterprise", {**sample("enterprise", i), "headquarters": None})
    export_kind("enterprise", tmp_path / "o.xlsx")
    return openpyxl.load_workbook(tmp_path / "o.xlsx")


def test_rows_are_in_order_of_codes_below_the_labels(exported):
    page = exported.worksheets[0]
    assert [cell.value for cell in page["A"]] == ["编号", "E01", "E101", "E102"]
    assert page.title == "企业"
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:P4"


def test_codes_are_text_with_their_leading_zeros(exported):
    page = exported.worksheets[0]
    (cell,) = [cell for cell in page[3] if cell.value == "0610"]
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert page.column_dimensions["C"].width >= 10


def test_dates_are_dates_and_blank_stays_blank(exported):
    page = exported.worksheets[0]
    days = [cell for cell in page[3] if cell.is_date]
    assert days
    assert all(isinstance(cell.value, dt.datetime) for cell in days)
    assert {cell.number_format for cell in days} == {"yyyy-mm-dd"}
    assert {page.cell(2, cell.column).value for cell in days} == {None}


def test_every_head_carries_a_note(exported):
    page = exported.worksheets[0]
    assert all(cell.comment is not None for cell in page[1])
    assert "必填" in page["B1"].comment.text
    assert "选填" in page["C1"].comment.text


@pytest.mark.parametrize("kind", KINDS)
def test_the_second_sheet_explains_every_column(city, tmp_path, kind):
    export_kind(kind, tmp_path / "o.xlsx", template=True)
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    notes = book["说明"]
    register = register_of(kind)
    lines = {row[1].value: [cell.value or "" for cell in row] for row in notes.iter_rows(min_row=2)}
    for column in register.columns:
        line = lines[column.name]
        assert line[0] == column.title
        assert line[3] == column.type.unit
    assert [cell.value for cell in book.worksheets[0][1]] == [c.label for c in register.columns]


def test_choices_and_yes_or_no_have_lists(city, tmp_path):
    export_kind("furnished_number", tmp_path / "o.xlsx", template=True)
    page = openpyxl.load_workbook(tmp_path / "o.xlsx").worksheets[0]
    lists = [rule.formula1 for rule in page.data_validations.dataValidation]
    assert '"是,否"' in lists
    assert any("亿元" in formula for formula in lists)


def test_a_long_list_stands_on_the_second_sheet(city, tmp_path, monkeypatch):
    from chainchief.intake import export_workbook

    monkeypatch.setattr(export_workbook, "_MOST_LIST", 10)
    export_kind("project_stage", tmp_path / "o.xlsx", template=True)
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    (formula, *_rest) = [r.formula1 for r in book.worksheets[0].data_validations.dataValidation]
    assert formula == "'说明'!$M$2:$M$17"
    assert [cell.value for cell in book["说明"]["M"]][:3] == ["阶段", "线索", "在谈"]


def test_no_cell_of_any_export_is_a_formula(city, tmp_path):
    values = typed("project", {"code": "X1", "name": "=HYPERLINK(1)", "division": "371402"})
    enter_typed("project", values)
    export_kind("project", tmp_path / "o.xlsx")
    with zipfile.ZipFile(tmp_path / "o.xlsx") as archive:
        sheets = [name for name in archive.namelist() if "worksheets/sheet" in name]
        assert all(b"<f>" not in archive.read(name) for name in sheets)
    export_kind("project", tmp_path / "o.csv")
    assert "X1,'=HYPERLINK(1)" in (tmp_path / "o.csv").read_text(encoding="utf-8-sig")


def test_an_export_in_english_has_english_heads_and_choices(city, tmp_path):
    enter("project", sample("project", 1))
    with speaking("en"):
        export_kind("project", tmp_path / "o.xlsx")
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert book.sheetnames == ["project", "Explanation"]
    assert book.worksheets[0]["G1"].value == "planned total investment(万元)"
    assert book.worksheets[0]["F22"].value == "reconstruction and technical renovation"
    assert book.worksheets[0]["G22"].value == 60000.5


def test_a_csv_for_excel_starts_with_the_mark_of_utf_8(city, tmp_path):
    export_kind("chain", tmp_path / "o.csv")
    assert (tmp_path / "o.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    export_kind("chain", tmp_path / "g.csv", encoding="gb18030")
    assert "新一代信息技术" in (tmp_path / "g.csv").read_bytes().decode("gb18030")
