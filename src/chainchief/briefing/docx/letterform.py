"""The form of official documents, GB/T 9704-2012, as styles of a Word document.

From the standard: A4; margins above 37 mm and to the left 28 mm, type area 156 × 225 mm (so 35 mm
below and 26 mm to the right, clause 5.2); 22 lines of 28 characters (5.2.3); body in 三号仿宋, the
title in 二号小标宋 (7.3.1), headings of the first and second level in 黑体 and 楷体 (7.3.3); page
numbers in 四号 half-width digits between dashes of one character, odd pages right, even pages left,
one character from the edge (7.5). 28.95 pt × 22 lines fill the 225 mm.
"""

import re
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from chainchief.briefing.docx.ooxml import Element, make, qn

FANGSONG, XIAOBIAOSONG = "仿宋_GB2312", "方正小标宋简体"
HEITI, KAITI, SONGTI = "黑体", "楷体_GB2312", "宋体"
#: 字号 in points.
ERHAO, SANHAO, SIHAO, XIAOSI = 22.0, 16.0, 14.0, 12.0
LINE = 28.95
LINES, CHARACTERS = 22, 28
CHARACTER_MM = 156 / CHARACTERS
RED = RGBColor(0xD0, 0x1F, 0x1F)
#: The dashes of the page number stand 7 mm below the type area (7.5): half a line of 14 pt higher
#: than the footer ends. A footer as high as its face wants would push a line off the page.
FOOTER = 25.5
_TWIPS = 20
_NARROWER = -5  # twips
_WIDTH_MM = 210 - 28 - 26


def blank_letter() -> Document:
    """An empty document in the form of the standard, with the styles that offices know by name."""
    document = docx.Document()
    _page(document)
    _normal(document)
    _style(document, "公文标题", XIAOBIAOSONG, ERHAO, centred=True, line=36)
    _style(document, "公文正文", FANGSONG, SANHAO, indent=2)
    _style(document, "一级标题", HEITI, SANHAO, indent=2, keep=True)
    _style(document, "二级标题", KAITI, SANHAO, indent=2, keep=True)
    _style(document, "版头", XIAOBIAOSONG, 34, centred=True, line=54, colour=RED)
    _style(document, "版头说明", FANGSONG, SANHAO)
    _style(document, "落款", FANGSONG, SANHAO)
    _style(document, "数据说明", FANGSONG, SIHAO, line=22)
    _style(document, "表格文字", FANGSONG, SIHAO, line=24)
    _page_numbers(document)
    return document


def add(document: Document, style: str, text: str = "") -> Paragraph:
    return document.add_paragraph(typeset(text), style=style)


_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")
#: 11:09 and 1,234 stay as they are.
_IN_A_NUMBER = re.compile(r"(\d:\d{2}(?!\d)|\d,\d{3}(?!\d))")
#: What is typed with plain signs is set with the full-width ones of Chinese (GB/T 15834).
_SIGNS = str.maketrans(
    dict(zip(",;:()?!", "\uff0c\uff1b\uff1a\uff08\uff09\uff1f\uff01", strict=True))
)


def typeset(text: str) -> str:
    """`text` with Chinese punctuation; tags, times and thousands are left as they are."""
    pieces = _TAG.split(text)
    return "".join(p if i % 2 else _with_signs(p) for i, p in enumerate(pieces))


def _with_signs(text: str) -> str:
    pieces = _IN_A_NUMBER.split(text)
    return "".join(p if i % 2 else p.translate(_SIGNS) for i, p in enumerate(pieces))


def add_signature(document: Document, office: str) -> None:
    """Date four characters from the right edge, the office centred over it (7.3.5.1)."""
    for text, from_right in ((office, 2.5), ("{{ month(1) }}    日", 4)):
        line = add(document, "落款", text)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = Mm(CHARACTER_MM * from_right)


def add_data_note(
    document: Document,
    text: str = "数据说明:取自快照{{ snapshot() }},台账截止{{ cutoff() }},封存码{{ anchor() }}。",
) -> None:
    """Under a rule at the end: where the numbers come from, and how many of which source."""
    add(document, "公文正文")
    rule_above(add(document, "数据说明", text))
    add(document, "数据说明", "{{ counts() }}")


def rule_below(paragraph: Paragraph, *, colour: str = "D01F1F", eighths: int = 18) -> None:
    """The red separator under a masthead; `eighths` of a point thick."""
    line = {"w:val": "single", "w:sz": str(eighths), "w:space": "6", "w:color": colour}
    _border(paragraph, make("w:bottom", line))


def rule_above(paragraph: Paragraph) -> None:
    line = {"w:val": "single", "w:sz": "6", "w:space": "4", "w:color": "000000"}
    _border(paragraph, make("w:top", line))


def _border(paragraph: Paragraph, side: Element) -> None:
    """Word refuses properties out of order: borders come before tabs, spacing and indents."""
    properties = paragraph._p.get_or_add_pPr()
    later = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    properties.insert_element_before(make("w:pBdr", None, side), *later)


def tab_at_right(paragraph: Paragraph) -> None:
    """Set a tab after which text stands at the right edge of the type area."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(FOOTER)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is not None:
        section._sectPr.remove(grid)
    # A grid of characters (linesAndChars) would be the plain way to 28; LibreOffice makes 14 of
    # it. A quarter point less between characters of 16 pt fits 28 into 156 mm everywhere.
    pitch = {"w:type": "lines", "w:linePitch": str(round(LINE * _TWIPS))}
    section._sectPr.append(make("w:docGrid", pitch))


def _normal(document: Document) -> None:
    normal = document.styles["Normal"]
    _face(normal, FANGSONG, SANHAO)
    normal.element.rPr.insert_element_before(
        make("w:spacing", {"w:val": str(_NARROWER)}), "w:w", "w:kern", "w:position", "w:sz"
    )
    form = normal.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(LINE)
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form.widow_control = False
    # No space of the program's own between Chinese and digits: it would break the 28 characters.
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        _setting(normal, make(name, {"w:val": "0"}))


def _face(style: Any, face: str, size: float) -> None:
    """The same face for every script: a digit of another width would break the 28 characters."""
    style.font.name = face
    style.font.size = Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(attribute), face)
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    properties.append(make("w:lang", {"w:val": "en-US", "w:eastAsia": "zh-CN"}))


def _style(
    document: Document,
    name: str,
    face: str,
    size: float,
    *,
    indent: int = 0,
    centred: bool = False,
    keep: bool = False,
    line: float = LINE,
    colour: RGBColor | None = None,
) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _face(style, face, size)
    if colour is not None:
        style.font.color.rgb = colour
    form = style.paragraph_format
    form.line_spacing = Pt(line)
    form.keep_with_next = keep
    if line != LINE:
        _setting(style, make("w:snapToGrid", {"w:val": "0"}))
    if centred:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indent:
        _indent_in_characters(style, indent)


def _setting(style: Any, context: Element) -> None:
    """Add a paragraph setting where the order of properties wants it: before the spacing."""
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(context, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")


def _indent_in_characters(style: Any, count: int) -> None:
    """首行缩进: in characters, as Word and WPS write it, with the length for other programs."""
    style.paragraph_format.first_line_indent = Mm(_WIDTH_MM / CHARACTERS * count)
    indent = style.element.pPr.find(qn("w:ind"))
    indent.set(qn("w:firstLineChars"), str(count * 100))


def _page_numbers(document: Document) -> None:
    section = document.sections[0]
    document.settings.odd_and_even_pages_header_footer = True
    for footer, right in ((section.footer, True), (section.even_page_footer, False)):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        edge = paragraph.paragraph_format
        edge.line_spacing = Pt(SIHAO)
        edge.right_indent, edge.left_indent = (Pt(SIHAO), None) if right else (None, Pt(SIHAO))
        _number_between_dashes(paragraph)


def _number_between_dashes(paragraph: Paragraph) -> None:
    for piece in ("— ", "PAGE", " —"):
        run = paragraph.add_run("" if piece == "PAGE" else piece)
        run.font.size, run.font.name = Pt(SIHAO), SONGTI
        run._r.rPr.rFonts.set(qn("w:eastAsia"), SONGTI)
        if piece == "PAGE":
            run._r.extend(_field(piece))


def _field(code: str) -> list[Element]:
    instruction = make("w:instrText")
    instruction.text = code
    shown = make("w:t")
    shown.text = "1"
    return [
        make("w:fldChar", {"w:fldCharType": "begin"}),
        instruction,
        make("w:fldChar", {"w:fldCharType": "separate"}),
        shown,
        make("w:fldChar", {"w:fldCharType": "end"}),
    ]
