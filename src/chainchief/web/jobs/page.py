"""The list of jobs that a viewer may look at."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.urls import reverse

from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.jobs.asking import jobs_for, sees_all
from chainchief.jobs.kinds import kind_of
from chainchief.jobs.models import Job, State
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.jobs.progress import ProgressLine, line_of

STEP = 30


@dataclass(frozen=True)
class JobLine:
    """One job; `mark` is the shape that says its state beside the word."""

    key: str
    title: str
    subject: str
    address: str
    requested_at: str
    by: str
    state: str
    state_words: str
    outcome: str
    took: str
    progress: ProgressLine | None


@dataclass(frozen=True)
class JobsPage:
    """What templates/web/jobs/jobs.html shows."""

    crumbs: list[Crumb]
    lines: list[JobLine]
    is_moving: bool
    of_all: bool
    words: str
    before: str
    after: str
    here: str


def jobs_page(viewer: Viewer, number: str) -> JobsPage:
    """The newest first; of everybody for the chain office."""
    here = reverse("jobs")
    page = Paginator(jobs_for(viewer), STEP).get_page(number)
    lines = [_line(job, viewer) for job in page.object_list]
    return JobsPage(
        crumbs=[Crumb(_("Import"), reverse("imports")), Crumb(_("Background jobs"))],
        lines=lines,
        is_moving=any(line.progress is not None for line in lines),
        of_all=sees_all(viewer),
        words=_("{first}–{last} of {all}").format(
            first=page.start_index(), last=page.end_index(), all=f"{page.paginator.count:,}"
        ),
        before=f"{here}?page={page.number - 1}" if page.has_previous() else "",
        after=f"{here}?page={page.number + 1}" if page.has_next() else "",
        here=f"{here}?page={page.number}",
    )


def _line(job: Job, viewer: Viewer) -> JobLine:
    is_own = job.signature == viewer.signature
    return JobLine(
        key=str(job.key),
        title=_title(job),
        subject=job.subject,
        # What an upload holds is its owner's alone to look at.
        address=job.page if is_own else "",
        requested_at=clock.minute(job.asked_at),
        by=signature_words(job.signature),
        state=job.state,
        state_words=_STATES[State(job.state)](),
        outcome=job.error if is_own else "",
        took=_took(job),
        progress=line_of(job) if job.is_unfinished else None,
    )


_STATES = {
    State.WAITING: lambda: _("waiting for its turn"),
    State.RUNNING: lambda: _("running"),
    State.DONE: lambda: _("done"),
    State.FAILED: lambda: _("failed"),
    State.CANCELLED: lambda: _("cancelled"),
}


def _title(job: Job) -> str:
    """The kind in words; of one that the program does not know any more, its name."""
    try:
        return _(kind_of(job.kind).title)
    except WrongUseError:
        return job.kind


def _took(job: Job) -> str:
    if job.started_at is None or job.ended_at is None:
        return ""
    return _("{} s").format(f"{(job.ended_at - job.started_at).total_seconds():.1f}")
