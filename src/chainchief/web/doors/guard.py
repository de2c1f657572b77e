"""The one door: an address that the policy table does not list answers nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from weakref import WeakKeyDictionary

from django.http import HttpRequest, HttpResponse

from chainchief.access import policy
from chainchief.access import viewers as access_viewers
from chainchief.access.faults import NotAllowedError, OutOfReachError
from chainchief.access.rules import OF_ITS_KIND, READING, Route, method_in_table
from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.looked_up import lookups_kept
from chainchief.ledger.registers import all_registers, register_of
from chainchief.people.faults import NotRecordedError
from chainchief.people.sessions.store import ACTING_FOR
from chainchief.web.doors import fault_pages, witnessing
from chainchief.web.doors.gates import Gate, gate_before
from chainchief.web.doors.headers import Answer

#: Who has not logged in: reaches what everyone does.
NOBODY = Viewer("—", ())


@dataclass(frozen=True)
class Standing:
    """Who looks, and what the session must do before it is anybody."""

    viewer: Viewer
    gate: Gate | None = None


_STANDINGS: "WeakKeyDictionary[HttpRequest, Standing]" = WeakKeyDictionary()


def viewer_of(request: HttpRequest) -> Viewer:
    """Whoever logged in, with the grants in force today, for the one that the session acts for.

    Before the last gate is passed that is nobody.
    """
    return standing_of(request).viewer


def standing_of(request: HttpRequest) -> Standing:
    """One request has one standing, however many parts of its page ask."""
    if request not in _STANDINGS:
        _STANDINGS[request] = _standing(request)
    return _STANDINGS[request]


def _standing(request: HttpRequest) -> Standing:
    if not request.user.is_authenticated:
        return Standing(NOBODY)
    account = request.user
    acting_for = request.session.get(ACTING_FOR)
    viewer = access_viewers.viewer_of(account, clock.today(), acting_for)
    gate = gate_before(request, account, viewer.roles)
    return Standing(NOBODY if gate else viewer, gate)


def opens(viewer: Viewer, route: Route, kind: str = "") -> bool:
    """Whether the viewer may open a page, about records of `kind` where it is about one."""
    return any(policy.allowed(viewer, route.verb, each) for each in _classes(route, kind))


def require(viewer: Viewer, route: Route, kind: str = "") -> None:
    """`opens`, or `NotAllowedError` that says what and as whom; `WrongUseError` for no kind."""
    if not opens(viewer, route, kind):
        query = register_of(kind).policy_class if kind else route.policy_class
        policy.require(viewer, route.verb, query)


def _classes(route: Route, kind: str) -> set[str]:
    """The classes of which one must be open: of the kind named, of any kind where none is."""
    if route.policy_class != OF_ITS_KIND:
        return {route.policy_class}
    registers = [register_of(kind)] if kind else all_registers().values()
    return {register.policy_class for register in registers}


class AskThePolicyTable:
    """Before each page: may this viewer do what the table says the page does?

    What a room refuses in plain words (an unknown unit, no right) becomes a page that says so.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if method_in_table(request.method or "") != READING:
            return self._recorded(request, self.get_response(request))
        with lookups_kept():
            return self._recorded(request, self.get_response(request))

    def _recorded(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The answer, once it stands in the log where it takes data out; else a page saying so."""
        try:
            witnessing.taken_out(request, response)
        except NotRecordedError as failed:
            return fault_pages.unrecorded(request, failed)
        return response

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: Any, kwargs: Any
    ) -> HttpResponse | None:
        try:
            return _refused(request, kwargs.get("kind", ""))
        except ChainChiefError as refusal:
            return self.process_exception(request, refusal)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        try:
            return _refusal_page(request, fault)
        except NotRecordedError as failed:
            return fault_pages.unrecorded(request, failed)


def _refusal_page(request: HttpRequest, fault: Exception) -> HttpResponse | None:
    """The page that says why not; what rights refuse is recorded first."""
    if isinstance(fault, NotRecordedError):
        raise fault
    if isinstance(fault, NotAllowedError):
        witnessing.refused(request, HTTPStatus.FORBIDDEN)
        return fault_pages.fault_page(request, HTTPStatus.FORBIDDEN, str(fault))
    if isinstance(fault, OutOfReachError):
        witnessing.refused(request, HTTPStatus.NOT_FOUND)
    if isinstance(fault, WrongUseError):
        return fault_pages.fault_page(request, HTTPStatus.NOT_FOUND, str(fault))
    if isinstance(fault, ChainChiefError):
        return fault_pages.refused(request, fault)
    return None


def _refused(request: HttpRequest, kind: str) -> HttpResponse | None:
    """What answers instead of the page, where the table does not open it; else raises or None."""
    name = request.resolver_match.url_name if request.resolver_match else None
    methods = policy.table().methods_of(name or "")
    if not methods:
        return fault_pages.fault_page(request, HTTPStatus.FORBIDDEN, fault_pages.not_listed())
    route = methods.get(method_in_table(request.method or ""))
    if route is None:
        return fault_pages.not_taken(request, methods)
    require(viewer_of(request), route, kind)
    return None
