"""The returned workbook: the user's own with the faulty cells marked, and a first sheet."""

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from tests.intake.records import contents
from tests.intake.workbooks import marked_cells, write_csv, write_xlsx

from chainchief.core.i18n import speaking
from chainchief.intake.report import returned_workbook

HEADS = ("编号", "名称", "落地单位", "计划总投资(万元)")
ROWS = [("N1", "甲", "371402", "6亿"), ("N2", "=乙", "371499", 5), ("N3", "丙", "371402", 7)]
RED, AMBER = "00FFC7CE", "00FFEB9C"


@pytest.fixture
def returned(city, take, tmp_path):
    """A workbook with a format of its own and two faults, and what came back."""
    path = write_xlsx(tmp_path / "投资项目.xlsx", HEADS, ROWS, sheet="投资项目")
    book = openpyxl.load_workbook(path)
    page = book["投资项目"]
    page["A1"].font = Font(bold=True, color="00123456")
    page["D4"].fill = PatternFill("solid", start_color="0000FF00")
    page["D2"].comment = Comment("按备案证", "老王")
    page.column_dimensions["B"].width = 33
    page.freeze_panes = "B2"
    book.save(path)
    return take("project", path, report=tmp_path / "回.xlsx")


def test_exactly_the_faulty_cells_are_marked_with_their_text(returned):
    marked = marked_cells(returned.report, "投资项目")
    assert set(marked) == {"C3", "D2"}
    assert all(cell.fill.start_color.rgb == RED for cell in marked.values())
    assert "[CHK-120]" in marked["C3"].comment.text
    assert "这里大概是 60000" in marked["D2"].comment.text


def test_what_the_user_made_of_the_workbook_is_kept(returned):
    page = openpyxl.load_workbook(returned.report)["投资项目"]
    assert page["A1"].font.color.rgb == "00123456"
    assert page["D4"].fill.start_color.rgb == "0000FF00"
    assert page.column_dimensions["B"].width == 33
    assert page.freeze_panes == "B2"
    assert "按备案证" in page["D2"].comment.text
    values = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    assert values == [list(row) for row in ROWS]
    assert page["B3"].data_type == "s"


def test_the_first_sheet_counts_and_links(returned):
    book = openpyxl.load_workbook(returned.report)
    first = book.worksheets[0]
    assert first.title == "校验结果"
    assert book.active is first
    lines = [[cell.value for cell in row] for row in first.iter_rows()]
    assert lines[0][0] == "“投资项目.xlsx”校验结果"
    assert lines[1][0] == "错误 2 处，没有读入任何记录。"
    listed = [line for line in lines if line[0] in {"1", "2"}]
    assert [line[1] for line in listed] == ["投资项目 D2", "投资项目 C3"]
    assert [line[3] for line in listed] == ["6亿", "371499"]
    assert [line[7] for line in listed] == ["CHK-001", "CHK-120"]
    links = {c.value: c.hyperlink.location for r in first.iter_rows() for c in r if c.hyperlink}
    assert links == {"投资项目 D2": "'投资项目'!D2", "投资项目 C3": "'投资项目'!C3"}


def test_the_corrected_returned_workbook_can_be_sent_again(returned, take, tmp_path):
    book = openpyxl.load_workbook(returned.report)
    book["投资项目"]["D2"] = 60000
    book["投资项目"]["C3"] = "371426"
    book.save(tmp_path / "改好.xlsx")
    again = take("project", tmp_path / "改好.xlsx", report=tmp_path / "再回.xlsx")
    assert [fault.text for fault in again.faults + again.warnings] == []
    assert again.created == 3
    assert marked_cells(again.report, "投资项目") == {}
    assert openpyxl.load_workbook(again.report).sheetnames == ["校验结果", "投资项目"]


def test_a_colleague_in_the_other_language_can_send_it_too(returned, take, tmp_path):
    with speaking("en"):
        again = take("project", returned.report, report=tmp_path / "en.xlsx")
        assert {fault.code for fault in again.faults} == {"CHK-001", "CHK-120"}
    assert openpyxl.load_workbook(again.report).sheetnames == ["Check result", "投资项目"]


def test_a_csv_comes_back_as_a_workbook_with_every_value_at_its_address(city, take, tmp_path):
    path = write_csv(tmp_path / "t.csv", HEADS, [("", "", "", ""), *ROWS])
    result = take("project", path, report=tmp_path / "回.xlsx")
    book = openpyxl.load_workbook(result.report)
    assert book.sheetnames == ["校验结果", "项目"]
    page = book["项目"]
    assert (page["D3"].value, page["C4"].value, page["D5"].value) == ("6亿", "371499", 7)
    assert page["B4"].value == "=乙"
    assert page["B4"].data_type == "s"
    assert set(marked_cells(result.report, "项目")) == {"D3", "C4"}
    before = len(contents("project"))
    page["D3"], page["C4"] = 60000, "371426"
    book.save(tmp_path / "改好.xlsx")
    assert take("project", tmp_path / "改好.xlsx").created == 3
    assert len(contents("project")) == before + 3


def test_a_large_workbook_comes_back_afresh(city, take, tmp_path, monkeypatch):
    monkeypatch.setattr(returned_workbook.limits, "MOST_COPIED_ROWS", 2)
    path = write_xlsx(tmp_path / "t.xlsx", HEADS, ROWS)
    result = take("project", path, report=tmp_path / "回.xlsx")
    assert set(marked_cells(result.report, "表")) == {"D2", "C3"}


def test_a_workbook_that_cannot_be_copied_comes_back_afresh(city, take, tmp_path, monkeypatch):
    def fail(_module, _request):
        raise returned_workbook.ProcessEndedError("copy")

    monkeypatch.setattr(returned_workbook, "run_confined", fail)
    path = write_xlsx(tmp_path / "t.xlsx", HEADS, ROWS)
    result = take("project", path, report=tmp_path / "回.xlsx")
    assert set(marked_cells(result.report, "表")) == {"D2", "C3"}


def test_a_file_that_could_not_be_read_gets_the_list_alone(city, take, tmp_path):
    (tmp_path / "t.xlsx").write_bytes(b"")
    result = take("project", tmp_path / "t.xlsx", report=tmp_path / "回.xlsx")
    book = openpyxl.load_workbook(result.report)
    assert book.sheetnames == ["校验结果"]
    assert any("CHK-201" in str(cell.value) for row in book.worksheets[0] for cell in row)


def test_warnings_are_amber_and_do_not_refuse(city, take, tmp_path):
    heads = ("project", "month", "reported_on")
    path = write_xlsx(tmp_path / "t.xlsx", heads, [("P00", "2023-11", 45261)], sheet="月报")
    result = take("project_report", path, report=tmp_path / "回.xlsx")
    assert result.created == 1
    (cell,) = marked_cells(result.report, "月报").values()
    assert (cell.coordinate, cell.fill.start_color.rgb) == ("C2", AMBER)


def test_no_draft_is_left_beside_the_report(returned, tmp_path):
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_list_prints_lying_with_all_its_columns(returned, take, tmp_path):
    fresh = take("project", write_csv(tmp_path / "t.csv", HEADS, ROWS), report=tmp_path / "新.xlsx")
    for report in (returned.report, fresh.report):
        page = openpyxl.load_workbook(report).worksheets[0]
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        (head,) = {int(part.strip("$")) for part in page.print_title_rows.split(":")}
        assert page.cell(head, 1).value == "序号"


def first_sheet(report):
    page = openpyxl.load_workbook(report).worksheets[0]
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_equal_faults_are_one_line_with_their_number_and_cells(city, take, tmp_path):
    rows = [(f"N{i}", "甲", "371499", 5) for i in range(1200)]
    path = write_csv(tmp_path / "t.csv", HEADS, rows)
    result = take("project", path, report=tmp_path / "回.xlsx")
    lines = first_sheet(result.report)
    assert lines[1][0] == "错误 1,200 处，没有读入任何记录。"
    assert "1,200" in lines[2][0]
    assert "C2、C3" in lines[2][0]
    (line,) = [line for line in lines if line[0] == "1"]
    assert (line[1], line[3], line[7], line[8]) == (
        "C2、C3、C4、C5、C6、C7、C8、C9…",
        "371499",
        "CHK-120",
        "1,200",
    )
    assert len(marked_cells(result.report, "项目")) == 1200


def test_what_is_too_large_comes_back_as_the_list_alone(city, take, tmp_path, monkeypatch):
    monkeypatch.setattr(returned_workbook.limits, "MOST_RETURNED_CELLS", 5)
    for path in (
        write_csv(tmp_path / "t.csv", HEADS, ROWS),
        write_xlsx(tmp_path / "t.xlsx", HEADS, ROWS),
    ):
        result = take("project", path, report=tmp_path / "回.xlsx")
        assert openpyxl.load_workbook(result.report).sheetnames == ["校验结果"]
        told = [line[0] for line in first_sheet(result.report)]
        assert "表太大，这里不再附上；请在自己的文件里改正。" in told


def test_what_is_not_listed_or_marked_is_counted(city, take, tmp_path, monkeypatch):
    monkeypatch.setattr(returned_workbook.limits, "MOST_LISTED", 1)
    monkeypatch.setattr(returned_workbook.limits, "MOST_MARKED", 1)
    path = write_csv(tmp_path / "t.csv", HEADS, ROWS)
    result = take("project", path, report=tmp_path / "回.xlsx")
    told = [line[0] for line in first_sheet(result.report)]
    assert "另有 1 处没有在下面列出。" in told
    assert "另有 1 个单元格没有标出。" in told
    assert set(marked_cells(result.report, "项目")) == {"D2"}


def test_a_file_that_could_not_be_read_promises_no_marked_cells(city, take, tmp_path):
    (tmp_path / "t.xlsx").write_bytes(b"")
    result = take("project", tmp_path / "t.xlsx", report=tmp_path / "回.xlsx")
    told = [line[0] for line in first_sheet(result.report)]
    assert "没有可以标出的单元格；请改正自己的文件后再交。" in told


@pytest.mark.parametrize("name", ["甲[1]/乙:*?", "'甲'", "校验结果", "History", "长" * 60])
def test_a_sheet_whose_name_excel_refuses_comes_back(city, take, tmp_path, monkeypatch, name):
    from tests.intake import hostile

    def fail(_module, _request):
        raise returned_workbook.ProcessEndedError("copy")

    monkeypatch.setattr(returned_workbook, "run_confined", fail)
    cells = "".join(hostile.text_cell(f"{c}1", h) for c, h in zip("ABC", HEADS, strict=False))
    row = "".join(hostile.text_cell(f"{c}2", h) for c, h in zip("ABC", ROWS[1], strict=False))
    book = hostile.BOOK.replace('name="S"', f'name="{name}"')
    rows = f'<row r="1">{cells}</row><row r="2">{row}</row>'
    path = hostile.workbook(tmp_path / "t.xlsx", rows, book=book)
    sheet = name if name == "校验结果" else None
    result = take("project", path, report=tmp_path / "回.xlsx", sheet=sheet)
    assert [fault.code for fault in result.faults] == ["CHK-120"]
    assert len(openpyxl.load_workbook(result.report).sheetnames) == 2
