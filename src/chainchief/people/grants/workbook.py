"""The yearly review of grants as a workbook, with a column to tick."""

from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.core.workbook.text_sheet import TextSheet
from chainchief.people.grants.lines import GrantLine

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
    """All lines, with the day and that they are for the house."""
    title = _("Review of grants, as at {day} (internal)").format(day=clock.today())
    sheet = TextSheet(_("Review of grants"), heads(), _WIDTHS, title)
    return sheet.workbook(map(_cells, lines))


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
