"""Forgotten passwords: one administrator asks for a new one, another gives it, shown once."""

from django.http import HttpRequest, HttpResponse

from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import _
from chainchief.people import passwords
from chainchief.people.models import PasswordReset
from chainchief.web.administration.accounts import account_of, account_page
from chainchief.web.administration.answers import on_to, page
from chainchief.web.administration.grants import waiting_list
from chainchief.web.doors.guard import viewer_of


def ask(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask for a new password, and for the second factor to be taken away where that is lost too."""
    account = account_of(uid)
    try:
        passwords.ask(
            account,
            viewer_of(request),
            request.POST.get("reason", ""),
            second_factor=request.POST.get("second_factor") == "1",
        )
    except FaultsError as refusal:
        return account_page(request, account, refusal.faults)
    return on_to("grants")


def give(request: HttpRequest, number: int) -> HttpResponse:
    """Give the new password; the page that answers shows it, once."""
    reset = PasswordReset.objects.select_related("account").filter(pk=number).first()
    if reset is None:
        raise WrongUseError(_("Nobody asked for such a reset."))
    try:
        password = passwords.do(reset, viewer_of(request))
    except FaultsError as refusal:
        return waiting_list(request, refusal.faults)
    return page(request, "reset_done", {"account": reset.account, "password": password})
