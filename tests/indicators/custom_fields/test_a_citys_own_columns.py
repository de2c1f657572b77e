"""A city's own columns (`x_…`) count, sum, filter, date and show like the program's."""

from fractions import Fraction

import pytest
from tests.indicators.conftest import CITY, DECHENG, NINGJIN
from tests.indicators.custom_fields.own_city import (
    CODES,
    ENTRIES,
    FIELDS,
    KWH,
    MU,
    declare,
    own_city,
)

from chainchief.core.faults import FaultsError
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.indicators.catalogue.loading import load
from chainchief.indicators.compute.engine import figures_for
from chainchief.indicators.describe.explain import explained
from chainchief.indicators.disclosure.audience import Audience, for_audience
from chainchief.indicators.figures import Scope, State
from chainchief.indicators.receipts.building import Tracer
from chainchief.lake.engines.engine import engine_named
from chainchief.lake.errors import LakeError
from chainchief.ledger.kinds.project.models import Project


@pytest.fixture
def city(ledger):
    return own_city()


RIGHT = {
    "IND-X-KEY": (2, 1, 1),
    "IND-X-LAND": (150 * MU, 150 * MU, 0),
    "IND-X-JOBS": (30, 0, 30),
    "IND-X-LEADERS": (2, 2, 1),
    "IND-X-LARGE": (1, 1, 0),
    "IND-X-VISITED": (2, 0, 2),
    "IND-X-MARKED": (1, 0, 1),
    "IND-X-BLANK": (2, 0, 2),
    "IND-X-POWER": (2_000_001 * KWH, 660_000, 1_340_001),
    "IND-X-COUNT": (6, 2, 4),
    "IND-X-LAND-STARTED": (100 * MU, 100 * MU, 0),
}


@pytest.mark.parametrize("code", RIGHT)
def test_the_number_is_right_in_the_city_and_in_each_county(city, code):
    assert tuple(city.value(code, unit) for unit in (CITY, DECHENG, NINGJIN)) == RIGHT[code]


def test_amounts_are_apportioned_as_the_programs_own_are(city):
    parts = [city.value("IND-X-POWER", unit) for unit in (DECHENG, NINGJIN)]
    assert sum(parts) == city.value("IND-X-POWER")


def test_a_ratio_of_them_is_told_in_a_unit_of_both(city):
    figure = city.figure("IND-X-PER")
    assert (figure.display, figure.value) == ("25亩/个", Fraction(150 * MU, 6))


def test_foreign_money_and_weights_stay_in_their_units(city):
    assert city.figure("IND-X-EXPORT").display == "2510万美元"
    assert city.figure("IND-X-OUTPUT").unit.code == "万吨"


def test_the_receipt_shows_them(city):
    city.figure("IND-X-KEY")
    shown = {line.code: dict(line.attributes) for line in city.last_receipt.contributions}
    assert shown["P1"] == {"project.x_leader": "王某", "project.x_land": 100 * MU}
    assert shown["P3"] == {"project.x_leader": "王某", "project.x_land": None}


def test_they_are_explained_in_the_citys_words(city):
    text = explained(city.catalogue["IND-X-KEY"], city.catalogue)
    assert "条件: 项目的分级为重点 [project.x_grade: a]" in text
    with speaking(ENGLISH):
        assert "adds: land [x_land]" in explained(city.catalogue["IND-X-LAND"], city.catalogue)


def test_every_cell_of_every_one_adds_up(city):
    snapshot = city.snapshot()
    figures = city.figures(snapshot=snapshot, codes=CODES)
    tracer = Tracer(snapshot, city.catalogue, city.engine, figures.territory)
    receipts = [tracer.receipt(figure) for figure in figures]
    assert all(each.adds_up for each in receipts)
    assert sum(1 for each in receipts if each.contributions) > 40


@pytest.mark.spark
def test_they_are_the_same_on_spark(city, spark):
    snapshot = city.snapshot()
    both = [
        figures_for(
            snapshot, city.figures().month, catalogue=city.catalogue, engine=engine, codes=CODES
        )
        for engine in (city.engine, engine_named("spark=local[2]"))
    ]
    here, there = ([(f.code, f.scope, f.value, f.records, f.display) for f in one] for one in both)
    assert here == there
    assert len(here) > 100


def test_what_firms_report_in_them_is_protected_and_withheld(city):
    assert city.catalogue["IND-X-OUTPUT"].disclosure == "protected"
    snapshot = city.snapshot()
    figures = city.figures(snapshot=snapshot, codes=["IND-X-OUTPUT"])
    public = for_audience(figures, Audience.PUBLIC, snapshot, city.engine)
    assert figures.get("IND-X-OUTPUT").value == 16_000 * 10_000
    for scope in (Scope(CITY), Scope(DECHENG), Scope(CITY, "FOOD"), Scope(DECHENG, "FOOD")):
        assert public.get("IND-X-OUTPUT", scope).state is State.WITHHELD


def faults_of(fields=FIELDS, entries=ENTRIES):
    declare(fields, entries)
    with pytest.raises(FaultsError) as refused:
        load()
    return [(fault.code, fault.value) for fault in refused.value.faults]


def test_an_entry_is_checked_against_the_fields_that_are_there_now(city):
    renamed = FIELDS.replace("x_grade", "x_class")
    assert faults_of(renamed) == [
        ("IND-012", "project.x_grade"),
        ("IND-012", "x_grade"),
    ]
    declare()
    assert "IND-X-KEY" in load()


def test_units_and_values_of_them_are_checked(city):
    wrong = [
        ENTRIES[0].replace("x_grade: a", "x_grade: c"),
        ENTRIES[1].replace("unit: '亩'", "unit: '万元'"),
        ENTRIES[5].replace("60亩", "60万元"),
        ENTRIES[6].replace("date: x_visited", "date: x_land"),
    ]
    assert faults_of(entries=wrong) == [
        ("IND-013", "c"),
        ("IND-016", "万元"),
        ("IND-030", "60万元"),
        ("IND-024", "x_land"),
    ]


def test_what_is_measured_by_name_is_told_by_that_name(city):
    coal = next(text for text in ENTRIES if "x_output" in text).replace("万吨", "吨标准煤")
    dollars = next(text for text in ENTRIES if "x_export" in text).replace("万美元", "万元")
    assert faults_of(entries=[coal, dollars]) == [("IND-016", "吨标准煤"), ("IND-016", "万元")]


def test_a_closed_snapshot_from_before_a_field_gives_it_as_missing(city):
    declare("source: 市链办\nversion: 1\nvalid_from: 2023-01-01\nkinds: {}\n", ())
    older = city.snapshot()
    declare()
    figures = figures_for(
        older, city.figures().month, catalogue=load(), engine=city.engine, codes=["IND-X-LAND"]
    )
    assert figures.get("IND-X-LAND").value == 0
    assert city.value("IND-X-LAND") == 150 * MU


def test_a_value_that_is_not_of_the_fields_type_is_refused_and_not_taken_for_zero(city):
    Project.objects.filter(code="P2").update(extra={"x_land": "约50亩"}, version=2)
    with pytest.raises(LakeError, match=r"x_land.*约50亩"):
        city.snapshot()
