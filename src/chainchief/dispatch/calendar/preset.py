"""Which days are worked: the years of the State Council's notices, and a place's own days."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec import field

from chainchief.core.faults import Fault, declare
from chainchief.core.presets import Document, Origin, Part, Preset
from chainchief.core.presets.shapes import Text

_SHIPPED = Path(__file__).parents[1] / "presets"
NOT_IN_YEAR = declare(
    "COL-001",
    why="{day} does not lie in {year}",
    remedy="move it to the year it belongs to, or correct it",
)
ENDS_BEFORE_IT_BEGINS = declare(
    "COL-002",
    why="it ends on {end}, before it begins on {begin}",
    remedy="check the two days",
)
BOTH_REST_AND_WORK = declare(
    "COL-003",
    why="{day} is said to be a day of rest and of work",
    remedy="take it out of one of the two",
)


class Rest(Part, frozen=True):
    """Days of rest in a row, both ends included."""

    begin: dt.date = field(name="from")
    end: dt.date = field(name="to")
    name: Text

    @property
    def days(self) -> Iterator[dt.date]:
        for number in range((self.end - self.begin).days + 1):
            yield self.begin + dt.timedelta(number)


class Year(Part, frozen=True):
    year: int
    source: Text
    rest: tuple[Rest, ...]
    work: tuple[dt.date, ...]


class WorkingDays(Origin, frozen=True):
    years: tuple[Year, ...]


class LocalDays(Origin, frozen=True):
    rest: tuple[Rest, ...]
    work: tuple[dt.date, ...]


@dataclass(frozen=True)
class Days:
    """Days that are no ordinary ones; `years` are those of which all such days are known."""

    rest: frozenset[dt.date]
    work: frozenset[dt.date]
    years: frozenset[int] = frozenset()


def _check_years(document: Document[WorkingDays]) -> Iterator[Fault]:
    for index, year in enumerate(document.content.years):
        path = ("years", index)
        for at, rest in enumerate(year.rest):
            yield from _check_rest(document, (*path, "rest", at), rest)
        ends = [day for rest in year.rest for day in (rest.begin, rest.end)]
        for day in (*ends, *year.work):
            if day.year != year.year:
                facts = {"day": day, "year": year.year}
                yield document.fault(NOT_IN_YEAR, path, str(day), facts)
        yield from _check_once(document, path, year.rest, year.work)


def _check_local(document: Document[LocalDays]) -> Iterator[Fault]:
    content = document.content
    for at, rest in enumerate(content.rest):
        yield from _check_rest(document, ("rest", at), rest)
    yield from _check_once(document, ("work",), content.rest, content.work)


def _check_rest(
    document: "Document[WorkingDays] | Document[LocalDays]",
    path: tuple[str | int, ...],
    rest: Rest,
) -> Iterator[Fault]:
    if rest.end < rest.begin:
        facts = {"begin": rest.begin, "end": rest.end}
        yield document.fault(ENDS_BEFORE_IT_BEGINS, path, rest.name, facts)


def _check_once(
    document: "Document[WorkingDays] | Document[LocalDays]",
    path: tuple[str | int, ...],
    rests: tuple[Rest, ...],
    work: tuple[dt.date, ...],
) -> Iterator[Fault]:
    resting = {day for rest in rests for day in rest.days}
    for day in work:
        if day in resting:
            yield document.fault(BOTH_REST_AND_WORK, path, str(day), {"day": day})


def _built(content: WorkingDays) -> Days:
    return Days(
        frozenset(day for year in content.years for rest in year.rest for day in rest.days),
        frozenset(day for year in content.years for day in year.work),
        frozenset(year.year for year in content.years),
    )


def _built_local(content: LocalDays) -> Days:
    return Days(
        frozenset(day for rest in content.rest for day in rest.days), frozenset(content.work)
    )


PRESET = Preset(
    file="working-days.yaml",
    shipped=_SHIPPED,
    shape=WorkingDays,
    build=_built,
    about="Working days: the holidays and make-up days of each year, with the notice they are from",
    check=_check_years,
)
LOCAL = Preset(
    file="local-days.yaml",
    shipped=_SHIPPED,
    shape=LocalDays,
    build=_built_local,
    about="Days that only this place rests or works on",
    check=_check_local,
)
