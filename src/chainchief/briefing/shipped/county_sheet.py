"""The template `county-sheet`: a page a month for a county, beside its own plan and last year."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from chainchief.briefing.docx.letterform import add, add_data_note, blank_letter
from chainchief.briefing.docx.ooxml import make

LEFT, CENTRED = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
_WIDTHS = (62, 26, 28, 40)  # mm, together the type area

#: Indicator, whether it is set against last year, whether against the year's plan.
_LINES = (
    ("新开工标志性产业链项目", "IND-PRJ-STARTED", True, True),
    ("上述项目经认定到位资金", "IND-PRJ-FUNDS-RECOGNISED", False, True),
    ("新签约产业链项目", "IND-PRJ-SIGNED", True, False),
    ("产业链项目完成投资", "IND-PRJ-INVESTED", False, False),
    ("省技改导向目录重点项目", "IND-PRJ-LIST-PROV", False, False),
    ("规模以上工业企业", "IND-FRM-ABOVE-SCALE", False, False),
    ("链主企业", "IND-FRM-LEADERS", False, False),
    ("在办企业困难", "IND-DIF-OPEN", False, False),
    ("其中：超时未答复", "IND-DIF-OVERDUE", False, False),
    ("本年企业确认解决", "IND-DIF-SOLVED", False, False),
)


def county_sheet() -> Document:
    """The template as a document; it is made for one unit with `--division`."""
    document = blank_letter()
    add(document, "公文标题", "{{ division() }}产业链工作月度情况")
    add(document, "公文正文")
    add(
        document,
        "公文正文",
        "{{ year() }}年{{ span() }}份,各项工作进展如下;只与本单位计划和上年同期比较。",
    )
    table = document.add_table(rows=1, cols=len(_WIDTHS))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    _row(table.rows[0], ("项目", "本年数", "与上年同期相比", "与年度计划相比"), is_head=True)
    for title, code, with_last_year, with_plan in _LINES:
        number = '{{ fig("' + code + '") }}'
        last_year = _compared(code, "yoy-difference", with_last_year)
        _row(table.add_row(), (title, number, last_year, _compared(code, "plan", with_plan)))
    add_data_note(document)
    return document


def _compared(code: str, how: str, wanted: bool) -> str:
    return '{{ fig("' + code + '", compare="' + how + '") }}' if wanted else "—"


def _row(row: Any, texts: Sequence[str], *, is_head: bool = False) -> None:
    """A row that stays on one page; the head stands again on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(make("w:cantSplit"))
    if is_head:
        properties.append(make("w:tblHeader"))
    for position, (cell, text, width) in enumerate(zip(row.cells, texts, _WIDTHS, strict=True)):
        cell.width = Mm(width)
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.style = "表格文字"
        paragraph.alignment = CENTRED if is_head or position else LEFT
        paragraph.add_run(text).bold = is_head or None
