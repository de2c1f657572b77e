"""What is signed before the release goes out, and what may be asked about it."""

import zipfile

import docx
import openpyxl
import pytest

from chainchief.briefing.render.documents import UnknownFormError
from chainchief.briefing.sheets.files import QUESTIONS, VERIFICATION, write_sheet
from chainchief.cli.main import run
from chainchief.core.spans import Month

NOVEMBER = Month(2023, 11)


def rows_of(path):
    page = openpyxl.load_workbook(path).active
    return [[cell.value or "" for cell in row] for row in page.iter_rows(min_row=2)]


def test_each_sentence_stands_once_with_all_its_figures(city, tmp_path):
    with city(scale=1.0):
        lines = write_sheet(VERIFICATION, "press-release", NOVEMBER, tmp_path / "v.xlsx")
    rows = rows_of(tmp_path / "v.xlsx")
    assert len(rows) == lines
    numbers = [row[0] for row in rows if row[0]]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    (started,) = [row for row in rows if row[2] == "301个"]
    assert "主体工程开工" in started[3]
    assert started[4] == "台账计算"
    (reach,) = [row for row in rows if row[2] == "100%"]
    assert reach[4] == "通信管理办公室"
    assert all(row[5] == "" for row in rows)


def test_the_same_lines_stand_in_word(city, tmp_path):
    with city(scale=1.0):
        lines = write_sheet(VERIFICATION, "press-release", NOVEMBER, tmp_path / "v.docx")
    document = docx.Document(tmp_path / "v.docx")
    table = document.tables[0]
    assert len(table.rows) == lines + 1
    # A sentence reaches down over the rows of its figures (python-docx gives the upper cell for
    # all of them), and the head stands on every page.
    cells = [row.cells[1]._tc for row in table.rows[1:]]
    texts = ["".join(cell.itertext()) for cell in cells]
    assert all(texts)
    assert 10 < len(set(texts)) < lines
    assert "w:tblHeader" in table.rows[0]._tr.xml
    with zipfile.ZipFile(tmp_path / "v.docx") as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if "xml" in name]
    assert any("演示数据" in part for part in parts)


def test_the_question_sheet_tells_definition_change_and_what_may_be_asked(city, tmp_path):
    with city(scale=1.0):
        write_sheet(QUESTIONS, "press-release", NOVEMBER, tmp_path / "q.docx")
    text = "\n".join(p.text for p in docx.Document(tmp_path / "q.docx").paragraphs)
    about = text.split("新开工标志性产业链项目：301个")[1].split("一级标题")[0]
    assert "口径：" in about
    assert "较上年同期：" in about
    assert "可能被问到：怎样算一个" in about


def test_the_questions_are_a_workbook_as_well(city, tmp_path):
    with city(scale=1.0):
        lines = write_sheet(QUESTIONS, "press-release", NOVEMBER, tmp_path / "q.xlsx")
    page = openpyxl.load_workbook(tmp_path / "q.xlsx").active
    heads = [cell.value for cell in page[1]]
    assert heads[:3] == ["序号", "指标", "文中写法"]
    assert {"口径", "时段", "提供单位", "较上年同期", "可能被问到"} <= set(heads)
    rows = [dict(zip(heads, row, strict=True)) for row in rows_of(tmp_path / "q.xlsx")]
    assert len(rows) == lines
    (started,) = [row for row in rows if row["文中写法"] == "301个"]
    assert started["指标"] == "新开工标志性产业链项目"
    assert started["时段"] == "2023年1-11月"
    assert "主体工程开工" in started["口径"]
    assert "怎样算一个" in started["可能被问到"]


def test_rows_of_a_workbook_are_as_high_as_their_text_and_pages_say_what_they_are(city, tmp_path):
    with city(scale=1.0):
        write_sheet(VERIFICATION, "press-release", NOVEMBER, tmp_path / "v.xlsx")
    page = openpyxl.load_workbook(tmp_path / "v.xlsx").active
    heights = {
        max(len(str(cell.value or "")) for cell in row): page.row_dimensions[row[0].row].height
        for row in page.iter_rows(min_row=2)
    }
    assert heights[max(heights)] >= 60 > heights[min(heights)]
    assert "核实单" in page.oddHeader.left.text
    assert "演示数据" in page.oddHeader.left.text
    assert "2023-11r1" in page.oddHeader.right.text
    assert page.print_title_rows == "$1:$1"


def test_another_ending_is_refused(city, tmp_path):
    with city(scale=1.0), pytest.raises(UnknownFormError, match="xlsx"):
        write_sheet(QUESTIONS, "press-release", NOVEMBER, tmp_path / "q.pdf")


def test_the_command_writes_it(city, tmp_path, capsys):
    out = tmp_path / "v.docx"
    with city(scale=1.0):
        assert run(["sheet", "verification", "monthly-note", "2023-11", "-o", str(out)]) == 0
    assert out.exists()
    assert "行" in capsys.readouterr().out
