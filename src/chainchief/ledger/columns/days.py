"""Days and months."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import ClassVar

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month
from chainchief.ledger.columns.base import CellValue, ColumnType, Json, Row
from chainchief.ledger.columns.faults import (
    NO_SUCH_DAY,
    NOT_A_DATE,
    NOT_A_MONTH,
    OVER_LIMIT,
    UNDER_LIMIT,
    BadCell,
)
from chainchief.ledger.columns.filters import Comparison, Filter, yes_or_no
from chainchief.ledger.columns.forms import FormField, Widget
from chainchief.ledger.columns.hints import probably
from chainchief.ledger.columns.stored import Stored, days, months
from chainchief.ledger.facts import FactType

#: A house may be older than the republic, a lease outlast the century; 20223 is a slip.
FIRST_DAY, LAST_DAY = dt.date(1800, 1, 1), dt.date(2199, 12, 31)
#: Months are those of reports and statistics.
FIRST_MONTH, LAST_MONTH = "1900-01", "2100-12"

_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?(?:[ T]00:00:00)?")
_MONTH = re.compile(r"(\d{4})[-./年](\d{1,2})(?:月份?)?(?:[-./]0?1(?:[ T]00:00:00)?)?")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
#: Years of today without anything between them and the month and the day.
_RUN_TOGETHER = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})?")
_WITH_TIME = re.compile(r"(.*\S)[ T]\d{1,2}:\d{2}(?::\d{2})?")
#: Excel's count of days, as it stands in a cell that lost its format.
_SERIAL, _EPOCH = re.compile(r"[2-7]\d{4}"), dt.date(1899, 12, 30)
#: What people write for an end that is not set.
_OPEN = ("长期", "永久", "至今", "长期有效", "无固定期限", "不限")


def _parted(text: str) -> str:
    """20231105 → 2023-11-05, 202311 → 2023-11; any other text as it is."""
    match = _RUN_TOGETHER.fullmatch(text)
    return "-".join(part for part in match.groups() if part) if match else text


def _day_in(text: str) -> dt.date | None:
    """The day of a text that says more than a day, or counts days; None where that is not plain."""
    if _SERIAL.fullmatch(text):
        return _EPOCH + dt.timedelta(days=int(text))
    match = _DATE.fullmatch((_WITH_TIME.fullmatch(text) or [text, text])[1])
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


class _Dated(ColumnType):
    """What days and months have in common: they lie on one line."""

    def _read(self, text: str) -> object:
        return self.parse(text, {})

    def filters(self) -> tuple[Filter, ...]:
        return (
            Filter(Comparison.IS, self._read),
            Filter(Comparison.FROM, self._read),
            Filter(Comparison.TO, self._read),
            Filter(Comparison.BLANK, yes_or_no),
        )


@dataclass(frozen=True)
class Day(_Dated):
    """A day, held as a date."""

    unit: str = ""

    fact_type: ClassVar[FactType] = FactType.DATE

    def _fault(self, value: object, row: Row) -> BadCell | None:
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            return BadCell(NOT_A_DATE, hint="")
        if value > LAST_DAY:
            return BadCell(OVER_LIMIT, limit=LAST_DAY)
        return BadCell(UNDER_LIMIT, limit=FIRST_DAY) if value < FIRST_DAY else None

    def parse(self, text: str, row: Row) -> dt.date:
        match = _DATE.fullmatch(_parted(text))
        if match is None:
            day = _day_in(text)
            open_end = _("; leave the cell blank where there is no end") if text in _OPEN else ""
            raise BadCell(NOT_A_DATE, hint=probably(day) if day else open_end)
        try:
            day = dt.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            raise BadCell(NO_SUCH_DAY) from None
        self.checked(day, row)
        return day

    def format(self, value: object, row: Row) -> CellValue:
        return value if isinstance(value, dt.date) else None

    def _to_json(self, value: object, row: Row) -> Json:
        return str(value)

    def _from_json(self, raw: object, row: Row) -> object:
        if not isinstance(raw, str) or not _ISO_DAY.fullmatch(raw):
            raise BadCell(NOT_A_DATE, hint="")
        try:
            return dt.date.fromisoformat(raw)
        except ValueError:
            raise BadCell(NO_SUCH_DAY) from None

    def stored(self) -> Stored:
        return days(FIRST_DAY, LAST_DAY)

    def kept(self, value: object) -> object:
        return value.isoformat() if isinstance(value, dt.date) else value

    def restored(self, value: object) -> object:
        try:
            return dt.date.fromisoformat(value) if isinstance(value, str) and value else value
        except ValueError:
            return value

    def schema(self) -> dict[str, object]:
        return {"type": "string", "format": "date"}

    def form_field(self) -> FormField:
        return FormField(Widget.DAY, minimum=str(FIRST_DAY), maximum=str(LAST_DAY))

    @property
    def name(self) -> str:
        return _("date, like 2023-11-30")

    @property
    def example(self) -> str:
        return "2023-11-30"

    def difference(self, old: object, new: object, row: Row, before: Row | None = None) -> str:
        change = super().difference(old, new, row, before)
        if not (self._is_day(old) and self._is_day(new)):
            return change
        number = (new - old).days  # type: ignore[operator]
        later = (
            ngettext("{} day later", "{} days later", abs(number))
            if number > 0
            else ngettext("{} day earlier", "{} days earlier", abs(number))
        )
        return f"{change} ({later.format(abs(number))})" if number else change

    def _is_day(self, value: object) -> bool:
        return isinstance(value, dt.date) and self.check(value, {}) is None


@dataclass(frozen=True)
class MonthText(_Dated):
    """A month, held as text like 2023-11, which also sorts."""

    unit: str = ""

    fact_type: ClassVar[FactType] = FactType.MONTH

    def _fault(self, value: object, row: Row) -> BadCell | None:
        right = (
            isinstance(value, str)
            and _ISO_MONTH.fullmatch(value)
            and FIRST_MONTH <= value <= LAST_MONTH
        )
        return None if right else BadCell(NOT_A_MONTH, hint="")

    def parse(self, text: str, row: Row) -> str:
        match = _MONTH.fullmatch(_parted(text))
        try:
            if match is None:
                raise ValueError(text)
            month = str(Month(int(match[1]), int(match[2])))
        except (ValueError, WrongUseError):
            day = _day_in(text)
            hint = probably(f"{day:%Y-%m}") if day else ""
            raise BadCell(NOT_A_MONTH, hint=hint) from None
        self.checked(month, row)
        return month

    def format(self, value: object, row: Row) -> CellValue:
        return str(value) if value else None

    def _from_json(self, raw: object, row: Row) -> object:
        if raw == "":
            raise BadCell(NOT_A_MONTH, hint="")
        return raw

    def stored(self) -> Stored:
        return months(FIRST_MONTH, LAST_MONTH)

    def schema(self) -> dict[str, object]:
        return {"type": "string", "pattern": f"^{_ISO_MONTH.pattern}$"}

    def form_field(self) -> FormField:
        return FormField(
            Widget.MONTH,
            minimum=FIRST_MONTH,
            maximum=LAST_MONTH,
            pattern=_ISO_MONTH.pattern,
            max_length=len(FIRST_MONTH),
        )

    @property
    def name(self) -> str:
        return _("month, like 2023-11")

    @property
    def example(self) -> str:
        return "2023-11"
