"""A list from computed to paid: two persons between, publicity by working days, objections."""

import datetime as dt

import pytest
from tests.desk.policies import town
from tests.desk.policies.town import COLLEAGUE, COUNTY, FIRM, OFFICE, OTHER_FIRM, PROOF, WAN, clause

from chainchief.core import clock
from chainchief.core.errors import ChainChiefError
from chainchief.core.faults import FaultsError
from chainchief.desk.policies.acts import Given, claw_back, possible, take
from chainchief.desk.policies.drawing_up import draw_up
from chainchief.desk.policies.machine import Act
from chainchief.desk.policies.objections import answer, object_to
from chainchief.desk.policies.steps import steps_of
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.reward.models import Reward
from chainchief.ledger.kinds.reward_list.models import RewardLine, RewardObjection
from chainchief.ledger.kinds.reward_list.states import ListState, state_of


class Days:
    def __init__(self, patch) -> None:
        self._patch = patch

    def set(self, day: dt.date) -> None:
        self._patch.setattr(clock, "today", lambda: day)


@pytest.fixture
def days(ledger, monkeypatch):
    found = Days(monkeypatch)
    found.set(town.DAY)
    town.city()
    clause(qualifies="firm: {revenue: {at_least: 2000万元}}", ceiling=10 * WAN)
    return found


def drawn_up():
    return draw_up("ZC", town.YEAR, viewer=OFFICE)


def public(given=None):
    reviewed = take(given or drawn_up(), Act.REVIEW, viewer=COLLEAGUE)
    return take(reviewed, Act.PUBLISH, viewer=OFFICE)


def decided(days):
    given = public()
    days.set(dt.date(2026, 11, 19))
    return take(given, Act.DECIDE, viewer=COLLEAGUE)


def code_of(refusal) -> set[str]:
    return {fault.kind.code for fault in refusal.value.faults}


def line_of(given, firm):
    return RewardLine.objects.get(reward_list=given, enterprise=firm)


def test_a_list_is_computed_reviewed_made_public_decided_and_paid(days):
    given = decided(days)
    assert given.objections_until == dt.date(2026, 11, 18)  # five working days after a Wednesday
    paid = take(given, Act.PAY, Given("拨付", PROOF), viewer=COLLEAGUE)
    assert state_of(paid) is ListState.PAID
    rewards = Reward.objects.filter(policy="ZC")
    assert {each.enterprise_id: each.amount for each in rewards} == dict.fromkeys(
        ("QY-1", "QY-3", "QY-4"), 10 * WAN
    )
    assert all(each.document_id == PROOF for each in rewards)
    assert line_of(paid, "QY-1").reward.amount == 10 * WAN
    taken = steps_of(paid)
    assert [one.step.step for one in taken] == [
        "computed",
        "reviewed",
        "published",
        "decided",
        "paid",
    ]
    assert taken[0].actor == OFFICE.signature
    assert taken[-1].actor == COLLEAGUE.signature


def test_whoever_computed_neither_reviews_nor_decides_nor_pays(days):
    given = drawn_up()
    assert Act.REVIEW not in possible(given, OFFICE)
    with pytest.raises(FaultsError) as refusal:
        take(given, Act.REVIEW, viewer=OFFICE)
    assert code_of(refusal) == {"DSK-332"}
    given = public(given)
    days.set(dt.date(2026, 11, 19))
    with pytest.raises(FaultsError) as refusal:
        take(given, Act.DECIDE, viewer=OFFICE)
    assert code_of(refusal) == {"DSK-332"}
    given = take(given, Act.DECIDE, viewer=COLLEAGUE)
    with pytest.raises(FaultsError) as refusal:
        take(given, Act.PAY, Given(document=PROOF), viewer=OFFICE)
    assert code_of(refusal) == {"DSK-332"}


def test_a_public_list_is_decided_after_its_last_day_and_with_every_objection_answered(days):
    given = public()
    object_to(given, "QY-2", "营业收入统计有误", viewer=OTHER_FIRM)
    days.set(dt.date(2026, 11, 18))
    with pytest.raises(FaultsError) as refusal:
        take(given, Act.DECIDE, viewer=COLLEAGUE)
    assert code_of(refusal) == {"DSK-335", "DSK-336"}
    days.set(dt.date(2026, 11, 19))
    with pytest.raises(FaultsError) as refusal:
        take(given, Act.DECIDE, viewer=COLLEAGUE)
    assert code_of(refusal) == {"DSK-336"}
    objection = RewardObjection.objects.get(reward_list=given)
    answer(objection, "核实后属实", viewer=OFFICE, upheld=True,
           line=line_of(given, "QY-2"), amount=5 * WAN)  # fmt: skip
    assert line_of(given, "QY-2").standing == "included"
    assert state_of(take(given, Act.DECIDE, viewer=COLLEAGUE)) is ListState.DECIDED


def test_an_objection_is_of_the_firm_itself_in_time_and_with_a_name(days):
    given = public()
    for firm, viewer, informant, code in (
        ("QY-2", FIRM, "吴厂长", "DSK-339"),
        ("QY-1", FIRM, "", ""),
        ("QY-1", OFFICE, "", "DSK-340"),
        ("QY-1", OFFICE, "吴厂长", ""),
    ):
        if not code:
            assert object_to(given, firm, "有异议", viewer=viewer, informant=informant)
            continue
        with pytest.raises(FaultsError) as refusal:
            object_to(given, firm, "有异议", viewer=viewer, informant=informant)
        assert code_of(refusal) == {code}
    days.set(dt.date(2026, 11, 19))
    with pytest.raises(FaultsError) as refusal:
        object_to(given, "QY-1", "晚了", viewer=FIRM)
    assert code_of(refusal) == {"DSK-337"}


def test_a_returned_list_is_computed_again_from_the_ledger_as_it_is_now(days):
    given = take(drawn_up(), Act.RETURN, Given("收入有更正"), viewer=COLLEAGUE)
    with changelog.acting("clerk", "corrected"):
        one, other = Enterprise.objects.get(code="QY-1"), Enterprise.objects.get(code="QY-2")
        one.revenue, one.version, other.revenue, other.version = 100 * WAN, 2, 2000 * WAN, 2
        one.save()
        other.save()
    again = take(given, Act.RECOMPUTE, viewer=COLLEAGUE)
    assert state_of(again) is ListState.COMPUTED
    assert (line_of(again, "QY-1").standing, line_of(again, "QY-1").amount) == ("out", 0)
    assert line_of(again, "QY-2").standing == "included"
    with pytest.raises(FaultsError):  # it was the colleague who computed it now
        take(again, Act.REVIEW, viewer=COLLEAGUE)


def test_what_was_paid_is_clawed_back_once_with_a_reason_and_not_more_than_was_paid(days):
    paid = take(decided(days), Act.PAY, Given(document=PROOF), viewer=COLLEAGUE)
    line = line_of(paid, "QY-3")
    with pytest.raises(FaultsError) as refusal:
        claw_back(line, 10 * WAN + 1, "申报不实", viewer=OFFICE)
    assert code_of(refusal) == {"DSK-343"}
    with pytest.raises(FaultsError) as refusal:
        claw_back(line, 10 * WAN, " ", viewer=OFFICE)
    assert code_of(refusal) == {"DSK-333"}
    back = claw_back(line, 4 * WAN, "申报不实", viewer=OFFICE)
    assert (back.clawed_back, back.clawback_reason) == (4 * WAN, "申报不实")
    with pytest.raises(FaultsError) as refusal:
        claw_back(line, 4 * WAN, "再次", viewer=OFFICE)
    assert code_of(refusal) == {"DSK-342"}
    assert steps_of(paid)[-1].step.step == "clawed-back"


def test_payment_needs_its_document_and_no_county_or_firm_takes_a_step(days):
    given = decided(days)
    with pytest.raises(FaultsError) as refusal:
        take(given, Act.PAY, viewer=COLLEAGUE)
    assert code_of(refusal) == {"DSK-334"}
    for viewer in (COUNTY, FIRM, town.BANKER, town.READER):
        assert possible(given, viewer) == []
        with pytest.raises(FaultsError) as refusal:
            take(given, Act.PAY, Given(document=PROOF), viewer=viewer)
        assert code_of(refusal) == {"DSK-331"}


def test_one_list_of_a_policy_and_year_runs_at_a_time(days):
    given = drawn_up()
    with pytest.raises(FaultsError) as refusal:
        drawn_up()
    assert code_of(refusal) == {"DSK-346"}
    take(given, Act.DROP, Given("停办"), viewer=COLLEAGUE)
    assert drawn_up().round == 2


def test_a_line_that_was_entered_beside_the_steps_stops_the_list(days):
    given = drawn_up()
    stored = line_of(given, "QY-1")
    slipped = {"reward_list": given.code, "clause": "ZC/1", "enterprise": "QY-5"}
    slipped |= {"standing": "included", "amount": 9 * WAN}
    changes = ChangeSet.of(Creation("reward_line", "", slipped))
    apply_change_set(changes, viewer=COUNTY, reason="加一户")
    with pytest.raises(FaultsError) as refusal:
        take(given, Act.REVIEW, viewer=COLLEAGUE)
    assert code_of(refusal) == {"DSK-348"}
    more = ChangeSet.of(Revision("reward_line", stored.uid, stored.version, {"amount": 99 * WAN}))
    for viewer in (OFFICE, COUNTY, FIRM):
        with pytest.raises(ChainChiefError):
            apply_change_set(more, viewer=viewer, reason="多给一点")
    returned = take(given, Act.RETURN, Given("有一户不是算出来的"), viewer=COLLEAGUE)
    again = take(returned, Act.RECOMPUTE, viewer=OFFICE)
    assert line_of(again, "QY-5").standing == "out"
    assert state_of(take(again, Act.REVIEW, viewer=COLLEAGUE)) is ListState.REVIEWED
