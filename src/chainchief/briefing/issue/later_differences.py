"""After issue: which issued figures would come out otherwise today, by which records, and why.

What was issued stays what it was. Told apart are a late arrival, a correction, a withdrawal, a new
definition, and a change elsewhere that lets an unchanged record count otherwise. Beside it, two
documents that print different values for one figure.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from chainchief.briefing import models
from chainchief.briefing.citations import Citation, Comparison
from chainchief.briefing.faults import TWO_VALUES, WOULD_DIFFER
from chainchief.briefing.issue.examination import normal
from chainchief.briefing.issue.issuing import written_value
from chainchief.briefing.resolve.ledger_source import LedgerSource, catalogue_of, source_for
from chainchief.briefing.sources import NoFigure, is_absent
from chainchief.core.choices import listed
from chainchief.core.faults import Fault, Place
from chainchief.core.i18n import _
from chainchief.core.spans import Month, Span
from chainchief.indicators import revisions
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.figures import Figure, Scope
from chainchief.indicators.revisions import CAUSES, Change, Reason


@dataclass(frozen=True)
class Differing:
    """An issued figure that would come out otherwise: what it would be, and the records behind it.

    `now` is None where there is no such figure any more, and then `absent` says why.
    """

    issued: models.IssuedFigure
    now: Figure | None
    changes: tuple[Change, ...]
    absent: str = ""

    @property
    def display(self) -> str:
        return self.now.display if self.now is not None else "—"

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons found among the records, each once."""
        return tuple(dict.fromkeys(change.reason for change in self.changes))

    @property
    def cause(self) -> str:
        words = [_(CAUSES[reason]) for reason in self.reasons]
        return listed(words) or self.absent or _("no record behind it changed")


_WITH_LAST_YEAR = (Comparison.YOY, Comparison.YOY_DIFFERENCE)

#: Gives the figures of a month in a snapshot; documents of one month share one that remembers.
Sources = Callable[[Month, str], LedgerSource]


def would_differ(
    document: models.IssuedDocument, today: str = "working", sources: Sources = source_for
) -> list[Differing]:
    """The figures of `document` that differ in the snapshot `today`, by today's definitions."""
    return list(_Today(document, today, sources).differing())


@dataclass(frozen=True)
class _Today:
    document: models.IssuedDocument
    wanted: str
    sources: Sources

    @cached_property
    def source(self) -> LedgerSource:
        return self.sources(Month.parse(self.document.month), self.wanted)

    @cached_property
    def then(self) -> LedgerSource:
        return self.sources(Month.parse(self.document.month), self.document.snapshot)

    def differing(self) -> Iterator[Differing]:
        self.source.expect(self.document.figures.values_list("code", flat=True))
        for issued in self.document.figures.select_related("definition"):
            citation = Citation.parse(issued.citation)
            try:
                now = self.source.figure(citation)
            except (NoFigure, KeyError) as gone:
                yield Differing(issued, None, (), absent=str(gone))
                continue
            if citation.is_claim:
                if is_absent(now):
                    yield Differing(issued, None, (), absent=now.absent)
            elif written_value(now) != issued.value:
                yield Differing(issued, now, tuple(self._changes(issued)), absent=now.absent)

    def _changes(self, issued: models.IssuedFigure) -> Iterable[Change]:
        """What changed in the span; of a growth also in the same months of last year."""
        with_last_year = Citation.parse(issued.citation).comparison in _WITH_LAST_YEAR
        spans = [issued.span, *([issued.span.same_last_year()] if with_last_year else [])]
        return dict.fromkeys(change for span in spans for change in self._changed(issued, span))

    def _changed(self, issued: models.IssuedFigure, span: Span) -> Iterable[Change]:
        revised = revisions.compare(
            self.then.opened,
            self.source.opened,
            self.source.month,
            catalogue=self.source.catalogue,
            engine=self.source.engine,
            older_catalogue=self._kept(issued),
            scopes=[Scope(issued.division, issued.chain)] if issued.division else None,
            codes=[issued.code],
            span=span,
            records=[issued.record] if issued.record else (),
        )
        return (change for revision in revised for change in revision.changes)

    def _kept(self, issued: models.IssuedFigure) -> Catalogue:
        """The catalogue of then: today's where the definition is still that one."""
        if self.source.catalogue.hashes.get(issued.code) == issued.definition_id:
            return self.source.catalogue
        return catalogue_of(issued.definition.whole)


def notices(today: str = "working") -> list[Fault]:
    """Notices of what would differ today in each issued document, then between two of them."""
    opened = cache(source_for)
    differing = [
        _notice(document, one)
        for document in models.IssuedDocument.objects.all()
        for one in would_differ(document, today, opened)
    ]
    return differing + list(contradictions())


def _notice(document: models.IssuedDocument, one: Differing) -> Fault:
    facts = {
        "name": one.issued.name,
        "issued": one.issued.display,
        "now": one.display,
        "cause": one.cause,
        "document": document.sha256[:12],
    }
    return Fault(WOULD_DIFFER, Place(document.name), facts=facts)


def contradictions() -> Iterator[Fault]:
    """Two documents that print different values for one figure of one span."""
    printed: dict[tuple[str, ...], list[models.IssuedFigure]] = defaultdict(list)
    for figure in models.IssuedFigure.objects.select_related("document").order_by("pk"):
        printed[_key(figure)].append(figure)
    for same in printed.values():
        first = same[0]
        for other in same[1:]:
            if other.document_id != first.document_id and _said(other) != _said(first):
                yield _contradiction(first, other)
                break


def _key(figure: models.IssuedFigure) -> tuple[str, ...]:
    """One figure, however it is rounded or worded: the indicator, the cell, the span, what to."""
    comparison = Citation.parse(figure.citation).comparison.value
    cell = (figure.division, figure.chain, figure.record)
    return (figure.code, *cell, figure.span_from, figure.span_to, comparison)


def _said(figure: models.IssuedFigure) -> str:
    """The exact value where the document prints the computed figure, else the words it prints."""
    return figure.value if figure.state == models.State.BOUND else normal(figure.printed)


def _contradiction(first: models.IssuedFigure, other: models.IssuedFigure) -> Fault:
    facts = {
        "name": first.name,
        "one": first.printed,
        "first": first.document.name,
        "other": other.printed,
        "second": other.document.name,
    }
    return Fault(TWO_VALUES, Place(other.document.name), facts=facts)
