"""The day on which somebody last worked with a grant is noted as they work."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from chainchief.core import clock
from chainchief.people.grants import uses
from chainchief.people.sessions.store import ACTING_FOR
from chainchief.web.doors.guard import viewer_of
from chainchief.web.doors.headers import Answer


class NoteGrantUse:
    """After a page that was answered to somebody with a role; once a day it costs a query."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        answered = response.status_code < HTTPStatus.BAD_REQUEST
        if answered and request.user.is_authenticated and viewer_of(request).held:
            uses.note(request.user, clock.today(), request.session.get(ACTING_FOR))
        return response
