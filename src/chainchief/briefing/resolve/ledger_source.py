"""The source of figures over the ledger: a snapshot, the catalogue in force, DuckDB."""

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from chainchief.briefing.citations import DIGEST, Citation, Comparison
from chainchief.briefing.faults import (
    ABSENT,
    NOT_COMPARABLE,
    NOT_NAMES,
    NOT_REPRODUCED,
    UNKNOWN_RECORD,
)
from chainchief.briefing.resolve.adopted_wordings import in_force
from chainchief.briefing.sources import Definition, NoFigure, Wording
from chainchief.briefing.template.calls import near_to
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.spans import Month, Span
from chainchief.core.units import from_steps, plain
from chainchief.dispatch.closing import snapshot_for
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue, from_kept, load
from chainchief.indicators.claims import Claims, Proof, load_claims, proofs_for
from chainchief.indicators.compare.comparer import Comparer
from chainchief.indicators.compare.comparer import Comparison as Outcome
from chainchief.indicators.compute.divisions import Territory, territory_of
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.compute.query_text import rows_read
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.describe.names import names_of
from chainchief.indicators.display import amount_text, with_unit
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import MARKS, Figure, MetricType, Receipt, Scope
from chainchief.indicators.receipts.building import receipt_for
from chainchief.lake.engines.engine import duckdb_engine
from chainchief.lake.snapshots.manifest import Snapshot
from chainchief.ledger import changelog

_COMPARED = {
    Comparison.YOY: "against the same period of last year",
    Comparison.YOY_DIFFERENCE: "difference to the same period of last year",
    Comparison.PLAN: "against the annual plan",
    Comparison.SCHEDULE: "against the time schedule",
    Comparison.SHARE: "share of the whole",
    Comparison.CONTRIBUTION: "contribution to the growth of the whole",
    Comparison.PULL: "pull on the growth of the whole",
    Comparison.AVERAGE: "average growth of two years",
    Comparison.MATCHED: "against last year, over the records in both",
    Comparison.RUN: "months in a row with growth",
    Comparison.HIGHEST: "among all years that are known",
}


def source_for(month: Month, snapshot: str | None = None) -> "LedgerSource":
    """The figures of `month`: from its latest closed revision, or the snapshot named."""
    return LedgerSource(month, snapshot_for(month, snapshot))


class LedgerSource:
    """Figures of one snapshot; what was computed once is kept.

    `figures` are those of the default span, where the caller has computed all of them already.
    """

    def __init__(
        self,
        month: Month,
        snapshot: Snapshot,
        catalogue: Catalogue | None = None,
        figures: Figures | None = None,
    ) -> None:
        self.month = month
        self.opened = snapshot
        self.snapshot = snapshot.id
        self.catalogue = catalogue or load()
        self.engine = duckdb_engine()
        self._computed: dict[tuple[Span, tuple[str, ...] | None], Figures] = {}
        if figures is not None:
            self._computed[Span.year_to(month), None] = figures
        self._single: dict[tuple[str, str], Figure] = {}
        self._comparers: dict[tuple[Span, str], Comparer] = {}
        self._kept: dict[str, LedgerSource] = {}
        self._proofs: dict[Scope, dict[str, Proof]] = {}
        self._receipts: dict[str, Receipt] = {}
        self._expected: tuple[str, ...] = ()

    @property
    def cut_off(self) -> str:
        return clock.minute(self.opened.made_at)

    @property
    def anchor(self) -> str:
        latest = changelog.anchor()
        return latest.code if latest else ""

    @cached_property
    def territory(self) -> Territory:
        return territory_of(self.opened, self.engine)

    def indicators(self) -> Mapping[str, str]:
        return {indicator.code: indicator.name for indicator in self.catalogue}

    def claims(self) -> Mapping[str, str]:
        return {claim.code: claim.indicator.name for claim in self._claims}

    def divisions(self) -> Mapping[str, str]:
        return self.territory.names

    def chains(self) -> Mapping[str, str]:
        return self.territory.chains

    def top_division(self) -> str:
        return self.territory.root

    @cached_property
    def _claims(self) -> Claims:
        return load_claims()

    def expect(self, codes: Iterable[str]) -> None:
        known = {code for code in codes if code in self.catalogue.hashes}
        self._expected = tuple(sorted(known.union(self._expected)))

    def figure(self, citation: Citation) -> Figure:
        if citation.is_claim:
            return self._claimed(citation)
        if citation.as_names:
            return self._as_names(citation)
        if citation.comparison is not Comparison.NONE:
            return self._compared(citation)
        if citation.record:
            return self._of_record(citation)
        indicator = self.catalogue[citation.code]
        span = citation.span or Span.year_to(self.month)
        figures = self._figures(span, indicator.code)
        self._check_no_record_needed(indicator)
        try:
            return figures.get(indicator.code, Scope(citation.division, citation.chain))
        except WrongUseError as refused:
            facts = {"name": indicator.name, "span": span.label, "reason": str(refused)}
            raise NoFigure(ABSENT, **facts) from None

    def receipt(self, citation: Citation) -> Receipt:
        """The records behind the figure; of a comparison, those behind the number compared."""
        if citation.is_claim:
            return self._proof(citation).receipt
        plain = replace(citation, comparison=Comparison.NONE, as_names=False)
        if plain.full not in self._receipts:
            figure = self.figure(plain)
            self._receipts[plain.full] = receipt_for(
                figure, self.opened, self.catalogue, self.engine, self.territory
            )
        return self._receipts[plain.full]

    def definition(self, citation: Citation) -> Definition:
        catalogue = self._claims.catalogue if citation.is_claim else self.catalogue
        indicator = catalogue[citation.code]
        span = citation.span or Span.year_to(self.month)
        wording = indicator.definition_on(span.last)
        return Definition(
            code=indicator.code,
            hash=catalogue.hashes[indicator.code],
            text=wording.text if wording else _("no definition is in force for this span"),
            whole=_whole(catalogue, indicator),
        )

    def wording(self, citation: Citation) -> Wording | None:
        return in_force(citation)

    def figure_by(self, citation: Citation, hash: str, whole: str) -> Figure:
        """The figure by a kept definition: the catalogue's where it is still that one."""
        if citation.is_claim:
            return self._claimed(citation)
        if self.catalogue.hashes.get(citation.code) == hash:
            return self.figure(citation)
        if hash not in self._kept:
            self._kept[hash] = LedgerSource(self.month, self.opened, catalogue_of(whole))
        kept = self._kept[hash]
        if kept.catalogue.hashes.get(citation.code) != hash:
            reason = _("the kept definition is not the one whose hash was issued")
            raise NoFigure(NOT_REPRODUCED, name=citation.code, reason=reason)
        return kept.figure(citation)

    def _claimed(self, citation: Citation) -> Figure:
        """The number that proves a claim; without a value, and saying why, where it does not."""
        proof = self._proof(citation)
        if proof.holds:
            return replace(proof.figure, display=_("holds"))
        return replace(proof.figure, value=None, display="", absent=proof.why_not)

    def _proof(self, citation: Citation) -> Proof:
        scope = Scope(citation.division, citation.chain)
        if scope not in self._proofs:
            proofs = proofs_for(
                self.opened, self.month, claims=self._claims, engine=self.engine, scope=scope
            )
            self._proofs[scope] = {proof.claim.code: proof for proof in proofs}
        return self._proofs[scope][citation.code]

    def _as_names(self, citation: Citation) -> Figure:
        indicator = self.catalogue[citation.code]
        if not indicator.named_by:
            raise NoFigure(NOT_NAMES, name=indicator.name)
        figure = self.figure(replace(citation, as_names=False))
        if figure.state in MARKS:
            return figure
        if not figure.value:
            return replace(figure, value=None, display="", absent=_("there is nothing to name"))
        names = names_of(self.receipt(citation), indicator)
        return replace(figure, display="、".join(names))

    def _figures(self, span: Span, code: str) -> Figures:
        """The default span is computed in one go, for what is expected or else for everything."""
        if span != Span.year_to(self.month):
            return self._of_codes(span, (code,))
        expected = code in self._expected and (span, None) not in self._computed
        return self._of_codes(span, self._expected if expected else None)

    def _of_codes(self, span: Span, codes: "tuple[str, ...] | None") -> Figures:
        if (span, codes) not in self._computed:
            self._computed[span, codes] = figures_for(
                self.opened,
                self.month,
                catalogue=self.catalogue,
                engine=self.engine,
                codes=codes,
                span=span,
            )
        return self._computed[span, codes]

    def _check_no_record_needed(self, indicator: Indicator) -> None:
        if indicator.parameters:
            raise NoFigure(
                UNKNOWN_RECORD, name=indicator.name, record='""', snapshot=self.snapshot, hint=""
            )

    def _of_record(self, citation: Citation) -> Figure:
        indicator = self.catalogue[citation.code]
        record = self._record_code(indicator, citation)
        key = (indicator.code, record)
        if key not in self._single:
            figures = figures_for(
                self.opened,
                self.month,
                catalogue=self.catalogue,
                engine=self.engine,
                codes=[indicator.code],
                records=[record],
                span=citation.span,
            )
            self._single[key] = figures.get(indicator.code, record=record)
        return self._single[key]

    def _record_code(self, indicator: Indicator, citation: Citation) -> str:
        """The record's code in full; a tag may hold its digest alone."""
        known = self._codes_of(indicator.source) if indicator.parameters else []
        for code in known:
            if code == citation.record:
                return code
        if citation.record.startswith(DIGEST):
            for code in known:
                if citation.cites(code):
                    return code
        raise NoFigure(
            UNKNOWN_RECORD,
            name=indicator.name,
            record=citation.record,
            snapshot=self.snapshot,
            hint=near_to(citation.record, known),
        )

    def _codes_of(self, table: str) -> list[str]:
        rows = rows_read(self.engine, self.opened, table, ("entity_code",))
        return sorted({row["entity_code"] for row in rows})

    def _compared(self, citation: Citation) -> Figure:
        """The outcome of a comparison as a figure: its words, its exact value, its base beside."""
        span = citation.span or Span.year_to(self.month)
        now = self.figure(replace(citation, comparison=Comparison.NONE))
        try:
            outcome = self._comparer(span, citation.code).compare(now, citation.comparison.value)
        except NotComparableError as refused:
            raise NoFigure(NOT_COMPARABLE, name=now.name, reason=str(refused)) from None
        if outcome.over is not None:
            reason = _("both years report no further than {}").format(outcome.over.end.label)
            raise NoFigure(NOT_COMPARABLE, name=now.name, reason=reason)
        if citation.as_number and outcome.value is None and not outcome.absent:
            reason = _("it is told in words alone: {}").format(outcome.display)
            raise NoFigure(NOT_COMPARABLE, name=now.name, reason=reason)
        base = outcome.then.display if outcome.then else ""
        if outcome.plan is not None:
            base = with_unit(plain(from_steps(outcome.plan.steps, now.unit)), now.unit)
        return replace(
            now,
            name=f"{now.name}({_(_COMPARED[citation.comparison])})",
            nature=MetricType.RATIO if outcome.unit.code == "%" else MetricType.DIFFERENCE,
            unit=outcome.unit,
            value=outcome.value,
            display=_number_alone(outcome) if citation.as_number else outcome.display,
            absent=outcome.absent,
            absence=outcome.absence,
            note=_("compared with {}").format(base) if base else "",
        )

    def is_first(self, citation: Citation, number: Fraction) -> bool:
        """Whether the figure reaches so much, in its own unit, for the first time."""
        span = citation.span or Span.year_to(self.month)
        figure = self.figure(citation)
        comparer = self._comparer(span, citation.code)
        return comparer.reached_first(figure, number * figure.unit.steps)

    def _comparer(self, span: Span, code: str) -> Comparer:
        """Over one indicator alone: last year's figures of all others are not asked for."""
        if (span, code) not in self._comparers:
            figures = self._of_codes(span, (code,))
            self._comparers[span, code] = Comparer(figures, self.opened, self.engine)
        return self._comparers[span, code]


def _number_alone(outcome: Outcome) -> str:
    """8.6%, −3.2%: for a sentence that brings the words itself (分别增长8.6%、7.1%)."""
    if outcome.value is None:
        return outcome.display
    places = 1 if outcome.unit.code in ("%", "百分点") else 0
    return amount_text(outcome.value, outcome.unit, places)


def _whole(catalogue: Catalogue, indicator: Indicator) -> str:
    """The entry and all it rests on, as a catalogue of its own (JSON, which is YAML)."""
    needed = catalogue.with_all_behind([indicator])
    entries = [dict(each.canonical) for each in needed]
    return json.dumps(entries, ensure_ascii=False, sort_keys=True, default=str)


def catalogue_of(whole: str) -> Catalogue:
    """The catalogue that a kept definition and all it rests on make up."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kept.yaml"
        file.write_text(whole, encoding="utf-8")
        return from_kept(file)
