"""What is written down of a log-in that failed."""

from django.http import HttpRequest

from chainchief.access.models import Account
from chainchief.people.events import EventKind, record
from chainchief.people.log_in.addresses import client_of
from chainchief.people.log_in.throttling import name_tried


def record_failure(request: HttpRequest) -> None:
    """Record the wrong password, and once that the name or address begins to wait for it.

    A name of no account is left out: people type passwords there. What is tried while it waits is
    not looked at, nor written down: nobody fills the log that way.
    """
    tried = getattr(request, "axes_failures_since_start", None)
    if tried is None:
        return
    account = Account.objects.filter(folded=name_tried(request)).first()
    name = account.username if account else ""
    address, facts = client_of(request), {"failures": tried}
    record(EventKind.LOG_IN_FAILED, name, address=address, succeeded=False, facts=facts)
    if getattr(request, "axes_locked_out", False):
        record(EventKind.LOCKED, name, address=address, succeeded=False, facts=facts)
