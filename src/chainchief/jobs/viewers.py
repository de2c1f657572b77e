"""As whom a job acts: whoever asked for it, with the rights of the moment at which it runs."""

from collections.abc import Callable

from chainchief.access.models import Account
from chainchief.access.viewers import Viewer, viewer_at_this_machine, viewer_of
from chainchief.core import clock
from chainchief.jobs.models import Job

#: Finds the viewer of a job; log-in may bring another than `viewer_of_job`.
ViewerOf = Callable[[Job], Viewer]


def viewer_of_job(job: Job) -> Viewer:
    """The account's viewer of today: none of its roles once it is disabled or its grants ended.

    A delegate's job has the roles held on behalf of the one who is stood for, and no others.
    Whoever worked at the machine itself without an account is its administrator again; an account
    that is gone, or that is stood for and gone, leaves no roles, and never becomes that.
    """
    account = Account.objects.filter(username=job.asked_by).first()
    if account is None and job.machine_user:
        return viewer_at_this_machine(job.asked_by)
    principal = Account.objects.filter(username=job.acting_for).first() if job.acting_for else None
    if account is None or bool(job.acting_for) != bool(principal):
        return Viewer(job.asked_by, (), acting_for=job.acting_for)
    return viewer_of(account, clock.today(), principal.pk if principal else None)
