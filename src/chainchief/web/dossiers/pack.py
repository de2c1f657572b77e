"""The pack of a chain's monthly meeting: figures, what is stuck, last meeting's tasks, gaps."""

import datetime as dt

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.indicators.figures import Scope
from chainchief.ledger.kinds.meeting.models import Meeting
from chainchief.ledger.kinds.task.models import Task
from chainchief.ledger.kinds.task.states import OPEN
from chainchief.web.chainmap.answers_page import answers_page
from chainchief.web.chainmap.map_query import MapQuery
from chainchief.web.chains.page import chain_page
from chainchief.web.chains.stuck import StuckGroup
from chainchief.web.dossiers.dossier import Cell, Dossier, Table
from chainchief.web.figures.cards import CARDS, cards_of
from chainchief.web.figures.scopes import cell_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.query import CellQuery
from chainchief.web.frame.visible import records_of
from chainchief.web.tasks.given_page import lines_of

#: What the pack says of a chain in figures.
FIGURES = (
    *CARDS,
    "IND-DIF-RECEIVED",
    "IND-DIF-SOLVED",
    "IND-DIF-OVERDUE",
    "IND-TSK-GIVEN",
    "IND-TSK-DUE",
    "IND-TSK-IN-TIME",
    "IND-TSK-IN-TIME-RATE",
    "IND-TSK-OVERDUE",
)


def pack_of(code: str, of_month: CellQuery, viewer: Viewer) -> Dossier:
    """The pack as at the end of the month; `WrongUseError` for an unknown chain.

    Its numbers are those of the chain's page and of the receipts behind them.
    """
    page, _cards = chain_page(code, of_month, viewer)
    wanted = CellQuery(of_month.month, page.query.division, code, of_month.snapshot)
    query, numbers = cell_of(wanted, viewer, FIGURES)
    chain, day = numbers.figures.territory.chains[code], query.month.last
    rows = cards_of(FIGURES, query, Scope(query.division, code), numbers)
    figures = [
        [
            Cell(row.name, row.page),
            Cell(f"{row.shown.number} {row.shown.unit}".strip(), row.address),
            Cell(row.span),
            Cell(row.last_year or "—"),
        ]
        for row in rows
    ]
    return Dossier(
        title=_("{chain}: pack of the dispatch meeting, {month}").format(
            chain=chain, month=query.month.label
        ),
        crumbs=[
            Crumb(_("Meetings"), reverse("meetings")),
            Crumb(chain, f"{reverse('chain', args=[code])}?{query.query}"),
            Crumb(_("Pack of the meeting")),
        ],
        as_at=page.head.as_at,
        facts=[],
        tables=[
            Table(
                _("Figures"),
                [_("Figure"), _("Value"), _("Span"), _("Same period last year")],
                figures,
            ),
            Table(
                _("Whose turn it is"),
                [_("Whose turn"), _("Matters"), _("Overdue"), _("Longest wait")],
                [
                    [
                        Cell(turn.name),
                        Cell(str(turn.count)),
                        Cell(str(turn.overdue)),
                        Cell(turn.longest),
                    ]
                    for turn in page.turns
                ],
            ),
            *[_stuck(group) for group in page.stuck],
            *_of_meetings(code, day, viewer),
            _gaps(code, query, viewer),
        ],
        downloads=_downloads(code, query, viewer),
    )


def _downloads(code: str, query: CellQuery, viewer: Viewer) -> list[tuple[str, str]]:
    if not policy.allowed(viewer, "export", "chain"):
        return []
    address = reverse("meeting-pack-file", args=[code])
    return [(_("Take along (DOCX)"), f"{address}?{query.query}")]


def _stuck(group: StuckGroup) -> Table:
    return Table(
        group.title,
        [_("What"), _("About"), _("State"), _("Since"), _("Last day"), _("Whose turn")],
        [
            [
                Cell(one.name, one.address),
                Cell(one.about),
                Cell(f"{one.state} · {_('overdue')}" if one.is_overdue else one.state),
                Cell(f"{one.since} · {one.waiting}"),
                Cell(str(one.due or "—")),
                Cell(one.turn),
            ]
            for one in (*group.first, *group.rest)
        ],
    )


def _of_meetings(chain: str, day: dt.date, viewer: Viewer) -> list[Table]:
    """What became of the last meeting's tasks, and what is open of those before."""
    held = records_of(Meeting.kind, viewer).filter(chain=chain, held_on__lte=day)
    last = held.order_by("-held_on", "-code").first()
    rows = records_of(Task.kind, viewer).filter(chain=chain, assigned_on__lte=day)
    rows = rows.select_related("chain", "division", "host", "given_by").order_by("due_on", "code")
    found = []
    if last is not None:
        of_last = list(rows.filter(meeting_item__meeting=last.code))
        note = f"{last.name} · {last.held_on}"
        found.append(tasks_table(_("Tasks of the last meeting"), of_last, viewer, note, day))
        rows = rows.exclude(meeting_item__meeting=last.code)
    return [*found, tasks_table(_("Other tasks open"), list(rows.filter(OPEN)), viewer, "", day)]


def tasks_table(
    title: str, tasks: list[Task], viewer: Viewer, note: str = "", day: dt.date | None = None
) -> Table:
    """Tasks with where they stand, by when they are due and whose turn it is.

    What is left is counted from `day`, by default the one that pages speak of.
    """
    return Table(
        title,
        [_("Task"), _("What counts as done"), _("State"), _("To be done by"), _("Whose turn")],
        [
            [
                Cell(one.task.name, one.address),
                Cell(one.task.done_when),
                Cell(f"{one.state} · {one.left.words}" if one.left else one.state),
                Cell(str(one.task.due_on)),
                Cell(one.turn or "—"),
            ]
            for one in lines_of(tasks, viewer, day)
        ],
        note,
    )


def _gaps(code: str, query: CellQuery, viewer: Viewer) -> Table:
    wanted = MapQuery(code, query.month, query.month.last)
    return Table(
        _("Gaps of the chain"),
        [_("Segment"), _("State"), _("Firms held up"), _("Local demand"), _("Evidence")],
        [
            [
                Cell(gap.name, gap.address),
                Cell(gap.words),
                Cell(str(gap.firms), gap.receipt),
                Cell(gap.demand),
                Cell(gap.grade),
            ]
            for gap in answers_page(wanted, viewer).gaps
        ],
    )
