"""Drafts made from the demo city say so, at the top of the first page and in their properties."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor

from chainchief.core.home import home
from chainchief.core.i18n import _

_MARKER = "demo"


def is_demo() -> bool:
    """Whether the ledger of this home folder is the demo city."""
    return (home().path / _MARKER).exists()


def mark_demo(document: Document) -> None:
    """Put 演示数据 at the head of a document made from demo data."""
    if not is_demo():
        return
    first = document.paragraphs[0] if document.paragraphs else document.add_paragraph()
    line = first.insert_paragraph_before()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.first_line_indent = Pt(0)
    mark = line.add_run(_("DEMO DATA: not about any real place"))
    mark.font.size = Pt(12)
    mark.font.color.rgb = RGBColor(0xC0, 0x00, 0x00)
