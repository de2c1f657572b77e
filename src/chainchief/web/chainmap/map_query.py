"""What an address of these pages asks for: the day, what is drawn."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from chainchief.chainmap.drawing.layout import ALL, ESSENTIAL, OF_LACKING
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.web.frame.months import newest_month

LINKS = (OF_LACKING, ESSENTIAL, ALL)


@dataclass(frozen=True)
class MapQuery:
    """One chain on one day. `since` is a day before, None where nothing is compared."""

    chain: str
    month: Month
    day: dt.date
    since: dt.date | None = None
    links: str = OF_LACKING
    firms: bool = False
    segment: str = ""

    @property
    def query(self) -> str:
        """Query that the tabs of a chain keep."""
        named = {"month": str(self.month)}
        if self.day != self.month.last:
            named["day"] = str(self.day)
        if self.since is not None:
            named["since"] = str(self.since)
        return urlencode(named)

    @property
    def drawn(self) -> str:
        """Query that the map keeps, without the segment that is open."""
        named = {"links": self.links if self.links != OF_LACKING else ""}
        named["firms"] = "1" if self.firms else ""
        more = urlencode({name: value for name, value in named.items() if value})
        return "&".join(filter(None, (self.query, more)))

    def address(self, name: str, **more: str) -> str:
        """Address of the page `name` of the chain, on the same day."""
        added = urlencode({key: value for key, value in more.items() if value})
        return f"{reverse(name, args=[self.chain])}?{'&'.join(filter(None, (self.query, added)))}"

    def segment_address(self, segment: str) -> str:
        here = reverse("chain-map", args=[self.chain])
        return f"{here}?{self.drawn}&{urlencode({'segment': segment})}"


def map_query(request: HttpRequest, chain: str) -> MapQuery:
    """Reads the address; WrongUseError says what in it is no day, or what follows the day."""
    given = request.GET
    month = _month(given)
    day = _day(given, "day") or month.last
    since = _day(given, "since")
    if since is not None and since >= day:
        raise WrongUseError(
            _(
                "The day to compare with ({since}) must be before {day}; choose an earlier one."
            ).format(since=since, day=day)
        )
    links = given.get("links", "")
    return MapQuery(
        chain=chain,
        month=month,
        day=day,
        since=since,
        links=links if links in LINKS else OF_LACKING,
        firms=given.get("firms") == "1",
        segment=given.get("segment", ""),
    )


def _month(given: QueryDict) -> Month:
    """The month named, else the one of the day named, else the newest of the ledger."""
    if given.get("month"):
        return Month.parse(given.get("month", ""))
    day = _day(given, "day")
    if day is not None:
        return Month.of(day)
    return newest_month() or Month.of(clock.today())


def _day(given: QueryDict, name: str) -> dt.date | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise WrongUseError(
            _("“{text}” is no day; write it as 2023-11-30.").format(text=text)
        ) from None


def year_before(day: dt.date) -> dt.date:
    """The same day of the year before; of 29 February the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
