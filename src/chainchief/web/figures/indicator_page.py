"""The page of one figure: what it means, two years of it, where it stands, why it changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.briefing.models import IssuedFigure
from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.compare.bases import Basis
from chainchief.indicators.compare.comparable import basis_in_words
from chainchief.indicators.describe.explain import facts_of
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import Figure, Scope
from chainchief.web.figures.changes import Step, steps_of
from chainchief.web.figures.charts import Chart, bars_of
from chainchief.web.figures.month_page import row_for
from chainchief.web.figures.number_words import Shown, shown, span_words
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.receipt_panel import Named
from chainchief.web.figures.rows import Row
from chainchief.web.figures.scopes import ScopeChoices, as_at, cell_of, choices_of, note_on
from chainchief.web.figures.two_years import Point, course_of
from chainchief.web.frame import choices
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.query import CellQuery
from chainchief.web.frame.reach import reaches

#: What the page sets a figure against, in this order.
#: What goes back through all months or years is told where it is asked for.
_LONG = (Basis.RUN, Basis.HIGHEST)
_BASES = tuple(basis for basis in Basis if basis not in (Basis.MATCHED, *_LONG))


@dataclass(frozen=True)
class Compared:
    """One comparison: its outcome, or the reason why it is not made."""

    name: str
    text: str


@dataclass(frozen=True)
class MonthLine:
    """One month of the two years."""

    month: str
    shown: Shown
    published: str
    differs: bool
    address: str


@dataclass(frozen=True)
class Place:
    """A unit or chain with the same figure."""

    name: str
    address: str
    row: Row


@dataclass(frozen=True)
class Printed:
    """Where the figure was issued, and as what."""

    document: str
    address: str
    day: str
    scope: str
    span: str
    printed: str


@dataclass(frozen=True)
class IndicatorPage:
    """What templates/web/indicator.html shows."""

    query: CellQuery
    bar: Bar
    crumbs: list[Crumb]
    title: str
    as_at: list[str]
    note: str
    scope: ScopeChoices
    row: Row
    records: str
    span: str
    definitions: list[Named]
    facts: list[Named]
    compared: list[Compared]
    refused: list[Compared]
    chart: Chart | None
    months: list[MonthLine]
    divisions: list[Place]
    chains: list[Place]
    printed: list[Printed]
    steps: list[Step]
    is_closed: bool


def indicator_page(code: str, query: CellQuery, viewer: Viewer) -> tuple[IndicatorPage, Numbers]:
    """`WrongUseError` for an unknown code, and for one that is about a record to be named."""
    query, numbers = cell_of(query, viewer)
    figure = numbers.figures.get(code, query.scope)
    here = reverse("indicator", args=[code])
    bar = bar_for(query.month, here, division=query.division, chain=query.chain)
    compared, refused = _compared(numbers, figure)
    points = course_of(numbers, code, query.scope)
    page = IndicatorPage(
        query=query,
        bar=bar,
        crumbs=[
            Crumb(_("Figures"), f"{reverse('figures')}?{query.query}"),
            Crumb(figure.name),
        ],
        title=f"{figure.name} · {numbers.scope_name(query.scope)}",
        as_at=as_at(query, numbers),
        note=note_on(query),
        scope=choices_of(query, numbers, viewer, bar.state, here),
        row=row_for(query, figure, numbers),
        records=_("records behind it: {}").format(figure.records),
        span=span_words(figure),
        definitions=_definitions(numbers.catalogue[code]),
        facts=[Named(*fact) for fact in facts_of(numbers.catalogue[code], numbers.catalogue)],
        compared=compared,
        refused=refused,
        chart=bars_of(points),
        months=[_month(point, code, query) for point in reversed(points)],
        divisions=list(_divisions(code, query, numbers, viewer)),
        chains=list(_chains(code, query, numbers, viewer)),
        printed=_printed(code, numbers, viewer),
        steps=steps_of(numbers, code, query.scope, viewer),
        is_closed=bar.state.is_closed,
    )
    return page, numbers


def _definitions(indicator: Indicator) -> list[Named]:
    """Every sentence that was ever in force, the latest first, with its source."""
    latest_first = sorted(indicator.definitions, key=lambda each: each.valid_from, reverse=True)
    return [
        Named(
            _("in force from {}").format(each.valid_from.isoformat()),
            f"{each.text} ({each.source})" if each.source else each.text,
        )
        for each in latest_first
    ]


def _compared(numbers: Numbers, figure: Figure) -> tuple[list[Compared], list[Compared]]:
    """What the figure is compared with, and what it is not, with the reason."""
    made, refused = [], []
    for basis in _BASES:
        name = basis_in_words(basis)
        try:
            outcome = numbers.comparer.compare(figure, basis)
        except NotComparableError as reason:
            refused.append(Compared(name, str(reason)))
            continue
        if outcome.display and not outcome.absent:
            then = outcome.then.display if outcome.then else ""
            told = _("{} ({} then)").format(outcome.display, then) if then else outcome.display
            made.append(Compared(name, told))
        else:
            refused.append(Compared(name, outcome.absent or "—"))
    return made, refused


def _month(point: Point, code: str, query: CellQuery) -> MonthLine:
    there = CellQuery(point.month, query.division, query.chain)
    published = point.published
    return MonthLine(
        month=point.month.label,
        shown=shown(point.figure),
        published=(published.display or "—") if published else "",
        differs=point.differs,
        address=f"{reverse('indicator', args=[code])}?{there.query}",
    )


def _divisions(code: str, query: CellQuery, numbers: Numbers, viewer: Viewer) -> Iterator[Place]:
    if "division" not in numbers.catalogue[code].dimensions:
        return
    for choice in choices.division_choices(numbers.figures.territory):
        yield from _place(choice, code, Scope(choice.code, query.chain), query, numbers, viewer)


def _chains(code: str, query: CellQuery, numbers: Numbers, viewer: Viewer) -> Iterator[Place]:
    if "chain" not in numbers.catalogue[code].dimensions:
        return
    for choice in choices.chain_choices(numbers.figures.territory):
        yield from _place(choice, code, Scope(query.division, choice.code), query, numbers, viewer)


def _place(
    choice: Choice, code: str, scope: Scope, query: CellQuery, numbers: Numbers, viewer: Viewer
) -> Iterator[Place]:
    if reaches(viewer, scope, numbers.figures.territory):
        there = CellQuery(query.month, scope.division, scope.chain, query.snapshot)
        row = row_for(there, numbers.figures.get(code, scope), numbers)
        yield Place(choice.label, row.page, row)


def _printed(code: str, numbers: Numbers, viewer: Viewer) -> list[Printed]:
    """Every issued document with this indicator, the newest first, for whoever may see them."""
    if not policy.allowed(viewer, "see", "documents"):
        return []
    found = IssuedFigure.objects.filter(code=code).select_related("document")
    return [
        Printed(
            document=one.document.name,
            address=reverse("issued-document", args=[one.document.sha256]),
            day=clock.day(one.document.issued_at).isoformat(),
            scope=numbers.scope_name(Scope(one.division, one.chain)) if one.division else "",
            span=one.span.label,
            printed=one.printed,
        )
        for one in found.order_by("-document__issued_at", "position")
    ]
