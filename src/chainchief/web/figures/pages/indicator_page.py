"""The page of one figure: what it means, two years of it, where it stands, why it changed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access import policy
from chainchief.access.viewers import Viewer
from chainchief.briefing.models import IssuedFigure
from chainchief.core import clock
from chainchief.core.i18n import _
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.compare.bases import Basis
from chainchief.indicators.compare.comparable import basis_in_words
from chainchief.indicators.describe.explain import facts_of
from chainchief.indicators.errors import NotComparableError
from chainchief.indicators.figures import Figure, Scope
from chainchief.web.figures.charts.course import course_chart
from chainchief.web.figures.charts.drawing import Chart
from chainchief.web.figures.charts.places import At, plan_chart, range_chart
from chainchief.web.figures.charts.two_years import Point, closings_of, course_of
from chainchief.web.figures.comparing.difference import Step
from chainchief.web.figures.comparing.steps import steps_of
from chainchief.web.figures.comparisons import matched_words
from chainchief.web.figures.keeping.collections import collection_choices
from chainchief.web.figures.keeping.pins import pinned_by
from chainchief.web.figures.number_words import Shown, shown, span_words
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.page_head import PageHead
from chainchief.web.figures.receipt_panel import Named
from chainchief.web.figures.rows import Row, row_for
from chainchief.web.figures.scopes import ScopeChoices, as_at, cell_of, choices_of, note_on
from chainchief.web.figures.speech import spoken
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.choices import Choice
from chainchief.web.frame.month_bar import bar_for
from chainchief.web.frame.query import CellQuery

#: What goes back through all months or years is told where it is asked for.
_LONG = (Basis.RUN, Basis.HIGHEST)
#: What the page sets a figure against, in this order.
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
    row: Row
    figure: Figure


@dataclass(frozen=True)
class Places:
    """The same figure over units, or over chains: a table, and charts over the ones inside."""

    key: str
    title: str
    head: str
    lines: list[Place]
    charts: list[Chart]


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
    head: PageHead
    row: Row
    records: str
    span: str
    definitions: list[Named]
    facts: list[Named]
    compared: list[Compared]
    refused: list[Compared]
    places: list[Places]
    printed: list[Printed]
    steps: list[Step]
    is_closed: bool
    is_pinned: bool
    collections: list[Choice]
    #: The addresses of what comes after the page: the two years, and what each month closed with.
    course: str
    closings: str
    difference: str
    #: The two years at once, where the reader has no scripts.
    chart: Chart | None = None


def indicator_page(
    code: str, query: CellQuery, viewer: Viewer, *, whole: bool = False
) -> tuple[IndicatorPage, Numbers]:
    """`WrongUseError` for an unknown code, and for one that is about a record to be named.

    Two years take longer than the page: `whole` has them in it, else the page asks for them.
    """
    query, numbers = cell_of(query, viewer, (code,))
    figure = numbers.figures.get(code, query.scope)
    here = reverse("indicator", args=[code])
    bar = bar_for(query.month, here, division=query.division, chain=query.chain)
    scope = choices_of(query, numbers, viewer, bar.state, here)
    compared, refused = _compared(numbers, figure)
    page = IndicatorPage(
        query=query,
        head=PageHead(
            title=f"{figure.name} · {numbers.scope_name(query.scope)}",
            bar=bar,
            crumbs=[
                Crumb(_("Figures"), f"{reverse('figures')}?{query.query}"),
                Crumb(figure.name),
            ],
            as_at=as_at(query, numbers),
            note=note_on(query, numbers),
            scope=scope,
        ),
        row=row_for(query, figure, numbers),
        records=_("records behind it: {}").format(figure.records),
        span=span_words(figure),
        definitions=_definitions(numbers.catalogue[code]),
        facts=_facts(numbers.catalogue[code], numbers.catalogue),
        compared=compared,
        refused=refused,
        places=[
            places
            for places in (
                _divisions(code, scope, numbers),
                _chains(code, scope, numbers),
            )
            if places.lines
        ],
        printed=_printed(code, numbers, viewer),
        steps=steps_of(numbers, code, query.scope, viewer),
        is_closed=bar.state.is_closed,
        is_pinned=code in pinned_by(viewer),
        collections=collection_choices(viewer),
        course=f"{reverse('indicator-course', args=[code])}?{query.query}",
        closings=f"{reverse('indicator-closings', args=[code])}?{query.query}",
        difference=f"{reverse('figure-difference', args=[code])}?{query.query}",
        chart=course_of_page(code, query, numbers) if whole else None,
    )
    return page, numbers


def course_of_page(code: str, query: CellQuery, numbers: Numbers) -> Chart:
    """Two years of the figure, laid over each other; `WrongUseError` for an unknown code."""
    name = numbers.figures.get(code, query.scope).name
    title = f"{name} · {numbers.scope_name(query.scope)}"
    return course_chart(course_of(numbers, code, query.scope), numbers, title)


def closings_of_page(code: str, query: CellQuery, numbers: Numbers) -> list[MonthLine]:
    """Month by month, the latest first, beside what each was closed with."""
    numbers.figures.get(code, query.scope)  # says so where there is no such figure
    points = closings_of(numbers, code, query.scope)
    return [_month(point, code, query) for point in reversed(points)]


#: Codes behind the words of a fact: for whoever writes presets, not for whoever reads figures.
_CODES = re.compile(r"\s*\[[^\[\]]*\]")


def _facts(indicator: Indicator, catalogue: Catalogue) -> list[Named]:
    return [Named(name, _CODES.sub("", words)) for name, words in facts_of(indicator, catalogue)]


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
            refused.append(Compared(name, spoken(str(reason))))
            continue
        if outcome.display and not outcome.absent:
            then = outcome.then.display if outcome.then else ""
            change = _("{} ({} then)").format(outcome.display, then) if then else outcome.display
            if outcome.matched is not None:
                change = matched_words(outcome.matched, outcome.display)
            made.append(Compared(name, spoken(change)))
        else:
            refused.append(Compared(name, spoken(outcome.absent or "—")))
    return made, refused


def _month(point: Point, code: str, query: CellQuery) -> MonthLine:
    there = CellQuery(point.month, query.division, query.chain)
    published = point.published
    return MonthLine(
        month=point.month.label,
        shown=shown(point.figure),
        published=(spoken(published.display) or "—") if published else "",
        differs=point.differs,
        address=f"{reverse('indicator', args=[code])}?{there.query}",
    )


def _divisions(code: str, scope: ScopeChoices, numbers: Numbers) -> Places:
    scopes = [(each.label, Scope(each.code, scope.query.chain)) for each in scope.divisions]
    has = "division" in numbers.catalogue[code].dimensions
    lines = list(_lines(code, scopes if has else [], scope.query, numbers))
    title, head = _("By unit"), _("Division")
    inside = [
        line for line in lines if line.figure.scope.division != numbers.figures.territory.root
    ]
    return Places("divisions", title, head, lines, _charts("divisions", head, inside, numbers))


def _chains(code: str, scope: ScopeChoices, numbers: Numbers) -> Places:
    scopes = [(each.label, Scope(scope.query.division, each.code)) for each in scope.chains]
    has = "chain" in numbers.catalogue[code].dimensions
    lines = list(_lines(code, scopes if has else [], scope.query, numbers))
    inside = [line for line in lines if line.figure.scope.chain]
    title, head = _("By chain"), _("Chain")
    return Places("chains", title, head, lines, _charts("chains", head, inside, numbers))


def _lines(
    code: str, scopes: Iterable[tuple[str, Scope]], query: CellQuery, numbers: Numbers
) -> Iterator[Place]:
    for name, scope in scopes:
        there = CellQuery(query.month, scope.division, scope.chain, query.snapshot)
        figure = numbers.figures.get(code, scope)
        yield Place(name, row_for(there, figure, numbers), figure)


def _charts(key: str, head: str, lines: list[Place], numbers: Numbers) -> list[Chart]:
    """Where each stands against its own last year and its own plan; a single one needs no chart."""
    if len(lines) < 2:
        return []
    places = [At(line.name, line.figure) for line in lines]
    name = lines[0].figure.name
    drawn = (
        range_chart(key, head, places, numbers, _("{name}: this year and last").format(name=name)),
        plan_chart(key, head, places, numbers, _("{name}: of the year's plan").format(name=name)),
    )
    return [chart for chart in drawn if chart.is_drawn and len(chart.labels) > 1]


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
