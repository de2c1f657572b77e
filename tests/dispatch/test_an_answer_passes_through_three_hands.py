"""From a draft to a locked, closed figure: at each step the right person, state and reason."""

from dataclasses import replace

import pytest
from tests.dispatch import asking
from tests.dispatch.asking import (
    CHIEF,
    NORTH,
    NORTHERN_HEAD,
    NORTHERNER,
    NOVEMBER,
    OFFICE,
    SOUTH,
    SOUTHERNER,
    WAN,
    answer_to,
    blank,
    opened,
    request_to,
)

from chainchief.core.faults import FaultsError
from chainchief.dispatch import closing
from chainchief.dispatch.answers import acts
from chainchief.dispatch.errors import DispatchError
from chainchief.dispatch.models import RequestState
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.errors import NoReasonError
from chainchief.ledger.kinds.project.models import ProjectReport
from chainchief.ledger.proposal.models import Proposal
from chainchief.ledger.validation import RefusedError


@pytest.fixture
def request_(ledger):
    asking.city()
    asking.accounts()
    return request_to(opened())


def codes(refused) -> list[str]:
    return [fault.code for fault in refused.value.faults]


def filled(request):
    return acts.save(request, answer_to(request), blank(request), viewer=NORTHERNER)


def submitted(request):
    handed = acts.hand_over(filled(request), viewer=NORTHERNER)
    return acts.submit(handed, viewer=NORTHERN_HEAD)


def approved(request):
    return acts.approve(submitted(request), viewer=OFFICE)


def test_a_draft_changes_nothing_in_the_ledger(request_):
    draft = filled(request_)
    assert draft.state == RequestState.DRAFT
    assert not ProjectReport.objects.filter(month="2023-11").exists()


def test_what_is_approved_stands_in_the_ledger(request_):
    done = approved(request_)
    assert done.state == RequestState.APPROVED
    invested = ProjectReport.objects.filter(month="2023-11").order_by("code")
    assert list(invested.values_list("invested", flat=True)) == [
        1100 * WAN,
        2200 * WAN,
        3300 * WAN,
    ]


def test_nobody_checks_their_own_answer(request_):
    handed = acts.hand_over(filled(request_), viewer=NORTHERNER)
    with pytest.raises(FaultsError) as refused:
        acts.submit(handed, viewer=NORTHERNER)
    assert codes(refused) == ["COL-042"]


def test_one_user_of_the_machine_under_two_names_is_one_person(request_):
    filler, checker = (replace(one, machine_user="root") for one in (NORTHERNER, NORTHERN_HEAD))
    draft = acts.save(request_, answer_to(request_), blank(request_), viewer=filler)
    handed = acts.hand_over(draft, viewer=filler)
    with pytest.raises(FaultsError) as refused:
        acts.submit(handed, viewer=checker)
    assert codes(refused) == ["COL-042"]
    assert NORTHERNER.name in str(refused.value)
    delegate = replace(NORTHERN_HEAD, name="北县 代理", acting_for=NORTHERNER.name)
    with pytest.raises(FaultsError) as refused:
        acts.submit(handed, viewer=delegate)
    assert codes(refused) == ["COL-042"]
    assert acts.submit(handed, viewer=NORTHERN_HEAD).state == RequestState.SUBMITTED


def test_whoever_checked_for_the_unit_does_not_approve(request_):
    handed = acts.hand_over(filled(request_), viewer=NORTHERNER)
    checked = acts.submit(handed, viewer=OFFICE)
    with pytest.raises(FaultsError) as refused:
        acts.approve(checked, viewer=OFFICE)
    assert codes(refused) == ["COL-043"]
    assert acts.approve(checked, viewer=CHIEF).state == RequestState.APPROVED


def test_a_county_answers_for_nobody_else(request_):
    with pytest.raises(FaultsError) as refused:
        acts.save(request_, answer_to(request_), blank(request_), viewer=SOUTHERNER)
    assert codes(refused) == ["COL-041"]


def test_a_county_does_not_approve(request_):
    with pytest.raises(FaultsError) as refused:
        acts.approve(submitted(request_), viewer=NORTHERN_HEAD)
    assert codes(refused) == ["COL-041"]


def test_an_answer_with_a_blank_is_not_handed_over(request_):
    answer = answer_to(request_)
    del answer.tables[0]["PRJ-1/2023-11/0"]
    draft = acts.save(request_, answer, blank(request_), viewer=NORTHERNER)
    with pytest.raises(RefusedError) as refused:
        acts.hand_over(draft, viewer=NORTHERNER)
    assert codes(refused) == ["COL-045", "COL-045"]
    assert "PRJ-1/2023-11/0" in str(refused.value)


def test_a_value_that_is_none_is_refused_at_once(request_):
    bad = answer_to(request_)
    bad.put(0, "PRJ-0/2023-11/0", "funds_reported", -5)
    with pytest.raises(RefusedError):
        acts.save(request_, bad, blank(request_), viewer=NORTHERNER)
    assert request_to(request_.collection).state == RequestState.PENDING


def test_a_warning_lets_an_answer_pass(request_):
    falling = answer_to(request_, {"PRJ-0/2023-11/0": 900})
    draft = acts.save(request_, falling, blank(request_), viewer=NORTHERNER)
    assert acts.hand_over(draft, viewer=NORTHERNER).state == RequestState.TO_CHECK


def test_a_return_says_why_cell_by_cell(request_):
    remark = acts.Remark("project_report", "PRJ-0/2023-11/0", "invested", "比上月多一倍")
    back = acts.send_back(submitted(request_), viewer=OFFICE, reason="请核对", remarks=[remark])
    assert back.state == RequestState.RETURNED
    assert back.steps.last().remarks == [
        {
            "kind": "project_report",
            "code": "PRJ-0/2023-11/0",
            "column": "invested",
            "reason": "比上月多一倍",
        }
    ]
    with pytest.raises(NoReasonError):
        acts.send_back(submitted(back), viewer=OFFICE, reason=" ")


def test_an_approved_cell_changes_by_no_way_in(request_):
    approved(request_)
    report = ProjectReport.objects.get(code="PRJ-0/2023-11/0")
    revision = Revision("project_report", report.uid, report.version, {"invested": 5 * WAN})
    with pytest.raises(RefusedError) as refused:
        apply_change_set(ChangeSet.of(revision), viewer=OFFICE)
    assert codes(refused) == ["CHK-157"]
    other = Revision("project_report", report.uid, report.version, {"funds_recognised": 5 * WAN})
    assert apply_change_set(ChangeSet.of(other), viewer=OFFICE).revised == 1


def test_no_later_revision_of_a_report_stands_in_for_an_approved_one(request_):
    approved(request_)
    values = {
        "project": "PRJ-0",
        "month": "2023-11",
        "revision": 1,
        "reported_on": ProjectReport.objects.get(code="PRJ-0/2023-11/0").reported_on,
        "invested": 9000 * WAN,
    }
    with pytest.raises(RefusedError) as refused:
        apply_change_set(
            ChangeSet.of(Creation("project_report", "PRJ-0/2023-11/1", values)), viewer=OFFICE
        )
    assert codes(refused) == ["CHK-157"]


def test_a_withdrawn_approval_opens_the_cells_again(request_):
    done = approved(request_)
    with pytest.raises(NoReasonError):
        acts.withdraw_approval(done, viewer=OFFICE, reason="")
    back = acts.withdraw_approval(done, viewer=OFFICE, reason="企业更正")
    assert back.state == RequestState.RETURNED
    mended = answer_to(back, {"PRJ-0/2023-11/0": 1200})
    saved = acts.save(back, mended, blank(back), viewer=NORTHERNER)
    handed = acts.hand_over(saved, viewer=NORTHERNER)
    acts.approve(acts.submit(handed, viewer=NORTHERN_HEAD), viewer=OFFICE)
    assert ProjectReport.objects.get(code="PRJ-0/2023-11/0").invested == 1200 * WAN


def test_a_month_is_not_closed_over_an_answer_that_is_waited_for(request_):
    approved(request_)
    with pytest.raises(DispatchError, match=SOUTH):
        closing.close(NOVEMBER, viewer=OFFICE)
    south = request_to(request_.collection, SOUTH)
    acts.waive(south, viewer=OFFICE, reason="本月无项目")
    closing.close(NOVEMBER, viewer=OFFICE)
    north = request_to(request_.collection, NORTH)
    assert north.state == RequestState.CLOSED


def test_what_comes_late_waits_until_the_month_is_reopened(request_):
    approved(request_)
    south = request_to(request_.collection, SOUTH)
    acts.waive(south, viewer=OFFICE, reason="迟报")
    closing.close(NOVEMBER, viewer=OFFICE)
    late = request_to(request_.collection, SOUTH)
    saved = acts.save(late, answer_to(late), blank(late), viewer=SOUTHERNER)
    handed = acts.hand_over(saved, viewer=SOUTHERNER)
    waiting = acts.submit(handed, viewer=asking.SOUTHERN_HEAD)
    with pytest.raises(FaultsError) as refused:
        acts.approve(waiting, viewer=OFFICE)
    assert codes(refused) == ["COL-047"]
    closing.reopen(NOVEMBER, viewer=OFFICE, reason="南区补报")
    acts.approve(waiting, viewer=OFFICE)
    assert closing.close(NOVEMBER, viewer=OFFICE).snapshot == "2023-11r2"


def test_two_colleagues_fill_in_one_answer_without_loss(request_):
    questionnaire = answer_to(request_)
    first, second = blank(request_), blank(request_)
    for code, values in questionnaire.tables[0].items():
        target = first if code.startswith("PRJ-0") else second
        target.tables[0][code] = values
    acts.save(request_, first, blank(request_), viewer=NORTHERNER)
    held = request_to(request_.collection)
    saved = acts.save(held, second, blank(request_), viewer=NORTHERN_HEAD)
    kept = Proposal.objects.get(uid=saved.proposal).content["changes"]
    assert len(kept) == 3
    assert Proposal.objects.filter(state="open").count() == 1


def test_one_cell_filled_in_by_two_is_told_to_the_second(request_):
    acts.save(request_, answer_to(request_), blank(request_), viewer=NORTHERNER)
    other = blank(request_)
    other.put(0, "PRJ-0/2023-11/0", "invested", 7 * WAN)
    held = request_to(request_.collection)
    with pytest.raises(FaultsError) as refused:
        acts.save(held, other, blank(request_), viewer=NORTHERN_HEAD)
    assert codes(refused) == ["COL-046"]


def test_of_two_acts_at_once_the_second_is_told(request_):
    draft = filled(request_)
    acts.hand_over(draft, viewer=NORTHERNER)
    stale = draft
    stale.version -= 1
    with pytest.raises(FaultsError) as refused:
        acts.take_back(stale, viewer=NORTHERNER)
    assert codes(refused) == ["COL-049"]
