"""The page of a template: its text with tags, what is wrong by line, how it would print."""

import uuid
from dataclasses import dataclass, field

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.briefing.citations import Citation
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.resolve.ledger_source import LedgerSource
from chainchief.core.i18n import _
from chainchief.people.persons import same_person
from chainchief.web.figures.scopes import cell_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.query import CellQuery
from chainchief.web.workshop.bench import span_choices
from chainchief.web.workshop.bench_page import Listed, indicators_of, months_of
from chainchief.web.workshop.fields import code_in
from chainchief.workshop import proposals
from chainchief.workshop.models import ProposedTemplate, State
from chainchief.workshop.templates import TemplatePreview, preview_of
from chainchief.workshop.texts import tag_of

_COMPARISONS = {
    "": "the figure itself",
    "yoy": "against last year, in words",
    "yoy-difference": "difference to last year",
    "plan": "against the plan",
    "share": "share of the whole",
    "run": "months in a row with growth",
    "highest": "among all years",
}


@dataclass(frozen=True)
class LineFaults:
    """What is wrong in one line of the text."""

    line: int
    words: list[str]


@dataclass(frozen=True)
class PrintedPiece:
    """A stretch of the preview; a figure leads to its page."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class TemplatePage:
    """What templates/web/workshop/template.html shows."""

    row: ProposedTemplate
    query: CellQuery
    crumbs: list[Crumb]
    months: list[Choice]
    state: str
    faults: list[LineFaults]
    gaps: list[LineFaults]
    warnings: list[str]
    paragraphs: list[list[PrintedPiece]]
    indicators: list[Listed]
    spans: list[Choice]
    comparisons: list[Choice]
    refused: list[str] = field(default_factory=list)
    may_change: bool = False
    may_use: bool = False
    release: str = ""


def context_of(query: CellQuery, viewer: Viewer) -> RenderContext:
    """The month and unit over which a template is looked at."""
    query, numbers = cell_of(query, viewer)
    source = LedgerSource(query.month, numbers.snapshot, numbers.catalogue, numbers.figures)
    return RenderContext(source, query.division, query.chain)


def template_page(
    uid: uuid.UUID,
    query: CellQuery,
    viewer: Viewer,
    refused: "list[str] | None" = None,
) -> TemplatePage:
    """`WrongUseError` for a number that there is not."""
    row = proposals.one(ProposedTemplate, uid)
    context = context_of(query, viewer)
    preview = preview_of(row.name, row.title, row.text, context)
    is_own = same_person(row.drafted_by, viewer.signature)
    adopted = row.state == State.ADOPTED
    return TemplatePage(
        row=row,
        query=query,
        crumbs=[
            Crumb(_("Indicator workshop"), reverse("workshop")),
            Crumb(row.title or row.name),
        ],
        months=months_of(query),
        state=proposals.state_in_words(row.state),
        faults=[] if preview.is_sound else _by_line(preview),
        gaps=_by_line(preview) if preview.is_sound else [],
        warnings=[fault.text for fault in preview.warnings],
        paragraphs=[
            [_piece(piece.text, piece.citation) for piece in paragraph]
            for paragraph in preview.paragraphs
        ],
        indicators=indicators_of(context.source.catalogue),  # type: ignore[attr-defined]
        spans=[Choice(each.code, each.label) for each in span_choices()],
        comparisons=[Choice(code, _(words)) for code, words in _COMPARISONS.items()],
        refused=refused or [],
        may_change=proposals.may_propose(viewer) and (is_own or adopted),
        may_use=row.state == State.DRAFT
        and is_own
        and policy.allowed(viewer, "issue", "documents"),
        release=f"{reverse('release', args=[row.name])}?{query.query}" if adopted else "",
    )


def _by_line(preview: TemplatePreview) -> list[LineFaults]:
    return [LineFaults(line, words) for line, words in sorted(preview.by_line.items())]


def _piece(text: str, citation: Citation | None) -> PrintedPiece:
    if citation is None or citation.is_claim:
        return PrintedPiece(text, "" if citation is None else "#")
    return PrintedPiece(text, reverse("indicator", args=[citation.code]))


def with_tag(text: str, figure: str, span: str, compare: str) -> str:
    """The text with the tag of a figure at its end: where no script puts it at the cursor."""
    code = code_in(figure)
    return text + tag_of(code, span, compare) if code else text
