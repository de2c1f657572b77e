"""Drafts in the browser: begun, worded around their figures, taken to Word and brought back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from html import escape
from uuid import UUID

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.briefing.citations import Citation
from chainchief.briefing.drafts import versions
from chainchief.briefing.drafts.versions import ConflictError, Open, open_version
from chainchief.briefing.drafts.wording import wording_of
from chainchief.briefing.errors import BadCitationError
from chainchief.briefing.faults import TYPED_NUMBER
from chainchief.briefing.issue.examination import normal
from chainchief.briefing.models import Draft, DraftVersion
from chainchief.briefing.render.paper import Paper
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.resolve.filling import Cited
from chainchief.briefing.resolve.ledger_source import LedgerSource
from chainchief.briefing.resolve.printing import printed_or_adopted
from chainchief.briefing.sources import NoFigure, is_absent
from chainchief.briefing.text.paragraphs import ReadParagraph
from chainchief.core import clock
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.indicators.figures import Scope
from chainchief.web.documents.cautions import cautions_of
from chainchief.web.documents.desk import (
    Desk,
    in_chinese,
    name_of,
    opened_desk,
    source_over,
    sources_of,
    with_figure,
)
from chainchief.web.documents.last_issue import Pair, compared
from chainchief.web.documents.release import name_of_template
from chainchief.web.documents.slips import SidePanel, slip_of
from chainchief.web.figures.cache import Memory
from chainchief.web.figures.numbers import Numbers, numbers_for
from chainchief.web.figures.scopes import cell_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.month_bar import bar_for
from chainchief.web.frame.query import CellQuery


@dataclass(frozen=True)
class DraftLine:
    """A draft of the list."""

    name: str
    address: str
    month: str
    versions: int
    by: str
    on: str


@dataclass(frozen=True)
class VersionLine:
    """A version of a draft."""

    number: int
    by: str
    on: str
    note: str
    compare: str


@dataclass(frozen=True)
class DraftPage:
    """What templates/web/documents/draft.html shows."""

    crumbs: list[Crumb]
    draft: Draft
    title: str
    as_at: list[str]
    paper: Paper
    sheet: str
    side_panel: SidePanel
    lines: list[VersionLine]
    number: int
    #: Beside the version it is compared with, the paragraphs of both.
    pairs: list[Pair]
    compared_with: int
    may_word: bool
    faults: list[str] = field(default_factory=list)


@dataclass
class ParagraphForm:
    """What templates/web/documents/paragraph.html shows: one paragraph to be worded."""

    crumbs: list[Crumb]
    address: str
    back: str
    number: int
    since: int
    wording: str
    faults: list[str] = field(default_factory=list)
    #: Typed numbers without a receipt, each with the figures that print it.
    typed: list[tuple[str, list[Choice]]] = field(default_factory=list)
    conflict: ConflictError | None = None


def draft_lines() -> list[DraftLine]:
    """Every draft, that worked on last first."""
    return [
        DraftLine(
            name_of_template(last.draft.template),
            reverse("draft", args=[last.draft.uid]),
            Month.parse(last.draft.month).label,
            last.number,
            signature_words(last.made_by),
            clock.minute(last.made_at),
        )
        for last in versions.latest_of_all()
    ]


def begun(template: str, query: CellQuery, viewer: Viewer) -> str:
    """Begin a draft of the document; the address of its page."""
    query, spoken = cell_of(query, viewer)
    source = source_over(in_chinese(spoken, query.snapshot))
    context = RenderContext(source, query.division or source.top_division(), query.chain)
    draft = versions.begin(template, context, viewer)
    return reverse("draft", args=[draft.uid])


def draft_of(uid: UUID) -> Draft:
    """`WrongUseError` where there is no such draft."""
    found = Draft.objects.filter(uid=uid).first()
    if found is None:
        raise WrongUseError(_("There is no such draft."))
    return found


def number_in(text: str) -> int:
    """The number of a version as a page sends it; 0, which no version has, for what is none."""
    return int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else 0


_LONGEST_NUMBER = 10


def draft_page(
    draft: Draft,
    viewer: Viewer,
    tag: str = "",
    with_version: str = "",
    faults: list[str] | None = None,
) -> DraftPage:
    """The newest version of a draft, its figures as doors, and what is to be looked at."""
    last = versions.latest(draft)
    desk, name = desk_of(draft, last), name_of_template(draft.template)
    month, here = Month.parse(draft.month), reverse("draft", args=[draft.uid])
    may_word = policy.allowed(viewer, "propose", "documents")
    other = draft.versions.filter(number=number_in(with_version)).first()
    address, opened = partial(with_figure, here), Open(desk.document, desk.read)
    return DraftPage(
        crumbs=[Crumb(_("Drafts"), reverse("drafts")), Crumb(f"{name} {month.label}")],
        draft=draft,
        title=_("Draft: {document}, {month}").format(document=name, month=month.label),
        as_at=[
            _("version {} of the draft").format(last.number),
            signature_words(last.made_by),
            clock.minute(last.made_at),
        ],
        paper=desk.paper(address, partial(_pencil, draft, opened) if may_word else _nothing),
        sheet=reverse("draft-sheet", args=[draft.uid, last.number]),
        side_panel=_side_panel_of(last, desk, tag, viewer),
        lines=[_version(draft, one, last) for one in draft.versions.order_by("-number")],
        number=last.number,
        pairs=compared(open_version(other).read, desk.read, address) if other else [],
        compared_with=other.number if other else 0,
        may_word=may_word,
        faults=faults or [],
    )


def draft_side_panel(draft: Draft, viewer: Viewer, tag: str) -> SidePanel:
    """Panel beside the text: a figure's receipt, or what is to be looked at."""
    last = versions.latest(draft)
    return _side_panel_of(last, desk_of(draft, last), tag, viewer)


def _side_panel_of(last: DraftVersion, desk: Desk, tag: str, viewer: Viewer) -> SidePanel:
    here = reverse("draft", args=[last.draft.uid])
    slip = slip_of(desk, tag, viewer) if tag else None
    if slip is not None:
        return SidePanel(slip, [], here)
    state = bar_for(desk.month, here).state
    return SidePanel(None, cautions_of(desk, state, explained=last.explained), here)


def draft_sheet(draft: Draft, number: int) -> str:
    """The CSS of a version's own styles."""
    version = draft.versions.filter(number=number).first() or versions.latest(draft)
    return desk_of(draft, version).paper(name_of).sheet


def _version(draft: Draft, one: DraftVersion, last: DraftVersion) -> VersionLine:
    here = reverse("draft", args=[draft.uid])
    return VersionLine(
        one.number,
        signature_words(one.made_by),
        clock.minute(one.made_at),
        one.note,
        f"{here}?with={one.number}" if one.number != last.number else "",
    )


def _nothing(_paragraph: ReadParagraph) -> str:
    return ""


def _pencil(draft: Draft, opened: Open, paragraph: ReadParagraph) -> str:
    """The door to the form of a paragraph, where it is edited by its words."""
    if not paragraph.text.strip() or not opened.is_editable(paragraph):
        return ""
    address = reverse("draft-paragraph", args=[draft.uid, paragraph.number])
    words = escape(_("Reword paragraph {}").format(paragraph.number))
    return f'<a class="pencil" href="{address}" aria-label="{words}" title="{words}">✎</a>'


def _numbers(draft: Draft) -> tuple[Numbers, Numbers]:
    """The figures of the month as documents print them, and in the reader's language."""
    spoken = numbers_for(Month.parse(draft.month), None)
    return in_chinese(spoken, ""), spoken


def desk_of(draft: Draft, version: DraftVersion) -> Desk:
    """A version laid open over the figures as they are now."""
    written, spoken = _numbers(draft)
    key = (version.sha256, written.snapshot.manifest_hash, tuple(written.catalogue.hashes.items()))
    return _memory.get(key, lambda: _opened(draft, version, written, spoken))


_memory: Memory[Desk] = Memory(16)


def _opened(draft: Draft, version: DraftVersion, written: Numbers, spoken: Numbers) -> Desk:
    return opened_desk(versions.content_of(version), str(draft), *sources_of(written, spoken))


def paragraph_form(draft: Draft, number: int) -> ParagraphForm:
    """The form of one paragraph; `FaultsError` where it is not edited by its words."""
    last = versions.latest(draft)
    return _form(draft, number, last.number, wording_of(open_version(last).paragraph(number)))


def _form(draft: Draft, number: int, since: int, wording: str) -> ParagraphForm:
    here, name = reverse("draft", args=[draft.uid]), name_of_template(draft.template)
    return ParagraphForm(
        crumbs=[
            Crumb(_("Drafts"), reverse("drafts")),
            Crumb(f"{name} {Month.parse(draft.month).label}", here),
            Crumb(_("paragraph {}").format(number)),
        ],
        address=reverse("draft-paragraph", args=[draft.uid, number]),
        back=f"{here}#p{number}",
        number=number,
        since=since,
        wording=wording,
    )


def worded(
    draft: Draft, number: int, sent: Mapping[str, str], viewer: Viewer
) -> ParagraphForm | None:
    """Save a paragraph; None when it is done, else the form with what is in the way."""
    wording, since = sent.get("wording", ""), number_in(sent.get("since", ""))
    form = _form(draft, number, since, wording)
    written, _spoken = _numbers(draft)
    source = source_over(written)
    try:
        versions.reworded(
            draft,
            number,
            wording,
            since=since,
            viewer=viewer,
            bound=_bound(sent, source),
            explained=_explained(sent),
        )
    except ConflictError as conflict:
        form.conflict, form.since = conflict, versions.latest(draft).number
        form.faults = [str(conflict)]
    except FaultsError as refused:
        form.faults = [fault.text for fault in refused.faults]
        typed = [str(one.facts["number"]) for one in refused.faults if one.kind is TYPED_NUMBER]
        form.typed = [(text, _printing(text, written, source)) for text in typed]
    except ChainChiefError as refused:
        form.faults = [str(refused)]
    else:
        return None
    return form


def _pairs(sent: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """(number, figure, explanation) as the form sent them."""
    places = [name.removeprefix("number-") for name in sent if name.startswith("number-")]
    return [
        (sent[f"number-{at}"], sent.get(f"figure-{at}", ""), sent.get(f"why-{at}", "").strip())
        for at in places
    ]


def _explained(sent: Mapping[str, str]) -> dict[str, str]:
    return {number: why for number, figure, why in _pairs(sent) if why and not figure}


def _bound(sent: Mapping[str, str], source: LedgerSource) -> dict[str, Cited]:
    found = {}
    for number, figure, _why in _pairs(sent):
        if figure:
            cited = _cited(f"cc:{figure}", source)
            if cited is not None:
                found[number] = cited
    return found


def _cited(tag: str, source: LedgerSource) -> Cited | None:
    """The figure with this tag as it prints; None where there is no such figure."""
    try:
        citation = Citation.parse(tag)
        figure = source.figure(citation)
        if is_absent(figure):
            return None
        shown, wording = printed_or_adopted(figure, citation, source)
    except (BadCitationError, NoFigure, WrongUseError, KeyError):
        return None
    return Cited(citation, figure, source.definition(citation), shown, wording)


def _printing(text: str, numbers: Numbers, source: LedgerSource) -> list[Choice]:
    """The figures of the city that print exactly this number."""
    root = source.top_division()
    return [
        Choice(name_of(Citation(one.code, source.month, root).tag), one.name)
        for one in numbers.figures_of(Scope(root))
        if normal(one.display) == normal(text)
    ]
