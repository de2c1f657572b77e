"""The way of a project as a picture: stages and reports on one line of months, with its gaps."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.core.spans import Month

WIDTH, HEIGHT = 1080, 132
#: A longer way shows its last months; the table beside has all of it.
MOST_MONTHS = 48
_LEFT, _RIGHT = 12, 12
_STAGE_Y, _REPORT_Y, _AXIS_Y = 62, 92, 112
#: Labels of stages in the same weeks stand one above the other.
_LEVELS = (14, 30, 46)
_LABEL_WIDTH = 76


@dataclass(frozen=True)
class StageMark:
    """A stage reached; `kind` is its evidence: accepted is filled, else hollow."""

    x: int
    label_y: int
    label: str
    anchor: str
    words: str
    kind: str


@dataclass(frozen=True)
class MonthMark:
    """One month: reported, or missing where a report was due."""

    x: int
    width: int
    words: str
    kind: str


@dataclass(frozen=True)
class YearMark:
    x: int
    text: str


@dataclass(frozen=True)
class Timeline:
    """What templates/web/registers/timeline.html draws; `gaps` are months without a report."""

    stages: list[StageMark]
    months: list[MonthMark]
    years: list[YearMark]
    gaps: list[str]
    gap_words: str
    width: int = WIDTH
    height: int = HEIGHT
    stage_y: int = _STAGE_Y
    report_y: int = _REPORT_Y
    axis_y: int = _AXIS_Y


@dataclass(frozen=True)
class StageReached:
    """A stage with its day, in words, and whether its evidence was accepted."""

    label: str
    on: dt.date
    is_accepted: bool
    evidence: str


def timeline_of(
    stages: Sequence[StageReached], reported: Iterable[Month], until: Month | None
) -> Timeline | None:
    """None where there is nothing to draw; reports are due from the first one to `until`."""
    known = sorted(set(reported))
    ends = [*known, *(Month.of(each.on) for each in stages)]
    if not ends:
        return None
    last = max([*ends, *([until] if until and known else [])])
    shown = _months(min(ends), last)[-MOST_MONTHS:]
    due = _months(known[0], until or known[-1]) if known else []
    gaps = [each for each in due if each not in known]
    step = (WIDTH - _LEFT - _RIGHT) / len(shown)

    def x_of(month: Month) -> int:
        return int(_LEFT + (month.ordinal - shown[0].ordinal) * step)

    words = _("no report in {}").format(listed(gaps[-6:])) if gaps else ""
    if len(gaps) > 6:
        words = _("months without a report: {count}, the last {months}").format(
            count=len(gaps), months=listed(gaps[-6:])
        )
    return Timeline(
        stages=_stage_marks(stages, shown[0], step),
        months=[
            MonthMark(
                x_of(month) + 1,
                max(2, int(step) - 2),
                f"{month} {_('reported') if month in known else _('no report')}",
                "reported" if month in known else "missing",
            )
            for month in shown
            if month in known or month in gaps
        ],
        years=[
            YearMark(x_of(month), str(month.year))
            for month in shown
            if month.month == 1 or month == shown[0]
        ],
        gaps=[str(each) for each in gaps],
        gap_words=words,
    )


def _months(first: Month, last: Month) -> list[Month]:
    return list(map(Month.from_ordinal, range(first.ordinal, last.ordinal + 1)))


def _stage_marks(stages: Sequence[StageReached], first: Month, step: float) -> list[StageMark]:
    marks: list[StageMark] = []
    ends = dict.fromkeys(_LEVELS, -_LABEL_WIDTH)
    for each in sorted(stages, key=lambda one: one.on):
        months = Month.of(each.on).ordinal - first.ordinal
        if months < 0:
            continue
        x = int(_LEFT + (months + (each.on.day - 1) / 31) * step)
        level = next((y for y in _LEVELS if ends[y] <= x), _LEVELS[-1])
        ends[level] = x + _LABEL_WIDTH
        marks.append(
            StageMark(
                x,
                level,
                each.label,
                "end" if x > WIDTH - _LABEL_WIDTH else "start",
                f"{each.label} {each.on.isoformat()} {each.evidence}",
                "accepted" if each.is_accepted else "open",
            )
        )
    return marks
