"""Who may change an account's own things: its holder."""

from django.http import HttpRequest

from chainchief.access.faults import NotAllowedError
from chainchief.core.i18n import _
from chainchief.people.sessions.store import LOOKING_AS


def require_holder(request: HttpRequest) -> None:
    """`NotAllowedError` for whoever only looks as the account in a demo city."""
    if request.session.get(LOOKING_AS):
        raise NotAllowedError(_("Whoever looks as another changes nothing of that account."))
