"""A difficulty from the first word to the firm's own: each step by whoever may, on its day."""

import datetime as dt

import pytest
from tests.desk import cast
from tests.desk.cast import DAY, POWER, slip_of, step

from chainchief.core.faults import FaultsError
from chainchief.desk.difficulties.acts import possible, report
from chainchief.desk.difficulties.machine import Act
from chainchief.desk.difficulties.steps import steps_of
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.kinds.difficulty.models import Difficulty, DifficultyOffice
from chainchief.ledger.kinds.difficulty.states import DifficultyState as State
from chainchief.ledger.kinds.difficulty.states import state_of


def codes(raised) -> list[str]:
    return [fault.code for fault in raised.value.faults]


def test_a_firm_registers_and_says_itself_that_it_is_solved(desk):
    case = cast.registered(cast.FIRM, informant="")
    assert (state_of(case), case.host_id, case.turn_due_on) == (State.REGISTERED, "ORG-GXJ", DAY)
    case = step(case, Act.ACCEPT, cast.COUNTY)
    case = step(case, Act.ASSIGN, cast.OFFICE, office=POWER)
    assert case.due_on == dt.date(2026, 11, 20)
    case = step(case, Act.SIGN, cast.POWER_CLERK)
    case = step(case, Act.NOTE, cast.POWER_CLERK, note="已到现场")
    case = step(case, Act.ANSWER, cast.POWER_CLERK, note="已增容", outcome="solved")
    assert (state_of(case), case.confirmed_on) == (State.ANSWERED, None)
    case = step(case, Act.CONFIRM, cast.FIRM)
    assert (state_of(case), case.outcome, case.confirmed_on) == (State.SOLVED, "solved", DAY)
    case = step(case, Act.FOLLOW_UP, cast.OFFICE, satisfaction=5)
    assert (state_of(case), case.satisfaction, case.turn_due_on) == (State.CLOSED, 5, None)


def test_every_step_is_kept_with_who_took_it(desk):
    case = step(cast.answered(), Act.SEND_BACK, cast.FIRM, note="仍然跳闸")
    kept = [(one.action.step, one.actor) for one in steps_of(case)]
    office, clerk = cast.OFFICE.signature, cast.POWER_CLERK.signature
    assert kept == [
        ("registered", office),
        ("accepted", office),
        ("assigned", office),
        ("signed", clerk),
        ("noted", clerk),
        ("answered", clerk),
        ("sent-back", cast.FIRM.signature),
    ]
    events = ChangeEvent.objects.filter(kind="difficulty", uid=case.uid.hex)
    assert [event.reason for event in events.order_by("pk")][-1] == "仍然跳闸"


def test_what_the_firm_sends_back_is_answered_again_and_the_first_day_stays(desk):
    case = cast.answered()
    desk.set(DAY + dt.timedelta(days=1))
    case = step(case, Act.SEND_BACK, cast.FIRM, note="仍然跳闸")
    assert (state_of(case), case.turn_due_on) == (State.SENT_BACK, dt.date(2026, 11, 19))
    desk.set(DAY + dt.timedelta(days=2))
    case = step(case, Act.ANSWER, cast.POWER_CLERK, note="已换开关", outcome="solved")
    assert (state_of(case), case.answered_on) == (State.ANSWERED, DAY)
    case = step(case, Act.CONFIRM, cast.FIRM)
    assert state_of(case) is State.SOLVED


def test_what_the_office_calls_solved_the_firm_may_take_as_an_explanation(desk):
    case = step(cast.answered(), Act.EXPLAINED, cast.FIRM)
    assert (state_of(case), case.outcome) == (State.EXPLAINED, "explained")


def test_a_case_is_declined_for_a_reason_alone(desk):
    case = cast.registered()
    with pytest.raises(FaultsError) as raised:
        step(case, Act.DECLINE)
    assert codes(raised) == ["DSK-013"]
    case = step(case, Act.DECLINE, note="与已受理的同一事项重复")
    assert (state_of(case), possible(case, cast.OFFICE)) == (State.DECLINED, [Act.CLOSE])


def test_an_objection_is_upheld_or_overruled(desk):
    case = step(cast.assigned(), Act.OBJECT, cast.POWER_CLERK, note="属供电公司职责")
    assert (state_of(case), case.turn_due_on) == (State.OBJECTED, DAY)
    back = step(case, Act.UPHOLD, note="改派")
    assert state_of(back) is State.ACCEPTED
    again = step(back, Act.ASSIGN, office="ORG-ZGJ")
    case = step(again, Act.OBJECT, cast.LAND_CLERK, note="也不是我们的")
    case = step(case, Act.OVERRULE, note="由你局牵头")
    assert (state_of(case), case.host_id) == (State.ASSIGNED, "ORG-ZGJ")


def test_an_objection_comes_within_its_day(desk):
    case = cast.assigned()
    desk.set(dt.date(2026, 11, 13))
    with pytest.raises(FaultsError) as raised:
        step(case, Act.OBJECT, cast.POWER_CLERK, note="不是我们的")
    assert codes(raised) == ["DSK-023"]


def test_an_extension_is_asked_for_before_the_limit_and_decided(desk):
    case = cast.in_work()
    desk.set(dt.date(2026, 11, 19))
    until = dt.date(2026, 12, 1)
    case = step(case, Act.ASK_EXTENSION, cast.POWER_CLERK, note="等设备到货", until=until)
    assert (case.due_on, case.extension_until) == (dt.date(2026, 11, 20), until)
    assert Act.EXTEND not in possible(case, cast.POWER_CLERK)
    case = step(case, Act.EXTEND)
    assert (case.due_on, case.turn_due_on, case.extension_until) == (until, until, None)


@pytest.mark.parametrize(
    ("day", "until", "code"),
    [
        (dt.date(2026, 11, 20), dt.date(2026, 12, 1), "DSK-018"),
        (dt.date(2026, 11, 12), dt.date(2026, 11, 20), "DSK-019"),
        (dt.date(2026, 11, 12), None, "DSK-022"),
    ],
)
def test_an_extension_too_late_or_to_no_later_day_is_refused(desk, day, until, code):
    case = cast.in_work()
    desk.set(day)
    with pytest.raises(FaultsError) as raised:
        step(case, Act.ASK_EXTENSION, cast.POWER_CLERK, note="等设备", until=until)
    assert codes(raised) == [code]


def test_the_clock_stands_still_while_it_is_stopped(desk):
    case = step(cast.in_work(), Act.PAUSE, cast.POWER_CLERK, note="等企业补充用电图纸")
    assert state_of(case) is State.PAUSED
    desk.set(dt.date(2026, 11, 17))
    case = step(case, Act.RESUME, cast.POWER_CLERK)
    # Stopped on Wednesday 11th, running again on Tuesday 17th: four working days later.
    assert (state_of(case), case.due_on) == (State.IN_WORK, dt.date(2026, 11, 26))


def test_on_behalf_of_a_firm_only_the_slip_of_this_answer_and_a_named_informant_count(desk):
    case = cast.answered()
    with pytest.raises(FaultsError) as raised:
        step(case, Act.CONFIRM, slip="AAAA-BBBB")
    assert codes(raised) == ["DSK-025", "DSK-026"]
    old = slip_of(case)
    case = step(case, Act.SEND_BACK, informant="吴厂长", note="还不行")
    case = step(case, Act.ANSWER, cast.POWER_CLERK, note="再次处理", outcome="solved")
    with pytest.raises(FaultsError):
        step(case, Act.CONFIRM, informant="吴厂长", slip=old)
    case = step(case, Act.CONFIRM, informant="吴厂长", slip=slip_of(case).lower())
    assert (state_of(case), case.informant) == (State.SOLVED, "吴厂长")


def test_whoever_answered_does_not_confirm_for_the_firm(desk):
    case = step(cast.in_work(), Act.ANSWER, cast.OFFICE, note="已协调", outcome="solved")
    with pytest.raises(FaultsError) as raised:
        step(case, Act.CONFIRM, informant="吴厂长", slip=slip_of(case))
    assert codes(raised) == ["DSK-024"]
    done = step(case, Act.CONFIRM, cast.COLLEAGUE, informant="吴厂长", slip=slip_of(case))
    assert state_of(done) is State.SOLVED


def test_an_office_that_helps_gives_its_opinion_once_and_takes_no_other_step(desk):
    case = cast.assigned(helpers=("ORG-ZGJ",))
    part = DifficultyOffice.objects.get(difficulty=case)
    assert part.due_on == dt.date(2026, 11, 16)
    assert possible(case, cast.LAND_CLERK) == []
    done = report(part, viewer=cast.LAND_CLERK, opinion="用地手续已齐")
    assert (done.reported_on, done.opinion) == (DAY, "用地手续已齐")
    with pytest.raises(FaultsError) as raised:
        report(part, viewer=cast.LAND_CLERK, opinion="再说一次")
    assert codes(raised) == ["DSK-034"]
    with pytest.raises(FaultsError) as raised:
        report(part, viewer=cast.POWER_CLERK, opinion="代为回复")
    assert codes(raised) == ["DSK-011"]


def test_a_late_step_is_escalated_and_one_in_time_is_not(desk):
    case = cast.in_work()
    with pytest.raises(FaultsError) as raised:
        step(case, Act.ESCALATE, note="催办")
    assert codes(raised) == ["DSK-028"]
    desk.set(dt.date(2026, 11, 23))
    step(case, Act.ESCALATE, note="已超时,报督查室")
    assert steps_of(case)[-1].action.step == "escalated"


def test_of_two_at_once_the_second_is_told(desk):
    case = cast.registered()
    version = case.version
    step(case, Act.ACCEPT)
    from chainchief.desk.difficulties.acts import take

    with pytest.raises(FaultsError) as raised:
        take(case, Act.DECLINE, viewer=cast.COLLEAGUE, version=version)
    assert codes(raised) == ["DSK-012"]


def test_a_clock_that_was_set_back_moves_no_day_before_another(desk):
    case = cast.in_work()
    desk.set(DAY - dt.timedelta(days=400))
    case = step(case, Act.ANSWER, cast.POWER_CLERK, note="已增容", outcome="solved")
    assert case.answered_on == DAY


def test_no_form_or_workbook_steps_over_the_process(desk):
    from chainchief.ledger.actions import apply_change_set
    from chainchief.ledger.changesets import ChangeSet, Revision
    from chainchief.ledger.validation import RefusedError

    case = cast.answered()
    change = Revision("difficulty", case.uid, case.version, {"confirmed_on": DAY})
    with pytest.raises(RefusedError) as raised:
        apply_change_set(ChangeSet.of(change), viewer=cast.OFFICE)
    assert codes(raised) == ["CHK-158"]
    renamed = Revision("difficulty", case.uid, case.version, {"name": "用电"})
    apply_change_set(ChangeSet.of(renamed), viewer=cast.OFFICE)
    assert Difficulty.objects.get(pk=case.pk).name == "用电"


def test_nobody_proposes_to_step_over_the_process_either(desk):
    from chainchief.ledger.changesets import ChangeSet, Revision
    from chainchief.ledger.validation.checks import review_of

    case = cast.answered()
    change = Revision("difficulty", case.uid, case.version, {"outcome": "partly"})
    review = review_of(ChangeSet.of(change), cast.POWER_CLERK, verb="propose")
    assert [finding.kind.code for finding in review.findings] == ["CHK-158"]


def test_one_that_was_entered_by_workbook_is_taken_up_where_it_stands(desk):
    from chainchief.ledger.actions import apply_change_set
    from chainchief.ledger.changesets import ChangeSet, Creation

    values = {
        "name": "用地",
        "enterprise": "QY-1",
        "division": cast.NORTH,
        "category": "land",
        "source": "hotline",
        "host": POWER,
        "received_on": DAY,
        "due_on": DAY + dt.timedelta(days=7),
    }
    apply_change_set(ChangeSet.of(Creation("difficulty", "KN-1", values)), viewer=cast.OFFICE)
    case = Difficulty.objects.get(code="KN-1")
    assert state_of(case) is State.ASSIGNED
    case = step(case, Act.SIGN, cast.POWER_CLERK)
    assert (case.process, case.assigned_on, case.due_on) == (
        "quanzhou",
        DAY,
        DAY + dt.timedelta(days=7),
    )
