"""The burden of a month, unit by unit, against filling every sheet from nothing."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from chainchief.core.spans import Month
from chainchief.dispatch.answers.cells import Answer, answer_in, plain
from chainchief.dispatch.collections.questionnaires import RowsOf
from chainchief.dispatch.collections.respondents import Respondent, names_of, respondent_of
from chainchief.dispatch.collections.rows import questionnaire_of
from chainchief.dispatch.models import CollectionState, Request, Step
from chainchief.dispatch.steps import Act
from chainchief.ledger.changesets import ChangeSet, Creation, Revision
from chainchief.ledger.proposal import codec
from chainchief.ledger.proposal.models import Proposal
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.queries.stored_values import Stored


@dataclass(frozen=True)
class Cells:
    """Cells of sheets by where they came from.

    `typed` were filled in for this month; `elsewhere` were wanted and held by the ledger already;
    `known` say what a row is about (name, unit, firm, plan …) and stood there filled in.
    """

    typed: int = 0
    elsewhere: int = 0
    known: int = 0

    @property
    def from_nothing(self) -> int:
        """Cells that somebody would have typed who began each sheet from nothing."""
        return self.typed + self.elsewhere + self.known

    @property
    def share(self) -> float:
        """The share that was typed; 0 where there was nothing."""
        return self.typed / self.from_nothing if self.from_nothing else 0.0

    def __add__(self, other: "Cells") -> "Cells":
        return Cells(
            self.typed + other.typed,
            self.elsewhere + other.elsewhere,
            self.known + other.known,
        )


@dataclass(frozen=True)
class UnitBurden:
    """What one respondent was asked in a month. `hours` from opening to submission, the median;
    None while nothing was submitted."""

    respondent: Respondent
    name: str
    requests: int
    cells: Cells
    hours: float | None


@dataclass(frozen=True)
class MonthBurden:
    """The burden of a month: each respondent in the order of codes, and the city together."""

    month: Month
    units: tuple[UnitBurden, ...]

    @property
    def cells(self) -> Cells:
        return sum((unit.cells for unit in self.units), Cells())

    @property
    def requests(self) -> int:
        return sum(unit.requests for unit in self.units)

    @property
    def hours(self) -> float | None:
        known = [unit.hours for unit in self.units if unit.hours is not None]
        return median(known) if known else None


@dataclass(frozen=True)
class MonthTotal:
    """What a whole month asked of the city, without the sheets behind it."""

    month: Month
    requests: int
    typed: int


def burden_of(month: Month) -> MonthBurden:
    """The burden of a month as it stands now: open answers with what is typed so far."""
    requests = sorted(_requests(str(month)), key=respondent_of)
    names = names_of(respondent_of(one) for one in requests)
    kept, hours = _kept(requests), _hours(requests)
    units = []
    for respondent, those in groupby(requests, key=respondent_of):
        own = list(those)
        took = [hours[one.pk] for one in own if one.pk in hours]
        units.append(
            UnitBurden(
                respondent,
                names[respondent],
                len(own),
                sum((_cells(one, kept.get(one.pk)) for one in own), Cells()),
                median(took) if took else None,
            )
        )
    return MonthBurden(month, tuple(units))


def year_until(month: Month) -> list[MonthTotal]:
    """Each month of the year in which something was asked, up to this one."""
    found = []
    for number in range(1, month.month + 1):
        one = Month(month.year, number)
        requests = _requests(str(one))
        if requests:
            kept = _kept(requests)
            typed = sum(_typed(each, kept.get(each.pk)) for each in requests)
            found.append(MonthTotal(one, len(requests), typed))
    return found


def cells_of(request: Request) -> Cells:
    """The cells of one request: of each row what is known, wanted, typed."""
    return _cells(request, _kept([request]).get(request.pk))


def _cells(request: Request, kept: ChangeSet | None) -> Cells:
    questionnaire = questionnaire_of(request)
    answer = answer_in(kept, questionnaire) if kept is not None else Answer.empty(questionnaire)
    total = Cells(typed=_count(answer))
    for position, table in enumerate(questionnaire.tables):
        rows = questionnaire.rows[position]
        given = answer.tables[position]
        elsewhere = sum(
            row.held(name) is not None and name not in given.get(row.code, {})
            for row in rows
            for name in table.columns
        )
        skipped = () if table.rows is RowsOf.REPORTS else table.columns
        known = sum(_filled(row.about, skipped) for row in rows if row.about is not None)
        total += Cells(elsewhere=elsewhere, known=known)
    return total


def _filled(stored: Stored, skipped: Iterable[str]) -> int:
    """The columns of a record that say something, but for those skipped."""
    without = set(skipped)
    return sum(
        plain(value) is not None for name, value in stored.values.items() if name not in without
    )


def _kept(requests: Sequence[Request]) -> dict[int, ChangeSet]:
    """Request → its answer as it was kept last, also after it was written."""
    last: dict[int, uuid.UUID] = {}
    for those in chunks(requests):
        steps = Step.objects.filter(request__in=those).order_by("pk")
        for request, proposal in steps.values_list("request", "proposal"):
            if proposal is not None:
                last[request] = proposal
    contents: dict[uuid.UUID, Mapping[str, object]] = {}
    for part in chunks(sorted(set(last.values()))):
        contents.update(Proposal.objects.filter(uid__in=part).values_list("uid", "content"))
    return {request: codec.from_json(contents[proposal]) for request, proposal in last.items()}


def _count(answer: Answer) -> int:
    return sum(plain(value) is not None for *_where, value in answer.cells())


def _typed(request: Request, kept: ChangeSet | None) -> int:
    """The typed cells by the kept answer alone, without reading what the request was about."""
    if kept is None:
        return 0
    wanted = {one["kind"]: set(one["columns"]) for one in request.collection.questionnaire}
    changes: list[Creation | Revision] = [*kept.creations, *kept.revisions]
    return sum(
        plain(value) is not None
        for change in changes
        for name, value in change.values.items()
        if name in wanted.get(change.kind, ())
    )


def _hours(requests: Sequence[Request]) -> dict[int, float]:
    """Request → the hours from opening to the first submission, where there was one."""
    submitted: dict[int, dt.datetime] = {}
    for those in chunks(requests):
        steps = Step.objects.filter(request__in=those, act=Act.SUBMIT).order_by("-pk")
        submitted.update(steps.values_list("request", "at"))
    return {
        one.pk: (submitted[one.pk] - opened).total_seconds() / 3600
        for one in requests
        if one.pk in submitted and (opened := one.collection.opened_at) is not None
    }


def _requests(month: str) -> list[Request]:
    found = Request.objects.filter(collection__month=month, collection__state=CollectionState.OPEN)
    return list(found.select_related("collection").order_by("pk"))
