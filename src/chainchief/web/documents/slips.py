"""The slip of a figure: what stands behind a number of a document, beside the text it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.briefing.citations import Citation
from chainchief.briefing.issue.examination import normal
from chainchief.briefing.models import IssuedFigure
from chainchief.briefing.resolve.filling import Cited
from chainchief.briefing.resolve.ledger_source import LedgerSource
from chainchief.briefing.resolve.receipt_heads import amount_of, head_of, largest_contributions
from chainchief.briefing.sheets.rows import provider_of
from chainchief.briefing.sources import NoFigure, is_absent
from chainchief.core import clock
from chainchief.core.i18n import _, ngettext
from chainchief.indicators.figures import Receipt
from chainchief.indicators.receipts.naming import as_named_to
from chainchief.web.documents.cautions import Caution
from chainchief.web.documents.desk import Desk, name_of
from chainchief.web.figures.receipt_panel import Named
from chainchief.web.frame.query import CellQuery
from chainchief.web.frame.visible import doors

#: Records that a slip shows; the receipt of the figure has all of them.
SHOWN = 40
_PRINTINGS = 5


@dataclass(frozen=True)
class SlipLine:
    """A record behind the figure; `address` is "" where it is out of the reader's reach."""

    code: str
    label: str
    amount: str
    address: str


@dataclass(frozen=True)
class Printing:
    """An issued document that printed the same figure."""

    name: str
    address: str
    day: str
    printed: str
    is_same: bool


@dataclass(frozen=True)
class Slip:
    """What templates/web/documents/slip.html shows of one figure."""

    name: str
    figure: str
    printed: str
    facts: list[Named]
    lines: list[SlipLine]
    records: int
    whole: str
    printings: list[Printing]
    #: Why there is no such figure; "" where there is.
    absent: str = ""

    @property
    def more(self) -> str:
        """Number of records that are left out here."""
        hidden = self.records - len(self.lines)
        if hidden <= 0:
            return ""
        return ngettext("{n} more record", "{n} more records", hidden).format(n=hidden)


@dataclass(frozen=True)
class SidePanel:
    """What templates/web/documents/side_panel.html shows: a slip, or what to look at."""

    slip: Slip | None
    cautions: list[Caution]
    close: str


def slip_of(desk: Desk, tag: str, viewer: Viewer) -> Slip | None:
    """The slip of the figure with this tag; None where the document has no such figure."""
    found = desk.first(tag)
    if found is None:
        return None
    empty = Slip(name_of(tag), name_of(tag), found.text, [], [], 0, "", [])
    if found.citation is None:
        return replace(empty, absent=_("Its control does not say any more which figure it is."))
    try:
        with desk.lock:
            return _slip(desk.spoken, found.citation, found.text, tag, viewer)
    except NoFigure as no:
        return replace(empty, absent=_(no.kind.why).format(**no.facts))


def _slip(source: LedgerSource, citation: Citation, printed: str, tag: str, viewer: Viewer) -> Slip:
    figure = source.figure(citation)
    cited = Cited(citation, figure, source.definition(citation), printed, source.wording(citation))
    receipt = as_named_to(viewer, source.receipt(citation))
    facts = [Named(label, text) for label, text in head_of(cited, source).facts]
    facts.append(Named(_("Provided by"), provider_of(cited, source)))
    return Slip(
        name=figure.name,
        figure=name_of(tag),
        printed=printed,
        facts=facts,
        lines=_lines(receipt, viewer),
        records=len({(one.kind, one.uid) for one in receipt.contributions}),
        whole=_whole(citation, source),
        printings=list(_printings(citation, printed)),
        absent=figure.absent if is_absent(figure) else "",
    )


def _lines(receipt: Receipt, viewer: Viewer) -> list[SlipLine]:
    shown = largest_contributions(receipt, SHOWN)
    known = doors(((one.kind, one.uid) for one in shown), viewer)
    return [
        SlipLine(
            one.code, one.label, amount_of(one, receipt), known.get((one.kind, str(one.uid)), "")
        )
        for one in shown
    ]


def _whole(citation: Citation, source: LedgerSource) -> str:
    """The page of the whole receipt; "" for a claim, one record, and a span of its own."""
    if citation.is_claim or citation.record or citation.span is not None:
        return ""
    there = CellQuery(citation.month, citation.division, citation.chain, _snapshot_named(source))
    return f"{reverse('receipt', args=[citation.code])}?{there.query}"


def _snapshot_named(source: LedgerSource) -> str:
    return source.snapshot if source.opened.is_working else ""


def _printings(citation: Citation, printed: str) -> Iterator[Printing]:
    """The issued documents that printed exactly this figure, the newest first."""
    rows = IssuedFigure.objects.filter(citation=citation.full[:255]).select_related("document")
    for one in rows.order_by("-document__issued_at", "position")[:_PRINTINGS]:
        yield Printing(
            one.document.name,
            reverse("issued-document", args=[one.document.sha256]),
            clock.day(one.document.issued_at).isoformat(),
            one.printed,
            normal(one.printed) == normal(printed),
        )
