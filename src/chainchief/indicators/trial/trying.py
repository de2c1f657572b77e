"""A dry run of a candidate definition over one month and unit."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import LANGUAGES, speaking
from chainchief.core.spans import Month, Span, is_relative, relative_span, span_meant
from chainchief.dispatch.closing import snapshot_for
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.compare.bases import Basis
from chainchief.indicators.compare.comparer import Comparer
from chainchief.indicators.compare.comparison import Comparison
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.describe.explain import explained
from chainchief.indicators.describe.sentence import sentence_of
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import Figure, Receipt, Scope
from chainchief.indicators.receipts.building import receipt_for
from chainchief.indicators.trial.candidate import Candidate, LocatedFault
from chainchief.indicators.trial.rights import require_rights
from chainchief.indicators.trial.warnings import Examination
from chainchief.lake.engines.engine import Engine, duckdb_engine
from chainchief.lake.snapshots.manifest import Snapshot

MONTHS = 12


@dataclass(frozen=True)
class MonthOfTrial:
    """One of the twelve months: the figure over the span that was asked for, and of it alone."""

    month: Month
    figure: Figure
    alone: Figure


@dataclass(frozen=True)
class Trial:
    """What came of trying a definition.

    `text` is it as the YAML of a preset. Where `faults` say only that it is not yet named or
    defined in words, the numbers are there all the same; otherwise `figure` and all after it are
    empty. `words` explain it and `sentences` define it, by language (`zh-hans`, `en`).
    """

    text: str
    faults: tuple[LocatedFault, ...]
    figure: Figure | None = None
    last_year: Figure | None = None
    growth: Comparison | None = None
    months: tuple[MonthOfTrial, ...] = ()
    receipt: Receipt | None = None
    words: Mapping[str, str] | None = None
    sentences: Mapping[str, str] | None = None
    warnings: tuple[LocatedFault, ...] = ()
    indicator: Indicator | None = None

    @property
    def is_sound(self) -> bool:
        """Whether it could be adopted as it stands."""
        return not self.faults


def try_definition(
    definition: Mapping[str, object],
    month: Month,
    division: str,
    viewer: Viewer,
    *,
    chain: str = "",
    span: str = "year",
    record: str = "",
    snapshot: Snapshot | None = None,
) -> Trial:
    """Try an entry of the catalogue that is in no preset yet; nothing is written anywhere.

    `division` "" is the city, `span` a word of `core.spans` or months. Raises `NotAllowedError`
    where the viewer may not see that cell or the records behind it, `WrongUseError` for a unit or
    chain that there is not.
    """
    candidate = Candidate(definition)
    catalogue, indicator = candidate.catalogue, candidate.indicator
    if catalogue is None or indicator is None:
        return Trial(candidate.text, candidate.faults)
    run = _Run(
        indicator=indicator,
        catalogue=catalogue,
        snapshot=snapshot or snapshot_for(month),
        engine=duckdb_engine(),
        month=month,
        span=span,
        record=record or indicator.record,
    )
    scope = Scope(division or run.root, chain)
    run.figures.territory.check(scope.division)
    run.figures.territory.check_chain(chain)
    require_rights(viewer, indicator, catalogue, scope, run.figures.territory)
    return run.trial(candidate, scope)


@dataclass(frozen=True)
class _Run:
    indicator: Indicator
    catalogue: Catalogue
    snapshot: Snapshot
    engine: Engine
    month: Month
    span: str
    record: str
    _by_span: dict[Span, Figures] = field(default_factory=dict)

    @property
    def root(self) -> str:
        return self.figures.territory.root

    @property
    def figures(self) -> Figures:
        return self._over(self._span_of(self.month))

    def trial(self, candidate: Candidate, scope: Scope) -> Trial:
        figure = self._figure(self.figures, scope)
        months = tuple(self._months(scope))
        last_year = self._figure(self._over(figure.span.same_last_year()), scope)
        examined = Examination(
            candidate.item, self.indicator, self.figures, self.snapshot, self.engine
        )
        return Trial(
            text=candidate.text,
            faults=candidate.faults,
            figure=figure,
            last_year=last_year,
            growth=self._growth(figure),
            months=months,
            receipt=receipt_for(figure, self.snapshot, self.catalogue, self.engine),
            words=dict(_in_every_language(lambda: explained(self.indicator, self.catalogue))),
            sentences=dict(_in_every_language(lambda: sentence_of(self.indicator, self.catalogue))),
            warnings=tuple(examined.warnings([each.figure for each in months])),
            indicator=self.indicator,
        )

    def _span_of(self, month: Month) -> Span:
        """The span asked for, as it is at another month."""
        if is_relative(self.span):
            return relative_span(self.span, Span.year_to(month))
        fixed = span_meant(self.span, self.month)
        moved = self.month.ordinal - month.ordinal
        return Span(fixed.start - moved, fixed.end - moved)

    def _over(self, span: Span) -> Figures:
        """The figures of a span, computed once: one month's span may be another's last year."""
        if span not in self._by_span:
            self._by_span[span] = figures_for(
                self.snapshot,
                span.end,
                catalogue=self.catalogue,
                engine=self.engine,
                codes=[self.indicator.code],
                span=span,
                records=[self.record] if self.record else (),
            )
        return self._by_span[span]

    def _figure(self, figures: Figures, scope: Scope) -> Figure:
        record = self.record if self.indicator.parameters else ""
        return figures.get(self.indicator.code, None if record else scope, record)

    def _months(self, scope: Scope) -> Iterator[MonthOfTrial]:
        for back in reversed(range(MONTHS)):
            month = self.month - back
            figure = self._figure(self._over(self._span_of(month)), scope)
            alone = self._figure(self._over(Span.single(month)), scope)
            yield MonthOfTrial(month, figure, alone)

    def _growth(self, figure: Figure) -> Comparison | None:
        """The growth over last year, None where the nature of the number has none."""
        try:
            return Comparer(self.figures, self.snapshot, self.engine).compare(
                figure, Basis.SAME_PERIOD
            )
        except NotComparableError:
            return None


def _in_every_language(say: Callable[[], str]) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        with speaking(language):
            yield language, say()
