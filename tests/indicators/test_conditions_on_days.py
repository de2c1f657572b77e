"""Conditions that set a day against another, or ask whether there is one; stocks that are open."""

import pytest
from tests.indicators.conftest import CITY, DECHENG, day

from chainchief.indicators.catalogue.loading import from_files
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.organisation.models import Organisation

ENTRY = """
- code: IND-TEST
  name: {{zh: 试, en: Test}}
  nature: {nature}
  source: difficulty
  {rest}
  measure: {{count: difficulty}}
  unit: 个
  dimensions: [division, chain]
  receipt: [category, received_on, answered_on]
  definition:
    - {{valid_from: 2022-01-01, zh: 试, en: test, source: x}}
"""
#: code → received, due, answered, confirmed
CASES = {
    "D1": ("2023-03-01", "2023-03-10", "2023-03-09", "2023-03-20"),
    "D2": ("2023-03-01", "2023-03-10", "2023-03-10", None),
    "D3": ("2023-04-01", "2023-04-10", "2023-04-11", "2023-12-01"),
    "D4": ("2023-10-01", "2023-10-10", None, None),
    "D5": ("2023-11-28", "2023-12-08", "2023-12-03", None),
    "D6": ("2023-12-02", "2023-12-12", None, None),
}


@pytest.fixture
def troubled(city):
    Organisation.objects.create(code="O1", name="局", category="department")
    Enterprise.objects.create(code="E1", name="企业", division_id=DECHENG)
    for code, days in CASES.items():
        names = ("received_on", "due_on", "answered_on", "confirmed_on")
        dates = {name: text and day(text) for name, text in zip(names, days, strict=True)}
        Difficulty.objects.create(
            code=code,
            name=code,
            enterprise_id="E1",
            division_id=DECHENG,
            category="land",
            source="visit",
            host_id="O1",
            outcome="solved" if dates["confirmed_on"] else "",
            satisfaction=int(code[1]) if dates["confirmed_on"] else None,
            **dates,
        )
    return city


def counted(city, tmp_path, rest, nature="stock"):
    """The codes that count at the end of November, by the figure and by its receipt."""
    file = tmp_path / "t.yaml"
    file.write_text(ENTRY.format(nature=nature, rest=rest), encoding="utf-8")
    city.catalogue = from_files(file)
    figure = city.figure("IND-TEST", CITY)
    codes = [line.code for line in city.last_receipt.contributions]
    assert figure.value == len(codes)
    return codes


RECEIVED = "open: {from: received_on, until: confirmed_on}"


@pytest.mark.parametrize(
    ("rest", "codes"),
    [
        (RECEIVED, ["D2", "D3", "D4", "D5"]),
        ("open: {from: received_on, until: answered_on}", ["D4", "D5"]),
        ("open: {from: answered_on}", ["D1", "D2", "D3"]),
        (
            "open: {from: received_on, until: answered_on}\n  where: {due_on: {on_or_before: end}}",
            ["D4"],
        ),
        (f"{RECEIVED}\n  where: {{answered_on: {{after: due_on}}}}", ["D3"]),
        (f"{RECEIVED}\n  where: {{answered_on: {{on_or_before: due_on}}}}", ["D2", "D5"]),
        (f"{RECEIVED}\n  where: {{answered_on: {{missing: true}}}}", ["D4"]),
        (f"{RECEIVED}\n  where: {{answered_on: {{missing: false}}}}", ["D2", "D3", "D5"]),
        (f"{RECEIVED}\n  where: {{outcome: {{missing: true}}}}", ["D2", "D4", "D5"]),
        (f"{RECEIVED}\n  where: {{answered_on: {{after: end}}}}", ["D5"]),
        (f"{RECEIVED}\n  where: {{satisfaction: {{at_least: 3}}}}", ["D3"]),
        (f"{RECEIVED}\n  where: {{satisfaction: {{below: 3}}}}", []),
        (
            f"{RECEIVED}\n  where: {{answered_on: {{after: due_on, on_or_before: end}}}}",
            ["D3"],
        ),
    ],
)
def test_what_is_open_at_the_end_of_november(troubled, tmp_path, rest, codes):
    assert counted(troubled, tmp_path, rest) == codes


def test_what_ends_on_the_last_day_is_no_longer_open(troubled, tmp_path):
    Difficulty.objects.filter(code="D3").update(confirmed_on=day("2023-11-30"), version=2)
    assert counted(troubled, tmp_path, RECEIVED) == ["D2", "D4", "D5"]


def test_a_flow_may_set_days_against_each_other(troubled, tmp_path):
    rest = "date: answered_on\n  where: {answered_on: {on_or_before: due_on}}"
    assert counted(troubled, tmp_path, rest, "flow") == ["D1", "D2"]
