"""The figures of one span in one snapshot, cell by cell, made from the sums when asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.spans import Month, Span
from chainchief.indicators.catalogue.indicator import PARTS, Entry
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.compute.cells import Cells
from chainchief.indicators.compute.coverage import Coverage
from chainchief.indicators.compute.divisions import Territory
from chainchief.indicators.compute.looked_up_rows import Found, Statements
from chainchief.indicators.display import shown
from chainchief.indicators.figures import Figure, Formula, Nature, Scope, State

MILLION = 10**6


@dataclass(frozen=True)
class Part:
    """One part of a figure in one cell: its sum, its entities, or why there is none."""

    steps: int | None
    records: int = 0
    absent: str = ""
    note: str = ""
    absence: State = State.NOT_APPLICABLE
    not_public: str = ""


#: Of several reasons why a number is not there, the one that is told.
_FIRST = (State.WITHHELD, State.NOT_APPLICABLE, State.NOT_KNOWN, State.NOT_REPORTED)


def value_of(formula: Formula, parts: Mapping[str, int]) -> tuple[Fraction | None, str]:
    """The exact value in steps of the unit, or None and why.

    ratio: numerator / denominator in parts per million; difference: minuend − subtrahend.
    """
    if formula is Formula.VALUE:
        return Fraction(parts["value"]), ""
    if formula is Formula.DIFFERENCE:
        return Fraction(parts["minuend"] - parts["subtrahend"]), ""
    if parts["denominator"] == 0:
        return None, _("there is nothing to divide by: the denominator is zero")
    return Fraction(parts["numerator"] * MILLION, parts["denominator"]), ""


def _note(parts: Iterable[Part]) -> str:
    """What stands beside the number: of which part it is a flash, or that it is not to be told."""
    return next((words for each in parts if (words := each.note or each.not_public)), "")


@dataclass(frozen=True)
class Figures:
    """All figures asked for. `get` gives one; iterating gives all cells that were asked for.

    `codes` are the indicators asked for; those that they rest on are computed beside them.
    """

    snapshot: str
    span: Span
    catalogue: Catalogue
    territory: Territory
    codes: tuple[str, ...]
    divisions: tuple[str, ...]
    chains: tuple[str, ...]
    cells: Cells
    statements: Statements
    coverage: Coverage
    record_values: Mapping[tuple[str, str], Found] = field(default_factory=dict)
    #: What an audience may not see, and why (`disclosure.audience`); nothing inside the bureau.
    withheld: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    @property
    def month(self) -> Month:
        return self.span.end

    def __iter__(self) -> Iterator[Figure]:
        for code in self.codes:
            yield from self._all_of(self.catalogue[code])

    def __len__(self) -> int:
        return sum(1 for _figure in self)

    def get(self, code: str, scope: Scope | None = None, record: str = "") -> Figure:
        """The figure of one cell; of the whole city where no scope is given.

        Raises `WrongUseError` for an indicator, unit, chain or record that was not computed.
        """
        entry = self.catalogue[code]
        scope = scope or Scope(self.territory.root)
        self._check_computed(entry, scope, record)
        parts = self._parts(entry, scope, record)
        kept_back = self.reason_withheld(entry, scope)
        if kept_back:
            parts = {name: Part(None, absent=kept_back, absence=State.WITHHELD) for name in parts}
        missing = [each for each in parts.values() if each.steps is None]
        told = min(missing, key=lambda each: _FIRST.index(each.absence), default=Part(0))
        steps = {} if missing else {k: each.steps or 0 for k, each in parts.items()}
        value, reason = value_of(entry.formula, steps) if steps else (None, told.absent)
        return Figure(
            code=code,
            name=entry.name,
            nature=entry.nature,
            unit=entry.unit,
            formula=entry.formula,
            value=value,
            parts=steps,
            display=shown(value, entry, told.absence),
            span=self.span,
            scope=self._told_of(entry, scope),
            snapshot=self.snapshot,
            definition=self.catalogue.hashes[code],
            records=self._records(entry, scope, parts) if steps else 0,
            absent=reason,
            note=_note(parts.values()),
            record=entry.record or record,
            absence=told.absence,
            not_public=self._not_public(entry, parts),
        )

    def for_the_bureau_alone(self, entry: Entry) -> Iterator[tuple[Scope, str]]:
        """The cells of an indicator that is looked up whose number must not leave the bureau."""
        for division in self.territory.names:
            for chain in ("", *self.territory.chains):
                part = self._plain(entry, Scope(division, chain))
                if part.not_public:
                    yield Scope(division, chain), part.not_public

    def _not_public(self, entry: Entry, parts: Mapping[str, Part]) -> str:
        """Why the figure is for the bureau alone: it says so itself, or a part of it does."""
        if entry.disclosure == "internal":
            return _("it is for use inside the bureau")
        return next((each.not_public for each in parts.values() if each.not_public), "")

    def _told_of(self, entry: Entry, scope: Scope) -> Scope:
        """The cell that the number is of: another unit's, where the entry says so."""
        if not entry.told_of:
            return scope
        return Scope(self.territory.around(scope.division, entry.told_of), scope.chain)

    def reason_withheld(self, entry: Entry, scope: Scope) -> str:
        """Why the audience may not see this cell, or "": itself, or one of what it is made of."""
        own = self.withheld.get((entry.code, "", ""))
        own = own or self.withheld.get((entry.code, scope.division, scope.chain), "")
        if own or not self.withheld:
            return own
        for term in entry.terms.values():
            division = self.territory.division(term, scope.division)
            part = self.catalogue[term.indicator]
            if self.reason_withheld(part, Scope(division, "" if term.division else scope.chain)):
                return _("it would tell {}, which is withheld").format(part.name)
        return ""

    def scopes_of(self, entry: Entry) -> list[Scope]:
        """The cells that were asked for and that the indicator tells apart."""
        root = self.territory.root
        divisions: Sequence[str] = self.divisions
        if "division" not in entry.dimensions:
            divisions = [root] if root in divisions else []
        chains: Sequence[str] = self.chains if "chain" in entry.dimensions else ("",)
        return [Scope(division, chain) for division in divisions for chain in chains]

    def _all_of(self, entry: Entry) -> Iterator[Figure]:
        if entry.parameters:
            for (code, record), _found in self.record_values.items():
                if code == entry.code:
                    yield self.get(code, record=record)
            return
        for scope in self.scopes_of(entry):
            figure = self.get(entry.code, scope)
            # A statement that a unit does not have is told where it was asked for, not everywhere.
            if figure.parts or len(self.divisions) == 1 or scope.division == self.territory.root:
                yield figure

    def _check_computed(self, entry: Entry, scope: Scope, record: str) -> None:
        if entry.parameters and not record:
            raise WrongUseError(
                _("{} is about one record; name it by its code.").format(entry.code)
            )
        if entry.parameters and (entry.code, record) in self.record_values:
            return
        computed = entry.code in self.codes and not entry.parameters
        if not computed or not self._has(entry, scope):
            raise WrongUseError(
                _("{} for {} was not computed here.").format(entry.code, scope or record)
            )

    def _has(self, entry: Entry, scope: Scope) -> bool:
        """Whether the cell was computed; units around the city are only ever looked up."""
        known, unit = self.territory, scope.division
        outside = unit in known.names and not known.holds(unit)
        told = unit in (known.root, *self.divisions) or outside
        return told and scope.chain in (*self.chains, "")

    def _parts(self, entry: Entry, scope: Scope, record: str) -> dict[str, Part]:
        if not entry.terms:
            return {"value": self._plain(entry, scope, record)}
        return {name: self._term(entry, name, scope) for name in PARTS[entry.formula]}

    def _term(self, entry: Entry, name: str, scope: Scope) -> Part:
        term = entry.terms[name]
        division = self.territory.division(term, scope.division)
        if not division:
            reason = _("no unit of level {} around {} is in the ledger").format(
                _(term.division), self.territory.names.get(scope.division, scope.division)
            )
            return Part(None, absent=reason)
        if not term.division:
            return self._plain(self.catalogue[term.indicator], Scope(division, scope.chain))
        part = self._plain(self.catalogue[term.indicator], Scope(division, ""))
        if part.steps is not None:
            return part
        unit = self.territory.names.get(division, division)
        return replace(part, absent=_("{unit}: {reason}").format(unit=unit, reason=part.absent))

    def _plain(self, entry: Entry, scope: Scope, record: str = "") -> Part:
        reason = self._untold(entry, scope)
        if reason:
            return Part(None, absent=reason)
        if entry.is_summed:
            return self._summed(entry, scope)
        if entry.nature is Nature.RECORD:
            found = self.record_values[entry.code, entry.record or record]
        else:
            told_of = self.territory.around(scope.division, entry.told_of)
            found = self.statements.find(entry, told_of, scope.chain)
        return Part(
            found.steps,
            found.records,
            found.absent,
            found.note,
            found.absence,
            found.not_public,
        )

    def _summed(self, entry: Entry, scope: Scope) -> Part:
        """The sum of a cell; where nothing counts a zero, unless nobody could say that."""
        key = (entry.code, scope.division, scope.chain)
        steps, records = self.cells.sums.get(key, 0), self.cells.records.get(key, 0)
        if records and (steps or entry.nature is not Nature.CUMULATIVE_REPORT):
            return Part(steps, records)
        if entry.over and not records:
            whole = self._plain(self.catalogue[entry.over], Scope(self.territory.root))
            if whole.steps is None:
                return whole
        if records and self.coverage.last_month(entry, scope):
            return Part(steps, records)
        state, reason = self.coverage.of_nothing(entry, scope)
        if state is State.ZERO:
            return Part(steps, records)
        return Part(None, absent=reason, absence=state)

    def _untold(self, entry: Entry, scope: Scope) -> str:
        """Why this indicator says nothing of this cell, or ""."""
        if scope.chain and "chain" not in entry.dimensions:
            return _("{} is not told by chain").format(entry.name)
        if scope.division == self.territory.root:
            return ""
        if "division" not in entry.dimensions:
            return _("{} is not told by unit").format(entry.name)
        if entry.is_summed and not self.territory.holds(scope.division):
            return _("this ledger holds the records of {} alone").format(
                self.territory.names.get(self.territory.root, self.territory.root)
            )
        return ""

    def _records(self, entry: Entry, scope: Scope, parts: Mapping[str, Part]) -> int:
        if entry.code in self.cells.composed:
            return self.cells.records.get((entry.code, scope.division, scope.chain), 0)
        return sum(each.records for each in parts.values())
