"""Adopted wordings: what a document prints instead of a value, decided by a person.

247 may be printed as 240余, 1,080 as 超过1000: more cautious than the value, never more favourable,
and never untrue. Who approved it and why is a row of the register, so that the change log keeps it;
rows are only added, and the latest of a citation is in force. A file of presets would be edited
without a trace.
"""

import datetime as dt
import re
from dataclasses import dataclass
from fractions import Fraction

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.briefing import models
from chainchief.briefing.citations import Citation, Comparison
from chainchief.briefing.faults import ADOPTED_ALONE, ADOPTED_NOT_TRUE, NO_WORDING
from chainchief.briefing.resolve.calls import ManyNoFigures, RenderContext, citation_of
from chainchief.briefing.sources import FigureSource, NoFigure, Wording, is_absent
from chainchief.briefing.template.calls import Call
from chainchief.briefing.text.widths import narrowed
from chainchief.briefing.text.wording_rules import rules
from chainchief.core.approximations import Approximation, holds
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError, Place
from chainchief.core.units import Unit, convert, from_steps, unit
from chainchief.indicators.figures import Figure, MetricType
from chainchief.ledger import changelog
from chainchief.ledger.changelog.models import ACTOR_LENGTH
from chainchief.ledger.errors import ActorTooLongError

_LEADING = (
    Approximation.MORE_THAN,
    Approximation.BREAKS,
    Approximation.NEARLY,
    Approximation.ABOUT,
)
_SHAPE = re.compile(
    rf"(?P<lead>{'|'.join(_LEADING)})?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<rest>.+)", re.DOTALL
)
_UNDECIDED = (MetricType.RANK, MetricType.STREAK)


@dataclass(frozen=True)
class Spoken:
    """A wording taken apart: `超过1000万元` is 超过, 1000, 万元."""

    word: Approximation
    number: Fraction
    of: Unit


def spoken(text: str) -> Spoken:
    """The parts of a wording; `NoFigure` where it has none of the words, a number and a unit."""
    match = _SHAPE.fullmatch(narrowed(text).replace(" ", ""))
    rest = match["rest"] if match else ""
    is_at_least = Approximation.AT_LEAST in rest
    if match is None or is_at_least == bool(match["lead"]):
        raise NoFigure(NO_WORDING, text=text)
    word = Approximation(Approximation.AT_LEAST if is_at_least else match["lead"])
    code = rest.replace(Approximation.AT_LEAST, "", 1)
    number = Fraction(match["number"].replace(",", ""))
    try:
        return Spoken(word, number, unit("百分点" if code == "个百分点" else code))
    except WrongUseError:
        raise NoFigure(NO_WORDING, text=text) from None


def check(text: str, figure: Figure) -> None:
    """Raises `NoFigure` unless the wording is true of the figure and no more favourable."""
    said = spoken(text)
    facts = {"text": text, "name": figure.name, "value": figure.display}
    if figure.value is None or figure.nature in _UNDECIDED:
        raise NoFigure(ADOPTED_NOT_TRUE, **facts)
    try:
        value = convert(from_steps(figure.value, figure.unit), figure.unit, said.of)
    except WrongUseError:
        raise NoFigure(ADOPTED_NOT_TRUE, **facts) from None
    cautious = 0 < said.number <= value
    if not (cautious and holds(said.word, value, said.number, rules().tolerance(said.word))):
        raise NoFigure(ADOPTED_NOT_TRUE, **facts)


def can_be_worded(citation: Citation) -> bool:
    """Whether the figure is cited as a plain number: other wishes of a template prevail."""
    return (
        citation.comparison is Comparison.NONE
        and citation.approximation is Approximation.EXACT
        and citation.places is None
        and not (citation.as_names or citation.is_claim)
    )


def in_force(citation: Citation) -> Wording | None:
    """The wording adopted last for exactly this figure, None where there is none."""
    if not can_be_worded(citation):
        return None
    row = models.AdoptedWording.objects.filter(citation=citation.full).order_by("pk").last()
    return _wording(row) if row is not None and row.text else None


def all_in_force() -> list[models.AdoptedWording]:
    """The latest row of every citation that still has a wording."""
    latest = {row.citation: row for row in models.AdoptedWording.objects.order_by("pk")}
    return [row for row in latest.values() if row.text]


def _wording(row: models.AdoptedWording) -> Wording:
    return Wording(row.text, row.reason, row.approved_by)


def cite(source: FigureSource, **arguments: str) -> Citation:
    """The citation of a `code` with perhaps `division`, `chain`, `record`, `span`.

    Raises `FaultsError` with everything that is unknown.
    """
    call = Call("fig", {name: value for name, value in arguments.items() if value})
    try:
        return citation_of(call, RenderContext(source, source.top_division()))
    except ManyNoFigures as several:
        reasons = several.reasons
    except NoFigure as no:
        reasons = [no]
    raise FaultsError(Fault(no.kind, Place(), facts=no.facts) for no in reasons)


def adopt(
    citation: Citation,
    text: str,
    *,
    source: FigureSource,
    viewer: Viewer,
    approved_by: str,
    reason: str,
) -> models.AdoptedWording:
    """Let documents print `text` for the figure cited; an empty text withdraws what was adopted.

    `FaultsError` where it would not be true, or where nobody else than the actor approved it.
    """
    policy.require(viewer, "issue", "documents")
    approver = approved_by.strip()
    if len(approver) > ACTOR_LENGTH:
        raise ActorTooLongError(approver, ACTOR_LENGTH)
    faults = [] if not text else _refused(citation, text, source)
    if not (approver and reason.strip()) or approver == viewer.name:
        faults.append(Fault(ADOPTED_ALONE, Place(), approver, {"actor": viewer.name}))
    if faults:
        raise FaultsError(faults)
    with changelog.acting(viewer.signature, reason):
        return models.AdoptedWording.objects.create(
            citation=citation.full,
            code=citation.code,
            month=str(citation.month),
            text=text,
            reason=reason.strip()[:400],
            approved_by=approver,
            adopted_by=viewer.signature,
            adopted_at=dt.datetime.now(dt.UTC),
        )


def _refused(citation: Citation, text: str, source: FigureSource) -> list[Fault]:
    try:
        figure = source.figure(citation)
        if is_absent(figure):
            facts = {"text": text, "name": figure.name, "value": figure.absent}
            raise NoFigure(ADOPTED_NOT_TRUE, **facts)
        check(text, figure)
    except NoFigure as no:
        return [Fault(no.kind, Place(), text, no.facts)]
    return []
