"""A task from whoever gives it to its end: done is what the giver accepts, not what is reported."""

import datetime as dt

import pytest
from tests.desk import cast, tasks
from tests.desk.tasks import DUE, step

from chainchief.core.faults import FaultsError
from chainchief.desk.tasks.acts import possible, report_part
from chainchief.desk.tasks.machine import TaskAct
from chainchief.desk.tasks.steps import steps_of
from chainchief.ledger.kinds.task.models import Task, TaskOffice
from chainchief.ledger.kinds.task.states import TaskState, state_of


def codes(call) -> list[str]:
    with pytest.raises(FaultsError) as raised:
        call()
    return [fault.code for fault in raised.value.faults]


def test_given_signed_reported_accepted_with_who_when_and_why(desk):
    task = tasks.given(cast.CHIEF)
    assert (state_of(task), task.giver, task.code) == (
        TaskState.ASSIGNED,
        "chief",
        "RW-20261111-01",
    )
    desk.set(dt.date(2026, 11, 12))
    task = step(task, TaskAct.SIGN)
    assert (task.signed_on, task.turn_due_on) == (dt.date(2026, 11, 12), DUE)
    desk.set(dt.date(2026, 11, 18))
    task = step(task, TaskAct.REPORT, note="专线已送电")
    assert (task.reported_on, task.result) == (dt.date(2026, 11, 18), "专线已送电")
    task = step(task, TaskAct.ACCEPT, cast.CHIEF)
    assert state_of(task) is TaskState.ACCEPTED
    taken = steps_of(task)
    assert [one.action.step for one in taken] == ["assigned", "signed", "reported", "accepted"]
    assert [one.actor for one in taken] == [
        cast.CHIEF.name,
        cast.POWER_CLERK.name,
        cast.POWER_CLERK.name,
        cast.CHIEF.name,
    ]


def test_sent_back_the_report_does_not_count_and_the_limit_stays(desk):
    task = step(tasks.reported(cast.CHIEF), TaskAct.SEND_BACK, cast.CHIEF, note="没有送电记录")
    assert (state_of(task), task.reported_on, task.due_on) == (TaskState.SENT_BACK, None, DUE)
    # Five working days for it to be done again: Wednesday the 11th, then to Wednesday the 18th.
    assert task.turn_due_on == dt.date(2026, 11, 18)
    desk.set(dt.date(2026, 11, 23))
    task = step(task, TaskAct.REPORT, note="补送电记录")
    assert task.reported_on == dt.date(2026, 11, 23)
    assert step(task, TaskAct.ACCEPT, cast.CHIEF).reported_on > DUE


def test_nobody_accepts_what_somebody_else_gave(desk):
    task = tasks.reported(cast.CHIEF)
    for viewer in (cast.COUNTY, cast.POWER_CLERK, tasks.TASK_FORCE, cast.FIRM, cast.LAND_CLERK):
        assert codes(lambda viewer=viewer: step(task, TaskAct.ACCEPT, viewer)) == ["DSK-011"]


def test_the_chain_office_accepts_for_the_chief_when_it_names_who_said_so(desk):
    task = tasks.reported(cast.CHIEF)
    assert codes(lambda: step(task, TaskAct.ACCEPT, cast.OFFICE)) == ["DSK-044"]
    step(task, TaskAct.ACCEPT, cast.OFFICE, informant="何秘书")
    assert steps_of(task)[-1].action.informant == "何秘书"


def test_whoever_reported_it_for_the_office_does_not_accept_it(desk):
    task = tasks.signed()
    task = step(task, TaskAct.REPORT, cast.OFFICE, note="已办", informant="赵科长")
    assert codes(lambda: step(task, TaskAct.ACCEPT, cast.OFFICE)) == ["DSK-045"]
    assert state_of(step(task, TaskAct.ACCEPT, cast.COLLEAGUE)) is TaskState.ACCEPTED


def test_more_time_is_asked_for_before_the_limit_and_decided_by_the_giver(desk):
    task, later = tasks.signed(), dt.date(2026, 12, 4)
    desk.set(DUE)
    too_late = {"until": later, "note": "省级批复未到"}
    assert codes(lambda: step(task, TaskAct.ASK_EXTENSION, **too_late)) == ["DSK-018"]
    desk.set(dt.date(2026, 11, 19))
    task = step(task, TaskAct.ASK_EXTENSION, until=later, note="省级批复未到")
    assert (task.due_on, task.extension_until) == (DUE, later)
    assert TaskAct.EXTEND not in possible(task, cast.POWER_CLERK)
    task = step(task, TaskAct.EXTEND, cast.OFFICE)
    assert (task.due_on, task.turn_due_on, task.extension_until) == (later, later, None)


def test_another_office_signs_for_it_anew(desk):
    task = tasks.signed()
    task = step(task, TaskAct.REASSIGN, cast.OFFICE, office=cast.LAND, note="属自然资源局职责")
    assert (task.host_id, state_of(task)) == (cast.LAND, TaskState.ASSIGNED)
    assert possible(task, cast.POWER_CLERK) == []
    assert TaskAct.SIGN in possible(task, cast.LAND_CLERK)


def test_a_task_without_an_office_is_of_the_unit_or_of_the_chains_task_force(desk):
    of_county = tasks.given(office="", division=cast.NORTH)
    assert TaskAct.SIGN in possible(of_county, cast.COUNTY)
    assert TaskAct.SIGN not in possible(of_county, cast.OTHER_COUNTY)
    of_force = tasks.given(office="")
    assert TaskAct.SIGN in possible(of_force, tasks.TASK_FORCE)
    assert TaskAct.SIGN not in possible(of_force, cast.COUNTY)


def test_everything_that_is_wrong_with_a_task_is_told_at_once(desk):
    wrong = {"name": " ", "due_on": dt.date(2026, 11, 10), "office": "ORG-X", "division": "9"}
    assert codes(lambda: tasks.given(**wrong)) == ["DSK-040", "DSK-041", "DSK-016", "DSK-042"]
    assert codes(lambda: tasks.given(office="", chain="")) == ["DSK-043"]
    assert codes(lambda: tasks.given(helpers=(cast.POWER,))) == ["DSK-017"]
    assert not Task.objects.exists()


def test_an_office_that_helps_says_once_what_it_did(desk):
    task = tasks.given(helpers=(cast.LAND,))
    (part,) = TaskOffice.objects.filter(task=task)
    assert codes(lambda: report_part(part, viewer=cast.POWER_CLERK, opinion="x")) == ["DSK-011"]
    done = report_part(part, viewer=cast.LAND_CLERK, opinion="杆塔用地已批")
    assert (done.reported_on, done.opinion) == (cast.DAY, "杆塔用地已批")
    again = codes(lambda: report_part(part, viewer=cast.LAND_CLERK, opinion="再报"))
    assert again == ["DSK-034"]


def test_a_chief_gives_tasks_of_the_own_chain_alone(desk):
    from chainchief.ledger import changelog
    from chainchief.ledger.kinds.chain.models import Chain

    with changelog.acting("clerk", "another"):
        Chain.objects.create(code="CHEM", name="化工")
    with pytest.raises(FaultsError):
        tasks.given(cast.CHIEF, chain="CHEM")
    assert not Task.objects.exists()


def test_no_form_moves_the_days_of_a_task_beside_its_acts(desk):
    from chainchief.ledger.actions import apply_change_set
    from chainchief.ledger.changesets import ChangeSet, Revision

    task = tasks.given()
    change = Revision("task", task.uid, task.version, {"accepted_on": cast.DAY})
    with pytest.raises(FaultsError) as raised:
        apply_change_set(ChangeSet.of(change), viewer=cast.OFFICE, reason="自行办结")
    assert [fault.code for fault in raised.value.faults] == ["CHK-158"]
