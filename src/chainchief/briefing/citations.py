"""Citations: which figure stands at a place of a document, in at most 64 characters.

The tag of a content control carries the whole citation, because the tag is all that Word and WPS
promise to keep. The grammar, with the parts that are optional in brackets::

    cc:CODE@2023-11/371400[/NEW-IT][~OPTIONS]      a cell: division, chain
    cc:CODE@2023-11[~OPTIONS]#RECORD               one record, by its code

    OPTIONS  any of, in this order and without a separator:
      y d p t      compared: growth on last year, difference to it, with the plan, the schedule
      h r u v k    compared: share, contribution, pull, average of two years, matched records
      o e          compared: months in a row with growth, place among all years
      w            printed as the names of what it counts; then nothing else but a span
      g m b n c    printed with 余, 超过, 突破, 近, 约
      x            of a comparison the number alone
      0…9 A…I      decimals; a letter rounds to tens, hundreds, …
      s LL OO      a span other than the default: its length in months and how many months before
                   the citation's month it ends, each in two digits of base 36

With a code of 24 and a chain of 12 characters all options together come to 64. A record's code can
be longer than what is left: then `#!` and sixteen characters of its digest stand instead, and the
whole code is looked up in the document's properties or in the snapshot.
"""

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from chainchief.briefing.errors import BadCitationError
from chainchief.core.approximations import Approximation
from chainchief.core.spans import Month, Span
from chainchief.indicators.compare.bases import Basis

LONGEST = 64
LONGEST_CODE = 24
LONGEST_CHAIN = 12
PREFIX = "cc:"
#: Codes of claims begin with this, those of indicators do not.
CLAIM = "CLM-"
#: A record that begins with this is a digest; a code that does so by itself is digested too.
DIGEST = "!"
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_PLACES = "0123456789ABCDEFGHI"
_SPAN_MONTHS = 36**2


Key = TypeVar("Key", bound=StrEnum)


class Comparison(StrEnum):
    """What a figure is set against: the bases that a sentence can name, under their own words.

    The value is what a template writes in `compare=`, and the command line in `--against`.
    """

    NONE = ""
    YOY = Basis.SAME_PERIOD.value
    YOY_DIFFERENCE = Basis.DIFFERENCE.value
    PLAN = Basis.PLAN.value
    SCHEDULE = Basis.SCHEDULE.value
    SHARE = Basis.SHARE.value
    CONTRIBUTION = Basis.CONTRIBUTION.value
    PULL = Basis.PULL.value
    AVERAGE = Basis.AVERAGE.value
    MATCHED = Basis.MATCHED.value
    RUN = Basis.RUN.value
    HIGHEST = Basis.HIGHEST.value


_COMPARISONS = {
    Comparison.YOY: "y",
    Comparison.YOY_DIFFERENCE: "d",
    Comparison.PLAN: "p",
    Comparison.SCHEDULE: "t",
    Comparison.SHARE: "h",
    Comparison.CONTRIBUTION: "r",
    Comparison.PULL: "u",
    Comparison.AVERAGE: "v",
    Comparison.MATCHED: "k",
    Comparison.RUN: "o",
    Comparison.HIGHEST: "e",
}
_APPROXIMATIONS = {
    Approximation.AT_LEAST: "g",
    Approximation.MORE_THAN: "m",
    Approximation.BREAKS: "b",
    Approximation.NEARLY: "n",
    Approximation.ABOUT: "c",
}
_OPTIONS = re.compile(r"([ydpthruvkoe]?)(w?)([gmbncx]?)([0-9A-I]?)(?:s([0-9a-z]{2})([0-9a-z]{2}))?")
_TAG = re.compile(
    r"cc:(?P<code>[A-Z0-9-]{1,24})@(?P<month>\d{4}-\d{2})"
    r"(?:/(?P<division>\d{6}(?:\d{3})?)(?:/(?P<chain>[A-Za-z0-9-]{1,12}))?)?"
    r"(?:~(?P<options>[^#]+))?(?:#(?P<record>.+))?",
    re.DOTALL,
)
_PRINTABLE = re.compile(r"[^\x00-\x1f\ufffe\uffff\ud800-\udfff]+")


def digest_of(record: str) -> str:
    """`!` and 80 bits of the SHA-256 of a record's code, in base 32."""
    raw = hashlib.sha256(record.encode()).digest()[:10]
    return DIGEST + base64.b32encode(raw).decode()


@dataclass(frozen=True)
class Citation:
    """One figure as a document cites it: the indicator, where, when, and how it is printed.

    `span` None is the indicator's default span for `month`. A citation names a record, or a
    division with perhaps a chain, never both.
    """

    code: str
    month: Month
    division: str = ""
    chain: str = ""
    span: Span | None = None
    comparison: Comparison = Comparison.NONE
    approximation: Approximation = Approximation.EXACT
    places: int | None = None
    record: str = ""
    as_names: bool = False
    as_number: bool = False

    def __post_init__(self) -> None:
        if bool(self.record) == bool(self.division):
            raise BadCitationError(f"{self.code}: a citation names a division or a record")

    @property
    def is_claim(self) -> bool:
        """Whether a sentence without a number is cited."""
        return self.code.startswith(CLAIM)

    @property
    def tag(self) -> str:
        """The citation in at most 64 characters; long record codes as their digest."""
        options = self._options()
        head = f"{PREFIX}{self.code}@{self.month}"
        if self.record:
            start = head + options + "#"
            return start + self._record_within(LONGEST - len(start))
        cell = f"/{self.division}" + (f"/{self.chain}" if self.chain else "")
        return head + cell + options

    @property
    def full(self) -> str:
        """The same text without the limit: what the document's properties keep."""
        if not self.record:
            return self.tag
        return f"{PREFIX}{self.code}@{self.month}{self._options()}#{self.record}"

    def abridged(self) -> "Citation":
        """The citation as its tag gives it back: a record perhaps as its digest."""
        return Citation.parse(self.tag)

    def cites(self, record: str) -> bool:
        """Whether this is `record`, named in full or by digest."""
        return record == self.record or digest_of(record) == self.record

    def naming(self, record: str) -> "Citation":
        return replace(self, record=record)

    def _record_within(self, room: int) -> str:
        plain = (
            _PRINTABLE.fullmatch(self.record)
            and self.record == self.record.strip()
            and "  " not in self.record
        )
        if plain and len(self.record) <= room and not self.record.startswith(DIGEST):
            return self.record
        already = self.record.startswith(DIGEST) and len(self.record) == len(digest_of(""))
        return self.record if already else digest_of(self.record)

    def _options(self) -> str:
        text = _COMPARISONS.get(self.comparison, "") + ("w" if self.as_names else "")
        text += _APPROXIMATIONS.get(self.approximation, "x" if self.as_number else "")
        if self.places is not None:
            text += _places_text(self.places)
        if self.span is not None:
            text += _span_text(self.span, self.month)
        return f"~{text}" if text else ""

    @classmethod
    def parse(cls, text: str) -> "Citation":
        """The citation of a tag (or of its full form); `BadCitationError` for anything else."""
        match = _TAG.fullmatch(text)
        options = _OPTIONS.fullmatch((match and match["options"]) or "")
        if match is None or options is None:
            raise BadCitationError(f"{text!r} is not the tag of a figure")
        month = Month.parse(match["month"])
        compared, named, approximated, places, length, offset = options.groups()
        return cls(
            code=match["code"],
            month=month,
            division=match["division"] or "",
            chain=match["chain"] or "",
            span=_span_of(length, offset, month) if length else None,
            comparison=_inverse(_COMPARISONS).get(compared, Comparison.NONE),
            approximation=_inverse(_APPROXIMATIONS).get(approximated, Approximation.EXACT),
            places=_places_of(places) if places else None,
            record=match["record"] or "",
            as_names=bool(named),
            as_number=approximated == "x",
        )


def is_tag(text: str | None) -> bool:
    """Whether a control with this tag is one of ours."""
    return bool(text) and str(text).startswith(PREFIX)


def span_can_be_cited(span: Span, month: Month) -> bool:
    length, offset = _distance(span, month)
    return 0 < length < _SPAN_MONTHS and 0 <= offset < _SPAN_MONTHS


def _distance(span: Span, month: Month) -> tuple[int, int]:
    return span.end.ordinal - span.start.ordinal + 1, month.ordinal - span.end.ordinal


def _span_text(span: Span, month: Month) -> str:
    if not span_can_be_cited(span, month):
        raise BadCitationError(f"the span {span} cannot be cited from {month}")
    length, offset = _distance(span, month)
    return f"s{_two(length)}{_two(offset)}"


def _two(number: int) -> str:
    return _BASE36[number // 36] + _BASE36[number % 36]


def _span_of(length: str, offset: str, month: Month) -> Span:
    end = month - int(offset, 36)
    return Span(end - (int(length, 36) - 1), end)


def _places_text(places: int) -> str:
    if not -9 <= places <= 9:
        raise BadCitationError(f"{places} decimals cannot be cited")
    return _PLACES[places] if places >= 0 else _PLACES[9 - places]


def _places_of(letter: str) -> int:
    index = _PLACES.index(letter)
    return index if index <= 9 else 9 - index


def _inverse(table: "dict[Key, str]") -> "dict[str, Key]":
    return {letter: key for key, letter in table.items()}
