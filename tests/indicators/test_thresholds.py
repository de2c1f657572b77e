"""A threshold carries its unit, and of a rank it is the last place that is still within."""

from fractions import Fraction

import pytest
from tests.indicators.conftest import NOVEMBER, WAN

from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.core.i18n import speaking
from chainchief.core.spans import Month
from chainchief.core.units import quantity, unit
from chainchief.indicators.catalogue.loading import from_files, from_kept, shipped
from chainchief.indicators.claims import load_claims, proofs_for
from chainchief.indicators.describe.explain import explained

LARGE = """
- code: IND-LARGE
  name: {zh: 大项目, en: Large projects}
  nature: flow
  source: project_stage
  where: {stage: started, project.total_investment: %s}
  measure: {count: project}
  date: recognised_on
  unit: 个
  dimensions: [division, chain]
  definition:
    - {valid_from: 2022-01-01, zh: 试, en: test}
"""
RANKED = """
- code: CLM-RANK
  name: {zh: 位列前十, en: Among the first ten}
  nature: rank
  series: national
  among: {zh: 全国, en: all cities}
  unit: 位
  %s
  definition:
    - {valid_from: 2022-01-01, zh: 试, en: test}
"""
GROWN = """
- code: CLM-GROWN
  name: {zh: 增速过半, en: Grown}
  nature: flow
  source: project_stage
  where: {stage: started}
  measure: {sum: amount}
  date: recognised_on
  unit: 亿元
  dimensions: [division]
  %s
  definition:
    - {valid_from: 2022-01-01, zh: 试, en: test}
"""


def catalogue(tmp_path, threshold):
    file = tmp_path / "indicators.yaml"
    file.write_text(LARGE % threshold, encoding="utf-8")
    return from_files(file)


def counted(city, tmp_path, threshold):
    city.catalogue = catalogue(tmp_path, threshold)
    return city.value("IND-LARGE")


@pytest.fixture
def started(city):
    """Five projects of 0.5, 5, 9.99, 10 and 20 亿元."""
    for number, wan in enumerate((5_000, 50_000, 99_900, 100_000, 200_000)):
        city.project(f"P{number}", total_investment=wan * WAN)
        city.stage(f"P{number}")
    return city


@pytest.mark.parametrize(
    ("threshold", "number"),
    [
        ("{at_least: 10亿元}", 2),
        ("{at_least: 100000万元}", 2),
        ('{at_least: "1,000,000,000元"}', 2),
        ("{below: 10亿元}", 3),
        ("{at_least: 0.5亿元, below: 5亿元}", 1),
        ("[10亿元, 20亿元]", 2),
        ("{not: 20亿元}", 4),
    ],
)
def test_amounts_count_as_they_are_written(started, tmp_path, threshold, number):
    assert counted(started, tmp_path, threshold) == number


@pytest.mark.parametrize(
    "threshold",
    ["{at_least: 1000000000}", "{below: 10}", "1000", "{not: 5}", "{at_least: 10亩}", "10亿"],
)
def test_a_number_without_a_unit_of_the_column_is_told_with_its_place(tmp_path, threshold):
    with pytest.raises(FaultsError) as refusal:
        catalogue(tmp_path, threshold)
    (fault,) = refusal.value.faults
    assert (fault.code, fault.place.line) == ("IND-030", 6)
    with speaking("zh-hans"):
        assert "10亿元" in fault.remedy


def test_a_definition_issued_before_thresholds_had_units_is_still_read(tmp_path, started):
    file = tmp_path / "kept.yaml"
    file.write_text(LARGE % "{at_least: 100000000000}", encoding="utf-8")
    started.catalogue = from_kept(file)
    assert started.value("IND-LARGE") == 2


def test_an_entry_says_its_threshold_in_words(tmp_path):
    found = catalogue(tmp_path, "{at_least: 10亿元}")
    with speaking("zh-hans"):
        told = explained(found["IND-LARGE"], found)
    assert "不小于10亿元" in told
    assert "[project.total_investment: 10亿元]" in told


def test_no_shipped_entry_counts_by_bare_steps():
    amounts = [
        text
        for indicator in shipped()
        for each in indicator.where
        if each.texts
        for text in each.texts
    ]
    assert amounts
    assert not any(text.isdigit() for text in amounts)


@pytest.mark.parametrize(
    ("text", "steps", "code"),
    [("10亿元", 10**11, "亿元"), ("5%", 50_000, "%"), ("1分", 1, "分"), ("1.5 亩", 300_000, "亩")],
)
def test_a_quantity_is_a_number_with_its_unit(text, steps, code):
    assert quantity(text) == (steps, unit(code))


@pytest.mark.parametrize("text", ["", "10", "亿元", "10亿", "十亿元", "0.001分", "10 20元"])
def test_anything_else_is_no_quantity(text):
    with pytest.raises(ValueError, match=r"^.*$"):
        quantity(text)


# Ranks.


def proof(city, text):
    home().presets.mkdir(parents=True, exist_ok=True)
    (home().presets / "claims.yaml").write_text(text, encoding="utf-8")
    claims = load_claims()
    codes = [text.split()[2]]
    found = proofs_for(city.snapshot(), NOVEMBER, claims=claims, engine=city.engine, codes=codes)
    return found[0]


@pytest.mark.parametrize(("rank", "holds"), [(1, True), (10, True), (11, False), (62, False)])
def test_a_rank_holds_within_the_first_so_many(city, rank, holds):
    city.rank(rank, series="national")
    told = proof(city, RANKED % "within_first: 10")
    assert told.holds is holds
    if not holds:
        with speaking("zh-hans"):
            assert told.why_not == f"第{rank}位，不在前10位"


@pytest.mark.parametrize("wrong", ["at_least: 10", "", "within_first: 0", "within_first: 10位"])
def test_a_claim_of_a_rank_says_nothing_else(city, wrong):
    with pytest.raises(FaultsError) as refusal:
        proof(city, RANKED % wrong)
    assert [fault.code for fault in refusal.value.faults] == ["IND-014"]


@pytest.mark.parametrize("wrong", ["at_least: 10", "at_least: 10亩", "within_first: 3"])
def test_a_claim_of_an_amount_has_its_unit(city, wrong):
    text = GROWN.replace("sum: amount", "sum: invested").replace("project_stage", "project_report")
    text = text.replace("where: {stage: started}\n  ", "").replace("date: recognised_on\n  ", "")
    text = text.replace("nature: flow", "nature: cumulative-report")
    with pytest.raises(FaultsError) as refusal:
        proof(city, text % wrong)
    assert refusal.value.faults[0].code in ("IND-014", "IND-030")
    city.project("P1")
    city.report("P1", invested=60_000)
    assert proof(city, text % "at_least: 6亿元").holds
    told = proof(city, text % "at_least: 7亿元")
    with speaking("zh-hans"):
        assert told.why_not == "6亿元，未达到7亿元"


def test_a_figure_reaches_by_its_unit_and_a_rank_by_its_place(city):
    city.rank(62, series=city.catalogue["IND-OFF-TECH-RANK"].series)
    ranked = city.figure("IND-OFF-TECH-RANK")
    assert not ranked.reaches(10)
    assert ranked.reaches(62)
    missing = city.figure("IND-OFF-TECH-RANK", month=Month(2022, 1))
    assert not missing.reaches(10)
    city.project("P1")
    city.report("P1", invested=490)
    assert city.figure("IND-PRJ-INVESTED").reaches(Fraction(490 * WAN))
    assert not city.figure("IND-PRJ-INVESTED").reaches(490 * WAN + 1)
