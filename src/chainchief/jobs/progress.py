"""How far a job is, told between its steps; there it also hears that it is to stop."""

import datetime as dt

from chainchief.core.i18n import _
from chainchief.jobs.errors import JobCancelledError, WorkerLostError
from chainchief.jobs.models import Job, State


class Progress:
    """Tells the steps of one job that this worker runs."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def step(self, words: str, done: int, of: int) -> None:
        """`words`, an English message id, is what goes on now; `done` of `of` steps are behind.

        Raises `JobCancelledError` where the job is to stop, `WorkerLostError` where another worker
        has it: nothing may be written after either. Not within a transaction: nobody would see it.
        """
        mine = Job.objects.filter(pk=self._job.pk, worker=self._job.worker, state=State.RUNNING)
        now = dt.datetime.now(dt.UTC)
        mine.update(words=words, done_steps=done, all_steps=of, heartbeat=now)
        self.confirm()

    def confirm(self) -> None:
        """Raise as `step` does; in a transaction, just before what it writes is committed."""
        mine = Job.objects.filter(pk=self._job.pk, worker=self._job.worker, state=State.RUNNING)
        cancelled = mine.values_list("cancel_asked", flat=True).first()
        if cancelled is None:
            raise WorkerLostError(_("Another worker has taken this job over."))
        if cancelled:
            raise JobCancelledError(_("Cancelled before this step; nothing more was done."))
