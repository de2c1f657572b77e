"""Which unit is the city, what lies in what, and which unit a term of a difference means."""

import pytest
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, PROVINCE, ZONE, City

from chainchief.core.errors import WrongUseError
from chainchief.indicators.compute.divisions import territory_of


def territory(city):
    return territory_of(city.snapshot(), city.engine)


def test_the_city_is_the_unit_of_that_level_and_its_units_follow_in_code_order(city):
    known = territory(city)
    assert known.root == CITY
    assert known.inside == [CITY, DECHENG, NINGJIN, ZONE]
    assert not known.holds(PROVINCE)


def test_a_city_beside_it_without_units_is_not_the_ledgers(city):
    city.division("371500", PROVINCE, level="city")
    assert territory(city).root == CITY


def test_two_cities_alike_ask_which_and_the_setting_answers(ledger, monkeypatch):
    city = City()
    for code in ("371400", "371500"):
        city.division(code, level="city")
    with pytest.raises(WrongUseError, match=r"chainchief\.toml"):
        territory(city)
    monkeypatch.setenv("CHAINCHIEF_CITY", "371500")
    assert territory(city).root == "371500"


def test_a_ledger_of_one_county_is_told_for_that_county(ledger):
    city = City()
    city.division(DECHENG)
    assert territory(city).root == DECHENG


def test_an_empty_ledger_has_no_city(ledger):
    known = territory(City())
    assert (known.root, known.inside) == ("", [])


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("", ZONE), ("county", DECHENG), ("city", CITY), ("province", PROVINCE), (NINGJIN, NINGJIN)],
)
def test_a_term_means_the_unit_of_that_level_around_the_cell(city, wanted, found):
    assert territory(city).around(ZONE, wanted) == found


def test_an_unknown_unit_or_chain_is_refused_with_those_there_are(city):
    known = territory(city)
    with pytest.raises(WrongUseError, match=f"地区{DECHENG}"):
        known.check("999999")
    with pytest.raises(WrongUseError, match="NEW-IT"):
        known.check_chain("NEWIT")
