"""Issuing: the final file is read back, its figures are bound, and both are kept for good.

The steps, in the order of `issue`: read the file, look it up in the register, examine it against
the ledger, refuse what is wrong with it, register it.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from django.db.models import Max

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.briefing import models
from chainchief.briefing.errors import BriefingError
from chainchief.briefing.issue.examination import Bound, Examined, examine
from chainchief.briefing.readback.confined import bytes_of
from chainchief.briefing.sources import FigureSource
from chainchief.core import clock, durable
from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.core.i18n import CHINESE, _, speaking
from chainchief.core.spans import Month
from chainchief.indicators.figures import Figure
from chainchief.ledger import changelog


@dataclass(frozen=True)
class Issued:
    """The registered document, and whether it had been registered before."""

    record: models.IssuedDocument
    examined: Examined | None
    is_new: bool


def issue(
    file: Path,
    month: Month,
    *,
    viewer: Viewer,
    accept_differences: str = "",
    is_public: bool = False,
    source: FigureSource | None = None,
) -> Issued:
    """Register `file` as issued for `month`; the same file again gives what was registered.

    Figures are bound to the latest closed revision of the month. Raises `FaultsError`: controls
    that say nothing any more, a month that is not closed, and numbers that differ from the ledger
    unless `accept_differences` says why; where it `is_public`, figures that must not leave the
    bureau.
    """
    policy.require(viewer, "issue", "documents")
    content = bytes_of(file)
    known = registered(content, month)
    if known is not None and not is_public:
        return Issued(known, None, is_new=False)
    source = source or closed_month(month)
    examined = examined_in_chinese(content, file.name, source)
    accepted = known is not None or bool(accept_differences.strip())
    refuse(examined, source, with_differences=accepted, is_public=is_public)
    if known is not None:
        return Issued(known, None, is_new=False)
    record = register(content, examined, source, viewer, reason=accept_differences)
    return Issued(record, examined, True)


def registered(content: bytes, month: Month) -> models.IssuedDocument | None:
    """The document this file was registered as, if it was.

    One file tells of one month: asked for another, “nothing changed” would be a half-truth.
    """
    digest = hashlib.sha256(content).hexdigest()
    known = models.IssuedDocument.objects.filter(sha256=digest).first()
    if known is not None and known.month != str(month):
        raise BriefingError(
            _("{name} is registered already, as issued for {registered}, not for {asked}.").format(
                name=known.name,
                registered=Month.parse(known.month).label,
                asked=month.label,
            )
        )
    return known


def closed_month(month: Month) -> FigureSource:
    from chainchief.briefing.resolve.ledger_source import source_for

    return source_for(month)


def examined_in_chinese(content: bytes, name: str, source: FigureSource) -> Examined:
    with speaking(CHINESE):  # as the document was written
        return examine(content, name, source)


def refuse(
    examined: Examined, source: FigureSource, *, with_differences: bool, is_public: bool
) -> None:
    """Refuse the file with everything that keeps it from being issued."""
    refused = [*examined.faults, *(examined.not_public() if is_public else ())]
    if not with_differences:
        refused += examined.differences(source.snapshot)
    if refused:
        raise FaultsError(refused)


def register(
    content: bytes,
    examined: Examined,
    source: FigureSource,
    viewer: Viewer,
    *,
    reason: str = "",
    signed_by: str = "",
) -> models.IssuedDocument:
    """File first, then the rows in one transaction: a row never points at a file that is not."""
    digest, year = hashlib.sha256(content).hexdigest(), clock.today().year
    keep(content, digest)
    with changelog.acting(
        viewer.signature, reason or _("issue of {}").format(examined.document.name)
    ):
        last = models.IssuedDocument.objects.filter(year=year).aggregate(last=Max("number"))
        document = models.IssuedDocument.objects.create(
            sha256=digest,
            name=examined.document.name[:200],
            size=len(content),
            month=str(source.month),
            snapshot=source.snapshot,
            template=examined.document.template[:200],
            issued_at=dt.datetime.now(dt.UTC),
            issued_by=viewer.signature,
            accepted_because=reason.strip()[:400] if examined.differing else "",
            unbound=[
                {"text": one.text, "part": one.part, "paragraph": one.paragraph}
                for one in examined.unbound
            ],
            year=year,
            number=(last["last"] or 0) + 1,
            signed_by=signed_by,
        )
        _keep_figures(document, examined.bound)
    changelog.seal()
    return document


def _keep_figures(document: models.IssuedDocument, bound: Sequence[Bound]) -> None:
    for one in bound:
        kept = one.definition
        models.KeptDefinition.objects.get_or_create(
            hash=kept.hash, defaults={"code": kept.code, "sentence": kept.text, "whole": kept.whole}
        )
    for position, one in enumerate(bound, start=1):
        _figure_row(document, position, one).save(force_insert=True)


def _figure_row(document: models.IssuedDocument, position: int, one: Bound) -> models.IssuedFigure:
    citation, figure = one.stated.citation, one.figure
    assert citation is not None  # noqa: S101 - asked before
    return models.IssuedFigure(
        document=document,
        position=position,
        citation=citation.full[:255],
        code=figure.code,
        name=figure.name[:200],
        nature=figure.nature.value,
        division=citation.division,
        chain=citation.chain,
        record=citation.record[:160],
        span_from=str(figure.span.start),
        span_to=str(figure.span.end),
        unit=figure.unit.code,
        value=written_value(figure),
        display=one.expected[:80],
        printed=one.stated.text[:200],
        state=models.State.DIFFERS if one.differs else models.State.BOUND,
        definition_id=one.definition.hash,
    )


def written_value(figure: Figure) -> str:
    """The exact value as a fraction; the words themselves where a comparison has words alone."""
    return figure.display if figure.value is None else str(Fraction(figure.value))


def path_of(digest: str) -> Path:
    """The path of the issued file with this SHA-256."""
    return home().issued / digest[:2] / f"{digest}.docx"


def keep(content: bytes, digest: str) -> Path:
    """Write the file under its hash: a temporary name, on to the disk, then renamed."""
    target = path_of(digest)
    try:
        durable.write(target, content)
    except OSError as failed:
        reason = failed.strerror
        raise BriefingError(_("{} cannot be written: {}").format(target, reason)) from None
    return target
