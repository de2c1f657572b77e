"""The figures that begin a page: six cards, and the columns of the table of chains."""

from collections.abc import Iterator

from chainchief.indicators.figures import Scope
from chainchief.web.figures.numbers import Numbers
from chainchief.web.figures.rows import Row, row_for
from chainchief.web.frame.query import CellQuery

#: The cards of the city, of a unit, of a chain.
CARDS = (
    "IND-PRJ-STARTED",
    "IND-PRJ-FUNDS-RECOGNISED",
    "IND-PRJ-INVESTED",
    "IND-PRJ-COMPLETED",
    "IND-DIF-OPEN",
    "IND-SEG-COVERAGE",
)
#: The columns of the table of all chains.
COLUMNS = (
    "IND-PRJ-STARTED",
    "IND-PRJ-FUNDS-REPORTED",
    "IND-PRJ-FUNDS-VERIFIED",
    "IND-PRJ-FUNDS-RECOGNISED",
    "IND-PRJ-INVESTED",
    "IND-DIF-OPEN",
    "IND-DIF-OVERDUE",
    "IND-SEG-MISSING",
)
#: What the pages of chains, the start and the figures begin with; computed together, once.
FIRST = (*CARDS, *COLUMNS)


def known_codes(codes: tuple[str, ...], numbers: Numbers) -> list[str]:
    """Codes among these that the catalogue in force has and that go by chain."""
    return [
        code
        for code in codes
        if code in numbers.catalogue and "chain" in numbers.catalogue[code].dimensions
    ]


def cards_of(
    codes: tuple[str, ...], query: CellQuery, scope: Scope, numbers: Numbers
) -> Iterator[Row]:
    """The figures of one cell, each a door to its receipt."""
    there = CellQuery(query.month, scope.division, scope.chain, query.snapshot)
    for code in known_codes(codes, numbers):
        yield row_for(there, numbers.figures.get(code, scope), numbers)
