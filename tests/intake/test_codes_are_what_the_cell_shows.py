"""A code is what the cell shows; where that is not known it is refused, never taken otherwise."""

import pytest
import xlsxwriter
from tests.intake.records import contents

from chainchief.intake.files.number_formats import misleading_scale, shown, shown_text
from chainchief.ledger.kinds.enterprise.models import Enterprise


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [("311", "0000", "0311"), ("12", '"QY-"0000', "QY-0012"), ("12", "\\Q\\Y\\-0000", "QY-0012"),
     ("120", "#,##0", "120"), ("1200", "#,##0", None), ("12", "0.00", None), ("12", "0,000", None),
     ("123456", "000-0000", "012-3456"), ("12", 'General"号"', "12号"), ("45000", "yyyy/m/d", None),
     ("-5", "0000;(0000)", "(0005)"), ("12", "[Red]0000", "0012"), ("12", "[DBNum1]0", None),
     ("12", "[>5]000;0", None), ("12", "[$-804]0000", "0012"), ("12.5", "0000", None),
     ("12", "0000,", None), ("12", "P000", "P012"), ("12", "0!-0", "1-2")],
)  # fmt: skip
def test_what_a_format_shows(value, code, text):
    assert shown(value, code) == text


def test_a_format_may_put_something_around_a_text():
    assert shown_text("0012", '"QY-"@') == "QY-0012"
    assert shown_text("0012", "0000") == "0012"


@pytest.mark.parametrize(
    ("code", "scale"),
    [('0!.0,"万元"', "1 : 1000…"), ("0.00,,", "1 : 1000…"), ("0!.0000", "1 : 1000…"),
     ('0"亿元"', "亿元"), ('0"元"', "元"), ('0"万元"', ""), ("#,##0.00", ""), ("¥#,##0_ ", ""),
     ("0,000", ""), ('0"人"', "")],
)  # fmt: skip
def test_a_format_that_shows_another_unit_is_found(code, scale):
    assert misleading_scale(code, "万元") == scale


def written(path, industry, code, code_format, revenue=None, revenue_format=None):
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    page.write_row(0, 0, ["编号", "名称", "区划", "行业代码", "上年营业收入(万元)"])
    page.write(1, 0, code, book.add_format({"num_format": code_format}))
    page.write_string(1, 1, "甲")
    page.write_string(1, 2, "371402")
    page.write_number(1, 3, industry, book.add_format({"num_format": "0000"}))
    if revenue is not None:
        page.write_number(1, 4, revenue, book.add_format({"num_format": revenue_format}))
    book.close()
    return path


def test_padded_codes_are_taken_as_shown(city, take, tmp_path):
    assert take("enterprise", written(tmp_path / "t.xlsx", 311, 12, '"QY-"0000')).created == 1
    assert Enterprise.objects.get(code="QY-0012").industry == "0311"


@pytest.mark.parametrize("code_format", ["0.00", "yyyy/m/d", "# ?/?", "0.0E+0", "[DBNum2]0", "0%"])
def test_a_code_under_another_format_is_refused(city, take, tmp_path, code_format):
    before = contents("enterprise")
    found = take("enterprise", written(tmp_path / "t.xlsx", 311, 45000, code_format)).faults
    assert {(fault.place.cell, fault.code) for fault in found} <= {
        ("A2", "CHK-177"),
        ("A2", "CHK-146"),
    }
    assert found
    assert contents("enterprise") == before


def test_an_amount_shown_in_another_unit_is_refused(city, take, tmp_path):
    path = written(tmp_path / "t.xlsx", 311, "F1", "@", 60000, '0!.0,"万"')
    (fault,) = take("enterprise", path).faults
    assert (fault.place.cell, fault.code) == ("E2", "CHK-178")


def test_an_amount_with_thousands_and_decimals_is_its_value(city, take, tmp_path):
    path = written(tmp_path / "t.xlsx", 311, "F1", "@", 60000.5, "#,##0.00")
    assert take("enterprise", path).faults == ()
