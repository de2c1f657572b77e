"""Lists as a document: one heading and one table for each, lying on A4."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from chainchief.access.policy import level_word
from chainchief.chainmap.answers import Answers
from chainchief.chainmap.lists.book import about, change_heads
from chainchief.chainmap.lists.changes import ListChange
from chainchief.chainmap.lists.columns import head_of
from chainchief.chainmap.lists.layouts import ListPreset
from chainchief.chainmap.lists.rows import ChainList
from chainchief.core.i18n import _

#: What offices print in, with the size of table text that a dozen columns leave room for.
BODY, HEADING, SIZE = "仿宋_GB2312", "黑体", 9
WIDE, HIGH, EDGE = 297, 210, 15  # mm


def write_document(
    path: Path,
    preset: ListPreset,
    answers: Answers,
    made: Sequence[ChainList],
    changes: Sequence[ListChange] | None = None,
) -> None:
    """The same cells as the workbook, without the columns that are for programs."""
    document = docx.Document()
    _page(document)
    title = _("{chain}: {lists}").format(chain=answers.chart.name, lists=preset.name)
    _heading(document, title, 18)
    for name, value in about(preset, answers, ()):
        _text(document.add_paragraph(), f"{name}：{value}", BODY, 10.5)
    if changes is not None:
        _heading(document, _("Changes"), 14)
        _table(document, change_heads(), [each.cells for each in changes])
    for each in made:
        _heading(document, f"{each.layout.name} ({len(each.rows)})", 14)
        heads = [*(head_of(column) for column in each.layout.columns), *each.layout.blank]
        blank = [""] * len(each.layout.blank)
        rows = [
            [*(row.cells.get(column, "") for column in each.layout.columns), *blank]
            for row in each.rows
        ]
        _table(document, heads, rows)
    document.core_properties.title = title
    document.core_properties.keywords = level_word("firm")
    document.save(str(path))


def _page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(WIDE), Mm(HIGH)
    section.left_margin = section.right_margin = Mm(EDGE)
    section.top_margin = section.bottom_margin = Mm(EDGE)


def _heading(document: Document, text: str, size: float) -> None:
    paragraph = document.add_heading(level=1 if size > 16 else 2)
    _text(paragraph, text, HEADING, size)
    paragraph.paragraph_format.keep_with_next = True


def _text(paragraph: Any, text: str, face: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = face, Pt(size)
    run.font.color.rgb = None
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    paragraph.paragraph_format.space_after = Pt(2)


def _table(document: Document, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        _text(document.add_paragraph(), _("No row."), BODY, 10.5)
        return
    table = document.add_table(rows=len(rows) + 1, cols=len(heads))
    table.style = "Table Grid"
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _text(cell.paragraphs[0], head, HEADING, SIZE)
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for row, texts in zip(list(table.rows)[1:], rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text in zip(row.cells, texts, strict=True):
            _text(cell.paragraphs[0], text, BODY, SIZE)
    document.add_paragraph()
