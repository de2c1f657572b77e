"""The preset of cross-checks: which amounts two parties state, which wholes have parts."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, field

from chainchief.core.choices import listed, near
from chainchief.core.faults import Fault
from chainchief.core.i18n import in_language
from chainchief.core.presets import Document, Names, Origin, Part, Preset, Text
from chainchief.dispatch.answers.crosschecks import faults
from chainchief.ledger.registers import all_registers


class Loan(Part, frozen=True):
    """An amount that a lender and a borrower state, each in its own answer.

    `borrower` may lead over a reference: `need.enterprise`.
    """

    kind: Text
    amount: Text
    lender: Text
    borrower: Text


class Whole(Part, frozen=True):
    """A column of records that state a whole, those that `where` lets through."""

    kind: Text
    column: Text
    where: dict[str, str] = field(default_factory=dict)


class Parts(Whole, frozen=True, kw_only=True):
    """The parts of a whole; `span` says of which months they are."""

    span: Literal["month", "year"]


class Sum(Part, frozen=True):
    code: Text
    name: Names
    whole: Whole
    parts: Parts
    within: Annotated[float, Meta(ge=0, le=100)]

    @property
    def label(self) -> str:
        return in_language(dict(self.name.as_mapping()))

    def agrees(self, whole: int, parts: int) -> bool:
        """Whether they lie as near to each other as is allowed."""
        return abs(whole - parts) * 100 <= self.within * abs(whole)


class CrossChecks(Origin, frozen=True):
    loans: tuple[Loan, ...]
    sums: tuple[Sum, ...]


def _check(document: Document[CrossChecks]) -> Iterator[Fault]:
    for index, loan in enumerate(document.content.loans):
        first, _dot, behind = loan.borrower.partition(".")
        path: tuple[str | int, ...] = ("loans", index)
        found = list(_columns(document, path, loan.kind, (loan.amount, loan.lender, first)))
        yield from found
        if not found and behind:
            target = all_registers()[loan.kind].references.get(first, first)
            yield from _columns(document, path, target, (behind,))
    for index, one in enumerate(document.content.sums):
        for name, part in (("whole", one.whole), ("parts", one.parts)):
            path, names = ("sums", index, name), (part.column, *part.where)
            found = list(_columns(document, path, part.kind, names))
            yield from found or _of_a_unit(document, path, part)


def _columns(
    document: Document[CrossChecks], path: tuple[str | int, ...], kind: str, names: tuple[str, ...]
) -> Iterator[Fault]:
    kinds = all_registers()
    if kind not in kinds:
        facts: Mapping[str, object] = {"kind": kind, "choices": listed(kinds) + near(kind, kinds)}
        yield document.fault(faults.NO_SUCH_KIND, path, kind, facts)
        return
    known = {column.name for column in kinds[kind].columns}
    for name in names:
        if name not in known:
            facts = {"kind": kinds[kind].name, "column": name, "choices": listed(sorted(known))}
            yield document.fault(faults.NO_SUCH_COLUMN, path, name, facts)


def _of_a_unit(
    document: Document[CrossChecks], path: tuple[str | int, ...], part: Whole
) -> Iterator[Fault]:
    """A whole and its parts are numbers, each of a unit."""
    register = all_registers()[part.kind]
    is_whole = not isinstance(part, Parts)
    if not register.division or (is_whole and register.references.get("division") != "division"):
        yield document.fault(faults.NO_UNIT, path, part.kind, {"kind": register.name})
    if not register.column(part.column).type.is_number:
        facts = {"column": register.column(part.column).label, "kind": register.name}
        yield document.fault(faults.NOT_A_NUMBER, path, part.column, facts)


PRESET = Preset(
    file="crosschecks.yaml",
    shipped=Path(__file__).parents[2] / "presets",
    shape=CrossChecks,
    build=lambda content: content,
    about="Cross-checks between respondents: loans that two state, wholes and their parts",
    check=_check,
)


def crosschecks() -> CrossChecks:
    """The preset in force; `FaultsError` with all that is wrong in it."""
    return PRESET.load()
