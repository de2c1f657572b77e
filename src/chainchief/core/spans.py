"""Months and spans of months, the periods that figures speak of."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import total_ordering

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import ENGLISH, _, language

_MONTH = re.compile(r"(\d{4})-(\d{2})")


@total_ordering
@dataclass(frozen=True)
class Month:
    """A calendar month; `str()` and `parse` use the form 2023-11."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2999 and 1 <= self.month <= 12):
            raise WrongUseError(_("There is no month {!r}.").format(f"{self.year}-{self.month}"))

    @classmethod
    def parse(cls, text: str) -> "Month":
        match = _MONTH.fullmatch(text.strip())
        if match is None:
            raise WrongUseError(
                _("{!r} is not a month; write year and month like 2023-11.").format(text)
            )
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: dt.date) -> "Month":
        return cls(day.year, day.month)

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, self.month, 1)

    @property
    def last(self) -> dt.date:
        return dt.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def ordinal(self) -> int:
        """Months since year 0; neighbours differ by one. Stored where months are columns."""
        return self.year * 12 + self.month - 1

    @classmethod
    def from_ordinal(cls, ordinal: int) -> "Month":
        return cls(ordinal // 12, ordinal % 12 + 1)

    def __add__(self, months: int) -> "Month":
        return Month.from_ordinal(self.ordinal + months)

    def __sub__(self, months: int) -> "Month":
        return self + -months

    def __lt__(self, other: "Month") -> bool:
        return self.ordinal < other.ordinal

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def label(self) -> str:
        """2023年11月, or November 2023."""
        if language() == ENGLISH:
            return f"{calendar.month_name[self.month]} {self.year}"
        return f"{self.year}年{self.month}月"


@dataclass(frozen=True)
class Span:
    """Whole months from `start` to `end`, both included. A stock is as at the last day of `end`."""

    start: Month
    end: Month

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise WrongUseError(
                _("The span {start} to {end} ends before it starts.").format(
                    start=self.start, end=self.end
                )
            )

    @classmethod
    def year_to(cls, month: Month) -> "Span":
        """January to the month (1-N月), the default span of flows."""
        return cls(Month(month.year, 1), month)

    @classmethod
    def single(cls, month: Month) -> "Span":
        return cls(month, month)

    @classmethod
    def parse(cls, text: str) -> "Span":
        """`2023-01..2023-11`, or one month."""
        start, dots, end = text.partition("..")
        return cls(Month.parse(start), Month.parse(end if dots else start))

    @property
    def first(self) -> dt.date:
        return self.start.first

    @property
    def last(self) -> dt.date:
        return self.end.last

    def same_last_year(self) -> "Span":
        return Span(self.start - 12, self.end - 12)

    def before(self) -> "Span | None":
        """The rest of the year before this span, or None for a span that starts in January."""
        if self.start.month == 1:
            return None
        return Span(Month(self.start.year, 1), self.start - 1)

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"

    @property
    def label(self) -> str:
        """2023年1-11月; one month as itself; across years with both years."""
        if self.start == self.end:
            return self.start.label
        if language() == ENGLISH:
            return f"{self.start.label} to {self.end.label}"
        if self.start.year == self.end.year:
            return f"{self.start.year}年{self.start.month}-{self.end.month}月"
        return f"{self.start.label}至{self.end.label}"


def _quarter(month: Month) -> Month:
    return Month(month.year, (month.month - 1) // 3 * 3 + 1)


def _half(month: Month) -> Month:
    return Month(month.year, 1 if month.month <= 6 else 7)


def _full_quarters(span: Span) -> Span:
    """January to the last quarter that is over; before April the whole of the year before."""
    last = span.end if span.end.month % 3 == 0 else _quarter(span.end) - 1
    return Span.year_to(last)


#: Spans that move with another one: what a template writes in `span=`, a term in `span:`.
RELATIVE: Mapping[str, Callable[[Span], Span]] = {
    "year": lambda span: Span.year_to(span.end),
    "month": lambda span: Span.single(span.end),
    "quarter": lambda span: Span(_quarter(span.end), span.end),
    "half": lambda span: Span(_half(span.end), span.end),
    "twelve-months": lambda span: Span(span.end - 11, span.end),
    "full-quarters": _full_quarters,
    "month-before": lambda span: Span.single(span.end - 1),
    "quarter-before": lambda span: Span(_quarter(span.end) - 3, _quarter(span.end) - 1),
    "year-before": lambda span: Span(Month(span.end.year - 1, 1), Month(span.end.year - 1, 12)),
    "last-year": lambda span: span.same_last_year(),
    "two-years-ago": lambda span: Span(span.start - 24, span.end - 24),
}
_FIRST_MONTHS = re.compile(r"first-([1-9]|1[0-2])")


def is_relative(word: str) -> bool:
    return word in RELATIVE or _FIRST_MONTHS.fullmatch(word) is not None


def relative_span(word: str, span: Span) -> Span:
    """The span that `word` means beside `span`; `first-10` is January to October of its year."""
    first = _FIRST_MONTHS.fullmatch(word)
    if first:
        return Span.year_to(Month(span.end.year, int(first[1])))
    return RELATIVE[word](span)


def span_of(words: Iterable[str], span: Span) -> Span:
    """The span to which one word after another leads from `span`."""
    for word in words:
        span = relative_span(word, span)
    return span


def span_meant(text: str, month: Month) -> Span:
    """Read what a person writes for a span: months, or a word that moves with `month`."""
    return relative_span(text, Span.year_to(month)) if is_relative(text) else Span.parse(text)
