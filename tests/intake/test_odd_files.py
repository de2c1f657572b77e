"""Some three hundred odd files: each is taken as it reads, or told; none ends in a traceback.

What a cell becomes may differ from what was written only in ways that are told, or that do not
change what is read: width in numbers and codes, spaces around, one number for another writing.
"""

import re
import unicodedata
from fractions import Fraction

import pytest
import xlsxwriter
from tests.intake.workbooks import write_csv, write_xlsx

from chainchief.intake.report.returned_workbook import write_report
from chainchief.ledger.kinds.enterprise.models import Enterprise

HEADS = ("编号", "名称", "区划", "从业人员", "上年营业收入(万元)", "入规日")
SOUND = ("F1", "示例公司", "371402", "53", "5850", "2023-11-05")
CODES = (
    "F-1",
    " F1 ",
    "Ｆ１",
    "F①",
    "F²",
    "Ⅱ-1",
    '="F1"',
    "=1+1",
    "F\n1",
    "F 1",
    "F\u200b1",
    "F\ue000",
    "F\ufffd",
    "1E+10",
    "9.1340200E+17",
    "0012",
    "F&amp;1",
    "'F1",
    "@F1",
    "-F1",
    "⼭1",
    "ﬁ1",
    "F½",
    "F❶",
    "F\u00a01",
    "F\x7f",
    "_x0041_",
    "无",
    "—",
    "合计",
    "同上",
    "N/A",
    "NULL",
    "null",
    "F" * 300,
)
NAMES = (
    "示例⼭东公司",
    "示例①",
    "示例公司",
    "公司²",
    "10万㎡厂房",
    "=乙",
    "=SUM(A1)",
    "a,b;c\td",
    '"引号"',
    "两行\n名",
    "示例\ufffd",
    "示例\ue863",
    "示例\ufe0f",
    "示例&#x4E2D;",
    "<b>示例</b>",
    "示例???",
    "锟斤拷",
    "ç¤ºä¾‹",
    "示例\u3000公司",
    "示例\u00a0公司",
    "e\u0301公司",
    "\U000313ad",
    "𠮷野",
    "䶮",
    "示例\u202e公司",
    "示例\ud7ff",
    "公" * 400,
    "公" * 33000,
    "\u2e80公司",
    "⻢公司",
    "\uf9dc公司",
    "示例\u2028公司",
    "\ufdd0",
    "12",
    "TRUE",
    "示例_x000D_",
    "烫烫烫",
    "a<b>c",
    "AT&T",
    "AT&amp;T",
    "'示例",
    "+86",
    "示例\x0b",
    "１２",
    "㈱示例",
)
COUNTS = (
    "53①",
    "53²",
    "５３",
    "53.0",
    "53.5",
    "5e1",
    "1,234",
    "12,34",
    "-5",
    "+5",
    "53人",
    "五十三",
    "inf",
    "NaN",
    "1e999",
    "9" * 40,
    "0x10",
    "53 ",
    "5 3",
    "53\u00a0",
    "٣",
    "½",
    "1/2",
    "=53",
    '="53"',
    "53*",
    "53†",
    "#N/A",
    "53(1)",
    "53[1]",
    "53<sup>1</sup>",
    "53&sup1;",
    "⁵³",
    "𝟓",
    "Ⅴ",
    "53%",
    "--",
    "53。",
    "0053",
    "1_000",
    "53'",
    "㊾",
)
DAYS = (
    "2023-11-0①",
    "20223-11-05",
    "2023-13-01",
    "2023-02-30",
    "45235",
    "4523500",
    "2023.1",
    "2023年11月5日",
    "2023/11/5",
    "20231105",
    "２０２３-11-05",
    "今天",
    "0000-00-00",
    "9999-12-31",
    "2023-11-05T00:00:00",
    "2023-11-05 08:30",
    "1e5",
    "-1",
    "2023-11",
    "㋊5日",
    "2023-11-5①",
    "23-11-05",
    "11/5/2023",
    "长期",
)
COLUMNS = {0: CODES, 1: NAMES, 3: COUNTS, 4: COUNTS, 5: DAYS}
CASES = [(place, text) for place, texts in COLUMNS.items() for text in texts]
VALUES = (53, 53.5, 1e300, -1e300, 1e-300, 45235, 6_700_000, 123456789012345678, True, 0.1 + 0.2, 0)
FORMATS = (
    "General",
    "0000",
    '"QY-"0000',
    "0.00",
    "#,##0",
    "0%",
    "yyyy-mm-dd",
    "[DBNum1]0",
    '0!.0,"万"',
    "# ?/?",
    "0.0E+0",
    ";;;",
    '0"人"',
    "@",
    "[>5]000;0",
    "h:mm",
    '0"亿元"',
)


@pytest.fixture
def check(city, take, tmp_path, read_here):
    """Take a file, write what is returned, and give the record that came of it, if any."""

    def checked(path):
        result = take("enterprise", path)
        write_report(tmp_path / "回.xlsx", None, None, result.faults + result.warnings, None, path)
        if not result.accepted:
            assert all(fault.text for fault in result.faults)
            return None, result
        record = Enterprise.objects.exclude(code="E01").first()
        return record, result

    return checked


def as_read(place, text):
    """What a person reads in a cell: the value, by hand."""
    text = text.strip().removeprefix("'") if text.strip()[1:2] in "=+-@" else text.strip()
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    if place == 1:
        return text
    return unicodedata.normalize("NFKC", text).replace("\u200b", "").strip()


def assert_as_read(record, result, place, text):
    told = [warning for warning in result.warnings if warning.place.cell]
    if record is None or told:
        return
    read = as_read(place, text)
    if place == 0:
        assert record.code == read
    elif place == 1:
        assert record.name == unicodedata.normalize("NFC", read)
    elif place in (3, 4):
        value = record.employees if place == 3 else record.revenue
        expected = Fraction(read.replace(",", "")) * (1 if place == 3 else 1_000_000)
        assert value == expected
    else:
        digits = "".join(c if c.isdigit() else " " for c in read).split()
        days = "".join(part.zfill(2) for part in digits[:3])[:8]
        assert record.above_scale_from.strftime("%Y%m%d") == days


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(("place", "text"), CASES, ids=lambda part: repr(part)[:24])
def test_a_text_is_taken_as_it_reads_or_told(check, tmp_path, place, text, form):
    row = [*SOUND]
    row[place] = text
    if form == "csv":
        path = write_csv(tmp_path / "t.csv", HEADS, [row])
    else:
        if "\x0b" in text:
            return  # a workbook cannot hold it
        path = write_xlsx(tmp_path / "t.xlsx", HEADS, [row])
    record, result = check(path)
    if form == "xlsx" and text.startswith('="'):
        return  # shown with its sign and quotation marks
    if form == "xlsx":  # openpyxl writes what a workbook keeps, escapes included
        text = re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)
    assert_as_read(record, result, place, text)


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("number_format", FORMATS)
def test_a_number_is_taken_as_its_cell_shows_it_or_told(check, tmp_path, value, number_format):
    book = xlsxwriter.Workbook(str(tmp_path / "t.xlsx"))
    page, form = book.add_worksheet(), book.add_format({"num_format": number_format})
    page.write_row(0, 0, HEADS)
    page.write_row(1, 0, SOUND)
    for place in (0, 3, 5):
        page.write(1, place, value, form)
    book.close()
    record, _result = check(tmp_path / "t.xlsx")
    if record is not None:
        assert record.code in {str(value), f"QY-{value:04}", f"{value:04}", f"{value}人"}


@pytest.mark.parametrize("cut", range(1, 60, 2))
def test_a_file_that_ends_anywhere_clears_nothing_without_a_word(check, tmp_path, cut):
    write_csv(tmp_path / "t.csv", HEADS, [SOUND, ("F2", *SOUND[1:])])
    assert check(tmp_path / "t.csv")[1].created == 2
    content = (tmp_path / "t.csv").read_bytes().rstrip()
    (tmp_path / "t.csv").write_bytes(content[:-cut])
    before = list(Enterprise.objects.order_by("code").values_list("code", "employees", "revenue"))
    _record, result = check(tmp_path / "t.csv")
    after = list(Enterprise.objects.order_by("code").values_list("code", "employees", "revenue"))
    gone = [old for old, new in zip(before, after, strict=True) if None in new and None not in old]
    assert not gone or result.warnings
