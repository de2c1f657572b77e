"""What a person of the trade knows of food, textiles, medicine, fitness, building and logistics."""

import itertools

import pytest

from chainchief.ledger.chaintemplates import shipped


@pytest.fixture(scope="module")
def food():
    return shipped()["FOOD"]


def assert_row(template, *row):
    """Each segment of the row stops without the one before it."""
    for before, after in itertools.pairwise(row):
        assert before in template.inputs_of(after, essential=True), (before, after)


def test_isolate_is_made_of_low_temperature_meal_and_never_of_the_crushers(food):
    assert_row(food, "SOYBEAN", "LOW-TEMP-MEAL", "SOY-PROTEIN", "NUTRITION")
    assert "SOY-CRUSHING" not in food.behind("SOY-PROTEIN")


def test_functional_sugars_come_from_maize_by_starch_and_enzymes(food):
    assert_row(food, "CORN", "CORN-WET-MILLING", "STARCH-SUGAR", "OLIGOSACCHARIDE")
    for sugar in ("STARCH-SUGAR", "OLIGOSACCHARIDE"):
        assert "ENZYME" in food.inputs_of(sugar, essential=True)


def test_xylitol_comes_from_the_cob_without_any_starch(food):
    assert_row(food, "CORN", "CORNCOB", "XYLITOL")
    assert food.behind("XYLITOL").isdisjoint({"CORN-WET-MILLING", "STARCH-SUGAR", "ENZYME"})


def test_a_chicken_eats_meal_and_maize_before_it_is_braised_with_spice_and_sauce(food):
    assert_row(food, "SOY-CRUSHING", "FEED", "POULTRY-FARMING", "POULTRY-SLAUGHTER", "BRAISED-MEAT")
    assert {"SPICE", "SOY-SAUCE"} <= food.inputs_of("BRAISED-MEAT", essential=True)


def test_chilli_is_dried_before_colour_is_extracted_or_a_hotpot_base_fried(food):
    assert_row(food, "CHILLI", "CHILLI-DRYING", "CAPSICUM-EXTRACT")
    needed = {"CHILLI-DRYING", "SPICE", "SALT", "OIL-REFINING", "FLEXIBLE-PACKAGING"}
    assert food.inputs_of("SEASONING", essential=True) == needed


def test_ready_meals_need_the_cold_store_and_catering_takes_them(food):
    assert "COLD-STORAGE" in food.inputs_of("READY-MEALS", essential=True)
    assert "READY-MEALS" in food.inputs_of("CATERING")
