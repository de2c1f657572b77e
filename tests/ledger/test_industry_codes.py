"""CHK-024: an industry code that GB/T 4754-2017 does not have is a fault with near codes."""

import pytest

from chainchief.core.faults import Fault
from chainchief.core.i18n import speaking
from chainchief.ledger.checks.industries import check_industry
from chainchief.ledger.registers import all_registers

check = check_industry("industry")


@pytest.mark.parametrize("code", ["", None, "06", "061", "0610", "39", "398", "3985", "0131"])
def test_codes_of_the_standard_and_blanks_pass(code):
    assert check({"industry": code}) == []


@pytest.mark.parametrize(
    "code", ["6", "610", "0611", "3986", "39850", "C", "三九", "39.85", " 39", "３９"]
)
def test_what_the_standard_does_not_have_is_a_fault_of_its_column(code):
    (found,) = check({"industry": code})
    assert (found.kind.code, found.column) == ("CHK-024", "industry")


def text_of(code):
    (found,) = check({"industry": code})
    return Fault(found.kind, value=code, facts=found.facts).text


def test_a_lost_leading_zero_is_named():
    with speaking("en"):
        assert text_of("610") == (
            "says “610”, GB/T 4754-2017 has no such industry; write two to four digits as text, "
            "with the leading zero; near it: 0610 烟煤和无烟煤开采洗选.[CHK-024]"
        )


def test_the_fault_speaks_chinese():
    assert "GB/T 4754-2017中没有这个行业" in text_of("3986")
    assert "3985 电子专用材料制造" in text_of("3986")


def test_nothing_near_leaves_the_remedy_alone():
    with speaking("en"):
        assert "near it" not in text_of("三九")


@pytest.mark.parametrize("kind", ["enterprise", "segment_class"])
def test_every_kind_with_an_industry_is_checked(kind):
    row = dict.fromkeys((c.name for c in all_registers()[kind].columns), "")
    found = [f for c in all_registers()[kind].checks for f in c({**row, "industry": "3986"})]
    assert [fault.kind.code for fault in found] == ["CHK-024"]
