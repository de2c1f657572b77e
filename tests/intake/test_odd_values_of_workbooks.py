"""Newer errors, infinite numbers and impossible days are told at their cell."""

import pytest
from tests.intake import hostile

NEWER = (
    "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#GETTING_DATA",
    "#BUSY!", "#PYTHON!", "#EXTERNAL!", "#N/A", "#ANYTHING?",
)  # fmt: skip
HEADS = ("code", "name", "division", "employees", "valid_from", "revenue")


def table(path, cells, **parts):
    head = "".join(hostile.text_cell(f"{c}1", n) for c, n in zip("ABCDEF", HEADS, strict=True))
    plain = "".join(
        hostile.text_cell(f"{c}2", t) for c, t in zip("ABC", ("F1", "甲", "371402"), strict=True)
    )
    rows = f'<row r="1">{head}</row><row r="2">{plain}{cells}</row>'
    return hostile.workbook(path, rows, **parts)


@pytest.mark.parametrize("error", NEWER)
def test_any_error_value_names_its_cell(city, take, tmp_path, error):
    cells = f'<c r="D2" t="e"><f>_xlfn.UNIQUE(Z1:Z9)</f><v>{error}</v></c>'
    (fault,) = take("enterprise", table(tmp_path / "t.xlsx", cells)).faults
    assert (fault.code, fault.place.cell, fault.value) == ("CHK-104", "D2", error)


@pytest.mark.parametrize("number", ["INF", "-INF", "NaN", "1e999", "1E+300", "-1e300"])
@pytest.mark.parametrize("cell", ["D2", "F2"])
def test_infinite_and_huge_numbers_are_told_at_their_cell(city, take, tmp_path, number, cell):
    found = take("enterprise", table(tmp_path / "t.xlsx", f'<c r="{cell}"><v>{number}</v></c>'))
    assert [fault.place.cell for fault in found.faults] == [cell]


def test_a_number_that_is_none_names_its_cell(city, take, tmp_path):
    path = table(tmp_path / "t.xlsx", '<c r="D2"><v>12abc</v></c>')
    (fault,) = take("enterprise", path).faults
    assert (fault.code, fault.place.cell) == ("CHK-007", "D2")


DATES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
    '<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)


@pytest.mark.parametrize("serial", ["6700000", "1e300", "-5", "2958466", "99999999999999999999"])
def test_a_day_of_the_year_20223_is_told_at_its_cell(city, take, tmp_path, serial):
    cells = f'<c r="E2" s="1"><v>{serial}</v></c>'
    path = table(tmp_path / "t.xlsx", cells, extra=[("xl/styles.xml", DATES)])
    found = take("enterprise", path).faults
    assert [fault.place.cell for fault in found] == ["E2"]


@pytest.mark.parametrize("text", ["20223-11-05", "2023-13-01", "0000-00-00", "9999999"])
def test_a_day_that_is_none_is_told_at_its_cell(city, take, tmp_path, text):
    path = table(tmp_path / "t.xlsx", hostile.text_cell("E2", text))
    assert [fault.place.cell for fault in take("enterprise", path).faults] == ["E2"]
