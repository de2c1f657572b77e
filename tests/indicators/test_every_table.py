"""The law of receipts over the whole catalogue, on rows drawn for every table that it reads."""

import pytest
from tests.indicators.conftest import CITY, NOVEMBER
from tests.indicators.drawn_rows import drawn_snapshot

from chainchief.core.spans import Span
from chainchief.indicators.catalogue.loading import shipped
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.figures import Scope
from chainchief.indicators.receipts.building import Tracer
from chainchief.lake.engines.engine import duckdb_engine


@pytest.fixture
def drawn(ledger):
    return drawn_snapshot(6000)


@pytest.mark.parametrize("span", ["2023-01..2023-11", "2022-10..2023-03"])
def test_every_figure_of_the_catalogue_has_a_receipt_that_adds_up(drawn, span):
    catalogue, engine, whole = shipped(), duckdb_engine(), Span.parse(span)
    figures = figures_for(drawn, NOVEMBER, catalogue=catalogue, engine=engine, span=whole)
    trace = Tracer(drawn, catalogue, engine, figures.territory)
    with_records = set()
    for figure in _some_of(figures):
        receipt = trace.receipt(figure)
        assert receipt.adds_up, (figure, receipt.sums())
        assert figure.records == len({(c.kind, c.uid) for c in receipt.contributions}), figure
        with_records |= {figure.code} if receipt.contributions else set()
    summed = {indicator.code for indicator in catalogue if indicator.is_summed}
    # What is drawn at random meets the conditions of about half: ranks, lists and titles least.
    assert len(with_records & summed) > 0.5 * len(summed)


def _some_of(figures):
    """Each indicator in the city, in two counties and in two chains of each."""
    cells = [Scope(unit, chain) for unit in (CITY, *figures.divisions[2:4]) for chain in _chains()]
    for code in figures.codes:
        indicator = figures.catalogue[code]
        if not indicator.parameters:
            yield from (figures.get(code, cell) for cell in cells)


def _chains():
    return ("", "CHAIN-01", "CHAIN-11")
