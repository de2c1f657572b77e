"""Requests to a demo city happen on its last day: what pages show and what acts write agree."""

from django.http import HttpRequest, HttpResponse

from chainchief.demo.days import standing_at_its_last_day
from chainchief.web.doors.headers import Answer


class StandAtTheDemosDay:
    """Lets the clock stand within a request, where the home folder holds a demo city."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with standing_at_its_last_day():
            return self.get_response(request)
