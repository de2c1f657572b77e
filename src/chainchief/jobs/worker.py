"""The worker: the one process of a home folder that runs its jobs.

`python -m chainchief.jobs` runs until its standard input ends, which it does with the process that
started it, however that ended; or until there has been nothing to do for a while.
"""

import contextlib
import datetime as dt
import fcntl
import os
import secrets
import select
import sys
import threading
import time
from collections.abc import Iterator

from django.db import connection

from chainchief.core.home import home
from chainchief.jobs.models import Job, State
from chainchief.jobs.running import run_next, sweep

#: Between two looks at the table, and between two signs of life of a running job.
_LOOKS_EVERY = 0.4
_BEATS_EVERY = 5.0
_IDLE_SECONDS = 600.0
#: What the process ends with where another worker has this home folder.
ANOTHER_IS_HERE = 3


class AnotherWorkerError(Exception):
    """The home folder has its worker already."""


@contextlib.contextmanager
def only_worker() -> Iterator[None]:
    """The lock that one process of a home folder holds; it goes with the process, however it ends.

    Raises `AnotherWorkerError`.
    """
    home().ensure()
    with (home().path / "jobs.lock").open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AnotherWorkerError from None
        yield


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


def _end_with_whoever_started_us() -> None:
    select.select([sys.stdin], [], [])
    # At once: what is not committed is then rolled back, and the job begins again elsewhere.
    os._exit(0)


def main() -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")
    threading.Thread(target=_end_with_whoever_started_us, daemon=True).start()
    try:
        with only_worker():
            django.setup()
            work_until_idle(f"{os.getpid()}-{secrets.token_hex(4)}")
    except AnotherWorkerError:
        return ANOTHER_IS_HERE
    return 0
