"""The appendix of a review copy: the whole receipt of every figure, record by record.

It stands between two bookmarks at the end of the text. What is read back, published or counted
leaves out what is between them.
"""

from collections.abc import Iterable, Iterator, Sequence

from docx.document import Document

from chainchief.briefing.docx.ooxml import (
    APPENDIX,
    APPENDIX_END,
    Element,
    largest_bookmark_id,
    make,
    qn,
    run,
)
from chainchief.briefing.render.controls import Placed
from chainchief.briefing.resolve.filling import Cited
from chainchief.briefing.resolve.receipt_heads import amount_of
from chainchief.briefing.sources import FigureSource
from chainchief.core.i18n import _
from chainchief.indicators.figures import Receipt
from chainchief.indicators.receipts.naming import as_named_to_anybody

#: Columns of a receipt in twips: code, name, what it adds. Together the 156 mm of the type area.
_WIDTHS = (2400, 4444, 2000)
_SINGLE = {"w:before": "0", "w:after": "0", "w:line": "240", "w:lineRule": "auto"}
_SMALL, _HEAD = "18", "24"  # half points


def add_appendix(document: Document, placed: Sequence[Placed], source: FigureSource) -> None:
    """Write the receipts of all figures at the end, each once however often it is printed."""
    cited: dict[str, Cited] = {}
    for one in placed:
        cited.setdefault(one.cited.citation.tag, one.cited)
    if not cited:
        return
    body = document.element.body
    number = largest_bookmark_id(body) + 1
    title = _paragraph(_("Appendix: the records behind each figure"), _HEAD, new_page=True)
    _mark(title, APPENDIX, number)
    last = _paragraph("", _SMALL)
    _mark(last, APPENDIX_END, number + 1)
    end = body.find(qn("w:sectPr"))
    for element in (title, *_receipts(cited.values(), source), last):
        end.addprevious(element) if end is not None else body.append(element)


def _mark(paragraph: Element, name: str, number: int) -> None:
    there = {"w:id": str(number)}
    paragraph.append(make("w:bookmarkStart", {**there, "w:name": name}))
    paragraph.append(make("w:bookmarkEnd", there))


def _receipts(cited: Iterable[Cited], source: FigureSource) -> Iterator[Element]:
    for number, one in enumerate(cited, start=1):
        receipt = source.receipt(one.citation)
        figure = one.figure
        yield _paragraph(f"{number}. {figure.name} [{figure.code}]: {one.text}", _SMALL, bold=True)
        basis = _("{span}; {definition}; snapshot {snapshot}; records: {records}").format(
            span=figure.span.label,
            definition=one.definition.text.rstrip("。"),
            snapshot=figure.snapshot,
            records=len(receipt.contributions),
        )
        yield _paragraph(basis, _SMALL)
        if receipt.contributions:
            yield _table(as_named_to_anybody(receipt))


def _table(receipt: Receipt) -> Element:
    heads = (_("Code"), _("Record"), _("Adds"))
    rows = [
        (line.code, "" if line.label == line.code else line.label, amount_of(line, receipt))
        for line in receipt.contributions
    ]
    grid = make("w:tblGrid", None, *(make("w:gridCol", {"w:w": str(w)}) for w in _WIDTHS))
    return make("w:tbl", None, _form(), grid, _row(heads, bold=True), *map(_row, rows))


def _form() -> Element:
    line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "999999"}
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return make(
        "w:tblPr",
        None,
        make("w:tblW", {"w:w": str(sum(_WIDTHS)), "w:type": "dxa"}),
        make("w:tblBorders", None, *(make(f"w:{side}", line) for side in sides)),
        make("w:tblLayout", {"w:type": "fixed"}),
    )


def _row(texts: Sequence[str], bold: bool = False) -> Element:
    cells = [
        make(
            "w:tc",
            None,
            make("w:tcPr", None, make("w:tcW", {"w:w": str(width), "w:type": "dxa"})),
            _paragraph(text, _SMALL, bold=bold),
        )
        for text, width in zip(texts, _WIDTHS, strict=True)
    ]
    repeat = [make("w:trPr", None, make("w:tblHeader"))] if bold else []
    return make("w:tr", None, *repeat, *cells)


def _paragraph(text: str, size: str, *, bold: bool = False, new_page: bool = False) -> Element:
    form = make("w:pPr", None, *([make("w:pageBreakBefore")] if new_page else []))
    form.append(make("w:snapToGrid", {"w:val": "0"}))
    form.append(
        make("w:spacing", {"w:before": "0", "w:after": "0", "w:line": "240", "w:lineRule": "auto"})
    )
    form.append(make("w:ind", {"w:firstLine": "0", "w:firstLineChars": "0"}))
    look = make("w:rPr", None, *([make("w:b")] if bold else []))
    look.append(make("w:sz", {"w:val": size}))
    return make("w:p", None, form, run(text, look))
