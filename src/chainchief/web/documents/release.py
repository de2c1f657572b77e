"""A document of the month as a page: the text as it would be issued, every figure a door."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.briefing.render.controls import Placed
from chainchief.briefing.render.documents import render
from chainchief.briefing.render.html import to_html
from chainchief.briefing.render.rendering import draft
from chainchief.briefing.render.template_files import find_template, shipped_names
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.resolve.ledger_source import LedgerSource
from chainchief.briefing.template.tags import Template
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import CHINESE, _, speaking
from chainchief.core.spans import Month
from chainchief.web.figures.cache import Memory
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.scopes import as_at, cell_of, choices_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.query import CellQuery

#: What each shipped template is called; an office's own is called by its file's name.
_NAMES = {
    "press-release": "Press release",
    "monthly-note": "Monthly note",
    "chain-note": "Note on one chain",
    "county-sheet": "Sheet of one county",
}
#: Which of its cell a template asks for.
_ABOUT_A_CHAIN, _ABOUT_A_UNIT = "chain-note", "county-sheet"


@dataclass(frozen=True)
class Tab:
    """Another document of the same month."""

    name: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class ReleasePage:
    """What templates/web/release.html shows; `document` is the page inside it."""

    query: CellQuery
    bar: Bar
    crumbs: list[Crumb]
    title: str
    as_at: list[str]
    here: str
    templates: list[Tab]
    divisions: list[Choice]
    chains: list[Choice]
    document: str
    file: str
    faults: list[str]


def release_page(template: str, query: CellQuery, viewer: Viewer) -> ReleasePage:
    """`WrongUseError` for an unknown template; its faults are told on the page."""
    find_template(template)
    query, numbers = cell_of(_with_cell(template, query, viewer), viewer)
    here = reverse("release", args=[template])
    bar = bar_for(query.month, here, division=query.division, chain=query.chain)
    scope = choices_of(query, numbers, viewer, bar.state, here)
    return ReleasePage(
        query=query,
        bar=bar,
        crumbs=[Crumb(_("Documents"), reverse("issued")), Crumb(_name(template))],
        title=_("{document}, {month}").format(document=_name(template), month=query.month.label),
        as_at=as_at(query, numbers),
        here=here,
        templates=[_tab(name, template, query) for name in shipped_names()],
        divisions=scope.divisions if template == _ABOUT_A_UNIT else [],
        chains=[one for one in scope.chains if one.code] if template == _ABOUT_A_CHAIN else [],
        document=f"{reverse('release-document', args=[template])}?{query.query}",
        file=f"{reverse('release-file', args=[template])}?{query.query}",
        faults=_made(template, query, numbers).faults,
    )


def _name(template: str) -> str:
    return _(_NAMES[template]) if template in _NAMES else template


def _tab(name: str, current: str, query: CellQuery) -> Tab:
    there = CellQuery(query.month, "", "", query.snapshot)
    return Tab(_name(name), f"{reverse('release', args=[name])}?{there.query}", name == current)


def _with_cell(template: str, query: CellQuery, viewer: Viewer) -> CellQuery:
    """A note on a chain begins with the first chain, a county's sheet with the first county."""
    city, numbers = cell_of(CellQuery(query.month, snapshot=query.snapshot), viewer)
    if template == _ABOUT_A_CHAIN and not query.chain:
        return CellQuery(query.month, query.division, _first_chain(numbers), query.snapshot)
    if template == _ABOUT_A_UNIT and query.division in {"", numbers.figures.territory.root}:
        inside = [code for code in numbers.figures.territory.inside if code != city.division]
        return CellQuery(query.month, inside[0] if inside else "", "", query.snapshot)
    return query


def _first_chain(numbers: Numbers) -> str:
    return min(numbers.figures.territory.chains, default="")


@dataclass(frozen=True)
class MadeDocument:
    """A document as a page of its own, or the faults for which there is none."""

    html: str
    faults: list[str]


def _made(template: str, query: CellQuery, numbers: Numbers) -> MadeDocument:
    """The same template over the same snapshot is made once."""
    found = find_template(template)
    hashes = tuple(numbers.catalogue.hashes.items())
    key = (found.content, query, numbers.snapshot.manifest_hash, hashes)
    return _memory.get(key, lambda: _make(found, query, numbers))


_memory: Memory[MadeDocument] = Memory(16)


def _make(template: Template, query: CellQuery, numbers: Numbers) -> MadeDocument:
    """Gaps are left where a figure is missing; a faulty template is told with all its faults."""
    source = LedgerSource(query.month, numbers.snapshot, numbers.catalogue, numbers.figures)
    setting = RenderContext(source, query.division or source.top_division(), query.chain)
    try:
        with speaking(CHINESE):
            made = draft(template, setting, with_gaps=True)
    except FaultsError as refused:
        return MadeDocument("", [fault.text for fault in refused.faults])
    return MadeDocument(to_html(made, door=lambda placed: _door(placed, query)), [])


def document_html(template: str, query: CellQuery, viewer: Viewer) -> str:
    """The document as a page of its own, for the frame."""
    query, numbers = cell_of(query, viewer)
    return _made(template, query, numbers).html


def _door(placed: Placed, query: CellQuery) -> str:
    """The page of the figure; "" for a claim, whose receipt opens in the document."""
    citation = placed.cited.citation
    if citation.is_claim or citation.record:
        return ""
    there = CellQuery(citation.month, citation.division, citation.chain, query.snapshot)
    if citation.span is not None:
        there = CellQuery(Month.of(citation.span.last), there.division, there.chain, there.snapshot)
    return f"{reverse('indicator', args=[citation.code])}?{there.query}"


def document_file(template: str, query: CellQuery) -> bytes:
    """The draft for Word or WPS, with each figure's receipt as a comment."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "draft.docx"
        render(
            template,
            query.month,
            out,
            division=query.division,
            chain=query.chain,
            snapshot=query.snapshot or None,
            review=True,
            with_gaps=True,
        )
        return out.read_bytes()
