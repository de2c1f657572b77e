"""Issuing: the final file is read back, its figures are bound, and both are kept for good."""

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from chainchief.briefing import models
from chainchief.briefing.errors import BriefingError
from chainchief.briefing.gaps import gaps_left
from chainchief.briefing.kinds import (
    DIFFERS,
    NOT_CLOSED,
    NOT_UNDERSTOOD,
    OTHER_MONTH,
    UNBOUND,
)
from chainchief.briefing.lost import lost_controls
from chainchief.briefing.printing import printed_or_adopted
from chainchief.briefing.reader import FoundFigure, ReadDocument, read_content
from chainchief.briefing.sources import Definition, FigureSource, NoFigure, is_absent
from chainchief.briefing.template import ParagraphPlace, Template
from chainchief.briefing.unbound import UnboundNumber, unbound_numbers
from chainchief.briefing.undecided import undecided
from chainchief.briefing.widths import narrowed
from chainchief.core import durable
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.home import home
from chainchief.core.i18n import CHINESE, _, speaking
from chainchief.core.spans import Month
from chainchief.indicators.figures import Figure
from chainchief.ledger import changelog

WORKING = "working"
_SPACES = re.compile(r"[\s\u200b\u00a0\u2060]+")


@dataclass(frozen=True)
class Bound:
    """A figure of the file beside the figure computed."""

    found: FoundFigure
    figure: Figure
    definition: Definition
    expected: str

    @property
    def differs(self) -> bool:
        return normal(self.found.text) != normal(self.expected)


@dataclass(frozen=True)
class Examined:
    """What reading a final file back gave, before anything is registered."""

    document: ReadDocument
    bound: tuple[Bound, ...]
    unbound: tuple[UnboundNumber, ...]
    faults: tuple[Fault, ...]
    #: Where a number, a name or a claim of the draft stands that has lost its control.
    lost: tuple[Fault, ...] = ()

    @property
    def differing(self) -> tuple[Bound, ...]:
        return tuple(one for one in self.bound if one.differs)

    def differences(self, snapshot: str) -> list[Fault]:
        return [_difference(one, self.document.name, snapshot) for one in self.differing]

    def warnings(self) -> list[Fault]:
        told = {(fault.place.line, fault.value) for fault in self.lost}
        return [
            *self.lost,
            *(
                Fault(
                    UNBOUND,
                    _place(self.document.name, one.part, one.paragraph, one.around),
                    one.text,
                )
                for one in self.unbound
                if (one.paragraph, one.text) not in told
            ),
        ]


@dataclass(frozen=True)
class Issued:
    """The registered document, and whether it had been registered before."""

    record: models.IssuedDocument
    examined: Examined | None
    is_new: bool


def normal(text: str) -> str:
    """A printed figure without what editors change unasked: spaces, full-width digits."""
    return _SPACES.sub("", narrowed(text))


def issue(
    file: Path,
    month: Month,
    *,
    actor: str,
    accept_differences: str = "",
    source: FigureSource | None = None,
) -> Issued:
    """Register `file` as issued for `month`; the same file again gives what was registered.

    Figures are bound to the latest closed revision of the month. Raises `FaultsError`: controls
    that say nothing any more, a month that is not closed, and numbers that differ from the ledger
    unless `accept_differences` says why.
    """
    content = Template.read(file).content
    known = _known(content)
    if known is not None:
        return Issued(known, None, is_new=False)
    if source is None:
        from chainchief.briefing.ledger_source import source_for

        source = source_for(month)
    with speaking(CHINESE):  # as the document was written
        examined = examine(content, file.name, source)
    refused = list(examined.faults)
    if not accept_differences.strip():
        refused += examined.differences(source.snapshot)
    if refused:
        raise FaultsError(refused)
    return Issued(_register(content, examined, source, actor, accept_differences), examined, True)


def examine(content: bytes, name: str, source: FigureSource) -> Examined:
    """Read the file back and compute each of its figures again; nothing is written."""
    opened = Template(name, content).document()
    document = read_content(content, name, opened)
    bound: list[Bound] = []
    faults: list[Fault] = [*undecided(opened, name), *gaps_left(document)]
    if source.snapshot == WORKING:
        faults.append(Fault(NOT_CLOSED, ParagraphPlace(name), facts={"month": str(source.month)}))
    source.expect(found.citation.code for found in document.figures if found.citation)
    for found in document.figures:
        try:
            bound.append(_bind(found, source))
        except NoFigure as no:
            place = _place(name, found.part, found.paragraph, "")
            faults.append(Fault(no.kind, place, found.text, no.facts))
    unbound = tuple(unbound_numbers(document))
    lost = tuple(lost_controls(document, source))
    return Examined(document, tuple(bound), unbound, tuple(faults), lost)


def _bind(found: FoundFigure, source: FigureSource) -> Bound:
    citation = found.citation
    if citation is None:
        raise NoFigure(NOT_UNDERSTOOD, reason=found.tag)
    if citation.month != source.month:
        raise NoFigure(OTHER_MONTH, found=str(citation.month), month=str(source.month))
    figure = source.figure(citation)
    if is_absent(figure):
        raise NoFigure(NOT_UNDERSTOOD, reason=figure.absent)
    return Bound(found, figure, source.definition(citation), _expected(found, figure, source))


def _expected(found: FoundFigure, figure: Figure, source: FigureSource) -> str:
    """What the document should print; the display where the word beside it became a lie."""
    assert found.citation is not None  # noqa: S101 - asked before
    if found.citation.is_claim:
        return found.text  # what a claim says is the office's to word; that it holds was asked
    try:
        return printed_or_adopted(figure, found.citation, source)[0]
    except NoFigure:
        return figure.display


def _difference(one: Bound, name: str, snapshot: str) -> Fault:
    facts = {"name": one.figure.name, "display": one.expected, "snapshot": snapshot}
    place = _place(name, one.found.part, one.found.paragraph, "")
    return Fault(DIFFERS, place, one.found.text, facts)


def _place(file: str, part: str, paragraph: int, around: str) -> ParagraphPlace:
    return ParagraphPlace(file, line=paragraph, column=around, part=part)


def _known(content: bytes) -> models.IssuedDocument | None:
    digest = hashlib.sha256(content).hexdigest()
    return models.IssuedDocument.objects.filter(sha256=digest).first()


def _register(
    content: bytes, examined: Examined, source: FigureSource, actor: str, reason: str
) -> models.IssuedDocument:
    """File first, then the rows in one transaction: a row never points at a file that is not."""
    digest = hashlib.sha256(content).hexdigest()
    keep(content, digest)
    with changelog.acting(actor, reason or _("issue of {}").format(examined.document.name)):
        document = models.IssuedDocument.objects.create(
            sha256=digest,
            name=examined.document.name[:200],
            size=len(content),
            month=str(source.month),
            snapshot=source.snapshot,
            template=examined.document.template[:200],
            issued_at=dt.datetime.now(dt.UTC),
            issued_by=actor,
            accepted_because=reason.strip()[:400] if examined.differing else "",
            unbound=[
                {"text": one.text, "part": one.part, "paragraph": one.paragraph}
                for one in examined.unbound
            ],
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
    citation, figure = one.found.citation, one.figure
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
        printed=one.found.text[:200],
        state=models.State.DIFFERS if one.differs else models.State.BOUND,
        definition_id=one.definition.hash,
    )


def written_value(figure: Figure) -> str:
    """The exact value as a fraction; the words themselves where a comparison has words alone."""
    return figure.display if figure.value is None else str(Fraction(figure.value))


def path_of(digest: str) -> Path:
    """Where the issued file with this SHA-256 is kept."""
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
