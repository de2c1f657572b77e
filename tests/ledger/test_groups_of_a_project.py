"""Checks over all rows of a project: shares, cumulative months, order of stages (R1, R3, R5)."""

import datetime as dt

import pytest

from chainchief.ledger.kinds.project.groups import (
    find_falling_amounts,
    find_over_investment,
    find_shares_not_whole,
    find_stages_out_of_order,
)

NOTHING = {"invested": None, "funds_reported": None, "funds_verified": None}
MILLION = 1_000_000


def report(month, reported, revision=0, **more):
    blank = {**NOTHING, "funds_recognised": None}
    return {**blank, "month": month, "revision": revision, "funds_reported": reported, **more}


def stage(name, day):
    return {"stage": name, "occurred_on": dt.date.fromisoformat(day)}


def told(found):
    return [(position, fault.kind.code, fault.column) for position, fault in found]


@pytest.mark.parametrize("shares", [[MILLION], [600_000, 400_000], [333_333, 333_333, 333_334]])
def test_shares_that_make_the_whole_are_right(shares):
    assert find_shares_not_whole([{"share": share} for share in shares], {}) == []


@pytest.mark.parametrize(
    ("shares", "total"), [([999_999], "99.9999"), ([600_000, 500_000], "110"), ([0], "0")]
)
def test_shares_that_do_not_are_told_at_the_last_row_with_their_sum(shares, total):
    found = find_shares_not_whole([{"share": share} for share in shares], {})
    assert told(found) == [(len(shares) - 1, "CHK-150", "share")]
    assert found[0][1].facts["total"] == total


def test_amounts_that_rise_or_stay_are_right():
    rows = [report("2023-01", 5), report("2023-02", 5), report("2023-04", 9)]
    assert find_falling_amounts(rows, {}) == []


def test_an_amount_that_falls_within_a_year_is_told_at_the_later_month():
    rows = [report("2023-03", 4_000_000), report("2023-01", 5_000_000)]
    found = find_falling_amounts(rows, {})
    assert told(found) == [(0, "CHK-151", "funds_reported")]
    assert found[0][1].facts == {"before": "5万元", "month": "2023-01"}


def test_a_new_year_begins_anew():
    assert find_falling_amounts([report("2023-12", 5), report("2024-01", 1)], {}) == []


def test_the_last_revision_of_a_month_counts():
    rows = [report("2023-01", 9), report("2023-01", 3, revision=1), report("2023-02", 4)]
    assert find_falling_amounts(rows, {}) == []


def test_a_month_without_the_amount_is_passed_over():
    rows = [report("2023-01", 5), report("2023-02", None), report("2023-03", 4)]
    assert told(find_falling_amounts(rows, {})) == [(2, "CHK-151", "funds_reported")]


def test_funds_above_the_planned_investment_are_told():
    rows = [report("2023-01", 10), report("2023-02", 11)]
    found = find_over_investment(rows, {"total_investment": 10})
    assert told(found) == [(1, "CHK-153", "funds_reported")]


def test_completed_investment_may_exceed_the_plan_by_a_tenth():
    total = {"total_investment": 100}
    assert find_over_investment([report("2023-01", None, invested=110)], total) == []
    found = find_over_investment([report("2023-01", None, invested=111)], total)
    assert told(found) == [(0, "CHK-153", "invested")]


@pytest.mark.parametrize("parent", [{}, {"total_investment": None}])
def test_without_a_plan_there_is_nothing_to_exceed(parent):
    assert find_over_investment([report("2023-01", 10**12)], parent) == []


def test_stages_in_their_order_are_right_even_on_one_day():
    rows = [stage("signed", "2023-01-01"), stage("started", "2023-01-01")]
    assert find_stages_out_of_order(rows, {}) == []


def test_a_stage_before_an_earlier_one_is_told():
    rows = [stage("completed", "2023-02-01"), stage("started", "2023-03-01")]
    found = find_stages_out_of_order(rows, {})
    assert told(found) == [(0, "CHK-152", "occurred_on")]
    assert found[0][1].facts["day"] == dt.date(2023, 3, 1)


def test_the_first_report_of_a_stage_counts_whoever_made_it():
    rows = [
        stage("started", "2023-05-01"),
        stage("started", "2023-03-01"),
        stage("completed", "2023-04-01"),
    ]
    assert find_stages_out_of_order(rows, {}) == []


def test_stages_that_may_come_in_any_order_are_not_compared():
    rows = [
        stage("land", "2023-01-01"),
        stage("filed", "2023-05-01"),
        stage("stalled", "2022-01-01"),
    ]
    assert find_stages_out_of_order(rows, {}) == []
