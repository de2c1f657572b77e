"""The figures of one span in one snapshot, cell by cell, made from the sums when asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.spans import Month, Span, relative_span
from chainchief.indicators.catalogue.indicator import ORDERED, PARTS, Indicator, Term
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.compute.cells import Cells
from chainchief.indicators.compute.coverage import Coverage
from chainchief.indicators.compute.divisions import Territory
from chainchief.indicators.compute.evaluation import (
    NO_SUCH_NUMBER,
    Evaluation,
    SummedPart,
    note_of,
    value_of,
)
from chainchief.indicators.compute.looked_up_rows import LookUp, Statements
from chainchief.indicators.compute.ordering import (
    compared_cells,
    counted_cells,
    why_not_ordered,
)
from chainchief.indicators.display import shown
from chainchief.indicators.figures import Figure, MetricType, Scope, State


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
    #: Cells that others are made of or set against, each evaluated once.
    _evaluated: dict[tuple[str, Scope], Evaluation] = field(
        default_factory=dict, compare=False, repr=False
    )
    #: What terms take from other spans, by span.
    others: "Mapping[Span, Figures]" = field(default_factory=dict)
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
        found = self.evaluated(indicator, scope, record)
        ended = indicator.ended_before(self.span.last)
        if ended is not None:
            absent = _("its definition held until {}").format(ended.isoformat())
            over = SummedPart(None, absent=absent, absence=State.NOT_APPLICABLE)
            found = Evaluation(dict.fromkeys(found.parts, over), None, absent)
        kept_back = self.reason_withheld(indicator, scope)
        if kept_back:
            withheld = SummedPart(None, absent=kept_back, absence=State.WITHHELD)
            found = Evaluation(dict.fromkeys(found.parts, withheld), None, kept_back)
        parts, value = found.parts, found.value
        missing = found.missing
        steps = {} if missing else {k: each.steps or 0 for k, each in parts.items()}
        reason, absence = (
            (missing.absent, missing.absence) if missing else (found.reason, NO_SUCH_NUMBER)
        )
        return Figure(
            code=code,
            name=indicator.name,
            nature=indicator.nature,
            unit=indicator.unit,
            formula=indicator.formula,
            value=value,
            parts=steps,
            display=shown(value, indicator, absence),
            span=self.span,
            scope=self._reported_scope(indicator, scope),
            snapshot=self.snapshot,
            definition=self.catalogue.hashes[code],
            records=self._records(indicator, scope, parts) if steps else 0,
            absent=reason,
            note=found.note or note_of(parts.values()),
            record=indicator.record or record,
            absence=absence,
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
        """The reason for which the audience may not see this cell, or one behind it; else ""."""
        own = self.withheld.get((indicator.code, "", ""))
        own = own or self.withheld.get((indicator.code, scope.division, scope.chain), "")
        if own or not self.withheld:
            return own
        for part, figures, cell in self._behind(indicator, scope):
            if figures.reason_withheld(part, cell):
                return _("it would tell {}, which is withheld").format(part.name)
        return ""

    def _behind(
        self, indicator: Indicator, scope: Scope
    ) -> "Iterator[tuple[Indicator, Figures, Scope]]":
        """The cells of other indicators from which a cell is made."""
        for term in indicator.terms.values():
            division = self.territory.division(term, scope.division)
            cell = Scope(division, term.chain_of(scope.chain))
            yield self.catalogue[term.indicator], self.over(term.span), cell
        if indicator.of and not indicator.terms:
            of = self.catalogue[indicator.of]
            for cell in (scope, *compared_cells(indicator, scope, self.territory).values()):
                yield of, self, cell

    def over(self, span: str) -> "Figures":
        """The figures of a term's span, themselves where it names none."""
        return self.others[relative_span(span, self.span)] if span else self

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
        is_computed = unit in (known.root, *self.divisions) or outside
        return is_computed and scope.chain in (*self.chains, "")

    def evaluated(self, indicator: Indicator, scope: Scope, record: str = "") -> Evaluation:
        """The parts of a cell down to sums and statements, and the value they make."""
        key = indicator.code, scope
        if record or key not in self._evaluated:
            self._evaluated[key] = self._evaluation(indicator, scope, record)
        return self._evaluated[key]

    def _evaluation(self, indicator: Indicator, scope: Scope, record: str) -> Evaluation:
        if indicator.nature in ORDERED:
            return self._ordered(indicator, scope)
        if not indicator.terms:
            plain = {"value": self._plain(indicator, scope, record)}
            return Evaluation.of(plain, indicator.formula)
        parts: dict[str, SummedPart] = {}
        values: dict[str, Fraction] = {}
        reason = note = ""
        for name in PARTS[indicator.formula]:
            found = self._term(indicator.terms[name], scope)
            nested = bool(self.catalogue[indicator.terms[name].indicator].terms)
            parts |= {f"{name}.{k}" if nested else name: part for k, part in found.parts.items()}
            note = note or found.note
            if found.value is None:
                reason = reason or found.reason
            else:
                values[name] = found.value
        reason = reason or self._uneven(indicator, scope)
        if reason or len(values) < len(PARTS[indicator.formula]):
            return Evaluation(parts, None, reason, note)
        return Evaluation(parts, *value_of(indicator.formula, values), note)

    def _uneven(self, indicator: Indicator, scope: Scope) -> str:
        """Why growth is not told although both sums are: one year's reports go further."""
        if indicator.nature is not MetricType.GROWTH:
            return ""
        of = self.catalogue[indicator.terms["now"].indicator]
        then = self.over(indicator.terms["then"].span)
        if of.nature is not MetricType.CUMULATIVE_REPORT:
            return ""
        ends = self.coverage.last_month(of, scope), then.coverage.last_month(of, scope)
        if not all(ends) or ends[0][5:] == ends[1][5:]:
            return ""
        return _("reports of the two spans go as far as {} and {}").format(*ends)

    def _ordered(self, indicator: Indicator, scope: Scope) -> Evaluation:
        """How many cells of another indicator meet the thresholds, or stand before this one."""
        name = PARTS[indicator.formula][0]
        absent = self._untold(indicator, scope) or why_not_ordered(indicator, scope, self.territory)
        if absent:
            return Evaluation.without(name, SummedPart(None, absent=absent))
        of = self.catalogue[indicator.of]
        cells = compared_cells(indicator, scope, self.territory)
        values = {each: self.evaluated(of, cell) for each, cell in cells.items()}
        around = self.evaluated(of, scope)
        known = {each: found.value for each, found in values.items() if found.value is not None}
        missing = [found for found in values.values() if found.value is None]
        if around.value is None and (indicator.nature is MetricType.POSITION or not known):
            part = around.missing or SummedPart(None, absent=around.reason)
            return Evaluation.without(name, part)
        counted = counted_cells(indicator, known, around.value)
        note = _("without numbers: {}").format(len(missing)) if missing and known else ""
        part = SummedPart(len(counted), len(counted))
        return Evaluation({name: part}, *value_of(indicator.formula, {name: len(counted)}), note)

    def _term(self, term: Term, scope: Scope) -> Evaluation:
        division = self.territory.division(term, scope.division)
        if not division:
            reason = _("no unit of level {} around {} is in the ledger").format(
                _(term.division), self.territory.names.get(scope.division, scope.division)
            )
            return Evaluation.without("value", SummedPart(None, absent=reason))
        cell = Scope(division, term.chain_of(scope.chain))
        found = self.over(term.span).evaluated(self.catalogue[term.indicator], cell)
        if found.value is not None or not term.division:
            return found
        unit = self.territory.names.get(division, division)
        return found.prefixed(unit)

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
            if found.absent and reported_for != self.territory.root:
                found = replace(found, absent=self._of_unit(reported_for, found.absent))
        return SummedPart(
            found.steps,
            found.records,
            found.absent,
            found.note,
            found.absence,
            found.not_public,
        )

    def _of_unit(self, division: str, reason: str) -> str:
        """A reason that says of which unit there is nothing: a sentence may speak of several."""
        unit = self.territory.names.get(division, division)
        return _("{unit} ({code}): {reason}").format(unit=unit, code=division, reason=reason)

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
            own = self.territory.names.get(self.territory.root, self.territory.root)
            reason = _("this ledger holds the records of {} alone").format(own)
            return self._of_unit(scope.division, reason)
        return ""

    def _records(self, indicator: Indicator, scope: Scope, parts: Mapping[str, SummedPart]) -> int:
        """The distinct entities behind: sums of this cell together, statements one by one.

        A sum of a cell around this one is of the same indicator and holds all that it holds.
        """
        if indicator.code not in self.cells.composed:
            return sum(each.records for each in parts.values())
        together = self.cells.records.get((indicator.code, scope.division, scope.chain), 0)
        leaves = list(self.catalogue.leaves(indicator))
        around = [parts[x.path].records for x in leaves if x.indicator.is_summed and x.is_elsewhere]
        stated = sum(parts[x.path].records for x in leaves if not x.indicator.is_summed)
        return max([together, *around]) + stated
