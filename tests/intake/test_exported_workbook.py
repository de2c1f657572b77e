"""What an exported workbook holds, looked at cell by cell."""

import datetime as dt
import zipfile

import openpyxl
import pytest
from tests.fixtures.viewers import office
from tests.intake.records import KINDS, enter, enter_typed, sample, typed

from chainchief.core.i18n import speaking
from chainchief.ledger.exchange.exporting import export_kind
from chainchief.ledger.registers import register_of


@pytest.fixture
def exported(city, tmp_path):
    for i in (2, 1):
        enter("enterprise", {**sample("enterprise", i), "headquarters": None})
    export_kind("enterprise", tmp_path / "o.xlsx", viewer=office())
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
    export_kind(kind, tmp_path / "o.xlsx", template=True, viewer=office())
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
    export_kind("furnished_number", tmp_path / "o.xlsx", template=True, viewer=office())
    page = openpyxl.load_workbook(tmp_path / "o.xlsx").worksheets[0]
    lists = [rule.formula1 for rule in page.data_validations.dataValidation]
    assert '"是,否"' in lists
    assert any("亿元" in formula for formula in lists)


def lists_of(book):
    """The lists offered, by the letter of the column, each as the words it offers."""
    found = {}
    for rule in book.worksheets[0].data_validations.dataValidation:
        letter = str(rule.sqref)[0]
        if rule.formula1.startswith('"'):
            found[letter] = rule.formula1.strip('"').split(",")
        else:
            name, _sign, area = rule.formula1.partition("!")
            cells = book[name.strip("'")][area.replace("$", "")]
            found[letter] = [cell.value for (cell,) in cells]
    return found


def test_a_long_list_stands_on_the_hidden_sheet(city, tmp_path, monkeypatch):
    from chainchief.ledger.exchange import option_lists

    monkeypatch.setattr(option_lists, "_MOST_LIST", 10)
    export_kind("project_stage", tmp_path / "o.xlsx", template=True, viewer=office())
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert book["选项"].sheet_state == "hidden"
    assert lists_of(book)["C"][:2] == ["线索", "在谈"]


def test_columns_that_name_other_records_offer_them_by_code_and_name(city, tmp_path):
    export_kind("project", tmp_path / "o.xlsx", template=True, viewer=office())
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    offered = lists_of(book)
    assert offered["C"] == ["BIO 生物医药", "NEW-IT 新一代信息技术"]
    assert offered["D"] == ["371400 德州市", "371402 德城区", "371426 平原县"]
    assert offered["E"] == ["E01 禹城生物有限公司"]
    (rule, *_rest) = book.worksheets[0].data_validations.dataValidation
    assert not rule.showErrorMessage  # a bare code is as good


def test_a_list_that_nobody_would_scroll_through_is_told_of_instead(city, tmp_path, monkeypatch):
    from chainchief.ledger.exchange import option_lists

    monkeypatch.setattr(option_lists, "MOST_OPTIONS", 2)
    export_kind("project", tmp_path / "o.xlsx", template=True, viewer=office())
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert "D" not in lists_of(book)
    assert "C" in lists_of(book)
    told = book.worksheets[0]["D1"].comment.text
    assert "共 3 条" in told
    assert "chainchief export division" in told


def test_a_kind_without_records_yet_is_told_of(city, tmp_path):
    export_kind("cluster_rating", tmp_path / "o.xlsx", template=True, viewer=office())
    page = openpyxl.load_workbook(tmp_path / "o.xlsx").worksheets[0]
    assert "请先录入" in page["B1"].comment.text


def test_records_are_named_in_a_workbook_and_coded_in_a_csv(city, tmp_path):
    export_kind("project", tmp_path / "o.xlsx", viewer=office())
    export_kind("project", tmp_path / "o.csv", viewer=office())
    page = openpyxl.load_workbook(tmp_path / "o.xlsx").worksheets[0]
    assert [page["C2"].value, page["D2"].value] == ["NEW-IT 新一代信息技术", "371402 德城区"]
    assert "P00,项目P00,NEW-IT,371402," in (tmp_path / "o.csv").read_text(encoding="utf-8-sig")


def test_a_note_says_what_a_column_means_and_shows_a_cell(city, tmp_path):
    export_kind("project", tmp_path / "o.xlsx", template=True, viewer=office())
    notes = [cell.comment.text for cell in openpyxl.load_workbook(tmp_path / "o.xlsx")["项目"][1]]
    assert "有效的最后一天（含当天）" in notes[10]
    assert "单位：万元\n示例：6000（即 0.6 亿元）" in notes[6]
    assert "示例：2023-11-30" in notes[9]


def test_every_shared_meaning_has_its_chinese():
    from chainchief.core.i18n import _
    from chainchief.ledger.exchange.column_help import all_column_help

    assert [told for told in all_column_help() if _(told) == told] == []


def test_long_texts_wrap_in_rows_that_are_as_high_as_they_need(city, tmp_path):
    values = typed("project", {"code": "X1", "name": "很长的名称" * 12, "division": "371402"})
    enter_typed("project", values)
    export_kind("project", tmp_path / "o.xlsx", viewer=office())
    page = openpyxl.load_workbook(tmp_path / "o.xlsx").worksheets[0]
    row = next(cell.row for cell in page["A"] if cell.value == "X1")
    assert page.row_dimensions[row].height == pytest.approx(16 * 5, abs=1)
    assert page[f"B{row}"].alignment.wrap_text
    assert page.page_setup.orientation == "landscape"
    assert page.print_title_rows == "$1:$1"


def test_no_cell_of_any_export_is_a_formula(city, tmp_path):
    values = typed("project", {"code": "X1", "name": "=HYPERLINK(1)", "division": "371402"})
    enter_typed("project", values)
    export_kind("project", tmp_path / "o.xlsx", viewer=office())
    with zipfile.ZipFile(tmp_path / "o.xlsx") as archive:
        sheets = [name for name in archive.namelist() if "worksheets/sheet" in name]
        assert all(b"<f>" not in archive.read(name) for name in sheets)
    export_kind("project", tmp_path / "o.csv", viewer=office())
    assert "X1,'=HYPERLINK(1)" in (tmp_path / "o.csv").read_text(encoding="utf-8-sig")


def test_an_export_in_english_has_english_heads_and_choices(city, tmp_path):
    enter("project", sample("project", 1))
    with speaking("en"):
        export_kind("project", tmp_path / "o.xlsx", viewer=office())
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert book.sheetnames == ["project", "Explanation", "Options"]
    assert book.worksheets[0]["G1"].value == "planned total investment(万元)"
    assert book.worksheets[0]["F22"].value == "reconstruction and technical renovation"
    assert book.worksheets[0]["G22"].value == 60000.5


def test_a_csv_for_excel_starts_with_the_mark_of_utf_8(city, tmp_path):
    export_kind("chain", tmp_path / "o.csv", viewer=office())
    assert (tmp_path / "o.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    export_kind("chain", tmp_path / "g.csv", encoding="gb18030", viewer=office())
    assert "新一代信息技术" in (tmp_path / "g.csv").read_bytes().decode("gb18030")


def test_the_size_by_the_rule_is_shown_and_not_read(city, take, tmp_path, read_here):
    enter("enterprise", {**sample("enterprise", 1), "headquarters": None, "size_class": "large"})
    export_kind("enterprise", tmp_path / "o.xlsx", viewer=office())
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    page = book.worksheets[0]
    assert [cell.value for cell in page["Q"]] == ["企业规模（按2017年规定推算）", None, "小型"]
    assert "不读取" in page["Q1"].comment.text
    page["Q3"] = "大型"
    book.save(tmp_path / "o.xlsx")
    with speaking("en"):
        result = take("enterprise", tmp_path / "o.xlsx")
    assert (result.faults, result.revised, result.unchanged) == ((), 0, 2)


def test_a_template_shows_nothing_computed(city, tmp_path):
    export_kind("enterprise", tmp_path / "o.xlsx", template=True, viewer=office())
    assert openpyxl.load_workbook(tmp_path / "o.xlsx").worksheets[0].max_column == 16
