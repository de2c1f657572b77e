"""The pages of the register of issued documents: what was printed, and what would differ today."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.db.models import Count, Q
from django.urls import reverse

from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.briefing.citations import Citation
from chainchief.briefing.issue.issuing import path_of
from chainchief.briefing.issue.later_differences import Differing, contradictions, would_differ
from chainchief.briefing.models import IssuedDocument, IssuedFigure, State
from chainchief.briefing.readback.confined import bytes_of
from chainchief.briefing.render.paper import Paper
from chainchief.briefing.resolve.ledger_source import source_for
from chainchief.briefing.resolve.receipt_heads import in_unit
from chainchief.core import clock
from chainchief.core.errors import ChainChiefError, WrongUseError
from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month
from chainchief.core.units import unit
from chainchief.indicators.catalogue import loading as catalogues
from chainchief.indicators.catalogue.sources import source_of
from chainchief.indicators.describe.kinds_page import table_of
from chainchief.indicators.revisions import CAUSES, unit_of
from chainchief.web.documents.cautions import Caution
from chainchief.web.documents.desk import Desk, name_of, opened_desk, with_figure
from chainchief.web.documents.slips import SidePanel, slip_of
from chainchief.web.figures.cache import Memory
from chainchief.web.figures.comparing.changes import ChangeLine
from chainchief.web.figures.receipt_panel import Named
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.query import CellQuery
from chainchief.web.frame.visible import doors
from chainchief.web.registers.names import Names


@dataclass(frozen=True)
class DocumentLine:
    """One document of the register."""

    number: str
    name: str
    address: str
    hash: str
    month: str
    snapshot: str
    day: str
    signed_by: str
    by: str
    figures: int
    edited: int
    unbound: int


@dataclass(frozen=True)
class RegisterPage:
    """What templates/web/issued.html shows."""

    lines: list[DocumentLine]
    contradictions: list[str]


@dataclass(frozen=True)
class FigureLine:
    """One figure of a document; `address` is "" for a claim and for a record out of reach."""

    code: str
    name: str
    address: str
    scope: str
    span: str
    printed: str
    computed: str
    state: str
    differs: bool


@dataclass(frozen=True)
class DifferingLine:
    """A figure that would come out otherwise today, and the records that make it so."""

    name: str
    issued: str
    now: str
    cause: str
    lines: list[ChangeLine]


@dataclass(frozen=True)
class DocumentPage:
    """What templates/web/issued_document.html shows."""

    crumbs: list[Crumb]
    name: str
    as_at: list[str]
    facts: list[Named]
    file: str
    figures: list[FigureLine]
    differing: list[DifferingLine]
    unbound: list[str]
    #: The text as it was issued; None where its file cannot be read any more.
    paper: Paper | None
    sheet: str
    side_panel: SidePanel


def register_page() -> RegisterPage:
    """Every issued document, the newest first, and the figures on which two of them disagree."""
    documents = IssuedDocument.objects.annotate(
        all_figures=Count("figures"),
        edited=Count("figures", filter=Q(figures__state=State.DIFFERS)),
    )
    lines = [
        DocumentLine(
            number=_number(each),
            name=each.name,
            address=reverse("issued-document", args=[each.sha256]),
            hash=each.sha256[:12],
            month=each.month,
            snapshot=each.snapshot,
            day=_day(each.issued_at),
            signed_by=signature_words(each.signed_by),
            by=signature_words(each.issued_by),
            figures=each.all_figures,
            edited=each.edited,
            unbound=len(each.unbound),
        )
        for each in documents.order_by("-issued_at", "-pk")
    ]
    return RegisterPage(lines, [fault.text for fault in contradictions()])


def document_of(digest: str) -> IssuedDocument:
    """`WrongUseError` where no document has this SHA-256."""
    found = IssuedDocument.objects.filter(sha256=digest).first()
    if found is None:
        raise WrongUseError(_("No issued document has the SHA-256 {}.").format(digest))
    return found


def document_page(document: IssuedDocument, viewer: Viewer, tag: str = "") -> DocumentPage:
    """One document: its text and figures, and those that would come out otherwise today."""
    figures = list(document.figures.all())
    known = _records(figures, viewer)
    desk, differing = _desk(document), would_differ(document)
    here = reverse("issued-document", args=[document.sha256])
    return DocumentPage(
        crumbs=[Crumb(_("Issued documents"), reverse("issued")), Crumb(document.name)],
        name=document.name,
        as_at=[
            _number(document),
            _("month {}").format(document.month),
            _("snapshot {}").format(document.snapshot),
            _("issued on {}").format(_day(document.issued_at)),
        ],
        facts=_facts(document),
        file=reverse("issued-file", args=[document.sha256]),
        figures=[_figure(one, known) for one in figures],
        differing=[_differing(one, viewer) for one in differing],
        unbound=[
            _("“{text}” in paragraph {number}").format(text=one["text"], number=one["paragraph"])
            for one in document.unbound
        ],
        paper=desk.paper(partial(with_figure, here)) if desk else None,
        sheet=reverse("issued-sheet", args=[document.sha256]),
        side_panel=_side_panel_of(desk, tag, viewer, here) or _known(figures, differing, here),
    )


def document_side_panel(document: IssuedDocument, viewer: Viewer, tag: str) -> SidePanel:
    """Panel beside the text: a figure's receipt, or what is to be known of the figures."""
    here = reverse("issued-document", args=[document.sha256])
    return _side_panel_of(_desk(document), tag, viewer, here) or _known(
        document.figures.all(), would_differ(document), here
    )


def _side_panel_of(desk: Desk | None, tag: str, viewer: Viewer, here: str) -> SidePanel | None:
    """The receipt of the figure pointed at; None where none is."""
    slip = slip_of(desk, tag, viewer) if desk and tag else None
    return SidePanel(slip, [], here) if slip is not None else None


def _known(figures: Iterable[IssuedFigure], differ: Iterable[Differing], here: str) -> SidePanel:
    """What is to be known of the figures: edited, or counted otherwise today."""
    differing = {one.issued.position: one for one in differ}
    cautions = []
    for one in figures:
        anchor = f"f{one.position}"
        if one.state == State.DIFFERS:
            words = _("printed {printed}, computed {computed}")
            facts = {"printed": one.printed, "computed": one.display}
            cautions.append(Caution(_("edited"), words.format(**facts), one.name, anchor))
        if one.position in differing:
            late = differing[one.position]
            words = f"{one.printed} → {late.display}{_(': ')}{late.cause}"
            cautions.append(Caution(_("otherwise today"), words, one.name, anchor))
    return SidePanel(None, cautions, here)


def issued_sheet(document: IssuedDocument) -> str:
    """The CSS of the document's own styles."""
    desk = _desk(document)
    return desk.paper(name_of).sheet if desk else ""


def _desk(document: IssuedDocument) -> Desk | None:
    """The file laid open, with the figures of the snapshot that it was bound to."""
    path = path_of(document.sha256)
    if not path.is_file():
        return None
    return _memory.get(document.sha256, lambda: _opened(document, bytes_of(path)))


_memory: Memory[Desk | None] = Memory(16)


def _opened(document: IssuedDocument, content: bytes) -> Desk | None:
    try:
        source = source_for(Month.parse(document.month), document.snapshot)
        return opened_desk(content, document.name, source, source)
    except ChainChiefError:  # `verify` tells of it; what the register knows is shown all the same
        return None


def _number(document: IssuedDocument) -> str:
    """No. 3 of 2026; a dash for what was issued before the register had numbers."""
    if not document.number:
        return "—"
    return _("no. {number} of {year}").format(number=document.number, year=document.year)


def _facts(document: IssuedDocument) -> list[Named]:
    found = [
        Named("SHA-256", document.sha256, is_code=True),
        Named(
            _("size"), ngettext("{} byte", "{} bytes", document.size).format(f"{document.size:,}")
        ),
        Named(_("signed by"), signature_words(document.signed_by) or "—"),
        Named(_("issued by"), signature_words(document.issued_by)),
        Named(_("template"), document.template or "—"),
    ]
    if document.accepted_because:
        found.append(Named(_("why edited figures were accepted"), document.accepted_because))
    return found


def _figure(one: IssuedFigure, known: Names) -> FigureLine:
    differs = one.state == State.DIFFERS
    return FigureLine(
        code=one.code,
        name=one.name,
        address=_door(one, known),
        scope=" · ".join(part for part in (one.division, one.chain, one.record) if part),
        span=one.span.label,
        printed=one.printed,
        computed=one.display,
        state=_("differs") if differs else _("bound"),
        differs=differs,
    )


def _records(figures: list[IssuedFigure], viewer: Viewer) -> Names:
    """The records that single figures are about (an attribute of a project)."""
    names = Names(viewer)
    for one in figures:
        if one.record and (kind := _kind_of(one.code)):
            names.learn(kind, {one.record})
    return names


def _kind_of(code: str) -> str:
    """The kind of record that an indicator tells an attribute of; "" where there is none now."""
    catalogue = catalogues.load()
    table = table_of(catalogue[code]) if code in catalogue else ""
    return source_of(table).entity_kind if table else ""


def _door(one: IssuedFigure, known: Names) -> str:
    """The figure's page as it was issued, in its month; of a record's attribute the record's."""
    if one.record:
        kind = _kind_of(one.code)
        return known.door(kind, one.record).address if kind else ""
    if Citation.parse(one.citation).is_claim:
        return ""
    there = CellQuery(one.span.end, one.division, one.chain)
    return f"{reverse('indicator', args=[one.code])}?{there.query}"


def _differing(one: Differing, viewer: Viewer) -> DifferingLine:
    in_catalogue = one.issued.code, catalogues.load(), unit(one.issued.unit)
    known = doors(((change.kind, change.uid) for change in one.changes), viewer)
    lines = [
        ChangeLine(
            change.code,
            change.label,
            "—" if change.old is None else in_unit(change.old, unit_of(change, *in_catalogue)),
            "—" if change.new is None else in_unit(change.new, unit_of(change, *in_catalogue)),
            _(CAUSES[change.reason]),
            known.get((change.kind, change.uid), ""),
        )
        for change in one.changes
    ]
    return DifferingLine(one.issued.name, one.issued.display, one.display, one.cause, lines)


def _day(instant: dt.datetime) -> str:
    return clock.day(instant).isoformat()
