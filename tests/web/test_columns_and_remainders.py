"""A column has one unit and one number of decimals; a difference shows what does not cancel out."""

from dataclasses import replace
from fractions import Fraction

from tests.web.town import NOVEMBER

from chainchief.indicators.figures import Contribution
from chainchief.web.figures.columns import format_of
from chainchief.web.figures.numbers import numbers_for
from chainchief.web.figures.receipt_tables import remaining


def money(reader, *values):
    figure = numbers_for(NOVEMBER, None).figures.get("IND-PRJ-FUNDS-RECOGNISED")
    return [replace(figure, value=None if v is None else Fraction(v * 100)) for v in values]


def test_money_is_in_one_unit_with_as_many_decimals_as_four_digits_leave(reader):
    figures = money(reader, 20_560_000, 940_000_000, 0, None)
    column = format_of(figures)
    assert column.unit == "亿元"
    assert [column.text(figure) for figure in figures[:3]] == ["0.21", "9.40", "0"]


def test_a_column_of_small_amounts_is_in_ten_thousands(reader):
    figures = money(reader, 4_900_000, 24_960_000)
    column = format_of(figures)
    assert (column.unit, [column.text(f) for f in figures]) == ("万元", ["490", "2,496"])


def line(uid, part, number):
    return Contribution(
        kind="project",
        uid=uid,
        version=1,
        code=uid,
        label=uid,
        row_kind="project_stage",
        row_uid=uid,
        row_version=1,
        part=part,
        contribution=number,
        attributes={},
    )


def test_what_stands_on_both_sides_of_a_difference_cancels_out():
    lines = [line("a", "minuend", 1), line("b", "minuend", 1), line("a", "subtrahend", 1)]
    assert [each.uid for each in remaining(lines)] == ["b"]


def test_unequal_amounts_of_one_record_remain_both():
    lines = [line("a", "minuend", 5), line("a", "subtrahend", 3), line("b", "subtrahend", 2)]
    assert [(each.uid, each.part) for each in remaining(lines)] == [
        ("a", "minuend"),
        ("a", "subtrahend"),
        ("b", "subtrahend"),
    ]


def _lines_of(html):
    """The lines of the last table's body."""
    return html.rpartition("<tbody>")[2].partition("</tbody>")[0].count('<th scope="row">')


def test_the_receipt_of_the_reports_missing_lists_those_alone(reader):
    html = reader.get("/figures/IND-RPT-MISSING/?month=2023-11&snapshot=working").content.decode()
    every = reader.get(
        "/figures/IND-RPT-MISSING/?month=2023-11&snapshot=working&part=all"
    ).content.decode()
    figure = numbers_for(NOVEMBER, "working").figures.get("IND-RPT-MISSING")
    rows = html.partition("<tbody>")[2].count('<th scope="row">')
    assert "相减所余" in html
    assert _lines_of(html) == figure.value
    assert _lines_of(every) > figure.value
    assert rows
