"""The time schedule of a plan: twelve cumulative percentages that never fall and end at 100."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainchief.ledger.kinds.plan.register import check_schedule, parsed_schedule

RISING = "0,0,10,10,20,20,30,30,40,40,45,100"


@pytest.mark.parametrize("blank", ["", "  "])
def test_without_a_schedule_each_month_is_a_twelfth(blank):
    assert parsed_schedule(blank) == tuple(Fraction(month, 12) for month in range(1, 13))
    assert check_schedule({"schedule": None}) == []


@pytest.mark.parametrize("comma", [",", ", ", " ,", "\uff0c", "\uff0c "])
def test_a_comma_of_either_script_stands_between_months(comma):
    assert parsed_schedule(RISING.replace(",", comma)) == parsed_schedule(RISING)
    assert parsed_schedule(RISING)[2] == Fraction(1, 10)


@given(st.lists(st.decimals(0, 100, places=2), min_size=11, max_size=11).map(sorted))
def test_every_rising_row_of_twelve_that_ends_at_the_whole_is_read_exactly(months):
    shares = parsed_schedule(",".join(f"{month:f}" for month in (*months, 100)))
    assert shares == (*(Fraction(month) / 100 for month in months), 1)


@pytest.mark.parametrize(
    "wrong",
    [
        "100",
        RISING.removesuffix(",100"),
        f"{RISING},100",
        RISING.replace("100", "99"),
        RISING.replace("45", "39"),
        RISING.replace("0,0,10", "-1,0,10"),
        RISING.replace("45", "101"),
        RISING.replace("45", ""),
        RISING.replace("45", "45%"),
        RISING.replace(",", ";"),
    ],
)
def test_whatever_is_no_such_row_is_a_fault_of_its_column(wrong):
    (fault,) = check_schedule({"schedule": wrong})
    assert (fault.kind.code, fault.column) == ("CHK-036", "schedule")
