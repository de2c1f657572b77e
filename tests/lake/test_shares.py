"""Shares divide amounts into whole steps that add up exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainchief.core.rounding import split_by_largest_remainder
from chainchief.lake.errors import LakeError
from chainchief.lake.tables.apportionment import WHOLE, weights_of


def amounts(rows, name):
    return {row["division"]: row[name] for row in rows}


def test_an_amount_is_divided_and_adds_up(write, table):
    write.project("P1")
    write.share("P1", "371402", 60)
    write.share("P1", "371403", 40)
    write.report("P1", invested=101, funds_recognised=7)
    rows = table("project_report")
    assert amounts(rows, "invested") == {"371402": 61, "371403": 40}
    assert amounts(rows, "funds_recognised") == {"371402": 4, "371403": 3}
    assert amounts(rows, "funds_reported") == {"371402": None, "371403": None}
    assert len({row["row_uid"] for row in rows}) == 1


def test_a_project_without_shares_keeps_its_amounts_whole(write, table):
    write.project("P1")
    write.project("P2", "371403")
    write.share("P2", "371402", 100)
    write.report("P1", invested=100)
    write.report("P2", invested=50)
    assert amounts(table("project_report"), "invested") in ({"371402": 100}, {"371402": 50})
    assert sum(row["invested"] for row in table("project_report")) == 150


def test_what_is_not_shared_out_stays_with_the_landing_unit(write, table):
    write.project("P1", "371402")
    write.share("P1", "371403", 25)
    write.report("P1", invested=100)
    assert amounts(table("project_report"), "invested") == {"371402": 75, "371403": 25}


def test_a_withdrawn_share_does_not_divide(write, table):
    write.project("P1")
    share = write.share("P1", "371403", 100)
    type(share).objects.update(withdrawn_on="2023-12-01", version=2)
    write.report("P1", invested=9)
    assert amounts(table("project_report"), "invested") == {"371402": 9}


def test_shares_beyond_the_whole_are_an_error_that_names_the_project(write, table):
    write.project("P1")
    write.share("P1", "371402", 60)
    write.share("P1", "371403", 60)
    with pytest.raises(LakeError, match=r"P1.*120\.0 ?%"):
        table("project_report")


def test_a_duplicates_amounts_are_divided_like_those_of_the_project_it_stands_for(write, table):
    write.project("P1")
    write.project("P2", "371403", duplicate_of_id="P1")
    write.share("P1", "371491", 50)
    write.report("P2", invested=10)
    assert amounts(table("project_report"), "invested") == {"371402": 5, "371491": 5}


def test_rows_stay_in_order_when_some_are_divided(write, table):
    for number in range(12):
        write.project(f"P{number}")
        write.report(f"P{number}", invested=number)
        if number % 3 == 0:
            write.share(f"P{number}", "371403", 50)
    keys = [(row["row_uid"], row["division"]) for row in table("project_report")]
    assert keys == sorted(keys)
    assert len(keys) == 12 + 4


@given(
    st.integers(-(2**62), 2**62),
    st.lists(st.integers(0, WHOLE), min_size=1, max_size=6).filter(lambda s: sum(s) <= WHOLE),
)
def test_parts_always_add_up_to_the_amount(amount, shares):
    parts = [(f"3714{number:02d}", share) for number, share in enumerate(shares)]
    weights = weights_of(parts, "371400")
    assert sum(weight for _unit, weight in weights) == WHOLE
    split = split_by_largest_remainder(amount, [weight for _unit, weight in weights])
    assert sum(split) == amount
