"""The figures of a month as the pages need them: computed once per snapshot, then remembered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.closing import snapshot_for
from chainchief.indicators.catalogue import loading as catalogues
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.compare.comparer import Comparer
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.figures import Figure, Receipt, Scope
from chainchief.indicators.receipts.building import receipt_for
from chainchief.lake.engines.engine import duckdb_engine
from chainchief.lake.snapshots.manifest import WORKING, Snapshot
from chainchief.ledger.registers import choice_word
from chainchief.web.figures import comparisons
from chainchief.web.figures.cache import Memory


@dataclass(frozen=True)
class Numbers:
    """All figures of a month in a snapshot, every unit and chain."""

    month: Month
    snapshot: Snapshot
    figures: Figures
    comparer: Comparer

    @property
    def catalogue(self) -> Catalogue:
        return self.figures.catalogue

    def figures_of(self, scope: Scope) -> Iterator[Figure]:
        """The figures of one cell, those left out that are not told for such a cell at all.

        A statement that only the city has is not missing from every other unit's page.
        """
        is_city = scope.division == self.figures.territory.root
        for indicator in (self.catalogue[code] for code in self.figures.codes):
            if not indicator.parameters and self._is_reported(indicator, scope):
                figure = self.figures.get(indicator.code, scope)
                if is_city or figure.parts:
                    yield figure

    def _is_reported(self, indicator: Indicator, scope: Scope) -> bool:
        by_chain = not scope.chain or "chain" in indicator.dimensions
        by_unit = scope.division == self.figures.territory.root or (
            "division" in indicator.dimensions or not indicator.is_summed
        )
        return by_chain and by_unit

    def receipt_of(self, code: str, scope: Scope) -> Receipt:
        """The records behind one figure; `WrongUseError` where there is no such figure."""
        figure = self.figures.get(code, scope)
        return receipt_for(figure, self.snapshot, self.catalogue, duckdb_engine())

    def scope_name(self, scope: Scope) -> str:
        territory = self.figures.territory
        unit = territory.names.get(scope.division, scope.division)
        chain = territory.chains.get(scope.chain, scope.chain) if scope.chain else _("all chains")
        return f"{unit} · {chain}"

    def definition_of(self, figure: Figure) -> str:
        """The sentence in force at the end of the span."""
        found = self.catalogue[figure.code].definition_on(figure.span.last)
        return found.text if found else _("The catalogue has no definition for this day.")

    def is_internal(self, figure: Figure) -> bool:
        return bool(figure.not_public)

    def word(self, name: str, value: object, row_kind: str) -> str:
        """The value of a receipt's attribute for the eye: names for codes, words for choices."""
        if value is None or value == "":
            return ""
        key, territory = name.rpartition(".")[2], self.figures.territory
        if key in {"division", "reported_by"}:
            return territory.names.get(str(value), str(value))
        if key == "chain":
            return territory.chains.get(str(value), str(value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return choice_word(row_kind, key, str(value))

    @property
    def snapshot_name(self) -> str:
        return snapshot_name(self.snapshot.id)

    @property
    def snapshot_words(self) -> str:
        return _("{snapshot}, made {made}").format(snapshot=self.snapshot_name, made=self.made_at)

    @cached_property
    def made_at(self) -> str:
        """Time at which the snapshot was made, in the office's time."""
        return clock.minute(self.snapshot.made_at)


def snapshot_name(label: str) -> str:
    return _("open ledger") if label == WORKING else label


def _compute(
    month: Month, snapshot: Snapshot, catalogue: Catalogue, codes: tuple[str, ...] | None
) -> Numbers:
    engine = duckdb_engine()
    figures = figures_for(snapshot, month, catalogue=catalogue, engine=engine, codes=codes)
    comparer = Comparer(figures, snapshot, engine)
    numbers = Numbers(month, snapshot, figures, comparer)
    for figure in numbers.figures_of(Scope(figures.territory.root)):
        # Reads last year and the plans here, in one thread; afterwards they are only looked at.
        comparisons.last_year(comparer, figure)
        comparisons.plan_bar(comparer, figure)
    return numbers


_whole: Memory[Numbers] = Memory(24)
#: Some indicators of a month alone: a page of six figures does not wait for two hundred.
_some: Memory[Numbers] = Memory(96)


def numbers_for(month: Month, wanted: str | None, codes: Iterable[str] | None = None) -> Numbers:
    """The figures of `month`: of its latest closed revision, else of the open ledger.

    `wanted` names another snapshot (`working`: the open ledger). With `codes` these alone are sure
    to be there: they are quick, and what the catalogue lacks of them is left out.
    """
    snapshot, catalogue = snapshot_for(month, wanted), catalogues.load()
    key = (month, snapshot.manifest_hash, tuple(catalogue.hashes.items()))
    if codes is None or _whole.has(key):
        return _whole.get(key, lambda: _compute(month, snapshot, catalogue, None))
    chosen = frozenset(codes)
    some = tuple(each.code for each in catalogue if each.code in chosen)
    return _some.get((*key, some), lambda: _compute(month, snapshot, catalogue, some))
