"""Each check of a kind has a workbook that trips exactly it, at its cell, and one that does not."""

import datetime as dt

import pytest
from tests.intake.made import code_of, row_of
from tests.intake.records import enter, found_parents
from tests.intake.workbooks import letter_of, table_of

from chainchief.core import clock

pytestmark = pytest.mark.usefixtures("read_here")

YES, NO = "是", "否"
#: name → (kind, what a row says, code, column, what another row says instead)
CASES = {
    "a secondment without its home unit": (
        *("duty", {"home_unit": ""}, "CHK-038", "home_unit", {"home_unit": "某局"}),
    ),
    "a secondment without its level": (
        *("duty", {"home_level": ""}, "CHK-038", "home_level", {"seconded": NO, "home_level": ""}),
    ),
    "a secondment without its end": (
        *("duty", {"term_to": ""}, "CHK-038", "term_to", {"term_to": "2030-01-01"}),
    ),
    "a person borrowed from a county": (
        *("duty", {"home_level": "county"}, "CHK-039", "home_level"),
        {"home_level": "county", "seconded": NO},
    ),
    "a secondment that ends before it begins": (
        *("duty", {"term_to": "2023-05-31"}, "CHK-040", "term_to", {"term_to": "2023-06-01"}),
    ),
    "a technology without its maturity": (
        *("segment_trait", {"aspect": "technology", "maturity": "", "place": ""}),
        *("CHK-240", "maturity"),
        {"aspect": "technology", "maturity": "pilot", "place": ""},
    ),
    "a benchmark firm without its place": (
        *("segment_trait", {"place": ""}, "CHK-241", "place", {"place": "某省"}),
    ),
    "a next step that is overdue": (
        *("visit", {"next_due": "2023-12-01", "next_done": ""}, "CHK-041", "next_due"),
        {"next_due": "2024-01-31", "next_done": ""},
    ),
    "a lead that is signed without a project": (
        *("lead", {"state": "signed", "project": ""}, "CHK-043", "project"),
        {"state": "talks", "project": ""},
    ),
    "a lead that its own unit is offered": (
        *("lead", {"division": "371402", "handover_to": "371402"}, "CHK-260", "handover_to"),
        {"division": "371402", "handover_to": ""},
    ),
    "a plan that ends before it starts": (
        *("project_plan", {"start_by": "2023-06-02", "complete_by": "2023-06-01"}),
        *("CHK-044", "complete_by", {"start_by": "2023-06-01", "complete_by": "2023-06-01"}),
    ),
    "a certificate without its number": (
        *("award", {"standing": "certified", "certificate": ""}, "CHK-045", "certificate"),
        {"standing": "certified", "certificate": "C-1"},
    ),
    "a pilot with a certificate": (
        *("award", {"standing": "pilot", "certificate": "C-1"}, "CHK-046", "standing"),
        {"standing": "pilot", "certificate": ""},
    ),
    "a self-assessment with a certificate": (
        *("award", {"standing": "self-assessed", "certificate": "C-1"}, "CHK-046", "standing"),
        {"standing": "conforming", "certificate": "C-1"},
    ),
    "a running total for a batch": (
        *("award", {"standing": "selected", "batch_name": "历年累计"}, "CHK-047", "batch_name"),
        {"standing": "selected", "batch_name": "2023年第一批"},
    ),
    "a rank beyond its set": (
        *("ranking", {"rank": "17", "set_size": "16"}, "CHK-048", "rank"),
        {"rank": "16", "set_size": "16"},
    ),
    "solved, and the firm has not said so": (
        *("difficulty", {"outcome": "solved", "confirmed_on": ""}, "CHK-049", "confirmed_on"),
        {"outcome": "explained", "confirmed_on": ""},
    ),
    "a follow-up before the difficulty came in": (
        *("difficulty", {"followed_up_on": "2023-05-31"}, "CHK-052", "followed_up_on"),
        {"followed_up_on": "2023-06-01"},
    ),
    "a new limit before the step that sets it": (
        *("difficulty_action", {"new_due_on": "2023-05-31"}, "CHK-052", "new_due_on"),
        {"new_due_on": "2023-06-01"},
    ),
    "a next step done before the visit": (
        *("visit", {"next_done": "2023-05-31"}, "CHK-052", "next_done"),
        {"next_done": "2023-06-01"},
    ),
    "an award made after it ran out": (
        *("award", {"awarded_on": "2023-06-02"}, "CHK-052", "valid_to"),
        {"awarded_on": "2023-06-01"},
    ),
    "a report before its month began": (
        *("project_report", {"reported_on": "2023-05-31"}, "CHK-052", "reported_on"),
        {"reported_on": "2023-06-01"},
    ),
    "a statistic released before its month": (
        *("official_statistic", {"released_on": "2023-05-31"}, "CHK-052", "released_on"),
        {"released_on": "2023-06-01"},
    ),
    "a number confirmed before its month": (
        *("furnished_number", {"confirmed_on": "2023-05-31"}, "CHK-052", "confirmed_on"),
        {"confirmed_on": "2023-06-01"},
    ),
    "a rank without its market": (
        *("enterprise_product", {"market": "", "rank": "1"}, "CHK-270", "market"),
        {"market": "nation", "rank": "1"},
    ),
    "more than the whole market": (
        *("enterprise_product", {"market_share": "130"}, "CHK-053", "market_share"),
        {"market_share": "100"},
    ),
    "a rate of interest as a whole number": (
        *("financing_offer", {"rate": "435"}, "CHK-053", "rate", {"rate": "4.35"}),
    ),
    "the credit code of an office with a wrong digit": (
        *("organisation", {"credit_code": "91350100M000100Y44"}, "CHK-022", "credit_code"),
        {"credit_code": "91350100M000100Y43"},
    ),
    "a year of the last century but one": (
        *("organisation", {"valid_from": "1903-06-01"}, "CHK-134", "valid_from"),
        {"valid_from": "1949-10-01"},
    ),
    "something that happened in the future": (
        *("difficulty", {"followed_up_on": "2032-06-01"}, "CHK-135", "followed_up_on"),
        {"followed_up_on": "2024-01-31"},
    ),
    "a month that has not begun": (
        *("cloud_use", {"month": "2024-02"}, "CHK-135", "month", {"month": "2024-01"}),
    ),
    "an end a century ahead": (
        *("organisation", {"valid_to": "2123-06-01"}, "CHK-136", "valid_to"),
        {"valid_to": "2074-06-01"},
    ),
    "a policy that asks for local purchase": (
        *("policy", {"rule": "采购本地产品的给予补助", "fairness_reviewed_on": ""}),
        *("CHK-051", "rule", {"rule": "采购本地产品的给予补助"}),
    ),
    "a reward tied to taxes": (
        *("reward", {"ground": "按纳税额给予奖励"}, "CHK-051", "ground"),
        {"ground": "首台套"},
    ),
}


@pytest.fixture(autouse=True)
def in_december(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: dt.date(2024, 1, 31))


@pytest.fixture
def tried(city, take, tmp_path):
    """Enter what rows of the kind refer to, then look at a row that says something else."""

    def of(kind, said):
        row = {**row_of(kind, 0), **said}
        if "code" in row and set(said) & set(_composed(kind)):
            row.pop("code")
        names = list(row)
        result = take(kind, table_of(tmp_path / "t.xlsx", [row], names=names), dry_run=True)
        found = [(fault.code, fault.place.cell) for fault in result.faults + result.warnings]
        return found, names

    return of


def _composed(kind):
    from chainchief.ledger.registers import register_of

    return register_of(kind).model.composed_of


@pytest.mark.parametrize(("case", "kind"), [(case, CASES[case][0]) for case in CASES])
def test_its_cell_is_told_and_no_other(tried, case, kind):
    _kind, bad, code, column, good = CASES[case]
    found, names = tried(kind, bad)
    assert found == [(code, f"{letter_of(names, column)}2")]
    assert tried(kind, good)[0] == []


PROJECT = ("code", "name", "division", "enterprise", "total_investment", "filing_number")


@pytest.fixture
def projects(city, take, tmp_path):
    """Import projects of E01 as (code, name, investment in 万元, filing number)."""

    def of(*rows, **options):
        made = [
            dict(zip(PROJECT, (code, name, "371402", "E01", amount, filing), strict=True))
            for code, name, amount, filing in rows
        ]
        result = take("project", table_of(tmp_path / "p.xlsx", made, names=PROJECT), **options)
        return [(fault.code, fault.place.cell) for fault in result.faults + result.warnings]

    return of


ONE = ("N1", "年产10万吨生物酶制剂项目", "60000", "备2023-1")


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (("N2", "年产10万吨生物酶制剂项目(二次申报)", "50000", ""), [("CHK-154", "B3")]),
        (("N2", "年产10万吨生物酶制剂", "72000", ""), [("CHK-154", "B3")]),
        (("N2", "年产10万吨生物酶制剂项目", "40000", ""), []),
        (("N2", "办公楼改造", "60000", ""), []),
        (("N2", "办公楼改造", "600", "备2023-1"), [("CHK-155", "F3")]),
        (("N2", "办公楼改造", "600", ""), []),
    ],
)
def test_two_records_of_one_project_are_told(projects, other, told):
    assert projects(ONE, other, dry_run=True) == told


def test_a_project_like_one_of_the_ledger_is_told(projects):
    assert projects(ONE) == []
    assert projects(("N2", ONE[1], ONE[2], "")) == [("CHK-154", "B2")]


def test_projects_that_state_no_filing_number_and_no_firm_have_nothing_in_common(
    city, take, tmp_path
):
    names = (*PROJECT[:4], "filing_number")
    rows = [
        dict(zip(names, (code, ONE[1], "371402", "", ""), strict=True)) for code in ("N1", "N2")
    ]
    path = table_of(tmp_path / "p.xlsx", rows, names=names)
    for _turn in ("new", "in the ledger"):
        result = take("project", path)
        assert [fault.text for fault in result.faults + result.warnings] == []


def test_projects_that_are_linked_already_are_left_alone(city, take, tmp_path):
    names = (*PROJECT[:5], "duplicate_of")
    rows = [
        dict(zip(names, ("N1", ONE[1], "371402", "E01", "600", ""), strict=True)),
        dict(zip(names, ("N2", ONE[1], "371402", "E01", "600", "N1"), strict=True)),
        dict(zip(names, ("N3", ONE[1], "371402", "E01", "600", "N1"), strict=True)),
    ]
    result = take("project", table_of(tmp_path / "p.xlsx", rows, names=names))
    assert [fault.text for fault in result.faults + result.warnings] == []


REPORT = ("project", "month", "reported_on", "funds_reported")


@pytest.mark.parametrize(
    ("months", "told"),
    [
        ((("2023-10", 30), ("2023-11", 300_000)), ["CHK-156"]),
        ((("2023-10", 30), ("2023-11", 3_000)), ["CHK-156"]),
        ((("2023-10", 30), ("2023-11", 2_999)), []),
        ((("2023-10", 0), ("2023-11", 300_000)), []),
        ((("2022-12", 30), ("2023-01", 300_000)), []),
    ],
)
def test_an_amount_whose_unit_slipped_is_told(city, take, tmp_path, months, told):
    rows = [
        dict(zip(REPORT, ("P00", month, "2023-12-01", str(amount)), strict=True))
        for month, amount in months
    ]
    result = take("project_report", table_of(tmp_path / "r.xlsx", rows, names=REPORT))
    found = [(fault.code, fault.place.cell) for fault in result.faults + result.warnings]
    assert found == [(code, "D3") for code in told]


@pytest.mark.parametrize(
    ("day", "told"), [("2023-03-01", []), ("2022-12-31", ["CHK-050"]), ("2024-01-01", ["CHK-050"])]
)
def test_a_title_counts_where_it_was_held_on_the_day(city, take, tmp_path, day, told):
    found_parents("presentation")
    need, title = row_of("presentation", 0)["need"], code_of("title", 0)
    from chainchief.ledger.kinds.financing.models import FinancingNeed

    firm = FinancingNeed.objects.get(code=need).enterprise_id
    award = {**row_of("award", 0), "county": "", "enterprise": firm, "title": title}
    award |= {"awarded_on": "2023-01-01", "valid_from": "2023-01-01", "valid_to": "2023-12-31"}
    enter("award", award)
    row = {**row_of("presentation", 0), "presented_on": day, "title": title}
    path = table_of(tmp_path / "t.xlsx", [row], names=list(row))
    result = take("presentation", path, dry_run=True)
    assert [fault.code for fault in result.faults + result.warnings] == told
