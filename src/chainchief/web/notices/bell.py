"""The bell of the frame: how many notices are unread, asked once where a page shows it."""

from functools import cached_property

from django.http import HttpRequest

from chainchief.access.models import Account
from chainchief.core.errors import ChainChiefError
from chainchief.people.notices.sending import unread_count
from chainchief.web.doors.guard import NOBODY, viewer_of


class Bell:
    """Is asked by the template alone, so that answers without a frame cost nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def is_shown(self) -> bool:
        """For whoever is in; not while the policy table is unsound, for then nobody is known."""
        try:
            return viewer_of(self._request) is not NOBODY
        except (ChainChiefError, AttributeError):
            return False

    @cached_property
    def unread(self) -> int:
        user = self._request.user
        return unread_count(user) if isinstance(user, Account) else 0


def bell(request: HttpRequest) -> dict[str, Bell]:
    """Django's context processor: `bell` in every template."""
    return {"bell": Bell(request)}
