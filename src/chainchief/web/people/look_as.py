"""以…身份查看: the people of a demo city as cards; one click makes the reader one of them."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from chainchief.core.errors import WrongUseError
from chainchief.demo.people import look_as as demo
from chainchief.people.events import EventKind, record
from chainchief.people.log_in.addresses import client_of
from chainchief.people.log_in.entering import enter


def look_as(request: HttpRequest) -> HttpResponse:
    """The cards, and the click; elsewhere than in a demo city there is no such page."""
    if not demo.is_open():
        raise Http404
    if request.method != "POST":
        return render(request, "web/people/look_as_page.html", {"people": demo.people()})
    try:
        enter_as(request, request.POST.get("as", ""))
    except WrongUseError:
        facts = {"people": demo.people(), "fault": True}
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "web/people/look_as_page.html", facts, status=status)
    answer = HttpResponseRedirect("/")
    answer.status_code = HTTPStatus.SEE_OTHER
    return answer


def enter_as(request: HttpRequest, username: str) -> None:
    """Begin a session of somebody of the demo city; `WrongUseError` elsewhere, or for nobody."""
    account = demo.account_to_look_as(username)
    record(EventKind.VIEWED_AS, account.username, address=client_of(request))
    enter(request, account, looking_as=True)
