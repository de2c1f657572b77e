"""The pages of grants: what waits for a second person, what is asked for, the yearly review."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from chainchief.access.models import Account
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.core.workbook.text_sheet import TYPE
from chainchief.people import certificates, grants
from chainchief.people.grants import workbook as review_file
from chainchief.people.grants.lines import full_names, lines, person
from chainchief.people.grants.review import waiting
from chainchief.people.models import CertificateProposal, PasswordReset
from chainchief.people.passwords import resetting
from chainchief.web.administration.answers import acting, on_to, page
from chainchief.web.administration.grant_form import (
    account_options,
    role_options,
    scope_options,
    wish_of,
)
from chainchief.web.administration.rights import Parts
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.way_back import see_other, way_back
from chainchief.web.frame.breadcrumbs import Crumb

_FIELDS = (
    "account",
    "role",
    "division",
    "chain",
    "enterprise",
    "organisation",
    "valid_from",
    "valid_to",
    "acting_for",
    "reason",
)


@dataclass(frozen=True)
class PendingRequest:
    """What somebody asked for an account; by whom, as people read it, and when."""

    row: PasswordReset | CertificateProposal
    by: str
    at: str


def waiting_page(request: HttpRequest) -> HttpResponse:
    return waiting_list(request)


def waiting_list(request: HttpRequest, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    """Page of what waits for a second person: grants, certificates, and resets of passwords."""
    viewer, names = viewer_of(request), full_names()
    facts = {
        "lines": lines(waiting(viewer), names),
        "resets": [
            PendingRequest(each, person(each.asked_by, names), clock.minute(each.asked_at))
            for each in resetting.waiting()
        ],
        "certificates": [
            PendingRequest(each, person(each.proposed_by, names), clock.minute(each.proposed_at))
            for each in certificates.waiting()
        ],
        "parts": Parts.of(viewer),
    }
    return page(request, "waiting", facts, faults)


def new(request: HttpRequest) -> HttpResponse:
    """The form of a grant, and what it sends: a proposal that waits for a second person."""
    given = request.POST if request.method == "POST" else request.GET
    sent = {name: given.get(name, "") for name in _FIELDS}
    if request.method != "POST":
        sent["valid_from"] = sent["valid_from"] or clock.today().isoformat()
        return _form(request, sent)
    try:
        grants.propose(wish_of(sent), **acting(request))
    except FaultsError as refusal:
        return _form(request, sent, refusal.faults)
    return on_to("grants")


def _form(
    request: HttpRequest, sent: dict[str, str], faults: tuple[Fault, ...] = ()
) -> HttpResponse:
    facts = {
        "sent": sent,
        "accounts": account_options(),
        "roles": role_options(),
        "scopes": scope_options(),
        "crumbs": [Crumb(_("Grants"), reverse("grants")), Crumb(_("Propose a grant"))],
    }
    return page(request, "new_grant", facts, faults)


def approve(request: HttpRequest, number: int) -> HttpResponse:
    return act_on_waiting(request, number, grants.approve)


def refuse(request: HttpRequest, number: int) -> HttpResponse:
    return act_on_waiting(request, number, grants.refuse)


def revoke(request: HttpRequest, number: int) -> HttpResponse:
    return act_on_waiting(request, number, grants.revoke)


def act_on_waiting(request: HttpRequest, number: int, act: Callable[..., object]) -> HttpResponse:
    """Do it, and go back to the page whose button was pressed."""
    try:
        act(number, **acting(request))
    except FaultsError as refusal:
        return waiting_list(request, refusal.faults)
    return see_other(way_back(request, reverse("grants"), "back"))


def review(request: HttpRequest) -> HttpResponse:
    """Review of who has what, since when, by whom, used when: printed and signed once a year."""
    viewer = viewer_of(request)
    facts = {
        "lines": lines(grants.review(viewer)),
        "as_at": clock.today().isoformat(),
        "active": Account.objects.filter(is_active=True).count(),
        "parts": Parts.of(viewer),
        "crumbs": [Crumb(_("Grants"), reverse("grants")), Crumb(_("Review of grants"))],
    }
    return page(request, "review", facts)


def review_download(request: HttpRequest) -> HttpResponse:
    """The review as a workbook."""
    content = review_file.workbook(lines(grants.review(viewer_of(request))))
    response = HttpResponse(content, content_type=TYPE)
    name = f"{_('Review of grants')}_{clock.today()}_{_('internal')}.xlsx"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
