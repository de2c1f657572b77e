"""A city adds codes to lists of choices: entered, shown, counted, ended, and never renamed."""

import datetime as dt

import pytest
from tests.fixtures.viewers import office
from tests.ledger.small_city import GROUND, QINGYUN, project, revise, stage, write

from chainchief.care.verification import verified
from chainchief.core import clock
from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.core.spans import Month
from chainchief.indicators.catalogue.loading import from_files, load
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.describe.explain import explained
from chainchief.lake.engines.engine import engine_named
from chainchief.lake.snapshots import making
from chainchief.ledger.exchange import column_explanations
from chainchief.ledger.kinds.project.models import Project, ProjectStage
from chainchief.ledger.registers import all_registers, choice_word, register_of
from chainchief.ledger.validation import RefusedError

HEAD = "source: 市链办\nversion: 1\nvalid_from: 2022-01-01\nkinds:\n"
CODES = (
    HEAD
    + """\
  project_stage:
    stage:
      - {code: x_energy, zh: 能评批复, en: energy review passed, valid_from: 2022-01-01}
  project:
    construction:
      - {code: x_old, zh: 旧改, en: renewal, valid_from: 2022-01-01, valid_to: 2023-06-30}
"""
)
INDICATOR = """\
- code: IND-OWN-ENERGY
  name: {zh: 能评批复项目, en: Projects with energy review}
  nature: flow
  source: project_stage
  where: {stage: STAGE}
  measure: {count: project}
  date: occurred_on
  unit: 个
  dimensions: [division, chain]
  definition:
    - {valid_from: 2022-01-01, zh: 说法, en: words}
"""


def declare(text=CODES):
    folder = home().presets
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "codelists.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def city(ledger):
    declare()
    write(*GROUND, project("P1"), project("P9"), stage("P1", "x_energy"))


def refused(*changes):
    with pytest.raises(RefusedError) as refusal:
        write(*changes)
    return [fault.code for fault in refusal.value.faults]


def test_a_record_has_the_code_and_is_told_by_its_word(city):
    assert ProjectStage.objects.get().stage == "x_energy"
    assert choice_word("project_stage", "stage", "x_energy") == "能评批复"
    with speaking(ENGLISH):
        assert choice_word("project_stage", "stage", "x_energy") == "energy review passed"
    assert verified(office())["ledger"] == []


@pytest.mark.parametrize("text", ["x_energy", "能评批复", "energy review passed"])
def test_a_cell_says_it_by_code_or_word_in_either_language(city, text):
    column = register_of("project_stage").column("stage")
    assert column.type.parse(text, {}) == "x_energy"


def test_what_is_on_no_list_is_refused_with_the_words_that_may_be_chosen(city):
    with pytest.raises(RefusedError) as refusal:
        write(stage("P1", "x_enrgy", occurred="2023-11-01"))
    (fault,) = refusal.value.faults
    assert fault.code == "CHK-005"
    assert "能评批复" in fault.text


def test_it_is_counted_by_an_indicator_and_named_in_its_explanation(city):
    (home().presets / "indicators-own.yaml").write_text(
        INDICATOR.replace("STAGE", "x_energy"), encoding="utf-8"
    )
    catalogue, engine = load(), engine_named("duckdb")
    month = Month.parse("2023-10")
    figures = figures_for(
        making.open_snapshot("working"),
        month,
        catalogue=catalogue,
        engine=engine,
        codes=["IND-OWN-ENERGY"],
    )
    assert figures.get("IND-OWN-ENERGY").value == 1
    assert "能评批复" in str(explained(catalogue["IND-OWN-ENERGY"], catalogue))


def test_an_indicator_of_a_code_that_nobody_added_is_refused(city, tmp_path):
    file = tmp_path / "indicators-own.yaml"
    file.write_text(INDICATOR.replace("STAGE", "x_enrgy"), encoding="utf-8")
    with pytest.raises(FaultsError) as refusal:
        from_files(file)
    (fault,) = refusal.value.faults
    assert (fault.code, fault.place.line) == ("IND-013", 5)
    assert "x_energy" in fault.remedy


def test_a_code_that_has_ended_stays_where_it_is_and_is_chosen_no_more(city, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: dt.date(2023, 6, 1))
    write(project("P2", construction="x_old"))
    monkeypatch.setattr(clock, "today", lambda: dt.date(2023, 7, 1))
    assert refused(project("P3", construction="x_old")) == ["CHK-149"]
    kept = Project.objects.get(code="P2")
    write(revise(kept, name="另一个名称"))
    assert Project.objects.get(code="P2").construction == "x_old"
    explained_columns = {
        each.column.name: each for each in column_explanations(register_of("project"))
    }
    assert "旧改" not in explained_columns["construction"].choices
    words = dict(register_of("project").column("construction").type.options())
    assert words["x_old"] == "旧改（已停用）"


def test_a_used_code_is_never_renamed(city):
    declare(CODES.replace("能评批复", "能耗审查"))
    assert refused(stage("P9", "x_energy")) == ["CHK-159"]
    (fault,) = verified(office())["ledger"]
    assert fault.code == "CHK-159"
    assert "能评批复" in fault.text
    assert "能耗审查" in fault.text
    declare(CODES.replace("旧改", "旧厂改造"))
    assert verified(office())["ledger"] == []


def test_a_used_code_that_left_the_list_is_found_by_verify(city):
    declare(HEAD + "  project: {}\n")
    (fault,) = verified(office())["ledger"]
    assert fault.code == "LED-050"
    assert "x_energy" in fault.text


FAULTS = {
    "no such kind": ("project_stage:", "project_stge:", "LED-071", 5),
    "no such list": ("    stage:", "    stge:", "LED-071", 6),
    "no list": ("    stage:", "    occurred_on:", "LED-071", 6),
    "closed": ("    stage:", "    evidence:", "LED-072", 6),
    "not of the city": ("x_energy", "energy", "LED-070", 7),
    "too long": ("x_energy", "x_energy_of_a_project", "LED-073", 7),
    "a word there is": ("能评批复", "开工", "LED-074", 7),
    "backwards": ("valid_to: 2023-06-30", "valid_to: 2021-06-30", "LED-075", 10),
    "no words": ("en: energy review passed, ", "", "LED-070", 7),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_of_the_file_is_told_at_its_line(ledger, case):
    before, after, code, line = FAULTS[case]
    assert before in CODES
    declare(CODES.replace(before, after))
    with pytest.raises(FaultsError) as refusal:
        all_registers()
    assert (code, line) in [(f.code, f.place.line) for f in refusal.value.faults]


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("lead_action", "step"),
        ("match_verdict", "verdict"),
        ("reward_step", "step"),
        ("segment_trait", "aspect"),
        ("segment_trait", "maturity"),
        ("task_action", "step"),
    ],
)
def test_a_list_by_whose_codes_the_program_draws_or_decides_takes_none_of_a_city(
    ledger, kind, column
):
    code = "{code: x_new, zh: 新增一项, en: a new one, valid_from: 2022-01-01}"
    declare(f"{HEAD}  {kind}:\n    {column}:\n      - {code}\n")
    with pytest.raises(FaultsError) as refusal:
        all_registers()
    assert [fault.code for fault in refusal.value.faults] == ["LED-072"]


def test_an_unchanged_file_adds_nothing(ledger):
    assert all(not register.added_codes for register in all_registers().values())
    assert QINGYUN not in choice_word("project", "construction", "new")
