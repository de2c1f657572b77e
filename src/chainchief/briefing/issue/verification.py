"""Verification: are the issued files still there, and do their figures still come out the same?"""

import hashlib
from collections.abc import Callable, Iterator
from functools import cache

from chainchief.briefing import models
from chainchief.briefing.citations import Citation
from chainchief.briefing.faults import (
    ISSUED_ALTERED,
    ISSUED_MISSING,
    NO_LONGER_THE_SAME,
    NOT_REPRODUCED,
)
from chainchief.briefing.issue.issuing import path_of, written_value
from chainchief.briefing.sources import FigureSource, NoFigure
from chainchief.core.errors import ChainChiefError
from chainchief.core.faults import Fault, Place
from chainchief.core.i18n import _
from chainchief.core.spans import Month

Sources = Callable[[Month, str], FigureSource]


def verify(sources: Sources | None = None) -> list[Fault]:
    """All faults of the register of issued documents, oldest document first."""
    if sources is None:
        from chainchief.briefing.resolve.ledger_source import source_for

        sources = source_for
    opened = cache(sources)  # documents of one month share what was computed
    return [
        fault
        for document in models.IssuedDocument.objects.prefetch_related("figures__definition")
        for fault in (*_file_faults(document), *_figure_faults(document, opened))
    ]


def _file_faults(document: models.IssuedDocument) -> Iterator[Fault]:
    path = path_of(document.sha256)
    facts = {"sha256": document.sha256}
    if not path.is_file():
        yield Fault(ISSUED_MISSING, Place(document.name), facts=facts)
    elif hashlib.sha256(path.read_bytes()).hexdigest() != document.sha256:
        yield Fault(ISSUED_ALTERED, Place(document.name), facts=facts)


def _figure_faults(document: models.IssuedDocument, sources: Sources) -> Iterator[Fault]:
    try:
        source = sources(Month.parse(document.month), document.snapshot)
    except ChainChiefError as failed:
        facts = {"name": _("Snapshot {}").format(document.snapshot), "reason": str(failed)}
        yield Fault(NOT_REPRODUCED, Place(document.name), facts=facts)
        return
    source.expect(figure.code for figure in document.figures.all())
    for figure in document.figures.all():
        yield from _compared(document, figure, source)


def _compared(
    document: models.IssuedDocument, issued: models.IssuedFigure, source: FigureSource
) -> Iterator[Fault]:
    place = Place(document.name)
    citation = Citation.parse(issued.citation)
    try:
        now = source.figure_by(citation, issued.definition.hash, issued.definition.whole)
    except NoFigure as no:
        reason = _(no.kind.why).format(**no.facts)
        yield Fault(NOT_REPRODUCED, place, facts={"name": issued.name, "reason": reason})
        return
    except ChainChiefError as failed:
        yield Fault(NOT_REPRODUCED, place, facts={"name": issued.name, "reason": str(failed)})
        return
    if written_value(now) != issued.value:
        shown = now.display or _("no value")
        facts = {"name": issued.name, "issued": issued.display, "now": shown}
        yield Fault(NO_LONGER_THE_SAME, place, facts=facts)
