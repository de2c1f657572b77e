"""How many chains or counties pass a threshold, and which place one of them has."""

import pytest
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, WAN
from tests.indicators.definitions import catalogue_of, entry, started

from chainchief.core.faults import FaultsError
from chainchief.indicators.describe.explain import explained
from chainchief.indicators.describe.names import names_of

N = started("IND-N", "once: true")
MONEY = entry(
    "IND-MONEY",
    "cumulative-report",
    "亿元",
    "source: project_report",
    "measure: {sum: invested}",
    "dimensions: [division, chain]",
)
WHY = "reason: {zh: 年度考核方案, en: the yearly scheme}"


def members(code, which, of="IND-N", each="chain", *more):
    return entry(code, "members", "条", f"of: {of}", f"each: {each}", f"which: {which}", *more)


BIG = members("IND-BIG", "{at_least: 1亿元}", "IND-MONEY")
ABOVE_MEAN = members("IND-MEAN", "{above: mean}")
FIRST = members("IND-FIRST", "{within_first: 2}")
COUNTIES = members("IND-COUNTIES", "{at_least: 2个}", "IND-N", "county")
PLACE = entry("IND-PLACE", "position", "位", "of: IND-N", "each: chain")
DENSE = entry("IND-DENSE", "position", "位", "of: IND-N", "each: chain", "ties: dense")
LEAST = entry("IND-LEAST", "position", "位", "of: IND-N", "each: chain", "order: ascending")
COUNTY = entry("IND-COUNTY", "position", "位", "of: IND-N", "each: county", WHY)
ALL = (N, MONEY, BIG, ABOVE_MEAN, FIRST, COUNTIES, PLACE, DENSE, LEAST, COUNTY)


@pytest.fixture
def chains(city, tmp_path):
    """Starts: FOOD 3, NEW-IT 1, OLD 1, a fourth chain none; 4 in Decheng, 1 in Ningjin."""
    city.chain("NONE")
    city.catalogue = catalogue_of(tmp_path, *ALL)
    for number, (chain, where) in enumerate(
        [
            ("FOOD", DECHENG),
            ("FOOD", DECHENG),
            ("FOOD", NINGJIN),
            ("NEW-IT", DECHENG),
            ("OLD", DECHENG),
        ]
    ):
        city.project(f"P{number}", where, chain)
        city.stage(f"P{number}")
    city.report("P0", invested=6000)
    city.report("P1", invested=4000)
    city.report("P3", invested=9999)
    return city


def test_chains_whose_sum_passes_a_threshold(chains):
    figure = chains.figure("IND-BIG")
    assert (figure.value, figure.display) == (1, "1条")
    assert chains.lines() == [("value", "FOOD", 1)]
    assert names_of(chains.last_receipt, chains.catalogue["IND-BIG"]) == ("FOOD产业链",)
    assert chains.value("IND-MONEY", chain="FOOD") == 10_000 * WAN


def test_chains_above_the_mean_of_all_chains(chains):
    """Five starts over four chains are 1.25 each."""
    assert chains.value("IND-MEAN") == 1


def test_who_shares_a_place_is_within_the_first_with_the_others(chains):
    assert chains.value("IND-FIRST") == 3
    assert [line[1] for line in chains.lines()] == ["FOOD", "NEW-IT", "OLD"]


def test_counties_that_reach_a_number_need_no_reason_for_nobody_is_ranked(chains):
    assert chains.value("IND-COUNTIES") == 1
    assert [(line.kind, line.code) for line in chains.last_receipt.contributions] == [
        ("division", DECHENG)
    ]
    assert chains.value("IND-COUNTIES", chain="FOOD") == 1


def test_the_place_of_a_chain_is_those_ahead_and_one(chains):
    assert chains.figure("IND-PLACE", chain="FOOD").display == "第1位"
    figure = chains.figure("IND-PLACE", chain="OLD")
    assert (figure.display, figure.parts) == ("第2位", {"ahead": 1})
    assert chains.lines() == [("ahead", "FOOD", 1)]


@pytest.mark.parametrize(("code", "place"), [("IND-PLACE", 4), ("IND-DENSE", 3), ("IND-LEAST", 1)])
def test_after_a_shared_place_one_is_left_out_unless_the_ties_are_dense(chains, code, place):
    assert chains.value(code, chain="NONE") == place


def test_the_place_in_a_county(chains):
    assert chains.value("IND-PLACE", NINGJIN, "FOOD") == 1
    assert chains.value("IND-PLACE", NINGJIN, "OLD") == 2


def test_all_chains_together_have_no_place(chains):
    figure = chains.figure("IND-PLACE")
    assert (figure.value, figure.display) == (None, "—")
    assert "请指明产业链" in figure.absent


def test_the_place_of_a_county_says_its_reason(chains):
    assert chains.figure("IND-COUNTY", NINGJIN).display == "第2位"
    assert chains.figure("IND-COUNTY", CITY).value is None
    told = explained(chains.catalogue["IND-COUNTY"], chains.catalogue)
    assert "排位理由: 年度考核方案" in told
    assert "其后位次空缺" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (COUNTY.replace(f"  {WHY}\n", ""), "IND-031"),
        (members("IND-M", "{within_first: 3}", "IND-N", "county"), "IND-031"),
        (members("IND-M", "{at_least: 3}"), "IND-030"),
        (members("IND-M", "{at_least: 3亿元}"), "IND-030"),
        (members("IND-M", "{least: 3个}"), "IND-026"),
        (members("IND-M", "{within_first: 0}"), "IND-014"),
        (members("IND-M", "{}"), "IND-014"),
        (members("IND-M", "{at_least: mean}", "IND-N", "town"), "IND-026"),
        (members("IND-M", "{at_least: mean}", "IND-PLACE"), "IND-022"),
    ],
)
def test_what_sets_nothing_against_each_other_is_told(tmp_path, text, told):
    with pytest.raises(FaultsError) as refused:
        catalogue_of(tmp_path, N, PLACE, text)
    assert told in [each.code for each in refused.value.faults]
