"""The first start: one page that makes the administrators, the city and its units."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from chainchief.access.models import Account
from chainchief.care import first_start
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import _
from chainchief.people.administrators import Person
from chainchief.people.log_in.addresses import client_of
from chainchief.people.roles import ADMINISTRATORS, label_of
from chainchief.web.administration.answers import page

_PLACES = ("city_code", "city_name", "typed")
#: What each of the three does, as the page says it.
_DUTIES = {
    "system-admin": "makes accounts, approves roles, backs up",
    "security-admin": "proposes roles, revokes them, reviews them",
    "audit-admin": "reads the log: who came in, who was refused, who did what",
}


def nobody_yet(request: HttpRequest) -> HttpResponse:
    """Say what to do where nobody has an account, to whoever lacks the one-time address."""
    if Account.objects.exists():
        raise WrongUseError(_("There are accounts already; log in."))
    return page(request, "nobody_yet", {})


def first(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the one-time address; once it is done, whom to hand which password."""
    if not first_start.is_right(token):
        raise WrongUseError(
            _(
                "This address opens nothing: it was used, or another start of the program printed "
                "a newer one. Look at what the program printed last."
            )
        )
    sent = {name: request.POST.get(name, "").strip() for name in _names()}
    if request.method != "POST":
        return _form(request, sent)
    persons = [
        Person(sent[f"{role}.username"], sent[f"{role}.full_name"]) for role in ADMINISTRATORS
    ]
    with ExitStack() as stack:
        try:
            done = first_start.found(
                persons,
                first_start.City(sent["city_code"], sent["city_name"]),
                file=_upload(request, stack),
                typed=sent["typed"],
                address=client_of(request),
            )
        except FaultsError as refusal:
            return _form(request, sent, refusal)
    made = list(zip(map(label_of, ADMINISTRATORS), done.administrators, strict=True))
    return page(request, "first_done", {"done": done, "made": made})


def _names() -> list[str]:
    parts = ("username", "full_name")
    return [*_PLACES, *(f"{role}.{part}" for role in ADMINISTRATORS for part in parts)]


def _form(
    request: HttpRequest, sent: dict[str, str], refusal: FaultsError | None = None
) -> HttpResponse:
    persons = [
        {
            "role": role,
            "label": label_of(role),
            "duty": _(_DUTIES[role]),
            "username": sent[f"{role}.username"],
            "full_name": sent[f"{role}.full_name"],
        }
        for role in ADMINISTRATORS
    ]
    facts = {"persons": persons, "sent": sent}
    return page(request, "first", facts, refusal.faults if refusal else ())


def _upload(request: HttpRequest, stack: ExitStack) -> Path | None:
    """The file that was sent, where the intake can read it, for as long as it does."""
    sent = request.FILES.get("units")
    if sent is None:
        return None
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    path = Path(folder) / Path(str(sent.name)).name
    with path.open("wb") as stream:
        for chunk in sent.chunks():
            stream.write(chunk)
    return path
