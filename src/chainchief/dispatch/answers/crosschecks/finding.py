"""Where the answers of a month do not agree with each other, or with the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from unicodedata import normalize

from chainchief.access.scopes import Dimension
from chainchief.core.choices import listed
from chainchief.core.faults import Fault, FaultKind, Place
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.answers.cells import plain
from chainchief.dispatch.answers.crosschecks import faults
from chainchief.dispatch.answers.crosschecks.preset import Loan, crosschecks
from chainchief.dispatch.answers.crosschecks.statements import (
    StatedRow,
    finished_requests,
    resolved,
    stated_rows,
)
from chainchief.dispatch.answers.crosschecks.sums import find_unequal_sums
from chainchief.dispatch.collections.respondents import names_of, respondent_of
from chainchief.dispatch.models import Request
from chainchief.ledger.kinds.project.models import Project
from chainchief.ledger.queries.chunks import chunks
from chainchief.ledger.registers import register_of
from chainchief.ledger.validation.locks import key_of

_PROJECT = "project"
_NAMED = 3


@dataclass(frozen=True)
class Side:
    """One party of a disagreement: its answer (None is the ledger), where, and what it says."""

    request: Request | None
    kind: str
    code: str
    column: str
    says: str

    def is_of(self, request: Request) -> bool:
        return self.request is not None and self.request.pk == request.pk


@dataclass(frozen=True)
class Disagreement:
    """Sides that do not agree; `name` is what a sum is called."""

    check: FaultKind
    sides: tuple[Side, ...]
    name: str = ""

    def concerns(self, request: Request) -> bool:
        return any(side.is_of(request) for side in self.sides)

    def own_side(self, request: Request) -> Side:
        return next(side for side in self.sides if side.is_of(request))

    def other_sides(self, request: Request) -> list[Side]:
        return [side for side in self.sides if not side.is_of(request)]

    @property
    def requests(self) -> list[Request]:
        """The requests whose answers do not agree."""
        return [side.request for side in self.sides if side.request is not None]

    def to(self, request: Request) -> Fault:
        """The fault as whoever answers `request` is told it: who the others are, not their figures.

        What others report is theirs to see; the bureau sees both sides.
        """
        own = self.own_side(request)
        register = register_of(own.kind)
        column = register.column(own.column).label if own.column else ""
        place = Place(record=f"{register.name} {own.code}".strip(), column=column)
        facts = {"other": parties(self.other_sides(request)), "name": self.name}
        return Fault(self.check, place, own.says or None, facts)


def parties(sides: Iterable[Side]) -> str:
    """The names of the other sides, each once."""
    requests = [side.request for side in sides if side.request is not None]
    named = list(names_of(respondent_of(one) for one in requests).values())
    words = [*dict.fromkeys(named), *([] if requests else [_("the ledger")])]
    return listed(words[:_NAMED]) + ("…" if len(words) > _NAMED else "")


def disagreements(month: Month, own: Request | None = None) -> list[Disagreement]:
    """Disagreements of finished answers of the month; `own` is compared as it is.

    With `own`, only what concerns it.
    """
    rows = stated_rows(finished_requests(month, own))
    found = [
        *_one_cell_two_answers(rows),
        *_one_project_two_units(rows),
        *(each for loan in crosschecks().loans for each in _loans(loan, rows)),
        *_sums(rows, month),
    ]
    return [one for one in found if own is None or one.concerns(own)]


def disagreements_of(request: Request) -> list[Disagreement]:
    """Disagreements of the answer, as it is, with finished answers of others or the ledger."""
    return disagreements(Month.parse(request.collection.month), request)


def _one_cell_two_answers(rows: Iterable[StatedRow]) -> Iterator[Disagreement]:
    amounts = {(loan.kind, loan.amount) for loan in crosschecks().loans}
    stated: dict[tuple[str, str, str], list[StatedRow]] = defaultdict(list)
    for row in rows:
        key = key_of(register_of(row.kind), row.code)
        for column in row.columns:
            if (row.kind, column) not in amounts:
                stated[row.kind, key, column].append(row)
    for (_kind, _key, column), those in stated.items():
        for one, other in combinations(those, 2):
            if one.request.pk != other.request.pk and _differ(one, other, column):
                yield Disagreement(faults.SAME_CELL, (_side(one, column), _side(other, column)))


def _differ(one: StatedRow, other: StatedRow, column: str) -> bool:
    return plain(one.values.get(column)) != plain(other.values.get(column))


def _side(row: StatedRow, column: str = "") -> Side:
    says = ""
    if column:
        says = str(register_of(row.kind).column(column).shown(row.values.get(column), row.values))
    return Side(row.request, row.kind, row.code, column, says)


def _one_project_two_units(rows: Sequence[StatedRow]) -> Iterator[Disagreement]:
    """One project in the answers of two units: the same code, or the same name and credit code."""
    by_unit: dict[tuple[int, str], StatedRow] = {}
    for row in rows:
        code = _project_of(row) if row.is_of_unit else ""
        if code:
            by_unit.setdefault((row.request.pk, code), row)
    known = _identities(by_unit)
    for (one_at, one), (other_at, other) in combinations(by_unit.items(), 2):
        (_pk, first), (_pk2, second) = one_at, other_at
        if one.respondent == other.respondent:
            continue
        if first == second:
            yield Disagreement(faults.SAME_PROJECT, (_side(one), _side(other)))
        elif known.get(first) and known.get(first) == known.get(second):
            yield Disagreement(faults.SAME_FIRM_AND_NAME, (_side(one), _side(other)))


def _project_of(row: StatedRow) -> str:
    if row.kind == _PROJECT:
        return row.code
    references = register_of(row.kind).references
    column = next((name for name, kind in references.items() if kind == _PROJECT), "")
    return str(row.values.get(column) or "") if column else ""


def _identities(by_unit: dict[tuple[int, str], StatedRow]) -> dict[str, tuple[str, str]]:
    """Project → its name without its spelling, and its firm's credit code, where both are known.

    A project that is linked as the duplicate of another is none of its own.
    """
    found: dict[str, tuple[str, str]] = {}
    codes = sorted({code for _pk, code in by_unit})
    fields = ("code", "name", "enterprise__credit_code", "duplicate_of_id")
    for part in chunks(codes):
        for code, name, credit, original in Project.objects.filter(code__in=part).values_list(
            *fields
        ):
            if credit and not original:
                found[code] = (folded(name), credit)
    new = [row for row in by_unit.values() if row.kind == _PROJECT and row.code not in found]
    firms = resolved(_PROJECT, [row.values for row in new], "enterprise.credit_code")
    for row, credit in zip(new, firms, strict=True):
        if credit and not row.values.get("duplicate_of"):
            found[row.code] = (folded(str(row.values.get("name") or "")), credit)
    return found


def folded(name: str) -> str:
    """A name without what people write now so, now otherwise: width, case, spaces, brackets."""
    return "".join(sign for sign in normalize("NFKC", name).casefold() if sign.isalnum())


def _loans(loan: Loan, rows: Sequence[StatedRow]) -> Iterator[Disagreement]:
    """Amounts that a lender and a borrower state, summed up for the two."""
    stated = [row for row in rows if row.kind == loan.kind and loan.amount in row.columns]
    values = [row.values for row in stated]
    lenders = resolved(loan.kind, values, loan.lender)
    borrowers = resolved(loan.kind, values, loan.borrower)
    lent: dict[tuple[str, str], list[StatedRow]] = defaultdict(list)
    borrowed: dict[tuple[str, str], list[StatedRow]] = defaultdict(list)
    for row, lender, borrower in zip(stated, lenders, borrowers, strict=True):
        who = (row.respondent.dimension, row.respondent.code)
        if who == (Dimension.ORGANISATION, lender):
            lent[lender, borrower].append(row)
        elif who == (Dimension.ENTERPRISE, borrower):
            borrowed[lender, borrower].append(row)
    for pair in lent.keys() & borrowed.keys():
        sides = (lent[pair], borrowed[pair])
        if _total(sides[0], loan.amount) != _total(sides[1], loan.amount):
            yield Disagreement(faults.LOAN, tuple(_sum_side(one, loan.amount) for one in sides))


def _total(rows: Iterable[StatedRow], column: str) -> int:
    return sum(int(str(row.values[column])) for row in rows)


def _sum_side(rows: Sequence[StatedRow], column: str) -> Side:
    total = _total(rows, column)
    says = str(register_of(rows[0].kind).column(column).shown(total, rows[0].values))
    return Side(rows[0].request, rows[0].kind, rows[0].code, column, says)


def _sums(rows: Sequence[StatedRow], month: Month) -> Iterator[Disagreement]:
    for rule in crosschecks().sums:
        for unequal in find_unequal_sums(rule, rows, month):
            whole = _side(unequal.whole, rule.whole.column)
            parts: list[Side] = []
            column = register_of(rule.parts.kind).column(rule.parts.column)
            says = str(column.shown(unequal.total, unequal.example))
            for request in unequal.requests:
                parts.append(Side(request, rule.parts.kind, "", rule.parts.column, says))
            if not parts:
                parts.append(Side(None, rule.parts.kind, "", rule.parts.column, says))
            yield Disagreement(faults.SUM, (whole, *parts), rule.label)
