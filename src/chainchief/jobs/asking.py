"""Ask for a job, and ask that it stop."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import language
from chainchief.jobs.kinds import kind_of
from chainchief.jobs.models import UNFINISHED, Job, State


def ask(
    kind: str,
    arguments: Mapping[str, Any],
    *,
    viewer: Viewer,
    subject: str = "",
    page: str = "",
) -> Job:
    """Put a job at the end of the queue, in the viewer's name and language.

    Within a transaction it is there once that commits. `WrongUseError` for a kind that is none.
    """
    return Job.objects.create(
        kind=kind_of(kind).name,
        subject=subject[:260],
        page=page,
        arguments=dict(arguments),
        asked_by=viewer.name,
        acting_for=viewer.acting_for,
        machine_user=viewer.machine_user,
        signature=viewer.signature,
        language=language(),
        asked_at=dt.datetime.now(dt.UTC),
    )


def cancel(job: Job) -> bool:
    """Take a waiting job out of the queue, or ask a running one to stop between two steps.

    False where it had ended already.
    """
    now = dt.datetime.now(dt.UTC)
    waiting = Job.objects.filter(pk=job.pk, state=State.WAITING)
    if waiting.update(state=State.CANCELLED, cancel_asked=True, ended_at=now):
        return True
    return bool(Job.objects.filter(pk=job.pk, state=State.RUNNING).update(cancel_asked=True))


def jobs_for(viewer: Viewer) -> "QuerySet[Job]":
    """The jobs that the viewer may look at, the newest first: own ones; the chain office, all."""
    whose = Q() if sees_all(viewer) else Q(signature=viewer.signature)
    return Job.objects.filter(whose).order_by("-pk")


def sees_all(viewer: Viewer) -> bool:
    """Whether the viewer enters what every unit reports: the chain office does."""
    return policy.reach(viewer, "enter", "county").everything


def unfinished() -> "QuerySet[Job]":
    return Job.objects.filter(state__in=UNFINISHED)
