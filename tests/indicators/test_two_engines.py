"""The whole catalogue on Spark gives the same figures as on DuckDB; an overflow raises on both."""

from collections.abc import Mapping

import pytest
from django.db import connection
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, NOVEMBER, PROVINCE, WAN, ZONE, day
from tests.indicators.sentences.small_ledger import write

from chainchief.core.spans import Month, Span
from chainchief.indicators.compare.comparer import Comparer
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.receipts.building import Tracer, receipt_for
from chainchief.lake.engines.engine import engine_named
from chainchief.lake.errors import LakeError

HUGE = 2**62


def fill(city):
    """Something for every nature: duplicates, shares, zones, revisions, missing months."""
    places = (DECHENG, NINGJIN, ZONE, CITY)
    for number in range(12):
        code, chain = f"P{number:02}", ("FOOD", "NEW-IT", "OLD", None)[number % 4]
        duplicate = "P00" if number == 8 else None
        total = None if number == 5 else (number + 1) * 1000 * WAN + number
        city.project(
            code, places[number % 4], chain, total_investment=total, duplicate_of_id=duplicate
        )
        city.stage(code, "signed", f"2023-{number % 11 + 1:02}-10")
        city.stage(code, "started", f"202{2 + number % 2}-{number % 12 + 1:02}-28")
        city.stage(code, "started", f"2023-{number % 12 + 1:02}-01", by=NINGJIN)
        for month in range(number % 3, 12, 3):
            amounts = {"funds_recognised": number, "funds_reported": number * 2 + month}
            city.report(code, f"2023-{month + 1:02}", month % 2, invested=month, **amounts)
        city.listing(code, "PROV-TECH" if number % 2 else "CITY-TECH")
        city.listing(code, "CITY-TECH" if number % 2 else "PROV-TECH", until="2023-06-30")
    city.share("P01", DECHENG, 33)
    city.share("P01", NINGJIN, 67)
    city.statistic(86_000)
    city.statistic(90_000, standing="flash", released_on=day("2023-12-30"))
    city.statistic(69_000, division=PROVINCE)
    city.furnished(11_000)


def told(figures):
    return [
        (f.code, str(f.scope), f.value, dict(f.parts), f.records, f.display, f.state, f.absent)
        for f in figures
    ]


#: What an entry says of itself, and nothing of how it is computed.
_WORDS = {"code", "name", "unit", "places", "receipt", "dimensions", "definition", "aliases", "ref"}


def form_of(entry, top=True):
    """How an entry is built, whatever its columns, words and numbers are."""
    if isinstance(entry, Mapping):
        parts = (
            (key if top or not {".", "_"} & set(key) else "column", form_of(value, top=False))
            for key, value in entry.items()
            if not (top and key in _WORDS)
        )
        return tuple(sorted(parts, key=repr))
    if isinstance(entry, list | tuple):
        return tuple(sorted({form_of(each, top=False) for each in entry}, key=repr))
    return type(entry).__name__


def one_of_each_form(catalogue):
    """Codes such that every form of entry and every source is there."""
    forms, sources = {}, {}
    for code in catalogue.hashes:
        indicator = catalogue[code]
        forms.setdefault((indicator.nature, form_of(indicator.canonical)), code)
        sources.setdefault(indicator.source, code)
    return sorted({*forms.values(), *sources.values()})


@pytest.mark.spark
@pytest.mark.parametrize("which", ["each form", pytest.param("all", marks=pytest.mark.long)])
def test_the_catalogue_is_identical_on_spark(city, spark, which):
    fill(city)
    snapshot = city.snapshot()
    other = engine_named("spark=local[2]")
    codes = one_of_each_form(city.catalogue) if which == "each form" else None
    more = {"catalogue": city.catalogue, "records": ["P03"], "codes": codes}
    here = figures_for(snapshot, NOVEMBER, engine=city.engine, **more)
    there = figures_for(snapshot, NOVEMBER, engine=other, **more)
    assert told(here) == told(there)
    assert len({figure.code for figure in here}) > 100
    assert sum(1 for figure in here if figure.value) > (40 if codes else 100)


@pytest.mark.spark
def test_a_span_in_the_middle_of_the_year_is_identical_on_spark(city, spark):
    fill(city)
    snapshot = city.snapshot()
    more = {
        "catalogue": city.catalogue,
        "span": Span.parse("2023-07..2023-11"),
        "codes": ["IND-PRJ-STARTED", "IND-PRJ-INVESTED"],
    }
    here = figures_for(snapshot, NOVEMBER, engine=city.engine, **more)
    there = figures_for(snapshot, NOVEMBER, engine=engine_named("spark=local[2]"), **more)
    assert told(here) == told(there)
    assert any(figure.value for figure in here)


@pytest.mark.spark
def test_the_months_that_both_years_report_are_identical_on_spark(city, spark):
    fill(city)
    for number, month in enumerate(("2022-08", "2022-09", "2022-10")):
        city.report(f"P{number + 1:02}", month, invested=number + 3)
    snapshot, december = city.snapshot(), Month(2023, 12)
    outcomes = []
    for engine in (city.engine, engine_named("spark=local[2]")):
        codes = ["IND-PRJ-INVESTED"]
        figures = figures_for(
            snapshot, december, catalogue=city.catalogue, engine=engine, codes=codes
        )
        comparer = Comparer(figures, snapshot, engine)
        figure = figures.get(codes[0])
        found = [comparer.compare(figure, basis) for basis in ("yoy", "yoy-matched")]
        outcomes.append([(each.value, each.matched, each.over, each.display) for each in found])
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][1][1]


@pytest.mark.spark
def test_receipts_are_identical_on_spark(city, spark):
    fill(city)
    snapshot = city.snapshot()
    other = engine_named("spark=local[2]")
    figures = figures_for(
        snapshot, NOVEMBER, catalogue=city.catalogue, engine=city.engine, divisions=[CITY]
    )
    here = Tracer(snapshot, city.catalogue, city.engine, figures.territory)
    there = Tracer(snapshot, city.catalogue, other, figures.territory)
    for code in figures.codes:
        if not city.catalogue[code].parameters:
            figure = figures.get(code)
            assert here.receipt(figure) == there.receipt(figure)
            assert there.receipt(figure).adds_up


def without_limits():
    """No amount of the ledger is so large that few of them overflow: here they are forced in."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")


def overflow(city, engine):
    without_limits()
    for code in ("P1", "P2", "P3"):
        city.project(code)
        report = city.report(code)
        report.invested, report.version = HUGE, 2
        report.save()
    with pytest.raises(LakeError, match="64"):
        city.figures(codes=["IND-PRJ-INVESTED"], engine=engine)


def test_an_overflow_raises_on_duckdb(city):
    overflow(city, city.engine)


@pytest.mark.spark
def test_an_overflow_raises_on_spark(city, spark):
    overflow(city, engine_named("spark=local[2]"))


def test_the_largest_sum_that_fits_is_exact(city):
    without_limits()
    for code, steps in (("P1", 2**62), ("P2", 2**62 - 1)):
        city.project(code)
        report = city.report(code)
        report.invested, report.version = steps, 2
        report.save()
    snapshot = city.snapshot()
    figure = city.figures(snapshot=snapshot, codes=["IND-PRJ-INVESTED"]).get("IND-PRJ-INVESTED")
    assert figure.value == 2**63 - 1
    assert receipt_for(figure, snapshot, city.catalogue, city.engine).adds_up


CONSTRUCTS = (
    "IND-BHD-DIF-FIRMS",
    "IND-BHD-TRIP-PLACES",
    "IND-BHD-START-CHAINS",
    "IND-BHD-PER-FIRM",
    "IND-GRW-STARTED",
    "IND-GRW-RENO-OVER",
    "IND-NCH-STARTED",
    "IND-POS-STARTED",
    "IND-LND-PER-MU",
)


@pytest.mark.spark
def test_who_is_behind_growth_and_places_are_identical_on_spark(city, spark):
    write(city)
    snapshot = city.snapshot()
    more = {"catalogue": city.catalogue, "codes": CONSTRUCTS}
    here = figures_for(snapshot, NOVEMBER, engine=city.engine, **more)
    there = figures_for(snapshot, NOVEMBER, engine=engine_named("spark=local[2]"), **more)
    assert told(here) == told(there)
    assert {figure.code for figure in here if figure.value} == set(CONSTRUCTS)
