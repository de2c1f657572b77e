"""A claim holds where records prove it; what is missing is said."""

import json

import pytest
from tests.indicators.conftest import NOVEMBER

from chainchief.cli.main import run
from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.core.i18n import speaking
from chainchief.indicators.claims import load_claims, proofs_for

FILE = """
- code: CLM-TEST
  ref: K99
  name: {zh: 两个项目开工, en: Two projects started}
  nature: flow
  source: project_stage
  where: {stage: started, evidence: accepted}
  measure: {count: project}
  date: recognised_on
  unit: 个
  dimensions: [division, chain]
  receipt: [project.code]
  at_least: 2
  proven_by: [项目P1]
  definition:
    - {valid_from: 2022-01-01, zh: 试, en: test, source: x}
"""


@pytest.fixture
def claim(city):
    home().presets.mkdir(parents=True, exist_ok=True)
    (home().presets / "claims.yaml").write_text(FILE, encoding="utf-8")

    def proof():
        found = proofs_for(
            city.snapshot(), NOVEMBER, claims=load_claims(), engine=city.engine, codes=["CLM-TEST"]
        )
        (only,) = found
        return only

    return proof


def test_a_claim_holds_by_enough_records_with_the_names(city, claim):
    for code in ("P1", "P2"):
        city.project(code)
        city.stage(code)
    proof = claim()
    assert proof.holds
    assert [line.code for line in proof.receipt.contributions] == ["P1", "P2"]


def test_too_few_records_do_not_prove_it(city, claim):
    city.project("P1")
    city.stage("P1")
    with speaking("en"):
        assert claim().why_not == "records found: 1, needed: 2"


def test_other_names_do_not_prove_it(city, claim):
    for code in ("P2", "P3"):
        city.project(code)
        city.stage(code)
    with speaking("en"):
        assert claim().why_not == "no record of 项目P1"


def test_the_command_tells_and_ends_with_status_1(city, claim, capsys):
    with speaking("zh-hans"):
        assert run(["claims", "2023-11", "--json"]) == 1
    claims = {each["code"]: each for each in json.loads(capsys.readouterr().out)["claims"]}
    assert claims["CLM-TEST"]["holds"] is False
    assert claims["CLM-TEST"]["ref"] == "K99"


def test_all_faults_of_a_claims_file_are_told_at_once(own_home):
    home().presets.mkdir(parents=True, exist_ok=True)
    text = FILE.replace("at_least: 2", "at_least: 0").replace("[项目P1]", "项目P1")
    text = text.replace("source: project_stage", "source: project_stages")
    (home().presets / "claims.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError) as refusal:
        load_claims()
    assert [(f.code, f.place.line) for f in refusal.value.faults] == [
        ("IND-011", 6),
        ("IND-014", 13),
        ("IND-014", 14),
    ]
