"""How many wrong passwords are borne, and for how long an account then waits; asked by axes."""

import datetime as dt
from typing import Any

from django.http import HttpRequest

from chainchief.access.models import folded
from chainchief.people.log_in_preset import profile


def failures_allowed(_request: HttpRequest, _credentials: dict[str, Any] | None = None) -> int:
    """Wrong passwords of one name in a row, before it waits."""
    return profile().failures


def waiting(_request: HttpRequest) -> dt.timedelta:
    """How long it waits."""
    return dt.timedelta(minutes=profile().lock_minutes)


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The name as it is compared, so that a wide or capital letter is no other name to try."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return folded(str(typed))[:255]
