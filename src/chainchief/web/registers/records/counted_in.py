"""The figures of a month that a record counts in, traced from their receipts."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.indicators.catalogue.indicator import Indicator
from chainchief.indicators.catalogue.loading import Catalogue
from chainchief.indicators.catalogue.sources import source_of
from chainchief.indicators.catalogue.subjects import subjects
from chainchief.indicators.describe.kinds_page import table_of
from chainchief.indicators.figures import Contribution, Figure, Scope
from chainchief.indicators.receipts.building import Tracer
from chainchief.lake.engines.engine import duckdb_engine
from chainchief.web.figures.amounts import amount_with_unit, unit_of
from chainchief.web.figures.cache import Memory
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.receipt_tables import part_name
from chainchief.web.figures.scopes import cell_of
from chainchief.web.frame.months import newest_month
from chainchief.web.frame.query import CellQuery

Lines = dict[str, list[tuple[Figure, Contribution]]]


#: Figures shown at once; the rest are folded.
SHOWN = 10


@dataclass(frozen=True)
class Counted:
    """What a record contributes to one figure, part by part, and the receipt that says so."""

    name: str
    amounts: list[str]
    display: str
    address: str


@dataclass(frozen=True)
class CountedPage:
    """What templates/web/registers/counted.html shows."""

    title: str
    first: list[Counted]
    rest: list[Counted]


def counted_page(kind: str, uid: str, viewer: Viewer) -> CountedPage | None:
    """Figures of the newest closed month that count the record; None without such a month.

    Figures stand in the order of the page of a month.
    """
    month = newest_month()
    if month is None:
        return None
    query, numbers = cell_of(CellQuery(month), viewer)
    found: dict[str, list[tuple[Figure, Contribution]]] = defaultdict(list)
    for figure, line in _lines(kind, query.scope, numbers).get(uid, []):
        found[figure.code].append((figure, line))
    title = f"{month.label} · {numbers.scope_name(query.scope)}"
    counted = [
        _counted(found[code], query, numbers) for code in sorted(found, key=subjects().place)
    ]
    return CountedPage(title, counted[:SHOWN], counted[SHOWN:])


def _counted(
    lines: list[tuple[Figure, Contribution]], query: CellQuery, numbers: Numbers
) -> Counted:
    figure = lines[0][0]
    return Counted(
        name=figure.name,
        amounts=[_amount(figure, line, numbers) for _figure, line in lines],
        display=figure.display or "—",
        address=f"{reverse('receipt', args=[figure.code])}?{query.query}",
    )


def _amount(figure: Figure, line: Contribution, numbers: Numbers) -> str:
    of = unit_of(figure, line.part, numbers.catalogue)
    value = amount_with_unit(line.contribution, of)
    return f"{part_name(line.part)} {value}" if len(figure.parts) > 1 else value


_memory: Memory[Lines] = Memory(24)


def _lines(kind: str, scope: Scope, numbers: Numbers) -> Lines:
    """Every line of every receipt of the cell that is about a record of the kind, by its uid."""
    hashes = tuple(numbers.catalogue.hashes.items())
    key = (kind, scope, numbers.month, numbers.snapshot.manifest_hash, hashes)
    return _memory.get(key, lambda: _trace(kind, scope, numbers))


def _trace(kind: str, scope: Scope, numbers: Numbers) -> Lines:
    territory, engine = numbers.figures.territory, duckdb_engine()
    tracer = Tracer(numbers.snapshot, numbers.catalogue, engine, territory)
    found: Lines = defaultdict(list)
    for figure in numbers.figures_of(scope):
        if kind in kinds_counted(numbers.catalogue[figure.code], numbers.catalogue):
            for line in tracer.receipt(figure).contributions:
                for uid in _about(line, kind):
                    found[uid].append((figure, line))
    return dict(found)


def kinds_counted(indicator: Indicator, catalogue: Catalogue) -> Iterator[str]:
    """The kinds whose records an indicator counts, or whose rows it reads."""
    plain = [leaf.indicator for leaf in catalogue.leaves(indicator)]
    for table in filter(None, map(table_of, plain)):
        yield from (source_of(table).row_kind, source_of(table).entity_kind)


def _about(line: Contribution, kind: str) -> set[str]:
    """The record counted and the row that says so, where they are of the kind."""
    cited = ((line.kind, line.uid), (line.row_kind, line.row_uid))
    return {uid for named, uid in cited if named == kind}
