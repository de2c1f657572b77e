"""Closing by two and reopening: the month is typed once more, lest a slip closes another."""

from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.dispatch.agreed_closing import close_by_two
from chainchief.ledger import changelog


def close(month: Month, typed: str, reason: str, viewer: Viewer) -> None:
    """Propose the closing, or close what another proposed.

    Raises `WrongUseError` where what was typed is another month, or none.
    """
    _check_typed(month, typed)
    close_by_two(month, viewer=viewer, reason=reason)
    changelog.seal()


def reopen(month: Month, typed: str, reason: str, viewer: Viewer) -> None:
    """Reopen it, for a reason; what was closed stays."""
    _check_typed(month, typed)
    closing.reopen(month, viewer=viewer, reason=reason)
    changelog.seal()


def _check_typed(month: Month, typed: str) -> None:
    if typed.strip() not in (str(month), month.label):
        raise WrongUseError(
            _("To be sure, type {month} in the field; “{typed}” is not that.").format(
                month=month, typed=typed
            )
        )
