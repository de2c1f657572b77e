"""Documents of headings, lines and tables on A4, as offices print them."""

from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from chainchief.core.i18n import _

#: What offices print in, with the size of table text that a dozen columns leave room for.
BODY, HEADING, SIZE = "仿宋_GB2312", "黑体", 9
WIDE, HIGH, EDGE = 297, 210, 15  # mm
TITLE_SIZE, PART_SIZE, TEXT_SIZE = 18, 14, 10.5


def new_document(title: str, level: str) -> Document:
    """A document lying on A4 with its title; `level` is the word that says how far it may go."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(WIDE), Mm(HIGH)
    section.left_margin = section.right_margin = Mm(EDGE)
    section.top_margin = section.bottom_margin = Mm(EDGE)
    document.core_properties.title = title
    document.core_properties.keywords = level
    heading(document, title, TITLE_SIZE)
    return document


def heading(document: Document, text: str, size: float = PART_SIZE) -> None:
    paragraph = document.add_heading(level=1 if size > 16 else 2)
    _text(paragraph, text, HEADING, size)
    paragraph.paragraph_format.keep_with_next = True


def line(document: Document, text: str) -> None:
    _text(document.add_paragraph(), text, BODY, TEXT_SIZE)


def table(document: Document, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table whose heads stand on each page; a row is not torn in two."""
    if not rows:
        line(document, _("No row."))
        return
    made = document.add_table(rows=len(rows) + 1, cols=len(heads))
    made.style = "Table Grid"
    for cell, head in zip(made.rows[0].cells, heads, strict=True):
        _text(cell.paragraphs[0], head, HEADING, SIZE)
    mark = OxmlElement("w:tblHeader")
    made.rows[0]._tr.get_or_add_trPr().append(mark)
    for row, texts in zip(list(made.rows)[1:], rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(row.cells, texts, strict=True):
            _text(cell.paragraphs[0], text, BODY, SIZE)
    document.add_paragraph()


def _text(paragraph: Any, text: str, face: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = face, Pt(size)
    run.font.color.rgb = None
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    paragraph.paragraph_format.space_after = Pt(2)
