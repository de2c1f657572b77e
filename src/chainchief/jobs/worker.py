"""What the worker process does: settle what others left, run what waits, give signs of life."""

import contextlib
import datetime as dt
import threading
import time

from django.db import connection

from chainchief.jobs.models import Job, State
from chainchief.jobs.running import run_next, sweep

#: Between two looks at the table, and between two signs of life of a running job.
_LOOKS_EVERY = 0.4
_BEATS_EVERY = 5.0
_IDLE_SECONDS = 600.0


def work_until_idle(worker: str) -> None:
    """Settle what others left, run what waits, and wait for more for a while."""
    sweep(worker, is_alone=True)
    idle_since = time.monotonic()
    while time.monotonic() - idle_since < _IDLE_SECONDS:
        if run_next(worker, beating=_beat) is not None:
            idle_since = time.monotonic()
        else:
            time.sleep(_LOOKS_EVERY)


def _beat(job: Job) -> None:
    """Signs of life of this job from a thread of its own, until it has ended."""
    threading.Thread(target=_beat_on, args=(job.pk, job.worker), daemon=True).start()


def _beat_on(key: int, worker: str) -> None:
    running = Job.objects.filter(pk=key, worker=worker, state=State.RUNNING)
    with contextlib.closing(connection):
        while True:
            time.sleep(_BEATS_EVERY)
            # While the job itself writes, the database may take nothing of others.
            with contextlib.suppress(Exception):
                if not running.update(heartbeat=dt.datetime.now(dt.UTC)):
                    return
