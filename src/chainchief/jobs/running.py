"""Run the jobs that wait, one after the other; settle those whose worker was lost."""

import datetime as dt
import logging
from collections.abc import Callable

from django.db.models import F, Q

from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import _, speaking
from chainchief.jobs.errors import JobCancelledError, WorkerLostError
from chainchief.jobs.kinds import kind_of
from chainchief.jobs.models import Job, State
from chainchief.jobs.progress import Progress
from chainchief.jobs.viewers import ViewerOf, viewer_of_job

log = logging.getLogger(__name__)
#: A running job that gave no sign of life for so long has lost its worker.
SILENCE = dt.timedelta(seconds=60)
#: A job that lost its worker so often is not begun again: it may be what kills them.
MOST_ATTEMPTS = 3

#: The message ids that the state of a job is told with, beside those of its own steps.
AGAIN = "It was interrupted: what was not finished did not happen. It begins again."


def run_next(
    worker: str,
    *,
    viewer_of: ViewerOf = viewer_of_job,
    beating: Callable[[Job], None] = lambda job: None,
) -> Job | None:
    """Take the job that has waited longest and run it to its end; None where none waits.

    `beating` is told of the job once it is this worker's.
    """
    job = _take(worker)
    if job is None:
        return None
    beating(job)
    with speaking(job.language):
        _run(job, viewer_of)
    job.refresh_from_db()
    return job


def _take(worker: str) -> Job | None:
    """The oldest waiting job, if no other worker is faster."""
    while True:
        waiting = Job.objects.filter(state=State.WAITING).order_by("pk").first()
        if waiting is None:
            return None
        now = dt.datetime.now(dt.UTC)
        taken = Job.objects.filter(pk=waiting.pk, state=State.WAITING).update(
            state=State.RUNNING,
            worker=worker,
            heartbeat=now,
            started_at=now,
            attempts=F("attempts") + 1,
            words="",
            error="",
            done_steps=0,
        )
        if taken:
            return Job.objects.get(pk=waiting.pk)


def _run(job: Job, viewer_of: ViewerOf) -> None:
    try:
        result = kind_of(job.kind).work(viewer_of(job), Progress(job), job.arguments)
    except JobCancelledError:
        _settle(job, State.CANCELLED)
    except WorkerLostError:
        return
    except ChainChiefError as refusal:
        _settle(job, State.FAILED, error=str(refusal))
    except Exception:
        number = job.key.hex[:8]
        log.exception("job %s (%s) failed", number, job.kind)
        message = _("The program met a fault of its own; nothing was written. Number to quote: {}")
        _settle(job, State.FAILED, error=message.format(number))
    else:
        _settle(job, State.DONE, result=dict(result))


def _settle(job: Job, state: State, **values: object) -> None:
    """The end of a job, unless another worker has it by now."""
    mine = Job.objects.filter(pk=job.pk, worker=job.worker, state=State.RUNNING)
    mine.update(state=state, ended_at=dt.datetime.now(dt.UTC), **values)


def sweep(worker: str, *, is_alone: bool = False) -> int:
    """Settle the running jobs whose worker was lost, and say how many they were.

    Those are jobs that have been silent for long; whoever holds the lock of the only worker
    (`is_alone`) knows that all jobs of others are. A repeatable one waits again.
    """
    silent = Q() if is_alone else Q(heartbeat__lt=dt.datetime.now(dt.UTC) - SILENCE)
    lost = Job.objects.filter(silent, state=State.RUNNING).exclude(worker=worker)
    return sum(_let_go(job) for job in lost)


def _let_go(job: Job) -> int:
    """Only if it still is as it was found: it may have given a sign of life."""
    found = Job.objects.filter(pk=job.pk, state=State.RUNNING, heartbeat=job.heartbeat)
    now = dt.datetime.now(dt.UTC)
    if job.cancel_asked:
        return found.update(state=State.CANCELLED, ended_at=now, worker="")
    if kind_of(job.kind).is_repeatable and job.attempts < MOST_ATTEMPTS:
        return found.update(state=State.WAITING, worker="", words=AGAIN, done_steps=0)
    with speaking(job.language):
        message = _(
            "It was interrupted: the process that ran it ended (attempt {}). What was not finished"
            " did not happen; begin again where it stands."
        ).format(job.attempts)
    return found.update(state=State.FAILED, ended_at=now, worker="", error=message)
