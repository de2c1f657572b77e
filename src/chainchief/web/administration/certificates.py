"""Certificates (UKey) of accounts: one administrator proposes, another enters, either withdraws."""

from django.http import HttpRequest, HttpResponse

from chainchief.core.faults import FaultsError
from chainchief.people import certificates
from chainchief.web.administration.accounts import account_of, account_page
from chainchief.web.administration.answers import acting, on_to
from chainchief.web.administration.grants import waiting_list


def propose(request: HttpRequest, uid: str) -> HttpResponse:
    """Propose what was pasted: the certificate, or its SHA-256."""
    account, shown = account_of(uid), request.POST.get("certificate", "")
    try:
        certificates.propose(account, shown, **acting(request))
    except FaultsError as refusal:
        return account_page(request, account, refusal.faults)
    return on_to("grants")


def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    account = account_of(uid)
    try:
        certificates.withdraw(account, **acting(request))
    except FaultsError as refusal:
        return account_page(request, account, refusal.faults)
    return on_to("account", uid)


def approve(request: HttpRequest, number: int) -> HttpResponse:
    try:
        certificates.approve(number, **acting(request))
    except FaultsError as refusal:
        return waiting_list(request, refusal.faults)
    return on_to("grants")


def refuse(request: HttpRequest, number: int) -> HttpResponse:
    try:
        certificates.refuse(number, **acting(request))
    except FaultsError as refusal:
        return waiting_list(request, refusal.faults)
    return on_to("grants")
