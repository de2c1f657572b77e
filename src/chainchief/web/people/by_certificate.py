"""Coming in by a certificate (UKey) that the browser showed to the named proxy."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from chainchief.access.models import Account
from chainchief.core.i18n import _
from chainchief.people.events import EventKind, record
from chainchief.people.log_in.addresses import client_of
from chainchief.people.log_in.entering import enter
from chainchief.web.doors import fault_pages
from chainchief.web.doors.proxies import certificate_of
from chainchief.web.doors.way_back import way_back


def log_in_by_certificate(request: HttpRequest) -> HttpResponse:
    """Whoever has an account with this certificate is in, and needs no other second factor.

    The proxy saw that the browser holds its key, which a UKey gives to whoever knows its PIN.
    """
    shown = certificate_of(request)
    account = Account.objects.filter(certificate=shown, is_active=True).first() if shown else None
    if account is None:
        facts = {"by": "certificate", "certificate": shown}
        record(EventKind.LOG_IN_FAILED, address=client_of(request), succeeded=False, facts=facts)
        return fault_pages.fault_page(request, HTTPStatus.FORBIDDEN, _why_not(shown))
    enter(request, account, verified=True)
    return HttpResponseRedirect(way_back(request))


def _why_not(shown: str) -> str:
    if not shown:
        return _("No certificate came with this request; log in by name and password.")
    return _(
        "No account in use has this certificate (SHA-256 {}). An administrator can enter it."
    ).format(shown)
