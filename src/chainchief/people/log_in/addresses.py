"""From which machine a request comes."""

from django.http import HttpRequest


def client_of(request: HttpRequest) -> str:
    """The address that the connection comes from, or the named proxy says (`web.doors.proxies`).

    What headers of anybody else say of it is gone by then: anyone could write them.
    """
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
