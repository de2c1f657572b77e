"""What `where` can say: one value, several, none of them, flags and attributes as at a day."""

import pytest
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, ZONE, day

from chainchief.indicators.catalogue.loading import from_files

ENTRY = """\
- code: IND-T
  name: {{zh: 试, en: Test}}
  nature: {nature}
  source: {source}
  where: {where}
  measure: {{count: {entity}}}
  {more}
  unit: {unit}
  dimensions: [division]
  definition:
    - {{valid_from: 2022-01-01, zh: 说法, en: words}}
"""


@pytest.fixture
def count(city, tmp_path):
    """How many count as IND-T in a unit, by an entry with these conditions."""

    def counted(where, division=CITY, source="project_stage", **more):
        stage = source == "project_stage"
        file = tmp_path / "indicators-t.yaml"
        text = ENTRY.format(
            where=where,
            source=source,
            nature="flow" if stage else "stock",
            entity="project" if source.startswith("project") else source,
            unit="家" if source == "enterprise" else "个",
            more="date: recognised_on" if stage else "disclosure: open",
        )
        file.write_text(text, encoding="utf-8")
        city.catalogue = from_files(file)
        return city.value("IND-T", division, **more)

    return counted


@pytest.fixture
def three(city):
    """Three projects that reached different stages, in two counties and a zone."""
    places = ((DECHENG, "new"), (NINGJIN, "renovation"), (ZONE, ""))
    stages = ("started", "signed", "completed")
    for number, ((place, construction), stage) in enumerate(zip(places, stages, strict=True)):
        city.project(f"P{number}", place, construction=construction)
        city.stage(f"P{number}", stage)
    return city


@pytest.mark.parametrize(
    ("where", "number"),
    [
        ("{stage: started}", 1),
        ("{stage: [started, signed]}", 2),
        ("{stage: {not: started}}", 2),
        ("{stage: {not: [started, signed]}}", 1),
        ("{construction: renovation}", 1),
        ("{construction: {not: renovation}}", 2),
        ("{stage: [started, signed], construction: new}", 1),
        ("{reported_by: '371402'}", 3),
        ("{division.level: zone}", 1),
        ("{division.of_which: true}", 1),
        ("{division.of_which: false}", 2),
        ("{project.construction: new}", 1),
        ("{chain.code: FOOD}", 3),
        ("{chain.landmark: false}", 0),
        ("{}", 3),
    ],
)
def test_a_condition_takes_values_lists_and_their_opposite(three, count, where, number):
    assert count(where) == number


@pytest.mark.parametrize(
    ("span", "number"),
    [("2022-01..2022-12", 1), ("2023-01..2023-06", 2), ("2023-01..2023-07", 1)],
)
def test_a_flag_with_days_is_as_at_the_end_of_the_span_for_a_stock(city, count, span, number):
    from chainchief.ledger.kinds.enterprise.models import Enterprise

    for code, since, until in (
        ("E1", "2022-05-01", None),
        ("E2", "2023-01-15", "2023-07-30"),
        ("E3", None, None),
    ):
        Enterprise.objects.create(
            code=code,
            name=code,
            division_id=DECHENG,
            above_scale_from=since and day(since),
            above_scale_to=until and day(until),
        )
    assert count("{above_scale: true}", source="enterprise", span=span) == number
    assert count("{above_scale: false}", source="enterprise", span=span) == 3 - number


def test_an_attribute_is_as_at_the_event_for_a_flow(city, count):
    city.project("P1", chain="OLD")
    city.project("P2", chain="OLD")
    city.stage("P1", on="2023-06-30")
    city.stage("P2", on="2023-07-01")
    assert count("{chain.landmark: true}") == 1
    assert count("{chain.landmark: false}") == 1
    assert count("{chain.landmark: {not: true}}") == 1


def test_an_attribute_of_a_chain_that_is_not_there_is_not_met(city, count):
    city.project("P1", chain=None)
    city.stage("P1")
    assert count("{chain.landmark: true}") == 0
    assert count("{chain.code: FOOD}") == 0
    assert count("{chain.code: {not: FOOD}}") == 1


def test_without_once_an_entity_counts_in_each_span_in_which_it_has_a_row(city, count):
    city.project("P1")
    city.stage("P1", on="2023-02-01", by=DECHENG)
    city.stage("P1", on="2023-08-01", by=NINGJIN)
    assert count("{stage: started}", span="2023-01..2023-06") == 1
    assert count("{stage: started}", span="2023-07..2023-11") == 1
    assert count("{stage: started}") == 1
