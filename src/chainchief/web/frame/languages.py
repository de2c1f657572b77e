"""The reader's language: Chinese unless the reader chose otherwise; kept in a cookie."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

from chainchief.core.i18n import CHINESE, LANGUAGES, speaking
from chainchief.web.doors.headers import Answer
from chainchief.web.doors.way_back import way_back

_A_YEAR_SECONDS = 365 * 24 * 3600


class SpeakTheReadersLanguage:
    """Templates and the rooms' messages speak one language within a request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = chosen_language(request)
        with speaking(wanted), translation.override(wanted):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", wanted)
        return response


def chosen_language(request: HttpRequest) -> str:
    wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, CHINESE)
    return wanted if wanted in LANGUAGES else CHINESE


def choose(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen and go back to the page; never to another host."""
    wanted = request.POST.get("language", "")
    response = HttpResponseRedirect(way_back(request, name="back"))
    if wanted in LANGUAGES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=_A_YEAR_SECONDS,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response
