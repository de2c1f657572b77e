"""Kinds of jobs: what a job does, declared by the room that knows how.

A room's app has a module `background`, which imports the declarations; they are found when a job
is asked for or run.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules

from chainchief.access.viewers import Viewer
from chainchief.core.choices import listed
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.jobs.progress import Progress

Result = Mapping[str, Any]
#: Does the work as the viewer, tells its steps, and gives what is kept of the outcome.
Work = Callable[[Viewer, Progress, Mapping[str, Any]], Result]


@dataclass(frozen=True)
class JobKind:
    """`title` is an English message id. One that `is_repeatable` is begun again after its worker
    was lost: doing it twice must come to the same as doing it once."""

    name: str
    title: str
    work: Work
    is_repeatable: bool


_KINDS: dict[str, JobKind] = {}


def background(name: str, *, title: str, is_repeatable: bool) -> Callable[[Work], Work]:
    """Declare a kind of job; the decorated function does the work."""

    def declared(work: Work) -> Work:
        if name in _KINDS and _KINDS[name].work is not work:
            raise ValueError(f"job kind {name!r} is declared twice")
        _KINDS[name] = JobKind(name, title, work, is_repeatable)
        return work

    return declared


def kind_of(name: str) -> JobKind:
    """The kind of this name; `WrongUseError` with the kinds that there are."""
    _discover()
    if name not in _KINDS:
        raise WrongUseError(
            _("There is no job {!r}; the jobs are {}.").format(name, listed(sorted(_KINDS)))
        )
    return _KINDS[name]


@cache
def _discover() -> None:
    autodiscover_modules("background")
