"""Whether a month may be closed at all: what has not begun, or holds nothing, is a slip of the pen.

A closing stays in the register for good, so the slip is refused before anything is frozen.
"""

from chainchief.core import clock
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.errors import DispatchError
from chainchief.ledger.kinds.division.models import Division


def check_has_begun(month: Month) -> None:
    if month.first > clock.today():
        raise DispatchError(
            _("{} has not begun yet; look at the year and the month once more.").format(month.label)
        )


def check_has_units() -> None:
    """A ledger without a unit is as a rule the wrong home folder."""
    if not Division.objects.exists():
        raise DispatchError(
            _(
                "The ledger in {} has no unit yet, so there is nothing to close. Is "
                "CHAINCHIEF_HOME the folder that is meant? If so, begin with "
                "`chainchief import division FILE`."
            ).format(home().path)
        )
