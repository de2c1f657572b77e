"""The page of all chains: landmark chains first, then in the order that the city gave them."""

from dataclasses import dataclass

from django.urls import reverse

from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.indicators.figures import Scope
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.web.chains.indicators import COLUMNS, known_codes, rows_of
from chainchief.web.chains.people import chiefs_of
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.rows import Row
from chainchief.web.figures.scopes import as_at, cell_of
from chainchief.web.frame.month_bar import Bar, bar_for
from chainchief.web.frame.query import CellQuery
from chainchief.web.frame.reach import reaches
from chainchief.web.frame.visible import holding_on, records_of


@dataclass(frozen=True)
class ChainLine:
    """A chain with its chiefs and its figures."""

    code: str
    name: str
    address: str
    chiefs: str
    is_landmark: bool
    position: int
    rows: list[Row]


@dataclass(frozen=True)
class ChainsPage:
    """What templates/web/chains.html shows."""

    bar: Bar
    title: str
    as_at: list[str]
    heads: list[str]
    lines: list[ChainLine]


def chains_page(query: CellQuery, viewer: Viewer) -> tuple[ChainsPage, Numbers]:
    """All chains in the division asked for, those within the viewer's reach."""
    query, numbers = cell_of(query, viewer)
    chiefs = chiefs_of(query.month.last, viewer)
    lines = [
        _line(chain, query, numbers, chiefs)
        for chain in records_of("chain", viewer).filter(holding_on(query.month.last))
        if reaches(viewer, Scope(query.division, chain.code), numbers.figures.territory)
    ]
    page = ChainsPage(
        bar=bar_for(query.month, reverse("chains"), division=query.division),
        title=_("Chains in {month}: {unit}").format(
            month=query.month.label, unit=numbers.figures.territory.names[query.division]
        ),
        as_at=as_at(query, numbers),
        heads=[numbers.catalogue[code].name for code in known_codes(COLUMNS, numbers)],
        lines=sorted((line for line in lines if line), key=in_order),
    )
    return page, numbers


#: After every position that a city would give.
LAST = 10**9


def in_order(line: ChainLine) -> tuple[bool, int, str]:
    """Never a ranking: by what the city laid down, not by what came of it."""
    return not line.is_landmark, line.position, line.code


def _line(
    chain: Chain, query: CellQuery, numbers: Numbers, chiefs: dict[str, list[str]]
) -> ChainLine | None:
    if chain.code not in numbers.figures.territory.chains:
        return None
    day, scope = query.month.last, Scope(query.division, chain.code)
    begun = chain.landmark_from is not None and chain.landmark_from <= day
    address = CellQuery(query.month, query.division, "", query.snapshot).query
    return ChainLine(
        code=chain.code,
        name=chain.name,
        address=f"{reverse('chain', args=[chain.code])}?{address}",
        chiefs="、".join(chiefs.get(chain.code, [])) or "—",
        position=chain.position or LAST,
        is_landmark=begun and (chain.landmark_to is None or chain.landmark_to >= day),
        rows=list(rows_of(COLUMNS, query, scope, numbers)),
    )
