"""Growth, and ratios and differences of composed numbers, told down to sums and statements."""

from fractions import Fraction

import pytest
from tests.indicators.conftest import DECHENG, NINGJIN, WAN
from tests.indicators.definitions import catalogue_of, entry, started

from chainchief.core.faults import FaultsError
from chainchief.core.spans import Month, Span, relative_span
from chainchief.indicators.describe.as_json import figure_json
from chainchief.indicators.describe.explain import explained

N = started("IND-N", "once: true")
GROWTH = entry("IND-G", "growth", "%", "of: IND-N", "places: 1")
OFFICIAL = entry("IND-O", "official", "%", "series: starts-growth", "places: 1")
AHEAD = entry(
    "IND-AHEAD", "difference", "百分点", "minuend: IND-G", "subtrahend: IND-O", "places: 1"
)
ELASTIC = entry("IND-ELASTIC", "ratio", "倍", "numerator: IND-G", "denominator: IND-O", "places: 2")
SHARE = entry(
    "IND-SHARE",
    "ratio",
    "%",
    "numerator: IND-N",
    "denominator: {indicator: IND-N, division: city}",
    "places: 1",
)
OF_CHAINS = SHARE.replace("IND-SHARE", "IND-CHAINSHARE").replace("division: city", "chain: all")
SINCE = entry("IND-SINCE", "growth", "%", "of: IND-N", "against: year-before", "places: 1")
MONEY = entry(
    "IND-MONEY",
    "cumulative-report",
    "亿元",
    "source: project_report",
    "measure: {sum: invested}",
    "dimensions: [division, chain]",
)
MONEY_GROWTH = entry("IND-MG", "growth", "%", "of: IND-MONEY", "places: 1")
EACH = entry("IND-EACH", "ratio", "万元/个", "numerator: IND-MONEY", "denominator: IND-N")
ALL = (N, GROWTH, OFFICIAL, AHEAD, ELASTIC, SHARE, OF_CHAINS, SINCE, MONEY, MONEY_GROWTH, EACH)


@pytest.fixture
def grown(city, tmp_path):
    """Three starts this year, two of the same months of last year, one of its December."""
    city.catalogue = catalogue_of(tmp_path, *ALL)
    for number, (on, where, chain) in enumerate(
        [
            ("2022-02-01", DECHENG, "FOOD"),
            ("2022-11-30", NINGJIN, "FOOD"),
            ("2022-12-01", NINGJIN, "FOOD"),
            ("2023-01-01", DECHENG, "FOOD"),
            ("2023-05-01", DECHENG, "NEW-IT"),
            ("2023-11-30", NINGJIN, "FOOD"),
        ]
    ):
        city.project(f"P{number}", where, chain)
        city.stage(f"P{number}", on=on)
    return city


def test_growth_is_a_figure_with_the_records_of_both_years(grown):
    figure = grown.figure("IND-G")
    assert (figure.value, figure.display) == (500_000, "50.0%")
    assert figure.parts == {"now": 3, "then": 2}
    assert [line[:2] for line in grown.lines()] == [
        ("now", "P3"),
        ("now", "P4"),
        ("now", "P5"),
        ("then", "P0"),
        ("then", "P1"),
    ]


def test_growth_over_all_of_last_year(grown):
    assert grown.figure("IND-SINCE").parts == {"now": 3, "then": 3}
    assert grown.value("IND-SINCE") == 0


def test_growth_over_nothing_is_no_rate(grown):
    figure = grown.figure("IND-G", chain="NEW-IT")
    assert (figure.value, figure.display, figure.parts) == (None, "—", {"now": 1, "then": 0})
    assert "基数为零" in figure.absent


def test_computed_growth_less_official_growth(grown):
    assert grown.figure("IND-AHEAD").state.value == "not-reported"
    grown.statistic(86_000, series="starts-growth")
    figure = grown.figure("IND-AHEAD")
    assert (figure.value, figure.display) == (500_000 - 86_000, "41.4个百分点")
    assert figure.parts == {"minuend.now": 3, "minuend.then": 2, "subtrahend": 86_000}
    assert figure.records == 6


def test_a_ratio_of_two_growths(grown):
    grown.statistic(200_000, series="starts-growth")
    figure = grown.figure("IND-ELASTIC")
    assert (figure.value, figure.display) == (2_500_000, "2.50倍")
    document = figure_json(figure, grown.catalogue["IND-ELASTIC"])
    assert document["unit"] == "%"


def test_a_share_in_the_city_and_in_all_chains(grown):
    assert grown.value("IND-SHARE", DECHENG) == Fraction(2_000_000, 3)
    assert grown.value("IND-SHARE") == 1_000_000
    assert grown.value("IND-CHAINSHARE", chain="NEW-IT") == Fraction(1_000_000, 3)
    assert grown.value("IND-CHAINSHARE", DECHENG, "FOOD") == 500_000


def test_an_amount_for_each_of_a_count(grown):
    grown.report("P3", invested=900)
    grown.report("P4", invested=300)
    figure = grown.figure("IND-EACH")
    assert figure.parts == {"numerator": 1200 * WAN, "denominator": 3}
    assert figure.display == "400万元/个"


def test_amounts_are_not_compared_where_one_year_reports_further(grown):
    grown.report("P0", "2022-11", invested=100)
    grown.report("P3", "2023-10", invested=150)
    figure = grown.figure("IND-MG")
    assert (figure.value, "2023-10" in figure.absent) == (None, True)
    grown.report("P3", "2023-11", invested=150)
    assert grown.value("IND-MG") == 500_000


def test_the_words_of_a_growth(tmp_path):
    catalogue = catalogue_of(tmp_path, *ALL)
    told = explained(catalogue["IND-G"], catalogue)
    assert "基期: IND-N甲 [IND-N] (上年同期)" in told
    assert "基期: IND-N甲 [IND-N] (上年全年)" in explained(catalogue["IND-SINCE"], catalogue)


@pytest.mark.parametrize(
    ("word", "span"),
    [
        ("month", "2023-11..2023-11"),
        ("quarter", "2023-10..2023-11"),
        ("half", "2023-07..2023-11"),
        ("twelve-months", "2022-12..2023-11"),
        ("full-quarters", "2023-01..2023-09"),
        ("month-before", "2023-10..2023-10"),
        ("quarter-before", "2023-07..2023-09"),
        ("year-before", "2022-01..2022-12"),
        ("last-year", "2022-01..2022-11"),
        ("two-years-ago", "2021-01..2021-11"),
        ("first-10", "2023-01..2023-10"),
    ],
)
def test_spans_that_move_with_another_one(word, span):
    assert str(relative_span(word, Span.year_to(Month(2023, 11)))) == span


def test_before_april_the_last_full_quarter_is_of_last_year():
    span = Span.year_to(Month(2024, 2))
    assert str(relative_span("full-quarters", span)) == "2023-01..2023-12"
    assert str(relative_span("quarter-before", span)) == "2023-10..2023-12"


OTHER = started("IND-X")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (entry("IND-F", "growth", "%", "of: IND-N", "against: last-yaer"), "IND-026"),
        (entry("IND-F", "growth", "个", "of: IND-N"), "IND-016"),
        (entry("IND-F", "growth", "%", "of: IND-NN"), "IND-020"),
        (
            entry(
                "IND-F",
                "ratio",
                "%",
                "numerator: IND-N",
                "denominator: {indicator: IND-X, division: city}",
            ),
            "IND-032",
        ),
        (
            entry("IND-F", "ratio", "亿元/个", "numerator: IND-N", "denominator: IND-X"),
            "IND-016",
        ),
        (
            entry(
                "IND-F",
                "ratio",
                "%",
                "numerator: IND-N",
                "denominator: {indicator: IND-X, span: last-yaer}",
            ),
            "IND-026",
        ),
    ],
)
def test_what_cannot_be_composed_is_told(tmp_path, text, told):
    with pytest.raises(FaultsError) as refused:
        catalogue_of(tmp_path, N, OTHER, text)
    assert told in [each.code for each in refused.value.faults]


def test_growth_of_what_firms_report_is_refused(tmp_path):
    output = entry(
        "IND-OUT",
        "cumulative-report",
        "亿元",
        "source: firm_month",
        "measure: {sum: output}",
        "dimensions: [division]",
    )
    with pytest.raises(FaultsError) as refused:
        catalogue_of(tmp_path, output, entry("IND-F", "growth", "%", "of: IND-OUT"))
    assert [each.code for each in refused.value.faults] == ["IND-033"]
