"""The page that sets two receipts of a figure beside each other: other snapshots, other months."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch.models import Closing, State
from chainchief.lake.snapshots import making
from chainchief.lake.snapshots.manifest import Snapshot
from chainchief.web.figures.comparing.difference import Step, between_months, between_snapshots
from chainchief.web.figures.comparing.steps import title_of
from chainchief.web.figures.numbers import Numbers, numbers_for, snapshot_name
from chainchief.web.figures.scopes import as_at, cell_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.months import states
from chainchief.web.frame.query import WORKING, CellQuery


@dataclass(frozen=True)
class Ends:
    """What the address names: two snapshots of the month, or another month to compare with."""

    older: str = ""
    newer: str = ""
    month: str = ""


@dataclass(frozen=True)
class DifferencePage:
    """What templates/web/figures/difference.html shows."""

    query: CellQuery
    bar: Bar
    crumbs: list[Crumb]
    title: str
    as_at: list[str]
    here: str
    ends: Ends
    snapshots: list[Choice]
    months: list[Choice]
    step: Step | None
    same: str


def difference_page(code: str, query: CellQuery, ends: Ends, viewer: Viewer) -> DifferencePage:
    """`WrongUseError` for an unknown figure or snapshot, `NotAllowedError` out of reach."""
    query, numbers = cell_of(query, viewer, (code,))
    figure = numbers.figures.get(code, query.scope)
    labels = _labels()
    if ends.month:
        step = _months(code, query, ends.month, numbers, viewer)
    else:
        ends = _filled(ends, labels, numbers)
        step = _snapshots(code, query, ends, labels, numbers, viewer)
    here = reverse("figure-difference", args=[code])
    page = f"{reverse('indicator', args=[code])}?{query.query}"
    return DifferencePage(
        query=query,
        bar=bar_for(query.month, here, division=query.division, chain=query.chain),
        crumbs=[
            Crumb(_("Figures"), f"{reverse('figures')}?{query.query}"),
            Crumb(figure.name, page),
            Crumb(_("Difference of two receipts")),
        ],
        title=_("{figure}: the difference of two receipts").format(
            figure=f"{figure.name} · {numbers.scope_name(query.scope)}"
        ),
        as_at=as_at(query, numbers),
        here=here,
        ends=ends,
        snapshots=[Choice(label, snapshot_name(label)) for label in labels],
        months=[
            Choice("", _("the same month")),
            *(
                Choice(str(state.month), state.month.label)
                for state in reversed(states(query.month))
                if state.month != query.month
            ),
        ],
        step=step,
        same=_("Both say {value}, from the same records.").format(value=figure.display or "—"),
    )


def _labels() -> list[str]:
    """Every snapshot that a closing made, the newest first, before them the open ledger."""
    acts = Closing.objects.filter(state=State.CLOSED).order_by("-id")
    return [WORKING, *dict.fromkeys(acts.values_list("snapshot", flat=True))]


def _filled(ends: Ends, labels: list[str], numbers: Numbers) -> Ends:
    """Where nothing is chosen: what is shown against the open ledger."""
    shown = numbers.snapshot.id
    older = ends.older or (shown if shown in labels else labels[0])
    return Ends(older, ends.newer or WORKING)


def _snapshots(
    code: str, query: CellQuery, ends: Ends, labels: list[str], numbers: Numbers, viewer: Viewer
) -> Step | None:
    older, newer = (_opened(label, labels) for label in (ends.older, ends.newer))
    title = title_of(older, newer)
    found = between_snapshots(numbers, (older, newer), code, query.scope, viewer, title)
    return next(iter(found), None)


def _opened(label: str, labels: list[str]) -> Snapshot:
    if label not in labels:
        raise WrongUseError(_("There is no snapshot {!r}.").format(label))
    return making.open_snapshot(label)


def _months(
    code: str, query: CellQuery, month: str, numbers: Numbers, viewer: Viewer
) -> Step | None:
    other = numbers_for(Month.parse(month), None, (code,))
    other.figures.territory.check(query.division)
    before, after = sorted((other, numbers), key=lambda each: each.month)
    title = f"{_end(before)} → {_end(after)}"
    step = between_months(before, after, code, query.scope, viewer, title)
    return step if step.is_change else None


def _end(numbers: Numbers) -> str:
    return f"{numbers.month.label} ({numbers.snapshot_name})"
