"""Laws of the checks that look for one project under two codes, and for slipped units."""

from hypothesis import given
from hypothesis import strategies as st

from chainchief.ledger.kinds.project.likeness import (
    find_like_projects,
    find_same_filing,
    find_slipped_units,
)

NAME = "年产10万吨生物酶制剂项目"


def project(code, amount=1000, of=None, name=NAME):
    row = {"code": code, "name": name, "total_investment": amount, "duplicate_of": of}
    return {**row, "filing_number": "备1"}


def test_investments_are_alike_within_a_fifth_of_the_larger():
    assert len(find_like_projects([project("A", 1000), project("B", 800)], {})) == 1
    assert find_like_projects([project("A", 1000), project("B", 799)], {}) == []
    assert len(find_like_projects([project("A", None), project("B", 5)], {})) == 1


def test_the_later_row_is_told_of_the_earlier_one():
    ((position, fault),) = find_like_projects([project("A"), project("B")], {})
    assert (position, fault.column) == (1, "name")
    assert (fault.facts["code"], fault.facts["other"]) == ("B", "A")


def test_three_alike_are_three_pairs_unless_linked():
    rows = [project("A"), project("B"), project("C")]
    assert len(find_same_filing(rows, {})) == 3
    linked = [project("A"), project("B", of="A"), project("C", of="A")]
    assert find_same_filing(linked, {}) == find_like_projects(linked, {}) == []


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=8))
def test_a_hundredfold_rise_is_told_and_nothing_else(amounts):
    rows = [
        {
            "month": f"2023-{month:02}",
            "revision": 0,
            "invested": amount,
            "funds_reported": None,
            "funds_verified": None,
            "funds_recognised": None,
        }
        for month, amount in enumerate(amounts, 1)
    ]
    expected = [
        later
        for later in range(1, len(amounts))
        if amounts[later - 1] and amounts[later] >= 100 * amounts[later - 1]
    ]
    assert [position for position, _fault in find_slipped_units(rows, {})] == expected
