"""Running a module of this room in a process of its own, whose end is always told."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from chainchief.core.i18n import language
from chainchief.intake.files import limits

_SOURCE = Path(__file__).resolve().parents[3]


class ProcessEndedError(Exception):
    """The process stopped before it was done: aborted, out of memory, out of time."""


def run_confined(module: str, request: dict[str, object]) -> Iterator[object]:
    """Run `python -m module` with `request` on its input; yield the JSON lines it wrote.

    The module confines itself before it reads; its output goes to a file without a name, so that
    nothing is left behind if this process is killed. Raises `ProcessEndedError` when it did not say
    that it was done.
    """
    with tempfile.TemporaryFile() as output:
        _run(module, request, output)
        output.seek(0)
        done = False
        for line in output:
            try:
                message = json.loads(line)
            except ValueError:
                break
            if message == {"done": True}:
                done = True
            else:
                yield message
        if not done:
            raise ProcessEndedError(module)


def _run(module: str, request: dict[str, object], output: IO[bytes]) -> None:
    environment = dict(os.environ, CHAINCHIEF_LANG=language(), PYTHONIOENCODING="utf-8")
    known = environment.get("PYTHONPATH", "")
    environment["PYTHONPATH"] = os.pathsep.join(part for part in (str(_SOURCE), known) if part)
    try:
        subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            [sys.executable, "-m", module],
            input=json.dumps(request).encode(),
            stdout=output,
            stderr=subprocess.DEVNULL,
            timeout=limits.WALL_SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise ProcessEndedError(module) from late
