"""Saying what happens, and running other programs."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.run.paths import ROOT

_began = time.monotonic()


class Stop(Exception):  # noqa: N818 - an order to stop, with what to tell the person
    """Ends the run with a message that says what to do."""


def say(text: str) -> None:
    """One line, with the seconds since the start."""
    print(f"[{time.monotonic() - _began:5.1f} s] {text}", flush=True)


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}


Command = Sequence[str | Path]


def run(command: Command, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> None:
    """Run quietly; when it fails, show the end of what it said and stop."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-40:])
        shown = " ".join(str(part) for part in command)
        raise Stop(f"{shown}\nended with status {done.returncode}:\n{tail}")


def show(command: Command, env: Mapping[str, str] | None = None) -> int:
    """Run with its output on this terminal; return its exit status."""
    sys.stdout.flush()
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
    ).returncode
