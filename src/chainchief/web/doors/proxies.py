"""What a proxy says of whom it speaks for: believed from the named one, from nobody else."""

from collections.abc import Iterable
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from chainchief.core.errors import WrongUseError
from chainchief.core.serving import address
from chainchief.people.certificates.fingerprints import fingerprint
from chainchief.web.doors.headers import Answer

_FORWARDED = tuple(f"HTTP_X_FORWARDED_{word}" for word in ("FOR", "PROTO", "HOST"))
_SCHEMES = ("http", "https")


class BelieveTheProxy:
    """The first of all: whatever reads the request afterwards sees the client, not the proxy.

    Headers of anybody else are taken away, so that nothing can believe them by mistake.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = _taken_out(request, _FORWARDED)
        shown = _taken_out(request, [_certificate_header()]).popitem()[1]
        if _is_from_the_proxy(request):
            _follow(request, said)
            request.client_certificate = fingerprint(shown)  # type: ignore[attr-defined]
        return self.get_response(request)


def _certificate_header() -> str:
    """As a request keeps it; a name that none has where certificates are not asked for."""
    return "HTTP_" + settings.SERVING.certificate_header.upper().replace("-", "_")


def _is_from_the_proxy(request: HttpRequest) -> bool:
    with suppress(WrongUseError):
        return address(str(request.META.get("REMOTE_ADDR", ""))) == settings.SERVING.proxy
    return False


def certificate_of(request: HttpRequest) -> str:
    """SHA-256 of the certificate that the client showed to the named proxy, or ""."""
    return str(getattr(request, "client_certificate", ""))


def _taken_out(request: HttpRequest, names: Iterable[str]) -> dict[str, str]:
    return {name: str(request.META.pop(name, "")) for name in names}


def _follow(request: HttpRequest, said: dict[str, str]) -> None:
    """Put the client in the proxy's place. Of a list of addresses the last is the proxy's word,
    those before it are the client's own."""
    client, scheme, host = (said[name].split(",")[-1].strip() for name in _FORWARDED)
    with suppress(WrongUseError):
        request.META["REMOTE_ADDR"] = address(client)
    if scheme in _SCHEMES:
        request.META["wsgi.url_scheme"] = scheme
    if host:
        request.META["HTTP_HOST"] = host
