"""The page of a collection: its figures in a month, as far as the reader's reach goes."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.indicators.figures import Scope
from chainchief.indicators.reach import reaches
from chainchief.web.figures.charts.drawing import source_of
from chainchief.web.figures.keeping.collections import Entry, entries_of, is_owner
from chainchief.web.figures.models import FigureCollection
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.rows import Row, row_for
from chainchief.web.figures.scopes import as_at, cell_of
from chainchief.web.frame.breadcrumbs import Crumb
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.query import CellQuery


@dataclass(frozen=True)
class Line:
    """A figure of the collection; without a row it is not open to the reader, or is no more."""

    place: int
    scope: str
    row: Row | None
    absent: str = ""


@dataclass(frozen=True)
class CollectionPage:
    """What templates/web/figures/collection.html shows."""

    query: CellQuery
    bar: Bar
    crumbs: list[Crumb]
    title: str
    as_at: list[str]
    uid: str
    is_own: bool
    lines: list[Line]
    source: str


def collection_page(
    collection: FigureCollection, query: CellQuery, viewer: Viewer
) -> CollectionPage:
    """Each figure in its own cell, those out of reach told by a line without a number."""
    entries = entries_of(collection)
    cell_query = CellQuery(query.month, snapshot=query.snapshot)
    cell_query, numbers = cell_of(cell_query, viewer, [entry.code for entry in entries])
    here = reverse("figure-collection", args=[collection.uid])
    return CollectionPage(
        query=cell_query,
        bar=bar_for(query.month, here),
        crumbs=[
            Crumb(_("Collections"), f"{reverse('figure-collections')}?month={query.month}"),
            Crumb(collection.name),
        ],
        title=f"{collection.name} · {query.month.label}",
        as_at=as_at(cell_query, numbers),
        uid=str(collection.uid),
        is_own=is_owner(viewer, collection),
        lines=list(_lines(entries, cell_query, numbers, viewer)),
        source=source_of(numbers),
    )


def _lines(
    entries: list[Entry], cell_query: CellQuery, numbers: Numbers, viewer: Viewer
) -> Iterator[Line]:
    territory = numbers.figures.territory
    for place, entry in enumerate(entries):
        scope = Scope(entry.division or cell_query.division, entry.chain)
        known = scope.division in territory.names and (
            not scope.chain or scope.chain in territory.chains
        )
        if entry.code not in numbers.catalogue or not known:
            yield Line(place, entry.code, None, _("The catalogue or the ledger no longer has it."))
        elif not reaches(viewer, scope, territory):
            name = numbers.catalogue[entry.code].name
            yield Line(place, name, None, _("Not open to you"))
        else:
            there = CellQuery(cell_query.month, scope.division, scope.chain, cell_query.snapshot)
            figure = numbers.figures.get(entry.code, scope)
            yield Line(place, numbers.scope_name(scope), row_for(there, figure, numbers))
