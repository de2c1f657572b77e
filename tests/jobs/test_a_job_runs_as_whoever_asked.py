"""A job acts under the name of whoever asked, with the rights of the moment at which it runs."""

import datetime as dt

import pytest
from tests.fixtures.viewers import holding, office

from chainchief.access import policy
from chainchief.access.models import Account, Grant
from chainchief.access.viewers import Viewer, viewer_of
from chainchief.core import clock
from chainchief.core.i18n import ENGLISH, _, speaking
from chainchief.jobs import kinds
from chainchief.jobs.asking import ask, jobs_for
from chainchief.jobs.kinds import JobKind
from chainchief.jobs.models import State
from chainchief.jobs.running import run_next


@pytest.fixture
def seen(ledger, monkeypatch):
    """A kind of job that needs to enter county data and notes who did it."""
    found = []

    def work(viewer, progress, arguments):
        policy.require(viewer, "enter", "county")
        found.append((viewer.signature, viewer.held, _("Month")))
        return {}

    monkeypatch.setitem(kinds._KINDS, "note", JobKind("note", "Note", work, True))
    return found


@pytest.fixture
def clerk(ledger):
    account = Account.objects.create(username="clerk1")
    Grant.objects.create(
        account=account,
        role="county",
        division="371402",
        valid_from=dt.date(2020, 1, 1),
        decision="approved",
    )
    return account


def run(viewer):
    job = ask("note", {}, viewer=viewer)
    return run_next("w1"), job


def test_an_account_acts_with_its_own_grants(seen, clerk):
    job, _asked = run(viewer_of(clerk, clock.today()))
    assert job.state == State.DONE
    assert [(name, held[0].division) for name, held, _word in seen] == [("clerk1", "371402")]


def test_a_disabled_account_does_nothing_any_more(seen, clerk):
    ask("note", {}, viewer=viewer_of(clerk, clock.today()))
    clerk.is_active = False
    clerk.save()
    job = run_next("w1")
    assert (job.state, seen) == (State.FAILED, [])
    assert "clerk1" in job.error


def test_a_grant_that_ended_while_the_job_waited_is_gone(seen, clerk):
    ask("note", {}, viewer=viewer_of(clerk, clock.today()))
    clerk.grants.update(valid_to=dt.date(2021, 1, 1))
    assert run_next("w1").state == State.FAILED
    assert seen == []


def test_a_grant_that_changed_while_the_job_waited_is_the_one_of_now(seen, clerk):
    ask("note", {}, viewer=viewer_of(clerk, clock.today()))
    clerk.grants.update(division="371426")
    run_next("w1")
    assert seen[0][1][0].division == "371426"


@pytest.fixture
def secretary(clerk):
    """Clerk of one county in her own right, and of another one for her chief."""
    chief = Account.objects.create(username="chief")
    Grant.objects.create(
        account=clerk,
        role="county",
        division="371426",
        valid_from=dt.date(2020, 1, 1),
        decision="approved",
        acting_for=chief,
    )
    return viewer_of(clerk, clock.today(), chief.pk)


def test_a_delegates_job_has_the_roles_held_for_the_other_and_not_its_own(seen, secretary):
    job, _asked = run(secretary)
    assert job.state == State.DONE
    assert [(name, [one.division for one in held]) for name, held, _word in seen] == [
        ("clerk1 for chief", ["371426"])
    ]


@pytest.mark.parametrize("end", ["grant ended", "disabled", "gone"])
def test_whoever_is_not_stood_for_any_more_leaves_the_delegates_job_no_roles(seen, secretary, end):
    ask("note", {}, viewer=secretary)
    chief = Account.objects.get(username="chief")
    if end == "grant ended":
        chief.delegates.update(valid_to=dt.date(2021, 1, 1))
    elif end == "disabled":
        chief.is_active = False
        chief.save()
    else:
        chief.delegates.all().delete()
        chief.delete()
    job = run_next("w1")
    assert (job.state, seen) == (State.FAILED, [])


def test_an_account_that_is_gone_never_becomes_the_machines_administrator(seen):
    job, _asked = run(Viewer("gone", ()))
    assert (job.state, seen) == (State.FAILED, [])


def test_whoever_works_at_the_machine_is_its_administrator_again(seen):
    from chainchief.access.viewers import viewer_at_this_machine

    viewer = viewer_at_this_machine("王敏")
    job, _asked = run(viewer)
    assert job.state == State.DONE
    assert seen[0][0] == viewer.signature


def test_another_way_of_finding_the_viewer_can_be_plugged_in(seen):
    ask("note", {}, viewer=Viewer("someone", ()))
    run_next("w1", viewer_of=lambda job: office(job.asked_by))
    assert seen[0][0] == "someone"


def test_a_job_speaks_the_language_of_whoever_asked(seen):
    from chainchief.access.viewers import viewer_at_this_machine

    with speaking(ENGLISH):
        run(viewer_at_this_machine("Wang"))
    assert seen[0][2] == "Month"


def test_one_sees_ones_own_jobs_and_the_chain_office_all(seen):
    mine, other = holding("county", "甲", division="371402"), holding("county", "乙")
    ask("note", {}, viewer=mine)
    ask("note", {}, viewer=other)
    assert [job.asked_by for job in jobs_for(mine)] == ["甲"]
    assert [job.asked_by for job in jobs_for(office())] == ["乙", "甲"]
