"""What an address asks of a list of records: words, unit, chain, day, states, order, page."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _

#: Before the name of a column by whose value a list is narrowed: `is-stage=started`.
IS = "is-"
_MOST = 200
#: Records on a page.
SIZES = (50, 100, 200)
_SIZES = {str(size) for size in SIZES}
#: What says how a list is shown, not what is in it.
_SHOWN = ("sort", "descending", "page", "size", "columns")


@dataclass(frozen=True)
class ListQuery:
    """`chosen` are pairs of a column and the code that it must hold."""

    words: str = ""
    division: str = ""
    chain: str = ""
    day: dt.date | None = None
    with_withdrawn: bool = False
    chosen: tuple[tuple[str, str], ...] = ()
    sort: str = "code"
    descending: bool = False
    page: int = 1
    size: int = 50
    columns: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: QueryDict) -> "ListQuery":
        """From an address. `WrongUseError` for a day that is none; a strange page is the first."""
        given = {name: _clean(query.get(name, "")) for name in query}
        sort, page = given.get("sort", ""), given.get("page", "")
        chosen = ((name.removeprefix(IS), given[name]) for name in given if name.startswith(IS))
        return cls(
            words=given.get("words", ""),
            division=given.get("division", ""),
            chain=given.get("chain", ""),
            day=_day(given.get("day", "")),
            with_withdrawn=given.get("withdrawn") == "1",
            chosen=tuple(sorted(pair for pair in chosen if pair[1])),
            sort=sort.removeprefix("-") or cls.sort,
            descending=sort.startswith("-"),
            size=int(given["size"]) if given.get("size") in _SIZES else cls.size,
            columns=tuple(dict.fromkeys(filter(None, map(_clean, query.getlist("columns"))))),
            page=max(1, int(page)) if page.isdecimal() and len(page) < 9 else 1,
        )

    def but(self, **changes: Any) -> "ListQuery":
        """The same with changes, from the first page on."""
        return replace(self, **{"page": 1, **changes})

    def value_of(self, column: str) -> str:
        return dict(self.chosen).get(column, "")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but order and page is asked for."""
        shown = {name: getattr(self, name) for name in _SHOWN}
        return self != ListQuery(**shown)

    @property
    def order(self) -> str:
        return f"-{self.sort}" if self.descending else self.sort

    @property
    def query(self) -> str:
        """The part of an address after the question mark; what is as always is left out."""
        return urlencode(self.pairs)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The same as names with their values."""
        named = [
            ("words", self.words),
            ("division", self.division),
            ("chain", self.chain),
            ("day", self.day.isoformat() if self.day else ""),
            ("withdrawn", "1" if self.with_withdrawn else ""),
            *((f"{IS}{name}", code) for name, code in self.chosen),
            ("sort", self.order if self.order != "code" else ""),
            ("size", str(self.size) if self.size != SIZES[0] else ""),
            *(("columns", name) for name in self.columns),
            ("page", str(self.page) if self.page > 1 else ""),
        ]
        return [pair for pair in named if pair[1]]


def _clean(text: str) -> str:
    """A database may refuse NUL in a text; longer words than a name has find nothing anyway."""
    return text.replace("\0", "").strip()[:_MOST]


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUseError(_("{!r} is no day; write it like 2023-11-30.").format(text)) from None
