"""One seed, one city: to the byte. Another seed, another city with the same totals."""

from collections import defaultdict

import pytest
from tests.demo.showing import figures

from chainchief.core.codes import credit_codes
from chainchief.demo import build
from chainchief.demo.city import load
from chainchief.demo.firm_data import chains
from chainchief.demo.firms import firms_of
from chainchief.demo.projects.fates import Fate, projects_of
from chainchief.demo.world import everything_else, scene_of
from chainchief.lake.snapshots import making

CALIBRATED = (
    "IND-PRJ-STARTED",
    "IND-PRJ-FUNDS-RECOGNISED",
    "IND-PRJ-INVESTED-PROV",
    "IND-PRJ-INVESTED-CITY",
    "IND-PRJ-LIST-PROV",
    "IND-PRJ-LIST-CITY",
)
IN_YI = 10**10


def hashes(label="2023-11r1"):
    opened = making.open_snapshot(label)
    return {name: table.sha256 for name, table in opened.tables.items()}


@pytest.mark.postgres
def test_one_seed_gives_the_same_files_built_again_and_on_postgresql(city, postgres_ledger):
    build.build(5, 0.1)
    on_postgresql = hashes()
    with city(seed=5, turn=1):
        assert hashes() == on_postgresql


def test_another_seed_gives_other_projects_and_the_same_totals(city):
    with city(seed=5, turn=1):
        first, totals = hashes(), figures()
    with city(seed=6):
        second, others = hashes(), figures()
    assert first["project_report"] != second["project_report"]
    assert first["project"] != second["project"]
    assert [totals[code] for code in CALIBRATED] == [others[code] for code in CALIBRATED]


@pytest.mark.parametrize("scale", [0.1, 0.37, 2.0])
def test_every_scale_multiplies_the_sizes(scale):
    city = load(scale)
    projects = projects_of(city, firms_of(city, 3), 3)
    started = [each for each in projects if each.fate is Fate.STARTED]
    assert len(started) == city.sizes["started"] == pytest.approx(301 * scale, abs=1)
    assert sum(each.funds for each in started) == city.funds * IN_YI
    for name, target in (("provincial", city.provincial), ("city", city.municipal)):
        members = [each for each in projects if name in each.lists]
        assert len(members) == target.members
        assert sum(each.invested for each in members) == target.invested * IN_YI


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_what_holds_from_a_day_to_a_day_begins_before_it_ends(scale):
    city = load(scale)
    scene = scene_of(city, defaultdict(lambda: "DOC"), 7, scale)
    projects = projects_of(city, scene.firms, 7)
    entered = everything_else(scene, projects, chains.placed(scene))
    spans = [
        (each.values["valid_from"], each.values["valid_to"])
        for each in entered
        if each.values.get("valid_from") and each.values.get("valid_to")
    ]
    assert spans
    assert [(first, last) for first, last in spans if first > last] == []


def test_amounts_and_days_are_plausible():
    city = load()
    for each in projects_of(city, firms_of(city, 11), 11):
        assert each.total >= max(each.funds, each.invested)
        assert min(each.funds, each.invested) >= 0
        assert each.start is None or each.signed < each.start.occurred <= each.start.reported


def test_firms_are_recognisably_invented_and_their_codes_check():
    firms = firms_of(load(2.0), 1)
    assert len({firm.name for firm in firms}) == len({firm.credit_code for firm in firms}) == 4992
    for firm in firms:
        assert firm.name.startswith("示例")
        assert firm.credit_code[8:11] == "DEM"
        assert credit_codes.is_valid(firm.credit_code)
        assert credit_codes.inner_check_holds(firm.credit_code)


def test_codes_of_divisions_are_those_of_the_standard_and_one_local():
    city = load()
    assert [unit.code for unit in city.units if unit.inside] == ["371490"]
    assert len(city.units) == 12
    assert {unit.code[:4] for unit in city.units} == {"3714"}
