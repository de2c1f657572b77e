"""What the pages put into the log of events: whom they refused, and what left through them."""

import hashlib
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from chainchief.access import policy
from chainchief.access.models import Account
from chainchief.access.rules import Route, method_in_table
from chainchief.people.events import EventKind, record
from chainchief.people.log_in.addresses import client_of

#: Downloads of this class are the audit administrator's own.
EVENTS = "events"
#: Where a view leaves what the event is to say of its file beside the hash.
ABOUT = "taken_out"


def refused(request: HttpRequest, status: HTTPStatus) -> None:
    """Somebody who is in asked for what is not open to them."""
    record(
        EventKind.REFUSED,
        name_of(request),
        address=client_of(request),
        succeeded=False,
        subject=subject_of(request),
        facts={"method": request.method or "", "path": request.path, "status": int(status)},
    )


def taken_out(request: HttpRequest, response: HttpResponse) -> None:
    """A file leaves: its hash, so that one that turns up elsewhere can be traced.

    What it was narrowed by is left out: words that somebody looks for are of the records.
    """
    if response.status_code != HTTPStatus.OK or request.method == "HEAD":
        return
    route = _route_of(request)
    if route is None or route.verb != "export":
        return
    kind = EventKind.AUDIT_EXPORTED if route.policy_class == EVENTS else EventKind.EXPORTED
    facts = {
        "path": request.path,
        "bytes": len(response.content),
        "sha256": hashlib.sha256(response.content).hexdigest(),
        **getattr(response, ABOUT, {}),
    }
    record(
        kind,
        name_of(request),
        address=client_of(request),
        subject=subject_of(request),
        facts=facts,
    )


def _route_of(request: HttpRequest) -> Route | None:
    name = request.resolver_match.url_name if request.resolver_match else None
    methods = policy.table().methods_of(name or "")
    return methods.get(method_in_table(request.method or ""))


def subject_of(request: HttpRequest) -> str:
    """The page, and the kind of records that it is about."""
    match = request.resolver_match
    if match is None:
        return ""
    return " ".join(filter(None, (match.url_name, match.kwargs.get("kind", ""))))


def name_of(request: HttpRequest) -> str:
    """The account that is logged in, "" for nobody."""
    return request.user.username if isinstance(request.user, Account) else ""
