"""The catalogue as loaded: overlays of the home folder, names, definitions and their hashes."""

import datetime as dt

import pytest

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import speaking
from chainchief.indicators.catalogue.loading import load, shipped
from chainchief.indicators.figures import MetricType

OWN = """\
- code: IND-PRJ-STARTED
  name: {zh: 本市新开工项目, en: Our projects started}
  nature: flow
  source: project_stage
  where: {stage: started}
  measure: {count: project}
  date: occurred_on
  unit: 个
  dimensions: [division]
  definition:
    - {valid_from: 2022-01-01, valid_to: 2022-12-31, zh: 旧, en: old}
    - {valid_from: 2023-01-01, zh: 新, en: new}
- code: IND-LOCAL
  name: {zh: 本地指标, en: Local indicator}
  nature: furnished
  item: local
  unit: 个
  definition:
    - {valid_from: 2022-01-01, zh: 说, en: say}
"""


@pytest.fixture
def overlaid(own_home):
    (own_home / "presets").mkdir()
    (own_home / "presets" / "indicators-city.yaml").write_text(OWN, encoding="utf-8")
    return load()


def test_the_shipped_catalogue_has_no_fault_each_nature_and_every_figure_of_a_release():
    catalogue = shipped()
    assert len(catalogue) >= 130
    assert {indicator.ref for indicator in catalogue} >= {
        f"F{number:02}" for number in range(1, 63)
    }
    missing = set(MetricType) - {indicator.nature for indicator in catalogue}
    assert missing == set()


def test_the_home_folder_replaces_by_code_and_adds(overlaid):
    assert overlaid["IND-PRJ-STARTED"].names["zh"] == "本市新开工项目"
    assert overlaid["IND-PRJ-STARTED"].date == "occurred_on"
    assert overlaid["IND-LOCAL"].nature is MetricType.FURNISHED
    assert len(overlaid) == len(shipped()) + 1


def test_the_definition_in_force_depends_on_the_day(overlaid):
    indicator = overlaid["IND-PRJ-STARTED"]
    assert indicator.definition_on(dt.date(2022, 12, 31)).text == "旧"
    assert indicator.definition_on(dt.date(2023, 1, 1)).text == "新"
    assert indicator.definition_on(dt.date(2021, 12, 31)) is None
    with speaking("en"):
        assert indicator.definition_on(dt.date(2023, 1, 1)).text == "new"


def test_a_changed_entry_has_another_hash_and_so_have_those_that_rest_on_it(overlaid):
    before, after = shipped().hashes, overlaid.hashes
    changed = {code for code in before if before[code] != after[code]}
    assert changed == {
        "IND-PRJ-STARTED",
        "IND-PRJ-FUNDS-RECOGNISED",
        "IND-PRJ-FUNDS-REPORTED",
        "IND-PRJ-FUNDS-VERIFIED",
        "IND-PRJ-RECOGNITION-RATE",
        "IND-PRJ-STARTED-TOTAL",
        "IND-PRJ-FUNDS-RATE",
    }


def test_how_an_indicator_is_found_is_no_part_of_its_definition(own_home):
    text = OWN.replace("  nature: flow", "  aliases: [别的叫法]\n  nature: flow", 1)
    folder = own_home / "presets"
    folder.mkdir()
    hashes = []
    for content in (OWN, text):
        (folder / "indicators-city.yaml").write_text(content, encoding="utf-8")
        hashes.append(load().hashes["IND-PRJ-STARTED"])
    assert hashes[0] == hashes[1]


def test_an_indicator_is_found_by_code_name_or_alias_in_either_language():
    catalogue = shipped()
    for name in ("IND-PRJ-STARTED", "新开工项目", "Landmark-chain projects started"):
        assert catalogue.named(name).code == "IND-PRJ-STARTED"


def test_an_unknown_code_is_refused_with_near_ones():
    with pytest.raises(WrongUseError, match="IND-PRJ-STARTED"):
        shipped()["IND-PRJ-STARTD"]


def test_what_an_indicator_rests_on_comes_before_it():
    catalogue = shipped()
    codes = [e.code for e in catalogue.with_all_behind([catalogue["IND-PRJ-RECOGNITION-RATE"]])]
    assert codes[-1] == "IND-PRJ-RECOGNITION-RATE"
    assert codes.index("IND-PRJ-STARTED") < codes.index("IND-PRJ-FUNDS-RECOGNISED")


def test_a_ratio_is_told_by_the_dimensions_of_both_terms():
    catalogue = shipped()
    assert catalogue["IND-PRJ-START-RATE"].dimensions == ("division", "chain")
    assert catalogue["IND-OFF-IVA-OVER-PROV"].dimensions == ("division",)


def test_every_entry_has_words_in_both_languages():
    for indicator in shipped():
        for texts in (indicator.names, *(each.texts for each in indicator.definitions)):
            assert set(texts) == {"zh", "en"}, indicator.code
            assert texts["zh"] != texts["en"], indicator.code
