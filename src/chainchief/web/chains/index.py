"""The page of all chains: landmark chains first, then in the order that the city gave them."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.choices import listed
from chainchief.core.i18n import _
from chainchief.indicators.figures import Figure, Scope
from chainchief.indicators.reach import reaches
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.web.chains.people import chiefs_of
from chainchief.web.figures.cards import COLUMNS, FIRST, known_codes
from chainchief.web.figures.columns import ColumnFormat, format_of
from chainchief.web.figures.number_words import exact_words
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.scopes import as_at, cell_of
from chainchief.web.figures.speech import unit_words
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.query import CellQuery
from chainchief.web.frame.visible import holding_on, records_of


@dataclass(frozen=True)
class ChainCell:
    """A figure of a chain: the number alone; `absent` says why there is none."""

    text: str
    exact: str
    absent: str
    address: str


@dataclass(frozen=True)
class ChainLine:
    """A chain with its chiefs and its figures."""

    code: str
    name: str
    address: str
    chiefs: str
    is_landmark: bool
    position: int
    cells: list[ChainCell]


@dataclass(frozen=True)
class ChainsPage:
    """What templates/web/chains.html shows."""

    bar: Bar
    title: str
    as_at: list[str]
    #: The name of each column, and the unit that its numbers are in.
    heads: list[tuple[str, str]]
    lines: list[ChainLine]


def chains_page(query: CellQuery, viewer: Viewer) -> tuple[ChainsPage, Numbers]:
    """All chains in the division asked for, those within the viewer's reach."""
    query, numbers = cell_of(query, viewer, FIRST)
    chains = [
        chain
        for chain in records_of("chain", viewer).filter(holding_on(query.month.last))
        if chain.code in numbers.figures.territory.chains
        and reaches(viewer, Scope(query.division, chain.code), numbers.figures.territory)
    ]
    columns = _columns(query, numbers, chains)
    chiefs = chiefs_of(query.month.last, viewer)
    lines = [_line(chain, query, columns, chiefs) for chain in chains]
    page = ChainsPage(
        bar=bar_for(query.month, reverse("chains"), division=query.division),
        title=_("Chains in {month}: {unit}").format(
            month=query.month.label, unit=numbers.figures.territory.names[query.division]
        ),
        as_at=as_at(query, numbers),
        heads=[
            (numbers.catalogue[code].name, unit_words(column.unit))
            for code, (column, _f) in columns.items()
        ],
        lines=sorted(lines, key=in_order),
    )
    return page, numbers


#: Code of an indicator → the format of its column, and the figure of each chain.
_Columns = dict[str, tuple[ColumnFormat, dict[str, Figure]]]


def _columns(query: CellQuery, numbers: Numbers, chains: list[Chain]) -> _Columns:
    found: _Columns = {}
    for code in known_codes(COLUMNS, numbers):
        figures = {
            chain.code: numbers.figures.get(code, Scope(query.division, chain.code))
            for chain in chains
        }
        found[code] = (format_of(list(figures.values())), figures)
    return found


#: After every position that a city would give.
LAST = 10**9


def in_order(line: ChainLine) -> tuple[bool, int, str]:
    """Never a ranking: by what the city laid down, not by what came of it."""
    return not line.is_landmark, line.position, line.code


def _line(
    chain: Chain, query: CellQuery, columns: _Columns, chiefs: dict[str, list[str]]
) -> ChainLine:
    day = query.month.last
    begun = chain.landmark_from is not None and chain.landmark_from <= day
    address = CellQuery(query.month, query.division, "", query.snapshot).query
    return ChainLine(
        code=chain.code,
        name=chain.name,
        address=f"{reverse('chain', args=[chain.code])}?{address}",
        chiefs=listed(chiefs.get(chain.code, [])) or "—",
        position=chain.position or LAST,
        is_landmark=begun and (chain.landmark_to is None or chain.landmark_to >= day),
        cells=[_cell(column, figures[chain.code], query) for column, figures in columns.values()],
    )


def _cell(column: ColumnFormat, figure: Figure, query: CellQuery) -> ChainCell:
    there = CellQuery(query.month, figure.scope.division, figure.scope.chain, query.snapshot)
    return ChainCell(
        column.text(figure),
        f"{figure.name} {exact_words(figure)}",
        figure.absent,
        f"{reverse('receipt', args=[figure.code])}?{there.query}",
    )
