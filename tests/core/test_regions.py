"""Codes of divisions."""

import pytest

from chainchief.core.codes.regions import Level, city_of, is_code, level_of, province_of


@pytest.mark.parametrize(
    ("code", "level"),
    [("370000", Level.PROVINCE), ("371400", Level.CITY), ("371402", Level.COUNTY)],
)
def test_levels(code, level):
    assert level_of(code) is level


@pytest.mark.parametrize("text", ["37140", "3714021", "071402", "3714O2", "", "３７１４０２x"])
def test_what_is_not_a_code(text):
    assert not is_code(text)


def test_a_county_lies_in_its_city_and_province():
    assert city_of("371481") == "371400"
    assert province_of("371481") == "370000"
