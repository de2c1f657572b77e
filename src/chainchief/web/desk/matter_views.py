"""What the views of every kind of matter answer: a step refused, or taken."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import Fault, FaultsError, faults_of
from chainchief.web.desk.faults import REFUSED
from chainchief.web.desk.handling import handle
from chainchief.web.doors.way_back import see_other

#: Makes the page of a matter with the faults of a step, what was typed with it and which it was.
PageOf = Callable[[uuid.UUID, Viewer, tuple[Fault, ...], dict[str, str], str], object]


@dataclass(frozen=True)
class MatterViews:
    """The pages of one kind: `route` is the address of a matter, `away` of where whoever it does
    not concern any longer goes. `check_open` raises `WrongUseError` for such a viewer."""

    kind: str
    template: str
    page: PageOf
    check_open: Callable[[uuid.UUID, Viewer], object]
    route: str
    away: str

    def refused(
        self,
        request: HttpRequest,
        uid: uuid.UUID,
        viewer: Viewer,
        refusal: ChainChiefError,
        wanted: str,
    ) -> HttpResponse:
        """The page again, with what was typed and why it is refused."""
        typed = request.POST.dict()
        page = self.page(uid, viewer, faults_of(refusal, REFUSED), typed, wanted)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, self.template, {"page": page}, status=status)

    def after(self, uid: uuid.UUID, viewer: Viewer) -> HttpResponse:
        """Back to the matter, or away where it concerns the viewer no longer."""
        try:
            self.check_open(uid, viewer)
        except WrongUseError:
            return see_other(reverse(self.away))
        return see_other(reverse(self.route, args=[uid]))

    def in_hand(self, request: HttpRequest, uid: uuid.UUID, viewer: Viewer) -> HttpResponse:
        """Take it in hand, let it go, watch it or no longer."""
        wanted = request.POST.get("do", "")
        self.check_open(uid, viewer)
        try:
            handle(self.kind, uid, wanted, viewer)
        except FaultsError as refusal:
            return self.refused(request, uid, viewer, refusal, wanted)
        return see_other(reverse(self.route, args=[uid]))
