"""The pages of accounts: all of them, one with what it holds, a new one."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from chainchief.access.models import Account
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.demo.people import look_as
from chainchief.people import accounts, roles
from chainchief.people.accounts.listing import UNUSED_DAYS, Listed
from chainchief.people.grants.lines import lines
from chainchief.people.grants.review import reviewed
from chainchief.web.administration.answers import acting, on_to, page
from chainchief.web.administration.grant_form import Option
from chainchief.web.administration.rights import Parts
from chainchief.web.doors.guard import viewer_of
from chainchief.web.frame.breadcrumbs import Crumb


@dataclass(frozen=True)
class AccountLine:
    """An account in the list."""

    username: str
    full_name: str
    address: str
    roles: str
    last_login: str
    sessions: int
    is_active: bool
    is_unused: bool


def listing(request: HttpRequest) -> HttpResponse:
    """All accounts, those that are asked for."""
    viewer = viewer_of(request)
    filters = {name: request.GET.get(name, "").strip() for name in ("words", "role", "state")}
    found = accounts.accounts_of(viewer, **filters)
    facts = {
        "lines": [_line(one) for one in found],
        "filters": filters,
        "roles": [Option(role, roles.label_of(role)) for role in roles.grantable()],
        "states": [
            Option("active", _("active")),
            Option("disabled", _("disabled")),
            Option("unused", _("unused for {days} d").format(days=UNUSED_DAYS)),
        ],
        "is_narrowed": any(filters.values()),
        "unused": sum(one.is_unused for one in accounts.unused(viewer)),
        "unused_address": f"{reverse('accounts')}?{urlencode({'state': 'unused'})}",
        "parts": Parts.of(viewer),
    }
    return page(request, "accounts", facts)


def _line(one: Listed) -> AccountLine:
    held = [
        roles.label_of(grant.role) + (f"（{grant.acting_for}）" if grant.acting_for else "")
        for grant in one.grants
    ]
    last = one.account.last_login
    return AccountLine(
        username=one.account.username,
        full_name=one.account.full_name,
        address=reverse("account", args=[one.account.uid]),
        roles="、".join(dict.fromkeys(held)),
        last_login=clock.minute(last) if last else "",
        sessions=one.sessions,
        is_active=one.account.is_active,
        is_unused=one.is_unused,
    )


def new(request: HttpRequest) -> HttpResponse:
    """The form of a new account; its first password is shown on the page that answers, once."""
    sent = {name: request.POST.get(name, "") for name in ("username", "full_name", "reason")}
    facts: dict[str, object] = {"sent": sent, "crumbs": _crumbs(_("New account"))}
    if request.method != "POST":
        return page(request, "new_account", facts)
    try:
        made = accounts.create(
            sent["username"],
            sent["full_name"],
            uid=look_as.uid_for(sent["username"]),
            **acting(request),
        )
    except FaultsError as refusal:
        return page(request, "new_account", facts, refusal.faults)
    return page(request, "account_made", {**facts, "made": made})


def one(request: HttpRequest, uid: str) -> HttpResponse:
    return account_page(request, account_of(uid))


def disable(request: HttpRequest, uid: str) -> HttpResponse:
    return act_on_account(request, uid, accounts.disable)


def enable(request: HttpRequest, uid: str) -> HttpResponse:
    return act_on_account(request, uid, accounts.enable)


def rename(request: HttpRequest, uid: str) -> HttpResponse:
    def act(account: Account, *, viewer: Viewer, reason: str, address: str) -> None:
        wanted = request.POST.get("full_name", "")
        accounts.rename(account, wanted, viewer=viewer, reason=reason, address=address)

    return act_on_account(request, uid, act)


def act_on_account(request: HttpRequest, uid: str, act: Callable[..., object]) -> HttpResponse:
    """Do it, and go back to the page of the account."""
    account = account_of(uid)
    try:
        act(account, **acting(request))
    except FaultsError as refusal:
        return account_page(request, account, refusal.faults)
    return on_to("account", uid)


def account_page(
    request: HttpRequest, account: Account, faults: tuple[Fault, ...] = ()
) -> HttpResponse:
    """One account with what it holds, and what was wrong with what was sent."""
    account.refresh_from_db()
    found = reviewed(account.grants.order_by("-pk"))
    delegates = reviewed(account.delegates.order_by("-pk"))
    facts = {
        "account": account,
        "crumbs": _crumbs(str(account)),
        "last_login": clock.minute(account.last_login) if account.last_login else "",
        "sessions": account.sessions.count(),
        "lines": lines(found),
        "delegates": lines(delegates),
        "parts": Parts.of(viewer_of(request)),
        "sent_certificate": request.POST.get("certificate", "") if faults else "",
        "is_oneself": viewer_of(request).name == account.username,
    }
    return page(request, "account", facts, faults)


def account_of(uid: str) -> Account:
    """The account of the address; `WrongUseError` for none."""
    account = Account.objects.filter(uid=uid).first()
    if account is None:
        raise WrongUseError(_("There is no such account."))
    return account


def _crumbs(name: str) -> list[Crumb]:
    return [Crumb(_("Accounts"), reverse("accounts")), Crumb(name)]
