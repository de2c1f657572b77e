"""Jobs run in their order, once; they tell how far they are, stop when asked, and fail in words."""

import datetime as dt
import threading

import pytest
from tests.fixtures.viewers import office

from chainchief.core.errors import WrongUseError
from chainchief.jobs import kinds
from chainchief.jobs.asking import ask, cancel
from chainchief.jobs.errors import JobCancelledError, WorkerLostError
from chainchief.jobs.kinds import JobKind
from chainchief.jobs.models import Job, State
from chainchief.jobs.progress import Progress
from chainchief.jobs.running import MOST_ATTEMPTS, SILENCE, run_next, sweep


def by_name(job):
    """Whoever asked, without asking for rights: these tests are not about them."""
    return office(job.asked_by)


@pytest.fixture
def doing(ledger, monkeypatch):
    """`doing(name, work)`: declare a kind of job for this test."""

    def declared(name, work, is_repeatable=True):
        monkeypatch.setitem(kinds._KINDS, name, JobKind(name, name, work, is_repeatable))

    return declared


def asked(name, **arguments):
    return ask(name, arguments, viewer=office("王敏"), subject="表.xlsx", page="/imports/x/")


def run():
    return run_next("w1", viewer_of=by_name)


def test_jobs_run_in_the_order_in_which_they_were_asked_for(doing):
    order = []
    doing("one", lambda viewer, progress, arguments: order.append(arguments["n"]) or {})
    for n in range(3):
        asked("one", n=n)
    while run():
        pass
    assert order == [0, 1, 2]


def test_what_came_of_it_is_kept(doing):
    doing("one", lambda viewer, progress, arguments: {"batch": 7})
    asked("one")
    job = run()
    assert (job.state, job.result, job.attempts) == (State.DONE, {"batch": 7}, 1)
    assert job.ended_at >= job.started_at >= job.asked_at


def test_progress_is_seen_by_others_while_the_job_runs(doing):
    seen = []

    def work(viewer, progress, arguments):
        progress.step("Writing", 2, 5)
        seen.append(Job.objects.values_list("words", "done_steps", "all_steps", "state").get())
        return {}

    doing("one", work)
    asked("one")
    run()
    assert seen == [("Writing", 2, 5, "running")]


def test_a_refusal_is_kept_in_words(doing):
    def work(viewer, progress, arguments):
        raise WrongUseError("没有这个文件")

    doing("one", work)
    asked("one")
    job = run()
    assert (job.state, job.error) == (State.FAILED, "没有这个文件")


def test_a_fault_of_the_program_is_told_by_a_number_and_logged(doing, caplog):
    def work(viewer, progress, arguments):
        raise ZeroDivisionError("secret detail")

    doing("one", work)
    asked("one")
    job = run()
    assert job.key.hex[:8] in job.error
    assert "secret detail" not in job.error
    assert job.key.hex[:8] in caplog.text


def test_after_a_job_that_fails_the_next_one_runs(doing):
    def work(viewer, progress, arguments):
        if arguments["n"] == 0:
            raise ZeroDivisionError
        return {}

    doing("one", work)
    asked("one", n=0)
    asked("one", n=1)
    assert [run().state, run().state] == [State.FAILED, State.DONE]


def test_a_waiting_job_is_cancelled_at_once(doing):
    doing("one", lambda viewer, progress, arguments: {})
    job = asked("one")
    assert cancel(job)
    assert run() is None
    job.refresh_from_db()
    assert job.state == State.CANCELLED
    assert not cancel(job)


def test_a_running_job_stops_between_two_steps(doing):
    done = []

    def work(viewer, progress, arguments):
        progress.step("first", 0, 2)
        done.append(1)
        cancel(Job.objects.get())
        progress.step("second", 1, 2)
        done.append(2)
        return {}

    doing("one", work)
    asked("one")
    job = run()
    assert (job.state, done) == (State.CANCELLED, [1])


def test_two_workers_never_take_the_same_job(doing):
    from django.db import connection

    ran, ready = [], threading.Barrier(4)
    doing("one", lambda viewer, progress, arguments: ran.append(arguments["n"]) or {})
    for n in range(12):
        asked("one", n=n)

    def work(name):
        ready.wait()
        while run_next(name, viewer_of=by_name):
            pass
        connection.close()

    workers = [threading.Thread(target=work, args=(f"w{i}",)) for i in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(ran) == list(range(12))


def lost(name="one", *, silent=True, **changed):
    """A job whose worker went away in the middle."""
    job = asked(name)
    ago = dt.datetime.now(dt.UTC) - (SILENCE * 2 if silent else dt.timedelta())
    Job.objects.filter(pk=job.pk).update(
        state=State.RUNNING, worker="gone", heartbeat=ago, started_at=ago, attempts=1, **changed
    )
    return job


def test_a_job_that_is_silent_for_long_is_begun_again(doing):
    doing("one", lambda viewer, progress, arguments: {"n": 1})
    job = lost()
    assert sweep("w1") == 1
    job.refresh_from_db()
    assert job.state == State.WAITING
    assert run().attempts == 2


def test_one_that_gives_signs_of_life_is_left_alone(doing):
    doing("one", lambda viewer, progress, arguments: {})
    lost(silent=False)
    assert sweep("w1") == 0


def test_the_only_worker_knows_that_all_others_are_gone(doing):
    doing("one", lambda viewer, progress, arguments: {})
    lost(silent=False)
    assert sweep("w1", is_alone=True) == 1


def test_one_that_cannot_be_repeated_is_told_as_interrupted(doing):
    doing("one", lambda viewer, progress, arguments: {}, is_repeatable=False)
    job = lost()
    sweep("w1")
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "没有生效" in job.error


def test_a_job_that_kills_its_workers_is_not_begun_for_ever(doing):
    doing("one", lambda viewer, progress, arguments: {})
    job = lost()
    Job.objects.filter(pk=job.pk).update(attempts=MOST_ATTEMPTS)
    sweep("w1")
    job.refresh_from_db()
    assert job.state == State.FAILED


def test_one_that_was_to_be_cancelled_is_cancelled(doing):
    doing("one", lambda viewer, progress, arguments: {})
    job = lost(cancel_asked=True)
    sweep("w1")
    job.refresh_from_db()
    assert job.state == State.CANCELLED


def test_a_worker_that_comes_back_too_late_does_nothing_more(doing):
    done = []

    def work(viewer, progress, arguments):
        Job.objects.update(worker="another")
        progress.step("first", 0, 1)
        done.append(1)
        return {}

    doing("one", work)
    asked("one")
    job = run()
    assert (job.state, job.worker, done) == (State.RUNNING, "another", [])


def test_confirming_in_a_transaction_sees_both_reasons_to_stop(doing):
    doing("one", lambda viewer, progress, arguments: {})
    job = lost()
    job.refresh_from_db()
    Progress(job).confirm()
    Job.objects.update(cancel_asked=True)
    with pytest.raises(JobCancelledError):
        Progress(job).confirm()
    Job.objects.update(worker="another")
    with pytest.raises(WorkerLostError):
        Progress(job).confirm()


def test_a_kind_that_there_is_not_is_refused(ledger):
    with pytest.raises(WrongUseError, match="import-check"):
        asked("no-such-job")
