"""A city's own entry on what firms report is protected unless it says otherwise, by its source."""

import pytest
from tests.indicators.conftest import CITY, WAN
from tests.indicators.test_states_of_a_figure import fed, firm

from chainchief.indicators.catalogue.loading import from_files
from chainchief.indicators.disclosure.audience import Audience, for_audience
from chainchief.indicators.figures import Scope

OWN = """
- code: IND-OWN
  name: {zh: 本市自定, en: Our own}
  nature: %s
  source: %s
  %s
  unit: %s
  dimensions: [division, chain]
  %s
  definition:
    - {valid_from: 2022-01-01, zh: 试, en: test}
"""
TAX = ("cumulative-report", "firm_month", "measure: {sum: tax}", "亿元")
LOSING = (
    "stock",
    "firm_month",
    "where: {profit: {below: 0元}}\n  open: {in: month}\n  measure: {count: enterprise}",
    "家",
)
NEEDS = ("flow", "financing_need", "date: raised_on\n  measure: {sum: amount}", "亿元")
VISITS = ("stock", "enterprise", "measure: {count: enterprise}", "家")
STARTS = ("flow", "project_stage", "date: recognised_on\n  measure: {count: project}", "个")
INVESTED = ("cumulative-report", "project_report", "measure: {sum: invested}", "亿元")


def own(tmp_path, what, more=""):
    file = tmp_path / "indicators-own.yaml"
    file.write_text(OWN % (*what, more), encoding="utf-8")
    return from_files(file)


@pytest.mark.parametrize("what", [TAX, LOSING, NEEDS])
def test_what_firms_report_or_ask_for_is_protected(tmp_path, what):
    assert own(tmp_path, what)["IND-OWN"].disclosure == "protected"


@pytest.mark.parametrize("what", [VISITS, STARTS, INVESTED])
def test_what_is_no_firms_secret_is_open(tmp_path, what):
    assert own(tmp_path, what)["IND-OWN"].disclosure == "open"


@pytest.mark.parametrize("said", ["open", "internal", "protected"])
def test_an_entry_that_says_so_is_what_it_says(tmp_path, said):
    assert own(tmp_path, TAX, f"disclosure: {said}")["IND-OWN"].disclosure == said


def test_a_citys_own_sum_over_two_firms_is_not_told_to_the_public(city, tmp_path):
    for code in ("E1", "E2"):
        firm(code)
    fed(tmp_path, "E1,2023-11,100", "E2,2023-11,200")
    revenue = ("cumulative-report", "firm_month", "measure: {sum: revenue}", "万元")
    city.catalogue = own(tmp_path, revenue)
    snapshot = city.snapshot()
    figures = city.figures(snapshot=snapshot)
    assert figures.get("IND-OWN").value == 300 * WAN
    told = for_audience(figures, Audience.PUBLIC, snapshot, city.engine)
    assert told.get("IND-OWN", Scope(CITY)).state == "withheld"


def test_one_firms_own_number_is_not_told_to_the_public(city, tmp_path):
    file = tmp_path / "indicators-own.yaml"
    text = OWN % ("record", "financing_need", "attribute: amount", "亿元", "parameters: [record]")
    file.write_text(text.replace("  dimensions: [division, chain]\n", ""), encoding="utf-8")
    city.catalogue = from_files(file)
    assert city.catalogue["IND-OWN"].disclosure == "protected"
    snapshot = city.snapshot()
    figures = city.figures(snapshot=snapshot, records=["N1"])
    told = for_audience(figures, Audience.PUBLIC, snapshot, city.engine)
    assert told.get("IND-OWN", record="N1").state == "withheld"
