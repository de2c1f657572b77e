"""A voucher proves one amount of one project; a spot check can be drawn again by anyone."""

import hashlib
from fractions import Fraction

import pytest
from tests.fixtures.viewers import office
from tests.intake.records import enter, found_city

from chainchief.core.errors import WrongUseError
from chainchief.core.spans import Month
from chainchief.ledger.actions.draw_funds_sample import draw_funds_sample, drawn_again, judge
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.kinds.funds.drawing import drawn, size_of_sample
from chainchief.ledger.kinds.funds.factor import factor, recognised_by
from chainchief.ledger.kinds.funds.models import FundsSampleItem, FundsVoucher
from chainchief.ledger.validation import RefusedError

WAN = 10_000 * 100
SEPTEMBER = Month(2023, 9)


@pytest.fixture
def city(ledger):
    found_city()
    for at in range(8):
        report = {"project": f"P{at:02d}", "month": "2023-09", "reported_on": "2023-10-05"}
        enter("project_report", {**report, "revision": "0", "funds_reported": str(100 * (at + 1))})
    return ledger


def voucher(project, number="进账单-1", amount="80", day="2023-09-06", kind="bank-receipt"):
    return {
        "project": project,
        "number": number,
        "dated_on": day,
        "voucher_kind": kind,
        "payer": "某银行",
        "amount": amount,
        "month": "2023-09",
    }


def draw(**options):
    return draw_funds_sample("371402", SEPTEMBER, viewer=office("王"), reason="季度抽查", **options)


def chosen(sample):
    return set(sample.items.filter(drawn=True).values_list("project_id", flat=True))


def test_one_voucher_proves_funds_of_one_project(city):
    enter("funds_voucher", voucher("P00"))
    with pytest.raises(RefusedError) as refusal:
        enter("funds_voucher", voucher("P01"))
    told = [fault.text for fault in refusal.value.faults]
    assert all("CHK-180" in text for text in told)
    assert any("P00" in text and "P01" in text for text in told)
    assert FundsVoucher.objects.count() == 1


def test_both_places_of_one_file_are_named(city):
    with pytest.raises(RefusedError) as refusal:
        enter("funds_voucher", voucher("P00"), voucher("P01"))
    assert {fault.place.record.split()[-1].split("/")[0] for fault in refusal.value.faults} == {
        "P00",
        "P01",
    }


@pytest.mark.parametrize("other", [{"amount": "81"}, {"day": "2023-09-07"}, {"number": "进账单-2"}])
def test_another_number_day_or_amount_is_another_voucher(city, other):
    enter("funds_voucher", voucher("P00"), voucher("P01", **other))
    assert FundsVoucher.objects.count() == 2


def test_a_withdrawn_voucher_may_be_used_where_it_belongs(city):
    from chainchief.ledger.actions import withdraw

    enter("funds_voucher", voucher("P00"))
    held = FundsVoucher.objects.get()
    withdraw("funds_voucher", held.uid, held.version, viewer=office("王"), reason="填错项目")
    enter("funds_voucher", voucher("P01"))
    assert FundsVoucher.objects.filter(withdrawn_on=None).get().project_id == "P01"


def test_the_seed_draws_what_anyone_draws_with_sha256(city):
    sample = draw(seed="2023年第三季度")
    codes = [f"P{at:02d}" for at in range(8)]
    ranks = {c: hashlib.sha256(f"2023年第三季度\n{c}".encode()).hexdigest() for c in codes}
    assert chosen(sample) == set(sorted(codes, key=ranks.get)[:5])
    assert drawn_again(sample)


def test_another_choice_than_the_seeds_is_found(city):
    sample = draw(seed="x")
    one, other = (sample.items.filter(drawn=flag).first() for flag in (True, False))
    FundsSampleItem.objects.filter(pk=one.pk).update(drawn=False, version=2)
    FundsSampleItem.objects.filter(pk=other.pk).update(drawn=True, version=2)
    assert not drawn_again(sample)


def test_the_seed_stands_in_the_log(city):
    sample = draw()
    event = ChangeEvent.objects.filter(kind="funds_sample").get()
    assert sample.seed in str(event.after)
    assert len(sample.seed) == 16


def test_a_later_report_changes_nothing_of_what_was_drawn_from(city):
    sample = draw(seed="x")
    late = {"project": "P09", "month": "2023-09", "reported_on": "2023-11-05"}
    enter("project_report", {**late, "revision": "0", "funds_reported": "5"})
    assert sample.items.count() == 8
    assert drawn_again(sample)


def test_where_nobody_reports_funds_nothing_is_drawn(city):
    with pytest.raises(WrongUseError, match="371426"):
        draw_funds_sample("371426", SEPTEMBER, viewer=office("王"), reason="抽查")


def test_what_was_drawn_is_judged_and_nothing_else(city):
    sample = draw(seed="x")
    inside, outside = sorted(chosen(sample)), sample.items.filter(drawn=False).first()
    assert judge(sample, {inside[0]: (50 * WAN, "缺凭证")}, viewer=office("李"), reason="核实") == 1
    with pytest.raises(RefusedError, match="CHK-183"):
        judge(sample, {outside.project_id: (1, "")}, viewer=office("李"), reason="核实")
    with pytest.raises(RefusedError, match="CHK-182"):
        judge(sample, {inside[1]: (10**12, "")}, viewer=office("李"), reason="核实")
    with pytest.raises(WrongUseError):
        judge(sample, {"P19": (1, "")}, viewer=office("李"), reason="核实")


@pytest.mark.parametrize(
    ("population", "size"), [(1, 1), (5, 5), (8, 5), (25, 5), (26, 6), (100, 20), (101, 21)]
)
def test_a_fifth_is_drawn_and_at_least_five(population, size):
    assert size_of_sample(population, 20, 5) == size
    assert len(drawn(map(str, range(population)), "s", size)) == size


def test_the_factor_is_proved_over_reported_and_never_more_than_one():
    assert factor(5850, 6000) == Fraction(39, 40)
    assert factor(7, 6) == 1
    assert factor(0, 0) is None
    assert recognised_by(Fraction(39, 40), 1_000_001) == 975_000
