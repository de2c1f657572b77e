"""When the city's records come in: month after month is closed, and some are closed once more."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from chainchief.core.spans import Month

FIRST, LAST = Month(2022, 1), Month(2023, 11)
IN_TIME = "按时关账"
#: A month is closed on this day of the next one, when the statisticians' numbers are out.
CLOSING_DAY = 22


@dataclass(frozen=True)
class Round:
    """What is known by the end of a day is entered; thereupon a month is closed.

    One that `revises` closes it once more, after what came late or was corrected.
    """

    end: dt.date
    month: Month | None
    reason: str = IN_TIME
    revises: bool = False


def closing_day(month: Month) -> dt.date:
    return (month + 1).first.replace(day=CLOSING_DAY)


CLOSINGS = tuple(
    Round(closing_day(month), month)
    for month in (FIRST + step for step in range(LAST.ordinal - FIRST.ordinal + 1))
)
LATE_REPORTS = Round(dt.date(2022, 7, 27), Month(2022, 6), "两份月报在关账后补报", True)
YEARS_CHECK = Round(dt.date(2023, 2, 9), Month(2022, 12), "年度核查后更正几个项目的月报", True)
MISREAD = Round(dt.date(2023, 4, 26), Month(2023, 3), "一个项目把当月数报成了累计数,现更正", True)
HALF_YEARS_CHECK = Round(
    dt.date(2023, 8, 9), Month(2023, 6), "半年核查:补报月报,撤回不属于产业链的项目", True
)
LATE_EVIDENCE = Round(
    dt.date(2023, 11, 23), Month(2023, 10), "一个项目的开工佐证在关账后送达", True
)
REVISIONS = (LATE_REPORTS, YEARS_CHECK, MISREAD, HALF_YEARS_CHECK, LATE_EVIDENCE)
#: December stays open.
OPEN = Round(dt.date.max, None)


def rounds(revisions: Iterable[Round] = REVISIONS) -> list[Round]:
    """All closings with these revisions, in the order of their days; last what stays open."""
    return sorted((*CLOSINGS, *revisions, OPEN), key=lambda each: each.end)
