"""All cells in one go: every unit, every chain, and their totals."""

import pytest
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, NOVEMBER, PROVINCE, ZONE

from chainchief.core.errors import WrongUseError
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.figures import Scope

STARTED = "IND-PRJ-STARTED-ALL"


@pytest.fixture
def spread(city):
    """Five started projects over two counties, a zone and the city itself."""
    places = (
        (DECHENG, "FOOD"),
        (DECHENG, None),
        (NINGJIN, "FOOD"),
        (ZONE, "NEW-IT"),
        (CITY, "FOOD"),
    )
    for number, (division, chain) in enumerate(places):
        city.project(f"P{number}", division, chain)
        city.stage(f"P{number}")
    return city


def values(figures, code=STARTED):
    return {
        (f.scope.division, f.scope.chain): int(f.value)
        for f in figures
        if f.code == code and f.value
    }


def test_every_cell_and_every_total_by_hand(spread):
    assert values(spread.figures(codes=[STARTED])) == {
        (CITY, ""): 5,
        (CITY, "FOOD"): 3,
        (CITY, "NEW-IT"): 1,
        (DECHENG, ""): 3,
        (DECHENG, "FOOD"): 1,
        (DECHENG, "NEW-IT"): 1,
        (NINGJIN, ""): 1,
        (NINGJIN, "FOOD"): 1,
        (ZONE, ""): 1,
        (ZONE, "NEW-IT"): 1,
    }


def test_asking_for_few_cells_gives_the_same_numbers(spread):
    snapshot = spread.snapshot()
    whole = values(spread.figures(snapshot=snapshot, codes=[STARTED]))
    few = spread.figures(
        snapshot=snapshot, codes=[STARTED], divisions=[DECHENG, ZONE], chains=["NEW-IT"]
    )
    assert values(few) == {(unit, "NEW-IT"): whole[unit, "NEW-IT"] for unit in (DECHENG, ZONE)}


def test_a_cell_without_records_is_zero_and_not_missing(spread):
    figure = spread.figures(codes=[STARTED]).get(STARTED, Scope(NINGJIN, "NEW-IT"))
    assert (figure.value, figure.records, figure.display) == (0, 0, "0个")


def test_what_was_not_computed_is_refused_and_never_guessed(spread):
    figures = spread.figures(codes=[STARTED], divisions=[DECHENG], chains=["FOOD"])
    for code, scope in (
        (STARTED, Scope(NINGJIN)),
        (STARTED, Scope(DECHENG, "NEW-IT")),
        ("IND-PRJ-SIGNED", Scope(DECHENG)),
    ):
        with pytest.raises(WrongUseError, match="没有计算"):
            figures.get(code, scope)


def test_indicators_that_others_rest_on_are_computed_but_not_listed(spread):
    figures = spread.figures(codes=["IND-PRJ-START-RATE"])
    assert {figure.code for figure in figures} == {"IND-PRJ-START-RATE"}


def test_a_figure_says_all_that_is_needed_to_find_it_again(spread):
    snapshot = spread.snapshot()
    figure = spread.figures(snapshot=snapshot, codes=[STARTED]).get(STARTED)
    assert figure.snapshot == snapshot.id
    assert str(figure.span) == "2023-01..2023-11"
    assert figure.scope == Scope(CITY)
    assert figure.definition == spread.catalogue.hashes[STARTED]


def test_statements_that_a_county_does_not_have_are_not_listed_for_every_county(city):
    city.statistic(86_000)
    city.statistic(50_000, division=NINGJIN)
    listed = [
        (f.scope.division, f.absent == "") for f in city.figures() if f.code == "IND-OFF-IVA-GROWTH"
    ]
    assert listed == [(CITY, True), (NINGJIN, True)]
    asked = list(city.figures(codes=["IND-OFF-IVA-GROWTH"], divisions=[DECHENG]))
    assert [bool(f.absent) for f in asked] == [True]


def test_the_province_can_be_asked_for_what_is_looked_up(city):
    city.statistic(69_000, division=PROVINCE)
    figures = city.figures(codes=["IND-OFF-IVA-GROWTH"], divisions=[PROVINCE])
    assert figures.get("IND-OFF-IVA-GROWTH", Scope(PROVINCE)).value == 69_000


def test_unknown_units_chains_and_codes_are_refused_before_anything_is_computed(city):
    snapshot = city.snapshot()
    for wrong in ({"divisions": ["999999"]}, {"chains": ["NONE"]}, {"codes": ["IND-NONE"]}):
        with pytest.raises(WrongUseError):
            figures_for(snapshot, NOVEMBER, catalogue=city.catalogue, engine=city.engine, **wrong)


def test_an_empty_ledger_has_figures_of_nothing(ledger):
    from tests.indicators.conftest import City

    assert list(City().figures()) == []
