"""The one door: an address that the policy table does not list answers nobody."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from chainchief.access import policy
from chainchief.access.faults import NotAllowedError
from chainchief.access.viewers import Viewer, viewer_of_this_machine
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.home import setting
from chainchief.web import faults
from chainchief.web.headers import Answer


def viewer_of(_request: HttpRequest) -> Viewer:
    """There is no log-in yet, and only this machine is served: the setting `actor` says who."""
    return viewer_of_this_machine(setting("actor", "web"))


class AskThePolicyTable:
    """Before each page: may this viewer do what the table says the page does?

    What a room refuses in plain words (an unknown unit, no right) becomes a page that says so.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        route = policy.table().routes.get(name or "")
        if route is None:
            return faults.told(request, HTTPStatus.FORBIDDEN, faults.not_listed())
        try:
            policy.require(viewer_of(request), route.verb, route.policy_class)
        except NotAllowedError as refusal:
            return faults.told(request, HTTPStatus.FORBIDDEN, str(refusal))
        return None

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if isinstance(fault, NotAllowedError):
            return faults.told(request, HTTPStatus.FORBIDDEN, str(fault))
        if isinstance(fault, WrongUseError):
            return faults.told(request, HTTPStatus.NOT_FOUND, str(fault))
        if isinstance(fault, ChainChiefError):
            return faults.refused(request, fault)
        return None
