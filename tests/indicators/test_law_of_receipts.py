"""The law of the house: a receipt adds up, in every cell, for every ledger that can be drawn.

The figure comes from one query over all cells, its receipt from rows chosen one by one; they share
only the words of the catalogue.
"""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, PROVINCE, WAN, ZONE, city_with_places

from chainchief.core.spans import Month, Span
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.figures import Scope
from chainchief.indicators.receipts.building import Tracer
from chainchief.lake.snapshots.making import working

UNITS = (CITY, DECHENG, NINGJIN, ZONE)
CHAINS = ("FOOD", "NEW-IT", "OLD", None)
SPANS = tuple(
    Span.parse(text)
    for text in ("2023-01..2023-11", "2023-07..2023-11", "2022-01..2022-12", "2022-10..2023-03")
)

days = st.dates(dt.date(2022, 9, 1), dt.date(2023, 12, 31)).map(str)
amounts = st.one_of(st.none(), st.integers(0, 10**7))
units = st.sampled_from(UNITS)
months = st.builds(Month, st.sampled_from([2022, 2023]), st.integers(1, 12)).map(str)

projects = st.lists(
    st.fixed_dictionaries(
        {
            "division": units,
            "chain": st.sampled_from(CHAINS),
            "total": amounts,
            "duplicate": st.booleans(),
            "shares": st.dictionaries(units, st.integers(1, 9), max_size=3),
            "stages": st.lists(
                st.tuples(
                    st.sampled_from(["started", "signed"]),
                    days,
                    units,
                    st.sampled_from(["accepted", "accepted", "pending"]),
                ),
                max_size=4,
                unique_by=lambda stage: (stage[0], stage[2]),
            ),
            "reports": st.lists(
                st.tuples(months, st.integers(0, 11), amounts, amounts),
                max_size=5,
                unique_by=lambda report: report[:2],
            ),
            "lists": st.dictionaries(
                st.sampled_from(["PROV-TECH", "CITY-TECH"]), st.tuples(days, st.booleans())
            ),
        }
    ),
    max_size=6,
)


def write(city, drawn):
    for number, one in enumerate(drawn):
        code = f"P{number}"
        original = "P0" if one["duplicate"] and number else None
        total = one["total"]
        city.project(
            code,
            one["division"],
            one["chain"],
            total_investment=total and total * 7,
            duplicate_of_id=original,
        )
        write_what_belongs_to(city, code, one)


def write_what_belongs_to(city, code, one):
    whole = sum(one["shares"].values())
    for unit, weight in one["shares"].items():
        share = city.share(code, unit, 0)
        share.share = weight * 1_000_000 // whole
        share.version = 2
        share.save()
    for stage, on, by, evidence in one["stages"]:
        city.stage(code, stage, on, by, evidence=evidence)
    for month, revision, invested, recognised in one["reports"]:
        report = city.report(code, month, revision)
        report.invested, report.funds_recognised = invested, recognised
        report.funds_reported = None if invested is None else invested * WAN
        report.version = 2
        report.save()
    for name, (since, ended) in one["lists"].items():
        city.listing(code, name, since, since if ended else None)


class RollBack(Exception):  # noqa: N818 - the way out of the transaction
    pass


@pytest.fixture
def drawn_city(ledger):
    city = city_with_places()
    city.statistic(86_000)
    city.statistic(69_000, division=PROVINCE)
    city.furnished(11_000)
    return city


DRAWN = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(DRAWN, max_examples=8)
@given(drawn=projects, span=st.sampled_from(SPANS))
def test_every_receipt_adds_up_in_every_cell(drawn_city, drawn, span):
    assert_the_law_holds(drawn_city, drawn, span)


@pytest.mark.long
@settings(DRAWN, max_examples=150)
@given(drawn=projects, span=st.sampled_from(SPANS))
def test_every_receipt_adds_up_in_every_cell_of_many_cities(drawn_city, drawn, span):
    assert_the_law_holds(drawn_city, drawn, span)


def assert_the_law_holds(drawn_city, drawn, span):
    with pytest.raises(RollBack), transaction.atomic():  # noqa: PT012
        write(drawn_city, drawn)
        cells = check_the_law(drawn_city, span)
        assert cells >= 16 * len(UNITS) * len(CHAINS)
        raise RollBack


def check_the_law(city, span):
    """All figures of the catalogue in all cells; returns how many were held to the law."""
    snapshot = working()
    figures = figures_for(
        snapshot, span.end, catalogue=city.catalogue, engine=city.engine, span=span, records=["P0"]
    )
    trace = Tracer(snapshot, city.catalogue, city.engine, figures.territory)
    held = 0
    for figure in figures:
        receipt = trace.receipt(figure)
        assert receipt.adds_up, (figure, receipt.sums())
        assert figure.records == len({(c.kind, c.uid) for c in receipt.contributions})
        parts = [(c.part, c.kind, c.uid) for c in receipt.contributions]
        assert len(set(parts)) == len(parts)
        held += 1
    check_a_zone_is_within_its_county(figures)
    return held


def check_a_zone_is_within_its_county(figures):
    for code in figures.codes:
        indicator = figures.catalogue[code]
        if indicator.is_summed and "division" in indicator.dimensions:
            zone, county = (figures.get(code, Scope(unit)).records for unit in (ZONE, DECHENG))
            assert zone <= county <= figures.get(code).records
