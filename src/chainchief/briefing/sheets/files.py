"""The sheets as files, in Word or Excel: a table to sign, and questions and answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from chainchief.briefing.docx.letterform import add, blank_letter
from chainchief.briefing.docx.ooxml import make
from chainchief.briefing.docx.packing import packed
from chainchief.briefing.render.demo_mark import mark_demo
from chainchief.briefing.render.documents import UnknownFormError, write
from chainchief.briefing.render.rendering import RenderedDraft, draft
from chainchief.briefing.render.template_files import find_template
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.sheets.rows import Answer, answers, provider_of, sentences
from chainchief.briefing.sheets.workbook import workbook
from chainchief.core.choices import listed
from chainchief.core.i18n import CHINESE, _, speaking
from chainchief.core.spans import Month
from chainchief.ledger import changelog

VERIFICATION, QUESTIONS = "verification", "questions"
_WIDTHS = (12, 78, 26, 78, 30, 33)  # mm, on A4 across
#: The columns of a sentence, which reach over the rows of all its figures.
_OF_THE_SENTENCE = 2
_WIDE = 70


def write_sheet(
    what: str,
    template: str,
    month: Month,
    out: Path,
    *,
    division: str = "",
    chain: str = "",
    snapshot: str | None = None,
    with_gaps: bool = False,
) -> int:
    """Write the sheet `what` of a document to `out` (.docx or .xlsx).

    The number of its lines. Raises `FaultsError` as rendering the document does.
    """
    from chainchief.briefing.resolve.ledger_source import source_for

    form = out.suffix.lower()
    if form not in (".docx", ".xlsx"):
        raise UnknownFormError(
            _("{!r} ends in none of {}: the ending chooses the form of the document.").format(
                out.name, listed((".docx", ".xlsx"))
            )
        )
    source = source_for(month, snapshot)
    context = RenderContext(source, division or source.top_division(), chain)
    with speaking(CHINESE):
        made = draft(find_template(template), context, with_gaps=with_gaps)
        lines, content = (_questions_sheet if what == QUESTIONS else _verified)(made, form)
        write(out, content)
    return lines


def _verified(made: RenderedDraft, form: str) -> tuple[int, bytes]:
    rows = list(_verification_rows(made))
    if form == ".docx":
        return len(rows), _verification(rows, made)
    return len(rows), workbook(_("Verification sheet"), _heads(), _WIDTHS, rows, _about(made))


def _questions_sheet(made: RenderedDraft, form: str) -> tuple[int, bytes]:
    sheet_answers = answers(made)
    if form == ".docx":
        return len(sheet_answers), _questions(sheet_answers, made)
    labels = list(dict.fromkeys(label for each in sheet_answers for label, _text in each.lines))
    rows = [
        (str(number), each.name, each.printed, *(dict(each.lines).get(one, "") for one in labels))
        for number, each in enumerate(sheet_answers, start=1)
    ]
    heads = (_("No."), _("Figure"), _("Printed"), *labels)
    widths = (12, 45, 26, *(30 if label in _short() else _WIDE for label in labels))
    return len(sheet_answers), workbook(
        _("Questions and answers"), heads, widths, rows, _about(made)
    )


def _about(made: RenderedDraft) -> str:
    """What the sheet speaks of, and the anchor of the change log, by which a roll-back shows."""
    source, anchor = made.context.source, changelog.anchor()
    said = [source.month.label, source.snapshot, source.cut_off]
    return " · ".join([*said, _("anchor {}").format(anchor)] if anchor else said)


def _heads() -> tuple[str, ...]:
    return (
        _("No."),
        _("Sentence"),
        _("Figure"),
        _("Definition"),
        _("Provided by"),
        _("Verified (signature, date)"),
    )


def _verification_rows(made: RenderedDraft) -> Iterator[tuple[str, ...]]:
    """One line per figure; the sentence stands with its first."""
    for number, sentence in enumerate(sentences(made), start=1):
        for place, cited in enumerate(sentence.figures):
            yield (
                str(number) if place == 0 else "",
                sentence.text if place == 0 else "",
                cited.text,
                f"{cited.definition.text}\uff08{cited.figure.span.label}\uff09",
                provider_of(cited, made.context.source),
                "",
            )


def _verification(rows: Sequence[Sequence[str]], made: RenderedDraft) -> bytes:
    document = _landscape()
    add(document, "公文标题", _("Verification sheet"))
    add(document, "数据说明", _about(made))
    table = _table(document, _heads())
    for row in rows:
        _fill(table.add_row(), row, goes_on=not row[0])
    mark_demo(document)
    return packed(document)


def _landscape() -> Document:
    document: Document = blank_letter()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    section.footer_distance = Mm(10)
    return document


def _table(document: Document, heads: Sequence[str]) -> Any:
    """A table with this head, which comes again on every page."""
    table = document.add_table(rows=1, cols=len(_WIDTHS))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    _fill(table.rows[0], heads)
    table.rows[0]._tr.get_or_add_trPr().append(make("w:tblHeader"))
    return table


@dataclass(frozen=True)
class OfficeSheet:
    """What one office is to sign: (sentence, figure, printed, definition, confirmed) per line."""

    office: str
    rows: Sequence[tuple[str, str, str, str, str]]


def sheets_to_sign(offices: Sequence[OfficeSheet], title: str, about: str) -> bytes:
    """A page for each office: the figures it answers for, and lines to sign and date."""
    document = _landscape()
    for number, office in enumerate(offices):
        heading = add(document, "公文标题", _("Verification sheet"))
        heading.paragraph_format.page_break_before = number > 0
        add(
            document,
            "数据说明",
            _("{title}, for {office}").format(title=title, office=office.office),
        )
        add(document, "数据说明", about)
        heads = (_("No."), _("Sentence"), _("Printed"), _("Definition"), _("Figure"), _("Verified"))
        table = _table(document, heads)
        for line, (sentence, name, printed, definition, confirmed) in enumerate(office.rows, 1):
            _fill(table.add_row(), (str(line), sentence, printed, definition, name, confirmed))
        add(document, "数据说明", "")
        add(document, "数据说明", _("Verified by (signature, seal):                  Date:"))
    mark_demo(document)
    return packed(document)


def _fill(row: Any, texts: Sequence[str], *, goes_on: bool = False) -> None:
    """`goes_on`: another figure of the sentence above, whose cells reach down over this row."""
    for position, (cell, text, width) in enumerate(zip(row.cells, texts, _WIDTHS, strict=True)):
        cell.width = Mm(width)
        if position < _OF_THE_SENTENCE:
            reach = {} if goes_on else {"w:val": "restart"}
            cell._tc.get_or_add_tcPr().append(make("w:vMerge", reach))
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.line_spacing = Pt(15)
        paragraph._p.get_or_add_pPr().insert(0, make("w:snapToGrid", {"w:val": "0"}))
        run = paragraph.add_run(text)
        run.font.size = Pt(10.5)


def _questions(sheet_answers: Sequence[Answer], made: RenderedDraft) -> bytes:
    """Per figure a heading, its definition, what it is in one paragraph, and what may be asked."""
    document: Document = blank_letter()
    add(document, "公文标题", _("Questions and answers"))
    add(document, "数据说明", _about(made))
    for number, each in enumerate(sheet_answers, start=1):
        add(document, "一级标题", f"{number}. {each.name}:{each.printed}")
        short = [f"{label}:{text}" for label, text in each.lines if label in _short()]
        long = [f"{label}:{text}" for label, text in each.lines if label not in _short()]
        for text in (long[0], ";".join(short), *long[1:]):
            add(document, "数据说明", text)
    mark_demo(document)
    return packed(document)


def _short() -> tuple[str, ...]:
    """What stands together in one paragraph of the question sheet."""
    return (_("Span"), _("Provided by"), _("Change on last year"), _("Records"))
