"""What the address of the audit list asks for."""

import datetime as dt
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

_LONGEST = 100


@dataclass(frozen=True)
class AuditQuery:
    """Days (both included), a kind of event or act, who, from where, how it ended, words."""

    since: dt.date | None = None
    until: dt.date | None = None
    kind: str = ""
    who: str = ""
    address: str = ""
    outcome: str = ""
    words: str = ""
    page: int = 1

    @classmethod
    def of(cls, given: QueryDict) -> "AuditQuery":
        """`WrongUseError` for what is no day; other senseless wishes find nothing."""
        page = given.get("page", "1")
        texts = {
            name: given.get(name, "").replace("\0", "")[:_LONGEST].strip()
            for name in ("kind", "who", "address", "outcome", "words")
        }
        return cls(
            since=_day(given.get("since", "")),
            until=_day(given.get("until", "")),
            page=max(1, int(page[:6])) if page.isdecimal() else 1,
            **texts,
        )

    def at(self, page: int) -> str:
        """The part of an address after the question mark that leads to that page of the list."""
        named = {
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "kind": self.kind,
            "who": self.who,
            "address": self.address,
            "outcome": self.outcome,
            "words": self.words,
            "page": str(page) if page > 1 else "",
        }
        return urlencode({name: value for name, value in named.items() if value})

    @property
    def is_narrowed(self) -> bool:
        return replace(self, page=1) != AuditQuery()

    @property
    def begin(self) -> dt.datetime | None:
        return clock.begin(self.since) if self.since else None

    @property
    def end(self) -> dt.datetime | None:
        """The instant at which the last day is over."""
        if not self.until or self.until == dt.date.max:
            return None
        return clock.begin(self.until + dt.timedelta(days=1))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUseError(_("{!r} is no day; write it like 2023-11-30.").format(text)) from None
