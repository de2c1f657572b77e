"""Numbers taken apart for the eye, amounts exactly, records filtered, sorted and made inert."""

import csv
import io
from fractions import Fraction

import pytest
from django.http import QueryDict

from chainchief.core.i18n import speaking
from chainchief.core.spans import Month, Span
from chainchief.core.units import unit
from chainchief.indicators.figures import Contribution, Figure, Formula, MetricType, Scope
from chainchief.web.figures.amounts import amount
from chainchief.web.figures.number_words import exact_words, metric_type_word, shown, span_words
from chainchief.web.figures.receipt_tables import Column, Wish, arranged, as_csv, attribute_title
from chainchief.web.figures.rows import Row, grouped

NOVEMBER = Month(2023, 11)


def figure(display, value=1, of="个", nature=MetricType.FLOW, **more):
    return Figure(
        code="IND-X",
        name="数",
        nature=nature,
        unit=unit(of),
        formula=Formula.VALUE,
        value=None if value is None else Fraction(value),
        parts={"value": 1},
        display=display,
        span=Span.year_to(NOVEMBER),
        scope=Scope("990100"),
        snapshot="2023-11r1",
        definition="0" * 64,
        records=1,
        **more,
    )


def line(code, label="", part="value", contribution=1, **attributes):
    return Contribution(
        "project", f"uid-{code}", 1, code, label, part, contribution, "stage", "r", 1, attributes
    )


@pytest.mark.parametrize(
    ("display", "number", "of"),
    [
        ("301个", "301", "个"),
        ("201亿元", "201", "亿元"),
        ("8.6%", "8.6", "%"),
        ("1.7个百分点", "1.7", "个百分点"),
        ("-3.2%", "-3.2", "%"),
        ("第5位", "第5位", ""),
    ],
)
def test_a_number_and_its_unit_are_told_apart(display, number, of):
    found = shown(figure(display))
    assert (found.number, found.unit) == (number, of)


def test_what_does_not_exist_is_a_dash_with_its_reason():
    found = shown(figure("—", None, absent="尚未发布"))
    assert (found.number, found.unit, found.exact) == ("—", "", "尚未发布")


def test_the_exact_value_is_told_in_the_base_unit():
    assert exact_words(figure("201亿元", 2_010_000_000_123, "亿元")) == "20,100,000,001.23 元"
    assert exact_words(figure("33.3%", Fraction(1_000_000, 3), "%")) == "≈ 33.333333 %"


@pytest.mark.parametrize("nature", list(MetricType))
def test_every_nature_has_its_word_in_both_languages(nature):
    with speaking("en"):
        english = metric_type_word(nature)
    assert metric_type_word(nature) != english
    assert english.isascii()


def test_a_stock_is_told_as_at_its_day_and_a_flow_by_its_months():
    assert span_words(figure("1个", nature=MetricType.STOCK)) == "截至 2023-11-30"
    assert span_words(figure("1个", nature=MetricType.FLOW)) == "2023年1-11月"


@pytest.mark.parametrize(
    ("steps", "of", "text"),
    [
        (123_456_789_000_000, "万元", "123,456,789"),
        (1_234_500, "万元", "1.2345"),
        (-1_000_000_000, "万元", "−1,000"),
        (0, "个", "0"),
        (86_000, "%", "8.6"),
    ],
)
def test_amounts_are_exact_with_thousands_parted(steps, of, text):
    assert amount(steps, unit(of)) == text


COLUMNS = [
    Column("record", "记录", lambda each: each.label, lambda each: each.code),
    Column("division", "单位", lambda each: each.attributes["division"], lambda each: each.code),
    Column(
        "contribution",
        "贡献",
        lambda each: f"{each.contribution:,}",
        lambda each: each.contribution,
        True,
    ),
]
LINES = [
    line("A", "南城产业园", contribution=5, division="南城区"),
    line("B", "临河产业园", contribution=7, division="临河县"),
    line("C", "临河二期", contribution=6, division="临河县", part="other"),
]


def codes(**wish):
    return [each.code for each in arranged(LINES, COLUMNS, Wish(**wish))]


def test_the_largest_contribution_stands_first_unless_one_wishes_otherwise():
    assert codes() == ["B", "C", "A"]
    assert codes(descending=False) == ["A", "C", "B"]
    assert codes(sort="record", descending=False) == ["A", "B", "C"]


def test_all_words_must_be_found_somewhere_in_the_line():
    assert codes(words="临河") == ["B", "C"]
    assert codes(words="临河 产业园") == ["B"]
    assert codes(words="b") == ["B"]
    assert codes(words="南城 临河") == []


def test_a_part_can_be_wished_for():
    assert codes(part="other") == ["C"]


@pytest.mark.parametrize(
    ("query", "wish"),
    [
        ("", Wish()),
        ("sort=record", Wish(sort="record", descending=False)),
        ("sort=-record", Wish(sort="record", descending=True)),
        ("words=+a+&part=value&lines=200", Wish(words="a", part="value", lines=200)),
        ("lines=many", Wish()),
        ("lines=99999999999", Wish(lines=100_000)),
        ("sort=-", Wish(descending=True)),
    ],
)
def test_a_wish_is_read_from_the_address(query, wish):
    assert Wish.of(QueryDict(query)) == wish


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@cmd", "\tx", "\rx"])
def test_a_text_that_a_spreadsheet_would_compute_is_made_inert(text):
    table = as_csv("head", COLUMNS, [line("A", text, division="=x")])
    (row,) = list(csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline="")))[2:]
    assert row[1] == f"'{text}"
    assert row[2] == "'=x"


def test_numbers_in_the_export_are_numbers():
    table = as_csv("head", COLUMNS, [line("A", "x", contribution=-12345, division="")])
    assert ",-12345," in table


def test_a_spreadsheet_is_told_that_the_export_is_unicode():
    assert as_csv("head", COLUMNS, LINES).startswith("\ufeffhead\r\n")


def test_attributes_are_headed_by_the_registers_labels():
    assert attribute_title("recognised_on", "project_stage") == "认定日"
    assert attribute_title("office", "furnished_number") == "供数单位"
    assert attribute_title("project.name", "project_stage") == "名称"


def row(code):
    return Row(code, "", shown(figure("1个")), "", "", False, "", "", 1, "", "")


def test_rows_are_grouped_in_the_order_in_which_groups_appear():
    groups = grouped([("b", "乙", row("1")), ("a", "甲", row("2")), ("b", "乙", row("3"))])
    assert [(group.key, [each.code for each in group.rows]) for group in groups] == [
        ("b", ["1", "3"]),
        ("a", ["2"]),
    ]
