"""The sheets as files: a table to sign in Word or Excel, and questions and answers in Word."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from chainchief.briefing.citing import Setting
from chainchief.briefing.demo_mark import mark_demo
from chainchief.briefing.documents import UnknownFormError, write
from chainchief.briefing.letterform import add, blank_letter
from chainchief.briefing.packing import packed
from chainchief.briefing.rendering import Draft, draft
from chainchief.briefing.sheets import Answer, answers, provider_of, sentences
from chainchief.briefing.template import find_template
from chainchief.core.i18n import CHINESE, _, speaking
from chainchief.core.spans import Month

VERIFICATION, QUESTIONS = "verification", "questions"
_WIDTHS = (12, 78, 26, 78, 30, 33)  # mm, on A4 across


def write_sheet(
    what: str,
    template: str,
    month: Month,
    out: Path,
    *,
    division: str = "",
    chain: str = "",
    snapshot: str | None = None,
) -> int:
    """Write the sheet `what` of a document to `out` (.docx, the verification sheet also .xlsx).

    The number of its lines. Raises `FaultsError` as rendering the document does.
    """
    from chainchief.briefing.ledger_source import source_for

    forms = {".docx": True, ".xlsx": what == VERIFICATION}
    if not forms.get(out.suffix.lower()):
        raise UnknownFormError(
            _("{!r} ends in none of {}: the ending chooses the form of the document.").format(
                out.name, "、".join(form for form, possible in forms.items() if possible)
            )
        )
    source = source_for(month, snapshot)
    setting = Setting(source, division or source.top_division(), chain)
    with speaking(CHINESE):
        made = draft(find_template(template), setting)
        if what == QUESTIONS:
            found = answers(made)
            write(out, _questions(found, made))
            return len(found)
        rows = list(_verification_rows(made))
        xlsx = out.suffix.lower() == ".xlsx"
        write(out, _workbook(rows) if xlsx else _verification(rows, made))
    return len(rows)


def _heads() -> tuple[str, ...]:
    return (
        _("No."),
        _("Sentence"),
        _("Figure"),
        _("Definition"),
        _("Provided by"),
        _("Verified (signature, date)"),
    )


def _verification_rows(made: Draft) -> Iterator[tuple[str, ...]]:
    """One line per figure; the sentence stands with its first."""
    for number, sentence in enumerate(sentences(made), start=1):
        for place, cited in enumerate(sentence.figures):
            yield (
                str(number) if place == 0 else "",
                sentence.text if place == 0 else "",
                cited.text,
                f"{cited.definition.text}({cited.figure.span.label})",
                provider_of(cited, made.setting.source),
                "",
            )


def _verification(rows: Sequence[Sequence[str]], made: Draft) -> bytes:
    document = blank_letter()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    source = made.setting.source
    add(document, "公文标题", _("Verification sheet"))
    add(document, "数据说明", f"{source.month.label} · {source.snapshot} · {source.cut_off}")
    table = document.add_table(rows=1, cols=len(_WIDTHS))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    _fill(table.rows[0], _heads())
    for row in rows:
        _fill(table.add_row(), row)
    mark_demo(document)
    return packed(document)


def _fill(row: Any, texts: Sequence[str]) -> None:
    for cell, text, width in zip(row.cells, texts, _WIDTHS, strict=True):
        cell.width = Mm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.line_spacing = Pt(15)
        run = paragraph.add_run(text)
        run.font.size = Pt(10.5)


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    sheet = book.add_worksheet(_("Verification sheet"))
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#DDEBF7"})
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    for column, (text, width) in enumerate(zip(_heads(), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width / 2)
        sheet.write_string(0, column, text, head)
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, plain)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return stream.getvalue()


def _questions(found: Sequence[Answer], made: Draft) -> bytes:
    document: Document = blank_letter()
    source = made.setting.source
    add(document, "公文标题", _("Questions and answers"))
    add(document, "数据说明", f"{source.month.label} · {source.snapshot} · {source.cut_off}")
    for number, each in enumerate(found, start=1):
        add(document, "一级标题", f"{number}. {each.name}:{each.printed}")
        for label, text in each.lines:
            add(document, "公文正文", f"{label}:{text}")
    mark_demo(document)
    return packed(document)
