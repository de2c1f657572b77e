"""A document of the month as a page: the text as it would be issued, every figure a door."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.briefing.render.documents import render
from chainchief.briefing.render.html import to_html
from chainchief.briefing.render.rendering import Placed, draft
from chainchief.briefing.render.template_files import find_template, shipped_names
from chainchief.briefing.resolve.filling import Setting
from chainchief.briefing.resolve.ledger_source import LedgerSource
from chainchief.briefing.template.tags import Template
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import CHINESE, _, language, speaking
from chainchief.core.spans import Month
from chainchief.web.figures.cache import Memory
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.scopes import as_at, cell_of, choices_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.query import Asked

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

    asked: Asked
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


def release_page(template: str, asked: Asked, viewer: Viewer) -> ReleasePage:
    """`WrongUseError` for an unknown template; its faults are told on the page."""
    find_template(template)
    asked, numbers = cell_of(_with_cell(template, asked, viewer), viewer)
    here = reverse("release", args=[template])
    bar = bar_for(asked.month, here, division=asked.division, chain=asked.chain)
    scope = choices_of(asked, numbers, viewer, bar.state, here)
    return ReleasePage(
        asked=asked,
        bar=bar,
        crumbs=[Crumb(_("Documents"), reverse("issued")), Crumb(_name(template))],
        title=_("{document}, {month}").format(document=_name(template), month=asked.month.label),
        as_at=as_at(asked, numbers),
        here=here,
        templates=[_tab(name, template, asked) for name in shipped_names()],
        divisions=scope.divisions if template == _ABOUT_A_UNIT else [],
        chains=[one for one in scope.chains if one.code] if template == _ABOUT_A_CHAIN else [],
        document=f"{reverse('release-document', args=[template])}?{asked.query}",
        file=f"{reverse('release-file', args=[template])}?{asked.query}",
        faults=_made(template, asked, numbers).faults,
    )


def _name(template: str) -> str:
    return _(_NAMES[template]) if template in _NAMES else template


def _tab(name: str, current: str, asked: Asked) -> Tab:
    there = Asked(asked.month, "", "", asked.snapshot)
    return Tab(_name(name), f"{reverse('release', args=[name])}?{there.query}", name == current)


def _with_cell(template: str, asked: Asked, viewer: Viewer) -> Asked:
    """A note on a chain begins with the first chain, a county's sheet with the first county."""
    city, numbers = cell_of(Asked(asked.month, snapshot=asked.snapshot), viewer)
    if template == _ABOUT_A_CHAIN and not asked.chain:
        return Asked(asked.month, asked.division, _first_chain(numbers), asked.snapshot)
    if template == _ABOUT_A_UNIT and asked.division in {"", numbers.figures.territory.root}:
        inside = [code for code in numbers.figures.territory.inside if code != city.division]
        return Asked(asked.month, inside[0] if inside else "", "", asked.snapshot)
    return asked


def _first_chain(numbers: Numbers) -> str:
    return min(numbers.figures.territory.chains, default="")


@dataclass(frozen=True)
class Made:
    """A document as a page of its own, or the faults for which there is none."""

    html: str
    faults: list[str]


def _made(template: str, asked: Asked, numbers: Numbers) -> Made:
    """The same template over the same snapshot is made once."""
    found = find_template(template)
    hashes = tuple(numbers.catalogue.hashes.items())
    key = (found.content, asked, numbers.snapshot.manifest_hash, hashes, language())
    return _memory.get(key, lambda: _make(found, asked, numbers))


_memory: Memory[Made] = Memory(16)


def _make(template: Template, asked: Asked, numbers: Numbers) -> Made:
    """Gaps are left where a figure is missing; a faulty template is told with all its faults."""
    source = LedgerSource(asked.month, numbers.snapshot, numbers.catalogue, numbers.figures)
    setting = Setting(source, asked.division or source.top_division(), asked.chain)
    try:
        with speaking(CHINESE):
            made = draft(template, setting, with_gaps=True)
    except FaultsError as refused:
        return Made("", [fault.text for fault in refused.faults])
    return Made(to_html(made, door=lambda placed: _door(placed, asked)), [])


def document_html(template: str, asked: Asked, viewer: Viewer) -> str:
    """The document as a page of its own, for the frame."""
    asked, numbers = cell_of(asked, viewer)
    return _made(template, asked, numbers).html


def _door(placed: Placed, asked: Asked) -> str:
    """The page of the figure; "" for a claim, whose receipt opens in the document."""
    citation = placed.cited.citation
    if citation.is_claim or citation.record:
        return ""
    there = Asked(citation.month, citation.division, citation.chain, asked.snapshot)
    if citation.span is not None:
        there = Asked(Month.of(citation.span.last), there.division, there.chain, there.snapshot)
    return f"{reverse('indicator', args=[citation.code])}?{there.query}"


def document_file(template: str, asked: Asked) -> bytes:
    """The draft for Word or WPS, with each figure's receipt as a comment."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "draft.docx"
        render(
            template,
            asked.month,
            out,
            division=asked.division,
            chain=asked.chain,
            snapshot=asked.snapshot or None,
            review=True,
            with_gaps=True,
        )
        return out.read_bytes()
