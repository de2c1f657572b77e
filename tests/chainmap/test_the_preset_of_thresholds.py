"""Thresholds are a preset that a city adapts; what is wrong in it is told whole."""

from fractions import Fraction

import pytest

from chainchief.chainmap import thresholds
from chainchief.core.faults import FaultsError

KEYS = {
    "source": "本市", "version": "2", "valid_from": "2024-01-01", "capacity_of_demand": "75%",
    "fewest_local_firms": "3", "most_concentrated": "0.3", "single_outside_share": "60%",
    "standstill_below": "5%", "days": "90",
}  # fmt: skip


def own(home, **changes):
    folder = home / "presets"
    folder.mkdir(exist_ok=True)
    kept = {**KEYS, **changes}
    text = "".join(f"{key}: {value}\n" for key, value in kept.items() if value is not None)
    (folder / "coverage.yaml").write_text(text, encoding="utf-8")


def test_the_programs_preset_holds_where_a_city_has_none(own_home):
    found = thresholds()
    assert (found.capacity_of_demand, found.fewest_local_firms, found.days) == (
        Fraction(4, 5), 2, 120,
    )  # fmt: skip
    assert found.source


def test_a_citys_own_takes_its_place(own_home):
    own(own_home)
    found = thresholds()
    assert (found.most_concentrated, found.fewest_local_firms, found.version) == (
        Fraction(3, 10), 3, "2",
    )  # fmt: skip
    assert found.as_json()["capacity_of_demand"] == 0.75


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"days": None}, "days"),
        ({"days": "0"}, "days"),
        ({"days": "true"}, "days"),
        ({"most_concentrated": "1.5"}, "most_concentrated"),
        ({"standstill_below": "many"}, "standstill_below"),
        ({"capacity_of_demand": ".nan"}, "capacity_of_demand"),
        ({"extra": "1"}, "extra"),
        ({"source": "[unclosed"}, "coverage.yaml"),
    ],
)
def test_what_is_wrong_is_named(own_home, changes, said):
    own(own_home, **changes)
    with pytest.raises(FaultsError, match=said) as refused:
        thresholds()
    assert {fault.code for fault in refused.value.faults} == {"CMP-001"}


def test_everything_is_told_at_once(own_home):
    own(own_home, days="0", most_concentrated="2", version=None)
    with pytest.raises(FaultsError) as refused:
        thresholds()
    assert len(refused.value.faults) == 3


def test_a_preset_that_is_no_mapping_is_told(own_home):
    own(own_home)
    (own_home / "presets" / "coverage.yaml").write_text("- a\n", encoding="utf-8")
    with pytest.raises(FaultsError):
        thresholds()
