"""How far a job is, for a bar and in words."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from chainchief.core.i18n import _
from chainchief.jobs.models import UNFINISHED, Job, State
from chainchief.jobs.running import SILENCE


@dataclass(frozen=True)
class ProgressLine:
    """One unfinished job; `done` of `of` for the bar, 0 of 0 where that is not known."""

    words: str
    done: int
    of: int
    cancel: str
    is_cancelling: bool


def line_of(job: Job) -> ProgressLine:
    """Line on what is being done now, or how many jobs are before it."""
    return ProgressLine(
        _words(job),
        job.done_steps,
        job.all_steps,
        reverse("job-cancel", args=[job.key]),
        job.cancel_asked,
    )


def _words(job: Job) -> str:
    if job.cancel_asked:
        return _("It stops before its next step.")
    if job.state == State.WAITING:
        before = Job.objects.filter(state__in=UNFINISHED, pk__lt=job.pk).count()
        waits = _("Waits for its turn; jobs before it: {}.").format(before)
        return f"{_(job.words)} {waits}" if job.words else waits
    if job.heartbeat and dt.datetime.now(dt.UTC) - job.heartbeat > SILENCE:
        return _("No sign of life for a while; it is taken up again, or told as interrupted.")
    return _(job.words) if job.words else _("Begins")
