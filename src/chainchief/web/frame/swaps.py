"""What htmx asks for: a part of a page instead of the whole."""

from django.http import HttpRequest


def target_of(request: HttpRequest) -> str:
    """The id of the element that htmx replaces; "" where a whole page is wanted."""
    if request.headers.get("HX-History-Restore-Request"):
        return ""
    return request.headers.get("HX-Target", "") if request.headers.get("HX-Request") else ""
