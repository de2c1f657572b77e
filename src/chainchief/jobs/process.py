"""The worker process: one of a home folder, alive as long as whoever started it.

`python -m chainchief.jobs` runs until its standard input ends, which it does with the process that
started it, however that ended; or until there has been nothing to do for a while.
"""

import contextlib
import fcntl
import os
import secrets
import select
import sys
import threading
from collections.abc import Iterator

from chainchief.core.home import home

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


def _end_with_whoever_started_us() -> None:
    select.select([sys.stdin], [], [])
    # At once: what is not committed is then rolled back, and the job begins again elsewhere.
    os._exit(0)


def main() -> int:
    """Work as the only worker of the home folder."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chainchief.settings")
    threading.Thread(target=_end_with_whoever_started_us, daemon=True).start()
    try:
        with only_worker():
            django.setup()
            from chainchief.jobs.worker import work_until_idle

            work_until_idle(f"{os.getpid()}-{secrets.token_hex(4)}")
    except AnotherWorkerError:
        return ANOTHER_IS_HERE
    return 0
