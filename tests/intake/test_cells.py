"""A cell on its way from the sheet to the text that its column takes."""

import datetime as dt
from fractions import Fraction

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from chainchief.core.workbook.addresses import address, column_of, letters, parsed
from chainchief.core.workbook.formula_guard import guarded, unguarded
from chainchief.core.workbook.numbers import as_double, plain_number, plain_percent
from chainchief.intake.files.sheets import read
from chainchief.intake.table.normalising import (
    cell_text,
    cleaned,
    is_code_like,
    is_total,
    was_serial,
)
from chainchief.ledger.columns import BadCell
from chainchief.ledger.registers import register_of

PROJECT = register_of("project")
REPORT = register_of("project_report")
SHARE = register_of("project_share")


def text(cell, register, name, **options):
    column = register.column(name)
    return cell_text(cell, column, code_like=is_code_like(register, column), **options)


def refusal(cell, register, name):
    with pytest.raises(BadCell) as refused:
        text(cell, register, name)
    return refused.value.kind.code


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (60000.0, "60000"),
        (0.1 + 0.2, "0.3"),
        (12.340000000000002, "12.34"),
        (1e-7, "0.0000001"),
        (1.5e15, "1500000000000000"),
        (123456789012345.0, "123456789012345"),
        (-0.0, "0"),
        (-12.5, "-12.5"),
        (100, "100"),
        (2023.1, "2023.1"),
    ],
)
def test_numbers_read_as_excel_shows_them(value, shown):
    assert plain_number(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(0.25, "25%"), (0.255, "25.5%"), (1.0, "100%")])
def test_percentages_read_as_excel_shows_them(value, shown):
    assert plain_percent(value) == shown


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 6))
def test_whatever_has_fifteen_digits_goes_out_as_a_number_and_comes_back(digits, places):
    value = Fraction(digits, 10**places)
    double = as_double(value)
    assert double is not None
    assert Fraction(plain_number(double)) == value


@pytest.mark.parametrize("value", [10**17 + 1, Fraction(1234567890123456789, 10**6)])
def test_what_has_more_digits_does_not_go_out_as_a_number(value):
    assert as_double(value) is None


@given(st.integers(0, 16383), st.integers(1, 1048576))
def test_addresses_go_there_and_back(column, row):
    assert parsed(address(row, column)) == (row, column)
    assert column_of(letters(column)) == column


@pytest.mark.parametrize(
    ("column", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16383, "XFD")]
)
def test_columns_have_the_letters_of_excel(column, expected):
    assert letters(column) == expected


@pytest.mark.parametrize("wrong", ["", "A", "1", "A0B", "$A$1", "AAAA1", "a1"])
def test_what_is_no_address_is_refused(wrong):
    with pytest.raises(ValueError, match=r"^.*$"):
        parsed(wrong)


@given(st.text())
def test_the_guard_against_formulas_comes_off_as_it_went_on(value):
    assert unguarded(guarded(value)) == value


@pytest.mark.parametrize("sign", [*"=+-@\t\r\uff1d\uff0b\uff0d\uff20"])
def test_every_start_of_a_formula_is_guarded(sign):
    assert guarded(sign + "1") == "'" + sign + "1"


@pytest.mark.parametrize("value", ["甲", "'t Hooft", "1-2", "a=b", ""])
def test_other_text_is_left_alone(value):
    assert guarded(value) == value
    assert unguarded(value) == value


@pytest.mark.parametrize(
    ("cell", "name", "expected"),
    [
        ("s  甲(集团) ", "name", "甲(集团)"),
        ("sP00 1", "code", "P00 1"),
        ("sP\u200b1", "code", "P1"),
        ("n371402", "division", "371402"),
        ("s\uff13\uff17\uff11\uff14\uff10\uff12", "division", "371402"),
        ("s\uff16\uff10.5", "total_investment", "60.5"),
        ("d2023-11-30", "valid_from", "2023-11-30"),
        ("s2023-11-30", "valid_from", "2023-11-30"),
        ("n45261", "valid_from", "2023-12-01"),
        ("", "chain", ""),
    ],
)
def test_a_cell_becomes_the_text_its_column_takes(cell, name, expected):
    assert text(cell, PROJECT, name) == expected


def test_days_are_counted_from_the_epoch_of_the_workbook():
    assert text("n43799", PROJECT, "valid_from", epoch_1904=True) == "2023-12-01"
    assert was_serial("n43799", PROJECT.column("valid_from"))
    assert not was_serial("d2023-12-01", PROJECT.column("valid_from"))
    assert not was_serial("n45261", PROJECT.column("total_investment"))


@pytest.mark.parametrize("cell", ["p25%", "s25%", "s25 %", "n25", "s25"])
def test_a_share_may_carry_its_sign(cell):
    assert text(cell, SHARE, "share") == "25"


def test_a_percentage_is_no_amount_of_money():
    assert text("p25%", PROJECT, "total_investment") == "25%"


@pytest.mark.parametrize(
    "sign", ["—", "——", "-", "--", "/", "\\", "无", "暂无", "N/A", "NA", "\uff0f"]
)
@pytest.mark.parametrize("name", ["chain", "total_investment", "filing_number", "valid_from"])
def test_signs_for_nothing_are_never_taken_for_blank(sign, name):
    assert refusal("s" + sign, PROJECT, name) == "CHK-102"


@pytest.mark.parametrize("sign", ["同上", "〃", "″"])
def test_same_as_above_is_refused_everywhere(sign):
    assert refusal("s" + sign, PROJECT, "name") == "CHK-103"
    assert refusal("s" + sign, PROJECT, "division") == "CHK-103"


def test_no_is_an_answer_where_the_question_is_yes_or_no():
    assert text("s无", register_of("division"), "of_which") == "无"


@pytest.mark.parametrize(
    ("cell", "register", "name", "code"),
    [
        ("e#REF!", PROJECT, "name", "CHK-104"),
        ("f", PROJECT, "name", "CHK-105"),
        ("n913714000000000000", PROJECT, "code", "CHK-107"),
        ("n1234567890123456", PROJECT, "filing_number", "CHK-107"),
        ("n2023.1", REPORT, "month", "CHK-108"),
        ("s甲\u202e乙", PROJECT, "name", "CHK-110"),
        ("s甲\x01乙", PROJECT, "name", "CHK-110"),
    ],
)
def test_a_cell_that_would_mislead_is_refused(cell, register, name, code):
    assert refusal(cell, register, name) == code


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("project", "code", True),
        ("project", "name", False),
        ("project", "division", True),
        ("project", "total_investment", True),
        ("enterprise", "credit_code", True),
        ("enterprise", "industry", True),
        ("official_statistic", "series", True),
        ("official_statistic", "source", False),
        ("project_stage", "note", False),
    ],
)
def test_codes_and_numbers_are_folded_and_names_are_not(kind, name, expected):
    register = register_of(kind)
    assert is_code_like(register, register.column(name)) is expected


def test_folding_brings_full_width_forms_to_half():
    assert cleaned(" \uff13\uff17\uff11\uff14 ", code_like=True) == "3714"
    assert cleaned("甲\uff08集团\uff09", code_like=False) == "甲\uff08集团\uff09"


@pytest.mark.parametrize(
    "first",
    [
        "合计",
        "合 计",
        "总计:",
        "小计",
        "全市合计",
        "齐河县小计",
        "合计：3个项目",
        "Total",
        "TOTAL:",
        "sum",
    ],
)
def test_rows_of_totals_are_known(first):
    assert is_total(first)


@pytest.mark.parametrize(
    "first", ["合计三家", "总计划", "某设计院", "会计服务", "P00", "", "累计数据", "summit"]
)
def test_rows_that_only_begin_like_totals_are_records(first):
    assert not is_total(first)


@pytest.fixture
def rich(tmp_path):
    """A workbook with every kind of cell there is."""
    path = tmp_path / "r.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        day = book.add_format({"num_format": 'yyyy"年"m"月"'})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        percent = book.add_format({"num_format": "0.0%"})
        quoted = book.add_format({"num_format": '0"%"'})
        sheet.write_string(1, 1, "甲\n乙")
        sheet.write_number(2, 0, 12.340000000000002)
        sheet.write_datetime(2, 1, dt.datetime(2023, 11, 1), day)  # noqa: DTZ001
        sheet.write_datetime(2, 2, dt.datetime(2023, 11, 1, 8, 30), moment)  # noqa: DTZ001
        sheet.write_number(2, 3, 0.255, percent)
        sheet.write_number(2, 4, 25, quoted)
        sheet.write_boolean(2, 5, True)
        sheet.write_formula(2, 6, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 7, "=A3", None, 60000)
        sheet.write_string(3, 2, "_x000D_")
        sheet.merge_range(5, 0, 6, 1, "并")
        sheet.set_row(5, None, None, {"hidden": True})
        sheet.set_column(2, 3, None, None, {"hidden": True})
    return read(path).sheets[0]


THIRD_ROW = [
    "n12.34",
    "d2023-11-01",
    "d2023-11-01 08:30:00",
    "p25.5%",
    'o25%\x1f25\x1f0"%"',
    "bTRUE",
    "e#DIV/0!",
    "n60000",
]


def test_every_kind_of_cell_arrives_with_what_it_was(rich):
    assert rich.rows == [
        (2, ["", "s甲\n乙"]),
        (3, THIRD_ROW),
        (4, ["", "", "s_x000D_"]),
        (6, ["s并"]),
    ]


def test_what_is_hidden_or_merged_is_told(rich):
    assert rich.hidden_rows == (6,)
    assert rich.hidden_columns == (2, 3)
    assert rich.merged == ("A6:B7",)
    assert rich.epoch_1904 is False
