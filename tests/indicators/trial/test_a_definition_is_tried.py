"""A candidate definition is run before anybody adopts it: values, receipt, words, warnings."""

import pytest
import yaml
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, NOVEMBER
from tests.indicators.sentences.small_ledger import WAN, YI, write

from chainchief.access.faults import NotAllowedError
from chainchief.access.viewers import HeldRole, Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.home import home
from chainchief.indicators.catalogue.loading import load
from chainchief.indicators.trial import try_definition
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.project.models import ProjectStage

OFFICE = Viewer("office", (HeldRole("chain-office"),))
STARTED = {
    "code": "IND-TRY-STARTED",
    "name": {"zh": "试算新开工", "en": "Started, tried"},
    "nature": "flow",
    "unit": "个",
    "source": "project_stage",
    "where": {"stage": "started"},
    "measure": {"count": "project"},
    "date": "recognised_on",
    "dimensions": ["division", "chain"],
    "definition": [{"valid_from": "2022-01-01", "zh": "试", "en": "tried"}],
}
INVESTED = "project.total_investment"
LARGE = {**STARTED, "where": {"stage": "started", INVESTED: {"at_least": "5亿元"}}}


def tried(definition=STARTED, division=CITY, viewer=OFFICE, **more):
    return try_definition(definition, NOVEMBER, division, viewer, **more)


def codes(faults):
    return [each.fault.code for each in faults]


@pytest.fixture
def town(city):
    write(city)
    return city


def test_a_month_its_last_year_and_the_twelve_months_are_told(town):
    trial = tried()
    assert trial.is_sound
    assert (trial.figure.value, trial.last_year.value) == (3, 2)
    assert trial.growth.display == "增长50.0%"
    assert len(trial.months) == 12
    assert [int(each.figure.value) for each in trial.months[-9:]] == [1, 1, 2, 2, 2, 2, 2, 2, 3]
    alone = {str(each.month): int(each.alone.value) for each in trial.months if each.alone.value}
    assert alone == {"2023-03": 1, "2023-05": 1, "2023-11": 1}


def test_the_receipt_names_the_records_and_adds_up(town):
    trial = tried(division=DECHENG)
    assert trial.receipt.adds_up
    assert [line.code for line in trial.receipt.contributions] == ["P1", "P2"]


def test_another_unit_chain_and_span_are_told_on_demand(town):
    assert tried(division=NINGJIN).figure.value == 1
    assert tried(chain="NEW-IT").figure.value == 0
    month = tried(span="month")
    assert month.figure.value == 1
    assert [int(each.figure.value) for each in month.months[-3:]] == [0, 0, 1]
    fixed = tried(span="2023-01..2023-05")
    assert (fixed.figure.value, fixed.last_year.value) == (2, 1)
    assert fixed.months[-2].figure.span.label == "2022年12月至2023年4月"


def test_a_unit_that_is_not_there_is_refused_by_its_name(town):
    with pytest.raises(WrongUseError, match="371499"):
        tried(division="371499")


def test_it_is_explained_in_both_languages(town):
    trial = tried(LARGE)
    assert trial.sentences["zh-hans"] == (
        "按“项目阶段”台账，认定日在时段内，阶段为开工，项目的计划总投资不小于5亿元，计项目数。"
    )
    assert "planned total investment is at least 5亿元" in trial.sentences["en"]
    assert "条件: 阶段为开工" in trial.words["zh-hans"]
    assert "condition: stage is started" in trial.words["en"]


def test_what_is_not_yet_named_has_its_numbers_beside_what_is_missing(town):
    unnamed = {k: v for k, v in LARGE.items() if k not in ("code", "name", "definition")}
    trial = tried(unnamed)
    assert {each.key for each in trial.faults} == {"code", "name", "definition"}
    assert not trial.is_sound
    assert trial.figure.value == 2
    twice = tried({**LARGE, "name": {"zh": load()["IND-PRJ-STARTED"].names["zh"], "en": "X"}})
    assert codes(twice.faults) == ["IND-009"]
    assert twice.figure.value == 2


def test_each_fault_says_its_key_and_its_line_and_nothing_is_computed(town):
    wrong = {**LARGE, "unit": "亿", "where": {"stag": "started"}, "date": "recognized_on"}
    trial = tried(wrong)
    lines = trial.text.splitlines()
    assert trial.figure is None
    found = {each.key: lines[each.line - 1].strip() for each in trial.faults}
    assert found == {
        "unit": "unit: 亿",
        "where.stag": "stag: started",
        "date": "date: recognized_on",
    }


def test_its_text_is_an_entry_that_a_preset_takes_as_it_is(town):
    trial = tried(LARGE)
    presets = home().path / "presets"
    presets.mkdir(parents=True, exist_ok=True)
    (presets / "indicators-own.yaml").write_text(trial.text, encoding="utf-8")
    assert load()["IND-TRY-STARTED"].where == trial.indicator.where
    assert yaml.safe_load(trial.text)[0]["where"] == LARGE["where"]


def test_trying_changes_nothing(town):
    before = dict(load().hashes)
    tried()
    assert load().hashes == before


def test_what_counts_the_same_as_another_is_told(town):
    known = load()["IND-PRJ-STARTED"]
    same = {**known.canonical, "code": "IND-TRY-SAME", "name": {"zh": "另名", "en": "Other"}}
    (warning,) = (each for each in tried(same).warnings if each.fault.code == "IND-070")
    assert "IND-PRJ-STARTED" in warning.fault.text


def test_what_gives_the_same_numbers_as_another_is_told(town):
    like = {**LARGE, "where": {**LARGE["where"], INVESTED: {"at_least": "4亿元"}}}
    warnings = {each.fault.code: each.fault.text for each in tried(like).warnings}
    assert "IND-STG-STARTED-GE5" in warnings["IND-071"]
    everything = {each.fault.code for each in tried().warnings}
    assert "IND-070" not in everything


def test_rows_without_their_day_are_counted(town):
    ProjectStage.objects.filter(code=f"P3/started/{DECHENG}").update(recognised_on=None, version=2)
    (warning,) = (each for each in tried().warnings if each.fault.code == "IND-075")
    assert warning.key == "date"
    assert "5行中有1行没有“认定日”" in warning.fault.text


def test_what_never_counts_is_told(town):
    never = {
        **LARGE,
        "where": {"stage": "started", INVESTED: {"above": "500亿元"}},
    }
    assert "IND-074" in codes(tried(never).warnings)
    assert "IND-074" not in codes(tried(LARGE).warnings)


def test_what_nobody_can_know_yet_is_told_with_its_months(town):
    trial = tried(
        {
            **STARTED,
            "source": "visit",
            "where": {"form": "outing"},
            "measure": {"count": "visit"},
            "unit": "次",
        }
    )
    (warning,) = (each for each in trial.warnings if each.fault.code == "IND-076")
    assert "4个月" in warning.fault.text


def firms(**more):
    return {
        **STARTED,
        "code": "IND-TRY-FIRMS",
        "nature": "stock",
        "unit": "家",
        "source": "enterprise",
        "where": {"revenue": {"at_least": "1亿元"}},
        "measure": {"count": "enterprise"},
        "dimensions": ["division"],
        **more,
    }


def stock(**more):
    return {key: value for key, value in firms(**more).items() if key != "date"}


def test_small_cells_of_firms_are_told_and_what_the_public_would_not_see(town):
    assert "IND-072" in codes(tried(stock()).warnings)
    protected = tried(stock(disclosure="protected"))
    assert "IND-073" in codes(protected.warnings)
    assert "IND-072" not in codes(protected.warnings)
    assert not {"IND-072", "IND-073"} & set(codes(tried(STARTED).warnings))


def test_a_county_tries_its_own_numbers_alone(town):
    county = Viewer("county", (HeldRole("county", division=DECHENG),))
    assert tried(division=DECHENG, viewer=county).figure.value == 2
    with pytest.raises(NotAllowedError):
        tried(division=NINGJIN, viewer=county)


def test_nobody_reads_by_a_trial_what_is_closed_to_him(town):
    press = Viewer("press", (HeldRole("press-office"),))
    with pytest.raises(NotAllowedError):
        tried(stock(), viewer=press)
    Enterprise.objects.filter(code="E2").update(revenue=2 * YI + WAN, version=2)
    one = {
        "code": "IND-TRY-ONE",
        "name": {"zh": "某企业营收", "en": "Revenue of one firm"},
        "nature": "record",
        "unit": "万元",
        "source": "enterprise",
        "attribute": "revenue",
        "record": "E2",
        "definition": STARTED["definition"],
    }
    assert tried(one).figure.value == 2 * YI + WAN
    county = Viewer("county", (HeldRole("county", division=DECHENG),))
    with pytest.raises(NotAllowedError, match="E2"):
        tried(one, division=DECHENG, viewer=county)
