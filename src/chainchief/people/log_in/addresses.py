"""From which machine a request comes."""

from django.http import HttpRequest


def client_of(request: HttpRequest) -> str:
    """The address that the connection comes from. What headers say of it anyone can write."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
