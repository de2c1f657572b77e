"""What an address asks for: month, division, chain, snapshot. The same words on every page."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from chainchief.core.spans import Month
from chainchief.indicators.figures import Scope
from chainchief.web.frame.months import newest_month

#: The value of `snapshot` that asks for the open ledger even where the month is closed.
WORKING = "working"


@dataclass(frozen=True)
class CellQuery:
    """One cell of one month. Blank `division` is the city; blank `snapshot` the month's own."""

    month: Month
    division: str = ""
    chain: str = ""
    snapshot: str = ""

    @property
    def scope(self) -> Scope:
        return Scope(self.division, self.chain)

    @property
    def query(self) -> str:
        """The part of an address after the question mark; blanks are left out."""
        named = {
            "month": str(self.month),
            "division": self.division,
            "chain": self.chain,
            "snapshot": self.snapshot,
        }
        return urlencode({name: value for name, value in named.items() if value})


def query_of(request: HttpRequest, month: Month | None = None) -> CellQuery:
    """Read the address; `month` where it names none. `WrongUseError` for what is no month."""
    given: QueryDict = request.GET
    return CellQuery(
        month or Month.parse(given.get("month", "")),
        given.get("division", ""),
        given.get("chain", ""),
        WORKING if given.get("snapshot") == WORKING else "",
    )


def query_of_month(request: HttpRequest) -> CellQuery | None:
    """Query of the address; None where it names no month and there is none to show."""
    if request.GET.get("month"):
        return query_of(request)
    month = newest_month()
    return query_of(request, month) if month else None
