"""Months that can be shown, and the state of each: open, closed, closed again, being revised."""

from dataclasses import dataclass

from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.core.looked_up import once
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.dispatch.models import Closing, State
from chainchief.ledger.columns import MonthText
from chainchief.ledger.kinds.project.models import ProjectReport


@dataclass(frozen=True)
class MonthState:
    """A month, the latest revision it was closed as, and whether a next one is being prepared."""

    month: Month
    closed: Closing | None = None
    is_reopened: bool = False

    @property
    def is_closed(self) -> bool:
        return self.closed is not None

    @property
    def words(self) -> str:
        """未关账, 已关账, 第2版, 第2版修订中."""
        if self.closed is None:
            return _("not closed")
        if self.is_reopened:
            return _("revision {}, being revised").format(self.closed.revision)
        if self.closed.revision == 1:
            return _("month closed")
        return _("revision {}").format(self.closed.revision)

    @property
    def since(self) -> str:
        """Time at which the revision shown was closed."""
        if self.closed is None:
            return ""
        return _("closed on {}").format(clock.day(self.closed.at).isoformat())


def newest_month() -> Month | None:
    """The month that pages begin with: the newest closed one, else the newest reported."""
    closed = {Month.parse(act.month) for act in closing.closed_months()}
    return max(closed or reported_months(), default=None)


def states(shown: Month) -> list[MonthState]:
    """Every month reported or closed, and the one shown, in order."""
    closed = {Month.parse(act.month): act for act in closing.closed_months()}
    reopened = _reopened()
    known = sorted({shown, *closed, *reported_months()})
    return [MonthState(month, closed.get(month), str(month) in reopened) for month in known]


def _reopened() -> set[str]:
    """Months whose last act is a reopening."""
    return {month for month, state in closing.latest_states().items() if state == State.REOPENED}


def reported_months() -> set[Month]:
    """The months that reports are of; what is none, written behind the program, stands in none."""
    found = once("reported months", _months_of_reports)
    return {Month.parse(month) for month in found if MonthText().check(month, {}) is None}


def _months_of_reports() -> list[str]:
    return list(ProjectReport.objects.order_by().values_list("month", flat=True).distinct())
