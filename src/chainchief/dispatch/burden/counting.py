"""The burden of a month, unit by unit, against filling every sheet from nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from chainchief.core.spans import Month
from chainchief.dispatch.answers.cells import Answer, answer_in, plain
from chainchief.dispatch.collections.questionnaires import RowsOf
from chainchief.dispatch.collections.respondents import Respondent, names_of, respondent_of
from chainchief.dispatch.collections.rows import Questionnaire, questionnaire_of
from chainchief.dispatch.models import CollectionState, Request
from chainchief.dispatch.steps import Act
from chainchief.ledger.changesets import Creation, Revision
from chainchief.ledger.proposal import codec
from chainchief.ledger.proposal.models import Proposal
from chainchief.ledger.queries.stored_values import Stored, stored_by_code


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
    units = []
    for respondent, those in groupby(requests, key=respondent_of):
        own = list(those)
        hours = [each for one in own if (each := _hours(one)) is not None]
        units.append(
            UnitBurden(
                respondent,
                names[respondent],
                len(own),
                sum((cells_of(one) for one in own), Cells()),
                median(hours) if hours else None,
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
            found.append(MonthTotal(one, len(requests), sum(map(_typed, requests))))
    return found


def cells_of(request: Request) -> Cells:
    """The cells of one request: of each row what is known, wanted, typed."""
    questionnaire = questionnaire_of(request)
    answer = _last_answer(request, questionnaire)
    total = Cells(typed=_count(answer))
    for position, table in enumerate(questionnaire.tables):
        rows = questionnaire.rows[position]
        given = answer.tables[position]
        elsewhere = sum(
            row.held(name) is not None and name not in given.get(row.code, {})
            for row in rows
            for name in table.columns
        )
        about: Iterable[Stored | None] = [row.stored for row in rows]
        if table.rows is RowsOf.REPORTS:
            codes = [str(row.fixed[table.by]) for row in rows]
            about = stored_by_code(table.subject, codes).values()
        skipped = () if table.rows is RowsOf.REPORTS else table.columns
        known = sum(_filled(one, skipped) for one in about if one is not None)
        total += Cells(elsewhere=elsewhere, known=known)
    return total


def _filled(stored: Stored, skipped: Iterable[str]) -> int:
    """The columns of a record that say something, but for those skipped."""
    without = set(skipped)
    return sum(
        plain(value) is not None for name, value in stored.values.items() if name not in without
    )


def _last_answer(request: Request, questionnaire: Questionnaire) -> Answer:
    """The answer as it was kept last, also after it was written."""
    proposal = _last_proposal(request)
    if proposal is None:
        return Answer.empty(questionnaire)
    return answer_in(codec.from_json(proposal.content), questionnaire)


def _last_proposal(request: Request) -> Proposal | None:
    steps = request.steps.exclude(proposal=None).order_by("-pk")
    uid = steps.values_list("proposal", flat=True).first()
    return Proposal.objects.get(uid=uid) if uid else None


def _count(answer: Answer) -> int:
    return sum(plain(value) is not None for *_where, value in answer.cells())


def _typed(request: Request) -> int:
    """The typed cells by the kept answer alone, without reading what the request was about."""
    proposal = _last_proposal(request)
    if proposal is None:
        return 0
    wanted = {one["kind"]: set(one["columns"]) for one in request.collection.questionnaire}
    change_set = codec.from_json(proposal.content)
    changes: list[Creation | Revision] = [*change_set.creations, *change_set.revisions]
    return sum(
        plain(value) is not None
        for change in changes
        for name, value in change.values.items()
        if name in wanted.get(change.kind, ())
    )


def _hours(request: Request) -> float | None:
    first = request.steps.filter(act=Act.SUBMIT).order_by("pk").first()
    opened = request.collection.opened_at
    if first is None or opened is None:
        return None
    return (first.at - opened).total_seconds() / 3600


def _requests(month: str) -> list[Request]:
    found = Request.objects.filter(collection__month=month, collection__state=CollectionState.OPEN)
    return list(found.select_related("collection").order_by("pk"))
