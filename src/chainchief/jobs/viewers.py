"""As whom a job acts: whoever asked for it, with the rights of the moment at which it runs."""

from collections.abc import Callable
from dataclasses import replace

from chainchief.access.models import Account
from chainchief.access.viewers import Viewer, viewer_at_this_machine, viewer_of
from chainchief.core import clock
from chainchief.jobs.models import Job

#: Finds the viewer of a job; log-in may bring another than `viewer_of_job`.
ViewerOf = Callable[[Job], Viewer]


def viewer_of_job(job: Job) -> Viewer:
    """The account's viewer of today: none of its roles once it is disabled or its grants ended.

    Whoever worked at the machine itself without an account is its administrator again; an account
    that is gone has no roles, and never becomes that.
    """
    account = Account.objects.filter(username=job.asked_by).first()
    if account is not None:
        return replace(viewer_of(account, clock.today()), acting_for=job.acting_for)
    if job.machine_user:
        return viewer_at_this_machine(job.asked_by)
    return Viewer(job.asked_by, (), acting_for=job.acting_for)
