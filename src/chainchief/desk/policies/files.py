"""A list of rewards as a workbook, and as the document that is made public (公示名单)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import xlsxwriter
from docx.oxml.ns import qn
from docx.shared import Pt

from chainchief.access.policy import level_word
from chainchief.core.home import home
from chainchief.core.i18n import _
from chainchief.desk.policies.clauses.words import money
from chainchief.ledger.kinds.reward_list.models import RewardLine, RewardList, Standing
from chainchief.ledger.kinds.reward_list.states import state_of

#: What offices print in.
_BODY, _HEADING = "仿宋_GB2312", "黑体"


@dataclass(frozen=True)
class ListFile:
    """What a file holds: the list and its lines; a public one without what they rest on."""

    reward_list: RewardList
    lines: Sequence[RewardLine]
    is_public: bool

    @property
    def title(self) -> str:
        facts = {"policy": self.reward_list.policy.name, "year": self.reward_list.year}
        return _("{policy}: rewards of {year}").format(**facts)

    @property
    def about(self) -> list[tuple[str, str]]:
        given = self.reward_list
        said = [
            (_("Policy"), f"{given.policy.name} {given.policy.number}".strip()),
            (_("Where it stands"), _(state_of(given).label)),
            (_("Computed as at"), f"{given.month} · {given.snapshot}"),
        ]
        if given.published_on and given.objections_until:
            said.append((_("Public"), f"{given.published_on} — {given.objections_until}"))
        level = "reference" if self.is_public else "firm"
        said.append((_("Level"), level_word(level)))
        if (home().path / "demo").exists():
            said.append((_("Note"), _("DEMO DATA: not about any real place")))
        return said

    @property
    def heads(self) -> list[str]:
        heads = [_("No."), _("firm"), _("clause"), _("amount on the list")]
        if self.is_public:
            return heads
        return [*heads, _("place on the list"), _("what it rests on"), _("what is lacking")]

    @property
    def rows(self) -> list[list[str]]:
        found = []
        for number, line in enumerate(self.lines, start=1):
            row = [
                str(number),
                line.enterprise.name,
                _("clause {number}").format(number=line.clause.number),
                money(line.amount),
            ]
            if not self.is_public:
                standing = _(str(Standing(line.standing).label))
                row += [standing, line.basis, line.lacks]
            found.append(row)
        return found

    @property
    def total(self) -> str:
        return money(sum(line.amount for line in self.lines))


def write_workbook(path: Path, given: ListFile) -> None:
    """Every cell is text, and beside it the amount as a number in 元 for sums."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#DDEBF7", "text_wrap": True})
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    number = book.add_format({"border": 1, "num_format": "#,##0.00", "valign": "top"})
    about = book.add_worksheet(_("About"))
    for at, (name, value) in enumerate([(given.title, ""), *given.about]):
        about.write_string(at, 0, name, plain)
        about.write_string(at, 1, value, plain)
    about.set_column(0, 1, 40)
    sheet: Any = book.add_worksheet(_("List"))
    heads = [*given.heads, _("amount in 元")]
    for column, text in enumerate(heads):
        sheet.write_string(0, column, text, head)
    for at, (row, line) in enumerate(zip(given.rows, given.lines, strict=True), start=1):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text, plain)
        sheet.write_number(at, len(row), Decimal(line.amount) / 100, number)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, len(heads) - 1, 24)
    sheet.freeze_panes(1, 2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()


def write_document(path: Path, given: ListFile) -> None:
    """The list for the notice board: heading, what it is, table, total, where to object."""
    document = docx.Document()
    _text(document.add_heading(level=1), given.title, _HEADING, 18)
    for name, value in given.about:
        _text(document.add_paragraph(), f"{name}：{value}", _BODY, 12)
    table = document.add_table(rows=1, cols=len(given.heads))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, given.heads, strict=True):
        _text(cell.paragraphs[0], text, _HEADING, 10.5)
    for row in given.rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            _text(cell.paragraphs[0], text, _BODY, 10.5)
    facts = {"number": len(given.lines), "total": given.total}
    _text(
        document.add_paragraph(),
        _("Lines: {number}; together {total}.").format(**facts),
        _BODY,
        12,
    )
    until = given.reward_list.objections_until
    if until and given.is_public:
        words = _("Objections can be raised until {day}, that day included.").format(day=until)
        _text(document.add_paragraph(), words, _BODY, 12)
    document.core_properties.title = given.title
    document.save(str(path))


def _text(paragraph: Any, text: str, face: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = face, Pt(size)
    run.font.color.rgb = None
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    paragraph.paragraph_format.space_after = Pt(2)
