"""The studio: a document of the month as it would be issued, every figure a door to its receipt.

Beside the text lies what to look at before it goes out, or the receipt of the figure pointed at;
on wish the last issue of the same template, with what is worded and what counts otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.briefing.models import AdoptedWording, IssuedDocument
from chainchief.briefing.readback.reader import read_back
from chainchief.briefing.render.documents import render
from chainchief.briefing.render.paper import Paper
from chainchief.briefing.render.rendering import draft
from chainchief.briefing.render.template_files import find_template, shipped_names
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.template.tags import Template
from chainchief.core import clock
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import CHINESE, _, speaking
from chainchief.dispatch.closing import latest_closed
from chainchief.indicators.compute.span_figures import Figures
from chainchief.web.documents.cautions import cautions_of
from chainchief.web.documents.desk import Desk, in_chinese, name_of, sources_of, with_figure
from chainchief.web.documents.last_issue import Pair, compared, last_issue, text_of_issue
from chainchief.web.documents.slips import SidePanel, slip_of
from chainchief.web.figures.cache import Memory
from chainchief.web.figures.numbers import Numbers, numbers_for
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
class LastIssue:
    """The last issue of the template beside this document."""

    name: str
    address: str
    day: str
    pairs: list[Pair]


@dataclass(frozen=True)
class ReleasePage:
    """What templates/web/documents/release.html shows."""

    query: CellQuery
    template: str
    bar: Bar
    crumbs: list[Crumb]
    title: str
    as_at: list[str]
    here: str
    templates: list[Tab]
    divisions: list[Choice]
    chains: list[Choice]
    sheet: str
    file: str
    may_draft: bool
    faults: Sequence[str] = ()
    paper: Paper | None = None
    side_panel: SidePanel | None = None
    last: LastIssue | None = None
    #: The page with, or without, the last issue beside it; "" where there is none.
    other_view: str = ""


def release_page(
    template: str, query: CellQuery, viewer: Viewer, tag: str = "", *, with_last: bool = False
) -> ReleasePage:
    """`WrongUseError` for an unknown template; its faults are told on the page."""
    query, numbers = _cell(template, query, viewer)
    here, name = reverse("release", args=[template]), name_of_template(template)
    bar = bar_for(query.month, here, division=query.division, chain=query.chain)
    scope = choices_of(query, numbers, viewer, bar.state, here)
    page = ReleasePage(
        query=query,
        template=template,
        bar=bar,
        crumbs=[Crumb(_("Documents"), reverse("issued")), Crumb(name)],
        title=_("{document}, {month}").format(document=name, month=query.month.label),
        as_at=as_at(query, numbers),
        here=here,
        templates=[_tab(name, template, query) for name in shipped_names()],
        divisions=scope.divisions if template == _ABOUT_A_UNIT else [],
        chains=[one for one in scope.chains if one.code] if template == _ABOUT_A_CHAIN else [],
        sheet=f"{reverse('release-sheet', args=[template])}?{query.query}",
        file=f"{reverse('release-file', args=[template])}?{query.query}",
        may_draft=policy.allowed(viewer, "propose", "documents"),
    )
    desk = _desk(template, query, numbers)
    if not isinstance(desk, Desk):
        return replace(page, faults=[fault.text for fault in desk.faults])
    view, issue = _View(here, query, with_last), _last(template, query)
    return replace(
        page,
        paper=desk.paper(view.figure),
        side_panel=_side_panel_of(desk, tag, view, bar, viewer),
        last=_compared(issue, desk, view) if with_last and issue else None,
        other_view=_View(here, query, not with_last).plain if issue else "",
    )


_NOTHING = SidePanel(None, [], "")


@dataclass(frozen=True)
class _View:
    """The addresses of one view of the page."""

    here: str
    query: CellQuery
    with_last: bool

    @property
    def plain(self) -> str:
        return f"{self.here}?{self.query.query}{'&last=1' if self.with_last else ''}"

    def figure(self, tag: str) -> str:
        return with_figure(self.plain, tag)


def side_panel(
    template: str, query: CellQuery, viewer: Viewer, tag: str, *, with_last: bool = False
) -> SidePanel:
    """Panel beside the text, alone: for a click that leaves the text where it is."""
    query, numbers = _cell(template, query, viewer)
    here = reverse("release", args=[template])
    desk = _desk(template, query, numbers)
    if not isinstance(desk, Desk):
        return _NOTHING
    return _side_panel_of(
        desk, tag, _View(here, query, with_last), bar_for(query.month, here), viewer
    )


def _side_panel_of(desk: Desk, tag: str, view: _View, bar: Bar, viewer: Viewer) -> SidePanel:
    slip = slip_of(desk, tag, viewer) if tag else None
    if slip is not None:
        return SidePanel(slip, [], view.plain)
    return SidePanel(None, cautions_of(desk, bar.state, _revision_before(view.query)), view.plain)


def _revision_before(query: CellQuery) -> Figures | None:
    """The figures of the closed revision before the one shown; None where there is none."""
    closed = latest_closed(query.month)
    if query.snapshot or closed is None or closed.revision == 1:
        return None
    with speaking(CHINESE):
        return numbers_for(query.month, f"{query.month}r{closed.revision - 1}").figures


def name_of_template(template: str) -> str:
    return _(_NAMES[template]) if template in _NAMES else template


def _tab(name: str, current: str, query: CellQuery) -> Tab:
    there = CellQuery(query.month, "", "", query.snapshot)
    address = f"{reverse('release', args=[name])}?{there.query}"
    return Tab(name_of_template(name), address, name == current)


def _cell(template: str, query: CellQuery, viewer: Viewer) -> tuple[CellQuery, Numbers]:
    find_template(template)
    return cell_of(_with_cell(template, query, viewer), viewer)


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
class NoDocument:
    """Why there is no document: the faults of its template."""

    faults: tuple[Fault, ...]


def _desk(template: str, query: CellQuery, numbers: Numbers) -> Desk | NoDocument:
    """The same template over the same snapshot is made once."""
    found = find_template(template)
    hashes = tuple(numbers.catalogue.hashes.items())
    adopted = AdoptedWording.objects.order_by("-pk").values_list("pk", flat=True).first()
    key = (found.content, query, numbers.snapshot.manifest_hash, hashes, adopted)
    return _memory.get(key, lambda: _made(found, query, numbers))


_memory: Memory[Desk | NoDocument] = Memory(16)


def _made(template: Template, query: CellQuery, spoken: Numbers) -> Desk | NoDocument:
    """Gaps are left where a figure is missing; a faulty template is told with all its faults."""
    written, read_by = sources_of(in_chinese(spoken, query.snapshot), spoken)
    with speaking(CHINESE):
        setting = RenderContext(written, query.division or written.top_division(), query.chain)
        try:
            made = draft(template, setting, with_gaps=True)
        except FaultsError as refused:
            return NoDocument(tuple(refused.faults))
        read = read_back(made.document, made.name)
        warnings = (*made.gaps, *made.warnings())
    return Desk(made.document, read, written, read_by, warnings)


def _last(template: str, query: CellQuery) -> IssuedDocument | None:
    name = find_template(template).name
    division = query.division if template == _ABOUT_A_UNIT else ""
    return last_issue(name, query.month, division, query.chain)


def _compared(document: IssuedDocument, desk: Desk, view: _View) -> LastIssue:
    return LastIssue(
        document.name,
        reverse("issued-document", args=[document.sha256]),
        clock.day(document.issued_at).isoformat(),
        compared(text_of_issue(document), desk.read, view.figure),
    )


def release_sheet(template: str, query: CellQuery, viewer: Viewer) -> str:
    """The CSS of the document's own styles."""
    query, numbers = _cell(template, query, viewer)
    desk = _desk(template, query, numbers)
    return desk.paper(name_of).sheet if isinstance(desk, Desk) else ""


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
