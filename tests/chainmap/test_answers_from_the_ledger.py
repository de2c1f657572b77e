"""The small chain of the ledger: the same answers as by hand, on a day, within a reach."""

import datetime as dt
from fractions import Fraction

import pytest
from tests.ledger.small_city import DECHENG, QINGYUN

from chainchief.access.viewers import HeldRole, Viewer
from chainchief.chainmap import Status, answers_for
from chainchief.chainmap.faults import UnknownChainError
from chainchief.chainmap.targets.targeting import outside_suppliers, targets_for

pytestmark = pytest.mark.usefixtures("small_chain")

DAY = dt.date(2023, 11, 30)
WAN = 1_000_000


@pytest.fixture
def answers(small_chain):
    return answers_for("NEW-IT", DAY)


def test_segments_stand_in_the_order_of_the_map_with_their_status(answers):
    assert [(each.segment.code, each.status) for each in answers.coverage] == [
        ("STEEL", Status.MISSING),
        ("TOOL", Status.AT_RISK),
        ("CAST", Status.WEAK),
        ("MACHINE", Status.WEAK),
    ]


def test_purchases_are_placed_by_what_is_named_and_by_where_the_supplier_stands(answers):
    told = {each.segment.code: (each.demand // WAN, each.local // WAN) for each in answers.coverage}
    # Castings are named nowhere: their supplier makes nothing else.
    assert told == {"STEEL": (60, 0), "TOOL": (40, 20), "CAST": (100, 100), "MACHINE": (0, 0)}
    assert answers.unplaced.count == 0


def test_the_rates_are_those_of_the_newest_year_up_to_the_day(answers):
    assert answers.chart.year == 2023
    assert answers.rate_by_value.value == Fraction(120, 200)
    assert answers.rate_by_number.value == Fraction(2, 4)
    assert answers_for("NEW-IT", dt.date(2022, 12, 31)).chart.year == 2022
    assert answers_for("NEW-IT", DAY, year=2022).rate_by_value.value == 1


def test_the_gap_of_steel_holds_up_castings_and_machines(answers):
    first = answers.gaps[0]
    assert first.covered.segment.code == "STEEL"
    assert first.firms_held_up == ("E02", "E03")
    assert first.paths == (("STEEL", "CAST"), ("STEEL", "CAST", "MACHINE"))
    assert first.adds_rate == Fraction(60, 200)
    # Weights: steel 3, tools 1, castings 2, machines 1.
    assert first.adds_completeness == Fraction(3, 7)


def test_receipts_cite_records_that_are_there(answers):
    from chainchief.ledger.kinds.segment.models import ChainSegment

    cited = {line.cite.uid for line in answers.completeness.receipt}
    assert cited == {str(uid) for uid in ChainSegment.objects.values_list("uid", flat=True)}
    assert {line.cite.kind for line in answers.rate_by_value.receipt} == {"supply_link"}
    assert "外地钢厂 → 铸造厂" in {line.cite.label for line in answers.rate_by_value.receipt}


def test_before_the_segments_held_there_are_none():
    assert answers_for("NEW-IT", dt.date(2021, 12, 31)).coverage == ()


def test_an_unknown_chain_is_named_with_a_near_one():
    with pytest.raises(UnknownChainError, match="NEW-IT"):
        answers_for("NEW-TI", DAY)


def viewer(role, **limits):
    return Viewer("x", (HeldRole(role, **limits),))


def test_the_chain_office_sees_what_nobody_is_kept_from(answers):
    seen = answers_for("NEW-IT", DAY, viewer("chain-office"))
    assert seen.rate_by_value == answers.rate_by_value
    assert [each.status for each in seen.coverage] == [each.status for each in answers.coverage]


def test_a_county_sees_its_own_firms_alone_and_no_name_of_another():
    seen = answers_for("NEW-IT", DAY, viewer("county", division=DECHENG))
    assert {each.firm for each in seen.chart.presences} == {"E01"}
    # Its firm buys nothing: purchases of firms elsewhere are not its own.
    assert seen.chart.purchases == ()
    other = answers_for("NEW-IT", DAY, viewer("county", division=QINGYUN))
    labels = {line.cite.label for line in other.rate_by_value.receipt}
    assert labels
    assert not [label for label in labels if "工具厂" in label]


def test_a_reader_sees_no_firm_at_all():
    seen = answers_for("NEW-IT", DAY, viewer("chief", chain="LI-ION"))
    assert seen.chart.presences == ()
    assert seen.chart.purchases == ()


def test_without_a_list_the_outside_suppliers_are_the_candidates(answers):
    assert [(each.name, each.segment) for each in outside_suppliers(answers.chart)] == [
        ("外地刀具厂", "TOOL"), ("外地钢厂", "STEEL"),
    ]  # fmt: skip
    best, other = targets_for(answers, [])
    assert (best.candidate.name, best.contact, best.ties) == ("外地钢厂", "在谈", ("E02",))
    assert other.contact == ""
