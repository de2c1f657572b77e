"""What is signed before the release goes out, and what may be asked about it."""

import zipfile

import docx
import openpyxl
import pytest

from chainchief.briefing.documents import UnknownFormError
from chainchief.briefing.sheet_files import QUESTIONS, VERIFICATION, write_sheet
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
    assert len(document.tables[0].rows) == lines + 1
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


def test_questions_are_no_workbook(city, tmp_path):
    with city(scale=1.0), pytest.raises(UnknownFormError):
        write_sheet(QUESTIONS, "press-release", NOVEMBER, tmp_path / "q.xlsx")


def test_the_command_writes_it(city, tmp_path, capsys):
    out = tmp_path / "v.docx"
    with city(scale=1.0):
        assert run(["sheet", "verification", "monthly-note", "2023-11", "-o", str(out)]) == 0
    assert out.exists()
    assert "行" in capsys.readouterr().out
