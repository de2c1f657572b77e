"""The figures of one span in one snapshot, cell by cell, made from the sums when asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.spans import Month, Span
from chainchief.indicators.catalogue.indicator import PARTS, Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.compute.cells import Cells
from chainchief.indicators.compute.coverage import Coverage
from chainchief.indicators.compute.divisions import Territory
from chainchief.indicators.compute.looked_up_rows import LookUp, Statements
from chainchief.indicators.display import shown
from chainchief.indicators.figures import Figure, Formula, MetricType, Scope, State

MILLION = 10**6


@dataclass(frozen=True)
class SummedPart:
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


def _note(parts: Iterable[SummedPart]) -> str:
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
    record_values: Mapping[tuple[str, str], LookUp] = field(default_factory=dict)
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
        indicator = self.catalogue[code]
        scope = scope or Scope(self.territory.root)
        self._check_computed(indicator, scope, record)
        parts = self._parts(indicator, scope, record)
        kept_back = self.reason_withheld(indicator, scope)
        if kept_back:
            parts = {
                name: SummedPart(None, absent=kept_back, absence=State.WITHHELD) for name in parts
            }
        missing = [each for each in parts.values() if each.steps is None]
        told = min(missing, key=lambda each: _FIRST.index(each.absence), default=SummedPart(0))
        steps = {} if missing else {k: each.steps or 0 for k, each in parts.items()}
        value, reason = value_of(indicator.formula, steps) if steps else (None, told.absent)
        return Figure(
            code=code,
            name=indicator.name,
            nature=indicator.nature,
            unit=indicator.unit,
            formula=indicator.formula,
            value=value,
            parts=steps,
            display=shown(value, indicator, told.absence),
            span=self.span,
            scope=self._reported_scope(indicator, scope),
            snapshot=self.snapshot,
            definition=self.catalogue.hashes[code],
            records=self._records(indicator, scope, parts) if steps else 0,
            absent=reason,
            note=_note(parts.values()),
            record=indicator.record or record,
            absence=told.absence,
            not_public=self._not_public(indicator, parts),
        )

    def for_the_bureau_alone(self, indicator: Indicator) -> Iterator[tuple[Scope, str]]:
        """The cells of an indicator that is looked up whose number must not leave the bureau."""
        for division in self.territory.names:
            for chain in ("", *self.territory.chains):
                part = self._plain(indicator, Scope(division, chain))
                if part.not_public:
                    yield Scope(division, chain), part.not_public

    def _not_public(self, indicator: Indicator, parts: Mapping[str, SummedPart]) -> str:
        """Why the figure is for the bureau alone: it says so itself, or a part of it does."""
        if indicator.disclosure == "internal":
            return _("it is for use inside the bureau")
        return next((each.not_public for each in parts.values() if each.not_public), "")

    def _reported_scope(self, indicator: Indicator, scope: Scope) -> Scope:
        """The cell that the number is of: another unit's, where the entry says so."""
        if not indicator.reported_for:
            return scope
        return Scope(self.territory.around(scope.division, indicator.reported_for), scope.chain)

    def reason_withheld(self, indicator: Indicator, scope: Scope) -> str:
        """Why the audience may not see this cell, or "": itself, or one of what it is made of."""
        own = self.withheld.get((indicator.code, "", ""))
        own = own or self.withheld.get((indicator.code, scope.division, scope.chain), "")
        if own or not self.withheld:
            return own
        for term in indicator.terms.values():
            division = self.territory.division(term, scope.division)
            part = self.catalogue[term.indicator]
            if self.reason_withheld(part, Scope(division, "" if term.division else scope.chain)):
                return _("it would tell {}, which is withheld").format(part.name)
        return ""

    def scopes_of(self, indicator: Indicator) -> list[Scope]:
        """The cells that were asked for and that the indicator tells apart."""
        root = self.territory.root
        divisions: Sequence[str] = self.divisions
        if "division" not in indicator.dimensions:
            divisions = [root] if root in divisions else []
        chains: Sequence[str] = self.chains if "chain" in indicator.dimensions else ("",)
        return [Scope(division, chain) for division in divisions for chain in chains]

    def _all_of(self, indicator: Indicator) -> Iterator[Figure]:
        if indicator.parameters:
            for (code, record), _found in self.record_values.items():
                if code == indicator.code:
                    yield self.get(code, record=record)
            return
        for scope in self.scopes_of(indicator):
            figure = self.get(indicator.code, scope)
            # A statement that a unit does not have is told where it was asked for, not everywhere.
            if figure.parts or len(self.divisions) == 1 or scope.division == self.territory.root:
                yield figure

    def _check_computed(self, indicator: Indicator, scope: Scope, record: str) -> None:
        if indicator.parameters and not record:
            raise WrongUseError(
                _("{} is about one record; name it by its code.").format(indicator.code)
            )
        if indicator.parameters and (indicator.code, record) in self.record_values:
            return
        computed = indicator.code in self.codes and not indicator.parameters
        if not computed or not self._has(indicator, scope):
            raise WrongUseError(
                _("{} for {} was not computed here.").format(indicator.code, scope or record)
            )

    def _has(self, indicator: Indicator, scope: Scope) -> bool:
        """Whether the cell was computed; units around the city are only ever looked up."""
        known, unit = self.territory, scope.division
        outside = unit in known.names and not known.holds(unit)
        told = unit in (known.root, *self.divisions) or outside
        return told and scope.chain in (*self.chains, "")

    def _parts(self, indicator: Indicator, scope: Scope, record: str) -> dict[str, SummedPart]:
        if not indicator.terms:
            return {"value": self._plain(indicator, scope, record)}
        return {name: self._term(indicator, name, scope) for name in PARTS[indicator.formula]}

    def _term(self, indicator: Indicator, name: str, scope: Scope) -> SummedPart:
        term = indicator.terms[name]
        division = self.territory.division(term, scope.division)
        if not division:
            reason = _("no unit of level {} around {} is in the ledger").format(
                _(term.division), self.territory.names.get(scope.division, scope.division)
            )
            return SummedPart(None, absent=reason)
        if not term.division:
            return self._plain(self.catalogue[term.indicator], Scope(division, scope.chain))
        part = self._plain(self.catalogue[term.indicator], Scope(division, ""))
        if part.steps is not None:
            return part
        unit = self.territory.names.get(division, division)
        return replace(part, absent=_("{unit}: {reason}").format(unit=unit, reason=part.absent))

    def _plain(self, indicator: Indicator, scope: Scope, record: str = "") -> SummedPart:
        reason = self._untold(indicator, scope)
        if reason:
            return SummedPart(None, absent=reason)
        if indicator.is_summed:
            return self._summed(indicator, scope)
        if indicator.nature is MetricType.RECORD:
            found = self.record_values[indicator.code, indicator.record or record]
        else:
            reported_for = self.territory.around(scope.division, indicator.reported_for)
            found = self.statements.find(indicator, reported_for, scope.chain)
        return SummedPart(
            found.steps,
            found.records,
            found.absent,
            found.note,
            found.absence,
            found.not_public,
        )

    def _summed(self, indicator: Indicator, scope: Scope) -> SummedPart:
        """The sum of a cell; where nothing counts a zero, unless nobody could say that."""
        key = (indicator.code, scope.division, scope.chain)
        steps, records = self.cells.sums.get(key, 0), self.cells.records.get(key, 0)
        if records and (steps or indicator.nature is not MetricType.CUMULATIVE_REPORT):
            return SummedPart(steps, records)
        if indicator.over and not records:
            whole = self._plain(self.catalogue[indicator.over], Scope(self.territory.root))
            if whole.steps is None:
                return whole
        if records and self.coverage.last_month(indicator, scope):
            return SummedPart(steps, records)
        state, reason = self.coverage.of_nothing(indicator, scope)
        if state is State.ZERO:
            return SummedPart(steps, records)
        return SummedPart(None, absent=reason, absence=state)

    def _untold(self, indicator: Indicator, scope: Scope) -> str:
        """Why this indicator says nothing of this cell, or ""."""
        if scope.chain and "chain" not in indicator.dimensions:
            return _("{} is not told by chain").format(indicator.name)
        if scope.division == self.territory.root:
            return ""
        if "division" not in indicator.dimensions:
            return _("{} is not told by unit").format(indicator.name)
        if indicator.is_summed and not self.territory.holds(scope.division):
            return _("this ledger holds the records of {} alone").format(
                self.territory.names.get(self.territory.root, self.territory.root)
            )
        return ""

    def _records(self, indicator: Indicator, scope: Scope, parts: Mapping[str, SummedPart]) -> int:
        if indicator.code in self.cells.composed:
            return self.cells.records.get((indicator.code, scope.division, scope.chain), 0)
        return sum(each.records for each in parts.values())
