"""How one field of a record stands in a workbook: text in, value out, and back.

Cells reach `parse` as text (numbers as plain decimals, dates as 2023-11-30); what cannot be taken
raises `BadCell`, which names the fault. `format` gives what a cell should hold: `None` for blank.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

from chainchief.core.choices import alike, listed
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultKind, declare
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.core.units import UNITS, from_steps, number, plain, to_steps, unit

NOT_A_NUMBER = declare(
    "CHK-001",
    why="this column takes plain numbers only, in {unit}",
    remedy="write digits without unit, commas or words{hint}",
)
TOO_FINE = declare(
    "CHK-002",
    why="the value is finer than {smallest}",
    remedy="round it in the source, then enter it again",
)
NOT_A_DATE = declare(
    "CHK-003", why="this column takes dates", remedy="write year-month-day, like 2023-11-30{hint}"
)
NO_SUCH_DAY = declare(
    "CHK-010", why="there is no such day in the calendar", remedy="look the date up again"
)
NOT_A_MONTH = declare(
    "CHK-004", why="this column takes months", remedy="write year-month, like 2023-11{hint}"
)
NOT_A_CHOICE = declare(
    "CHK-005", why="this column takes one of: {choices}", remedy="choose one of them{hint}"
)
TOO_LONG = declare(
    "CHK-006", why="this column holds at most {most} characters", remedy="shorten the text"
)
NOT_WHOLE = declare(
    "CHK-007", why="this column takes whole numbers", remedy="write a whole number, like 3{hint}"
)
UNKNOWN_UNIT = declare(
    "CHK-008", why="there is no unit of that name", remedy="use one of: {choices}"
)
BELOW_ZERO = declare(
    "CHK-009", why="this column takes no negative numbers", remedy="check the sign"
)


class BadCell(ValueError):  # noqa: N818 - it is a finding, not a failure of the program
    """Text that its column cannot take: which kind of fault, and what fills its texts."""

    def __init__(self, kind: FaultKind, **facts: object) -> None:
        super().__init__(kind.code)
        self.kind, self.facts = kind, facts


CellValue = str | int | Fraction | dt.date | None
Row = Mapping[str, object]


class ColumnType(Protocol):
    """What every type of column can do. `row` holds the other cells of the row."""

    @property
    def unit(self) -> str:
        """The unit shown in the column's head, or ""."""

    def parse(self, text: str, row: Row) -> object: ...

    def format(self, value: object, row: Row) -> CellValue: ...


@dataclass(frozen=True)
class Text:
    most: int | None = None
    unit: str = ""

    def parse(self, text: str, row: Row) -> str:
        if self.most is not None and len(text) > self.most:
            raise BadCell(TOO_LONG, most=self.most)
        return text

    def format(self, value: object, row: Row) -> CellValue:
        return str(value) if value else None


_LOOKS_LIKE_MONEY = re.compile(r"([\d.,]+)\s*(亿元?|万元?|元)")
_TIMES = {"亿": 10**8, "万": 10**4, "元": 1}


_LOOKS_LIKE_A_NUMBER = re.compile(r"¥?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(\D*)")


def _probably(meant: object) -> str:
    return _("; here probably {}").format(meant)


def _hint_for(text: str, of: str) -> str:
    """`6亿` in a column of 万元 → 60000: the number that was meant, when it is plain."""
    bare = _LOOKS_LIKE_A_NUMBER.fullmatch(text.strip())
    if bare is not None and bare[2] in ("", of):
        return _probably(bare[1].replace(",", ""))
    match = _LOOKS_LIKE_MONEY.fullmatch(text.strip())
    if match is None or of not in UNITS or UNITS[of].base != "元":
        return ""
    try:
        meant = number(match[1].replace(",", "")) * _TIMES[match[2][0]] * 100
    except ValueError:
        return ""
    return _probably(plain(from_steps(meant, UNITS[of])))


@dataclass(frozen=True)
class Amount:
    """An exact quantity in a fixed unit, held as integer steps (money: 分)."""

    unit: str
    negative: bool = False

    def parse(self, text: str, row: Row) -> int:
        try:
            value = number(text)
        except ValueError:
            raise BadCell(NOT_A_NUMBER, unit=self.unit, hint=_hint_for(text, self.unit)) from None
        if value < 0 and not self.negative:
            raise BadCell(BELOW_ZERO)
        return _whole_steps(value, self.unit)

    def format(self, value: object, row: Row) -> CellValue:
        return None if value is None else from_steps(int(str(value)), unit(self.unit))


@dataclass(frozen=True)
class Quantity:
    """An exact quantity whose unit stands in another column of the same row."""

    unit_column: str = "unit"
    unit: str = ""

    def parse(self, text: str, row: Row) -> int:
        name = str(row.get(self.unit_column) or "")
        try:
            value = number(text)
        except ValueError:
            raise BadCell(NOT_A_NUMBER, unit=name, hint=_hint_for(text, name)) from None
        if name not in UNITS:
            raise BadCell(UNKNOWN_UNIT, choices=listed(UNITS))
        return _whole_steps(value, name)

    def format(self, value: object, row: Row) -> CellValue:
        name = str(row.get(self.unit_column) or "")
        return None if value is None else from_steps(int(str(value)), unit(name))


def _whole_steps(value: Fraction, name: str) -> int:
    try:
        return to_steps(value, UNITS[name])
    except ValueError:
        smallest = 1 / UNITS[name].steps
        raise BadCell(TOO_FINE, smallest=f"{plain(smallest)}{name}") from None


@dataclass(frozen=True)
class UnitName:
    unit: str = ""

    def parse(self, text: str, row: Row) -> str:
        if text not in UNITS:
            raise BadCell(UNKNOWN_UNIT, choices=listed(UNITS))
        return text

    def format(self, value: object, row: Row) -> CellValue:
        return str(value) if value else None


@dataclass(frozen=True)
class Whole:
    negative: bool = False
    unit: str = ""

    def parse(self, text: str, row: Row) -> int:
        try:
            value = number(text)
        except ValueError:
            hint = _hint_for(text, "") or _hint_for(text.rstrip("人家个年月"), "")
            raise BadCell(NOT_WHOLE, hint=hint) from None
        if value.denominator != 1:
            raise BadCell(NOT_WHOLE, hint="")
        if value < 0 and not self.negative:
            raise BadCell(BELOW_ZERO)
        return int(value)

    def format(self, value: object, row: Row) -> CellValue:
        return None if value is None else int(str(value))


_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?(?:[ T]00:00:00)?")
_MONTH = re.compile(r"(\d{4})[-./年](\d{1,2})(?:月份?)?(?:[-./]0?1(?:[ T]00:00:00)?)?")
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


@dataclass(frozen=True)
class Day:
    unit: str = ""

    def parse(self, text: str, row: Row) -> dt.date:
        match = _DATE.fullmatch(_parted(text))
        if match is None:
            day = _day_in(text)
            open_end = _("; leave the cell blank where there is no end") if text in _OPEN else ""
            raise BadCell(NOT_A_DATE, hint=_probably(day) if day else open_end)
        try:
            return dt.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            raise BadCell(NO_SUCH_DAY) from None

    def format(self, value: object, row: Row) -> CellValue:
        return value if isinstance(value, dt.date) else None


@dataclass(frozen=True)
class MonthText:
    """A month, held as text like 2023-11, which also sorts."""

    unit: str = ""

    def parse(self, text: str, row: Row) -> str:
        match = _MONTH.fullmatch(_parted(text))
        try:
            if match is None:
                raise ValueError(text)
            return str(Month(int(match[1]), int(match[2])))
        except (ValueError, WrongUseError):
            day = _day_in(text)
            hint = _probably(f"{day:%Y-%m}") if day else ""
            raise BadCell(NOT_A_MONTH, hint=hint) from None

    def format(self, value: object, row: Row) -> CellValue:
        return str(value) if value else None


_DENIES = ("未", "不", "非", "无")


@dataclass(frozen=True)
class Choice:
    """A code out of a list; a cell may hold the code or its label in either language."""

    labels: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""

    def parse(self, text: str, row: Row) -> str:
        for code, label in self.labels.items():
            if text in (code, label, _(label)):
                return code
        choices = listed(_(label) for label in self.labels.values())
        raise BadCell(NOT_A_CHOICE, choices=choices, hint=self._near(text))

    def _near(self, text: str) -> str:
        """What looks most alike, but never the contrary: not 未采信 where 采信 is written."""
        known = [_(label) for label in self.labels.values()] + list(self.labels)
        alike_in_sense = [k for k in known if k[:1] not in _DENIES or k[0] in text]
        holding = [k for k in alike_in_sense if len(text) > 1 and text in k]
        found = holding if len(holding) == 1 else alike(text, alike_in_sense, most=1, cutoff=0.6)
        return _probably(f"“{found[0]}”") if found else ""

    def format(self, value: object, row: Row) -> CellValue:
        return _(self.labels[str(value)]) if value else None


_YES, _NO = ("是", "yes", "true", "1", "有"), ("否", "no", "false", "0", "无")


@dataclass(frozen=True)
class YesNo:
    unit: str = ""

    def parse(self, text: str, row: Row) -> bool:
        if text.lower() in _YES:
            return True
        if text.lower() in _NO:
            return False
        raise BadCell(NOT_A_CHOICE, choices=listed((_("yes"), _("no"))), hint="")

    def format(self, value: object, row: Row) -> CellValue:
        return None if value is None else _("yes") if value else _("no")


@dataclass(frozen=True)
class Reference:
    """The code of a record of another kind. Whether it exists is checked over all rows at once."""

    kind: str
    unit: str = ""

    def parse(self, text: str, row: Row) -> str:
        return text

    def format(self, value: object, row: Row) -> CellValue:
        return str(value) if value else None
