"""The yearly review of grants as a workbook, with a column to tick."""

from io import BytesIO

import xlsxwriter

from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.people.grants.lines import GrantLine

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTHS = (18, 14, 18, 34, 12, 12, 16, 16, 16, 12, 14, 20)


def heads() -> list[str]:
    return [
        _("full name"),
        _("name to log in with"),
        _("role"),
        _("within"),
        _("since"),
        _("until"),
        _("stands for"),
        _("proposed by"),
        _("approved by"),
        _("approved on"),
        _("last used"),
        _("stays / ends (signature)"),
    ]


def workbook(lines: list[GrantLine]) -> bytes:
    """Every text as text: a name that begins like a formula stays a name."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"})
    cell = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
    sheet = book.add_worksheet(_("Review of grants"))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    title = _("Review of grants, as at {day} (internal)").format(day=clock.today())
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
    for column, (text, width) in enumerate(zip(heads(), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, text, head)
    for row, line in enumerate(lines, start=2):
        for column, text in enumerate(_cells(line)):
            sheet.write_string(row, column, text, cell)
    sheet.freeze_panes(2, 1)
    sheet.set_footer("&C&P / &N")
    book.close()
    return stream.getvalue()


def _cells(line: GrantLine) -> list[str]:
    return [
        line.full_name + ("" if line.is_active else f"（{_('disabled')}）"),
        line.username,
        line.role,
        line.scope,
        line.since,
        line.until,
        line.acting_for,
        line.proposed_by,
        line.decided_by,
        line.decided_at[:10],
        line.last_used or _("never"),
        "",
    ]
