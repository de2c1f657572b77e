"""Certificates (UKey) of accounts: one administrator proposes, another enters, either withdraws."""

from django.http import HttpRequest, HttpResponse

from chainchief.core.faults import FaultsError
from chainchief.people import certificates
from chainchief.web.administration.accounts import account_of, account_page, act_on_account
from chainchief.web.administration.answers import acting, on_to
from chainchief.web.administration.grants import act_on_waiting


def propose(request: HttpRequest, uid: str) -> HttpResponse:
    """Propose what was pasted: the certificate, or its SHA-256."""
    account, shown = account_of(uid), request.POST.get("certificate", "")
    try:
        certificates.propose(account, shown, **acting(request))
    except FaultsError as refusal:
        return account_page(request, account, refusal.faults)
    return on_to("grants")


def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    return act_on_account(request, uid, certificates.withdraw)


def approve(request: HttpRequest, number: int) -> HttpResponse:
    return act_on_waiting(request, number, certificates.approve)


def refuse(request: HttpRequest, number: int) -> HttpResponse:
    return act_on_waiting(request, number, certificates.refuse)
