"""What saving a form would do, before anything is written: changes, warnings, figures that move."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.core.errors import ChainChiefError
from chainchief.core.i18n import _, ngettext
from chainchief.core.spans import Month
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.compute.span_figures import Figures
from chainchief.indicators.figures import Figure
from chainchief.lake.engines.engine import duckdb_engine
from chainchief.lake.snapshots.making import working
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.changesets import ChangeSet
from chainchief.ledger.registers import AnyColumn
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.scopes import cell_of
from chainchief.web.forms.filling.entry import Entry
from chainchief.web.forms.filling.form import Form
from chainchief.web.forms.filling.submission import Submission, words
from chainchief.web.frame.months import newest_month, reported_months
from chainchief.web.frame.query import WORKING, CellQuery
from chainchief.web.registers.records.counted_in import kinds_counted


@dataclass(frozen=True)
class ColumnMove:
    """One column: what the ledger has, and what it would have."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class RecordMove:
    """One record that would be written: what would happen to it, column by column."""

    name: str
    act: str
    columns: list[ColumnMove]


@dataclass(frozen=True)
class FigureMove:
    """One figure of the open month, as it is and as it would be."""

    name: str
    before: str
    after: str
    address: str


@dataclass(frozen=True)
class Preview:
    """What templates/web/forms/preview.html shows. `cell` says of which month and unit."""

    records: list[RecordMove]
    faults: list[str]
    warnings: list[str]
    cell: str
    figures: list[FigureMove]
    note: str


def preview_of(submission: Submission) -> Preview:
    """Figures are told of a form without faults, to whoever may see figures."""
    form = submission.form
    faults = [fault.text for _name, fault in submission.faults]
    if submission.conflicts:
        faults.append(_("Others changed this record meanwhile; save to see what."))
    records = [_record(form, entry) for entry in form.entries if _counts(entry)]
    cell, figures, note = "", list[FigureMove](), ""
    if records and not faults and policy.allowed(form.viewer, "see", "figures"):
        cell, figures, note = _figures(submission.change_set, form)
    warnings = [fault.text for _name, fault in submission.warnings]
    return Preview(records, faults, warnings, cell, figures, note)


def _counts(entry: Entry) -> bool:
    return entry.is_changed and (entry.is_row or not entry.is_new or bool(entry.values))


def _record(form: Form, entry: Entry) -> RecordMove:
    act = _("entered") if entry.is_new else _("withdrawn") if entry.goes else _("changed")
    name = str(entry.place()) or entry.register.name
    columns = [] if entry.goes else list(_columns(form, entry))
    return RecordMove(name, act, columns)


def _columns(form: Form, entry: Entry) -> Iterator[ColumnMove]:
    after = {**entry.base, **entry.values}
    for column in entry.columns:
        if column.name in entry.values and not _is_blank(entry, column):
            yield ColumnMove(
                column.title,
                "" if entry.is_new else words(entry, column, entry.base, form),
                words(entry, column, after, form),
            )


def _is_blank(entry: Entry, column: AnyColumn) -> bool:
    return entry.is_new and entry.values[column.name] in (None, "")


# -- figures


def open_month() -> Month | None:
    """The newest month that anything was reported for; without one, the newest closed."""
    return max(reported_months(), default=newest_month())


#: The change is tried out while nobody else can write: only in a ledger of so many entries of its
#: log that this takes seconds.
_TRIED_UP_TO = 200_000


class _TakenBackError(ChainChiefError):
    """Ends the transaction in which a change was tried."""


def _figures(change_set: ChangeSet, form: Form) -> tuple[str, list[FigureMove], str]:
    """The figures of the viewer's first cell that would be others, from the ledger tried out.

    The change is written in a transaction, its figures are computed, and all is taken back.
    """
    month = open_month()
    if month is None:
        return "", [], _("There is no month yet whose figures could move.")
    query, before = cell_of(CellQuery(month, snapshot=WORKING), form.viewer)
    cell = f"{month.label} · {before.scope_name(query.scope)}"
    if (ChangeEvent.objects.aggregate(last=Max("pk"))["last"] or 0) > _TRIED_UP_TO:
        kinds = {change.kind for change in change_set.changes}
        note = _("These figures count such records; the ledger is too large to try the change out.")
        return cell, list(_counting(kinds, before, query)), note
    after = _tried(change_set, form.viewer, before, form.reason)
    moves = list(_moves(before, after, query))
    shown = [move for move in moves if move.before != move.after]
    return cell, shown, _note(len(moves), len(moves) - len(shown))


def _note(moving: int, unseen: int) -> str:
    """What is to be said of figures that do not move, or by less than is shown of them."""
    if not moving:
        return _("No figure of this month and unit would be another.")
    if not unseen:
        return ""
    words = ngettext(
        "{} figure moves by less than is shown of it.",
        "{} figures move by less than is shown of them.",
        unseen,
    )
    return words.format(unseen)


def _counting(kinds: set[str], before: Numbers, query: CellQuery) -> Iterator[FigureMove]:
    """The figures that count records of these kinds, with what they are now."""
    for figure in before.figures_of(query.scope):
        if kinds.intersection(kinds_counted(before.catalogue[figure.code], before.catalogue)):
            yield _move(figure, "", query)


def _tried(change_set: ChangeSet, viewer: Viewer, before: Numbers, reason: str) -> Figures:
    try:
        with transaction.atomic():
            apply_change_set(change_set, viewer=viewer, reason=reason or _("preview"))
            figures = figures_for(
                working(), before.month, catalogue=before.catalogue, engine=duckdb_engine()
            )
            raise _TakenBackError
    except _TakenBackError:
        return figures


def _moves(before: Numbers, after: Figures, query: CellQuery) -> Iterator[FigureMove]:
    for figure in before.figures_of(query.scope):
        other = after.get(figure.code, query.scope)
        if (figure.parts, figure.display) != (other.parts, other.display):
            yield _move(figure, other.display or "—", query)


def _move(figure: Figure, after: str, query: CellQuery) -> FigureMove:
    address = f"{reverse('receipt', args=[figure.code])}?{query.query}"
    return FigureMove(figure.name, figure.display or "—", after, address)
