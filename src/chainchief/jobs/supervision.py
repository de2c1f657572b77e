"""Beside the pages: whenever a job waits, a worker process is there for it."""

import contextlib
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

from django.db import connection

from chainchief.jobs.asking import unfinished

log = logging.getLogger(__name__)
_SOURCE = Path(__file__).resolve().parents[2]
_LOOKS_EVERY = 1.0
#: A worker that could not work, or leaves it to another server's, is started again only after a
#: pause, which grows from one to the other.
_FIRST_PAUSE, _LONGEST_PAUSE = 2.0, 60.0


class Supervisor:
    """Starts a worker process where there is something to do and none of its own runs.

    The process ends with this one: it reads from a pipe that only this one holds open.
    """

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._pause = 0.0

    def start(self) -> None:
        threading.Thread(target=self._watch, name="jobs", daemon=True).start()

    def stop(self) -> None:
        """End the worker with what it does; its job begins again with the next one."""
        self._stopped.set()
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _watch(self) -> None:
        with contextlib.closing(connection):
            while not self._stopped.wait(_LOOKS_EVERY):
                try:
                    self._look()
                except Exception:
                    log.exception("the worker of background jobs could not be started")

    def _look(self) -> None:
        if self._process is not None:
            ended = self._process.poll()
            if ended is None:
                return
            self._process = None
            self._pause = (
                0.0 if ended == 0 else min(self._pause * 2 or _FIRST_PAUSE, _LONGEST_PAUSE)
            )
        if unfinished().exists() and not self._stopped.wait(self._pause):
            self._process = start_worker()


def start_worker() -> "subprocess.Popen[bytes]":
    """A worker process that ends as soon as the pipe to its standard input is closed."""
    known = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join(part for part in (str(_SOURCE), known) if part)
    return subprocess.Popen(
        [sys.executable, "-m", "chainchief.jobs"],
        stdin=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
    )


def keep_a_worker() -> None:
    """Watch for jobs: called by one process of a server, after it was started."""
    Supervisor().start()
