"""What an address asks of a list of records: words, unit, chain, day, conditions, order, page."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger.columns import Comparison

#: Before the name of a column by whose value a list is narrowed: `is-stage=started`.
IS = f"{Comparison.IS}-"
_MOST = 200
#: More conditions than this no list is asked for.
_MOST_CONDITIONS = 40
#: Records on a page.
SIZES = (50, 100, 200)
_SIZES = {str(size) for size in SIZES}
#: What says how a list is shown, not what is in it.
_SHOWN = ("sort", "descending", "page", "size", "columns", "is_tight", "group")


@dataclass(frozen=True, order=True)
class Condition:
    """One column compared with a text: `from-invested=6000`. Several `is` of a column are any."""

    comparison: Comparison
    column: str
    text: str

    @property
    def name(self) -> str:
        """Name that an address has."""
        return f"{self.comparison}-{self.column}"

    @classmethod
    def holding(cls, column: str, value: object) -> "Condition":
        """The column holds this stored value; of a blank one: nothing."""
        if value is None or value == "":
            return cls(Comparison.BLANK, column, "yes")
        text = ("yes" if value else "no") if isinstance(value, bool) else str(value)
        return cls(Comparison.IS, column, text)


@dataclass(frozen=True)
class ListQuery:
    """What is asked; `view` is the number of the saved view that the rest came from."""

    words: str = ""
    division: str = ""
    chain: str = ""
    day: dt.date | None = None
    with_withdrawn: bool = False
    conditions: tuple[Condition, ...] = ()
    sort: str = "code"
    descending: bool = False
    page: int = 1
    size: int = SIZES[0]
    columns: tuple[str, ...] = ()
    is_tight: bool = False
    group: str = ""
    view: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "ListQuery":
        """Read an address. `WrongUseError` for a day that is none; a strange page is the first."""
        given = {name: _clean(query.get(name, "")) for name in query}
        sort, page = given.get("sort", ""), given.get("page", "")
        return cls(
            words=given.get("words", ""),
            division=given.get("division", ""),
            chain=given.get("chain", ""),
            day=_day(given.get("day", "")),
            with_withdrawn=given.get("withdrawn") == "1",
            conditions=_in_order(_conditions(query)),
            sort=sort.removeprefix("-") or cls.sort,
            descending=sort.startswith("-"),
            size=int(given["size"]) if given.get("size") in _SIZES else cls.size,
            columns=tuple(dict.fromkeys(filter(None, map(_clean, query.getlist("columns"))))),
            page=max(1, int(page)) if page.isdecimal() and len(page) < 9 else 1,
            is_tight=given.get("tight") == "1",
            group=given.get("group", ""),
            view=given.get("view", "") if given.get("view", "").isdecimal() else "",
        )

    def but(self, **changes: Any) -> "ListQuery":
        """The same with changes, from the first page on."""
        return replace(self, **{"page": 1, **changes})

    def values_of(self, column: str) -> list[str]:
        """The values of a column of which a record must have one."""
        of_column = (each for each in self.conditions if each.column == column)
        return [each.text for each in of_column if each.comparison is Comparison.IS]

    def text_of(self, comparison: Comparison, column: str) -> str:
        """Text that a column is compared with, "" for nothing."""
        name = f"{comparison}-{column}"
        return next((each.text for each in self.conditions if each.name == name), "")

    def without(self, *gone: Condition) -> "ListQuery":
        return self.but(conditions=tuple(each for each in self.conditions if each not in gone))

    def without_column(self, column: str) -> "ListQuery":
        return self.without(*(each for each in self.conditions if each.column == column))

    def also(self, *more: Condition) -> "ListQuery":
        return self.but(conditions=_in_order((*self.conditions, *more)))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but order and page is asked for."""
        shown = {name: getattr(self, name) for name in (*_SHOWN, "view")}
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
            *((each.name, each.text) for each in self.conditions),
            ("sort", self.order if self.order != "code" else ""),
            ("size", str(self.size) if self.size != SIZES[0] else ""),
            *(("columns", name) for name in self.columns),
            ("tight", "1" if self.is_tight else ""),
            ("group", self.group),
            ("view", self.view),
            ("page", str(self.page) if self.page > 1 else ""),
        ]
        return [pair for pair in named if pair[1]]


def _conditions(query: QueryDict) -> Iterator[Condition]:
    for name in query:
        for comparison in Comparison:
            before = f"{comparison}-"
            if name.startswith(before) and len(name) > len(before):
                for text in filter(None, map(_clean, query.getlist(name))):
                    yield Condition(comparison, name.removeprefix(before), text)


def _in_order(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(sorted(set(conditions)))[:_MOST_CONDITIONS]


def _clean(text: str) -> str:
    """A database may refuse NUL in a text; longer words than a name has find nothing anyway."""
    return text.replace("\0", "").strip()[:_MOST]


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongUseError(_("{!r} is no day; write it like 2023-11-30.").format(text)) from None
