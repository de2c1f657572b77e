"""A city takes entries of the program away, by their codes alone."""

import pytest

from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.indicators.catalogue import loading
from chainchief.indicators.claims import load_claims


def preset(name, text):
    home().presets.mkdir(parents=True, exist_ok=True)
    (home().presets / name).write_text(text, "utf-8")


def test_an_omitted_indicator_is_gone_and_the_others_stay(own_home):
    before = set(loading.load().entries)
    preset("indicators-city.yaml", "- {code: IND-PARK-ADDED, omit: true}\n")
    assert before - set(loading.load().entries) == {"IND-PARK-ADDED"}


def test_an_omitted_claim_is_gone_and_the_others_stay(own_home):
    before = set(load_claims().claims)
    preset("claims-city.yaml", "- {code: CLM-K06, omit: true}\n- {code: CLM-K16, omit: true}\n")
    assert before - set(load_claims().claims) == {"CLM-K06", "CLM-K16"}


def test_omitting_what_is_not_there_is_told_with_its_line(own_home):
    preset("indicators-city.yaml", "\n- {code: IND-NOT-THERE, omit: true}\n")
    with pytest.raises(FaultsError) as refusal:
        loading.load()
    (fault,) = refusal.value.faults
    assert (fault.code, fault.place.file, fault.place.line) == (
        "IND-063",
        "indicators-city.yaml",
        2,
    )


def test_omitting_what_another_entry_rests_on_is_told(own_home):
    preset("indicators-city.yaml", "- {code: IND-PRJ-STARTED, omit: true}\n")
    with pytest.raises(FaultsError, match="IND-PRJ-STARTED"):
        loading.load()


def test_omit_with_more_than_a_code_is_no_omission(own_home):
    preset("indicators-city.yaml", "- {code: IND-PARK-ADDED, omit: false}\n")
    with pytest.raises(FaultsError):
        loading.load()
