"""Records that stand for others while some of them are withdrawn."""

import datetime as dt

import pytest

from chainchief.ledger.kinds.project.models import Project

GONE = {"withdrawn_on": dt.date(2023, 12, 1), "withdrawn_reason": "误报"}


@pytest.fixture
def chained(ledger):
    """P3 stands for P2, P2 for P1; each has a stage reported by its own unit."""
    from tests.lake.conftest import Write, small

    write = small(Write())
    write.project("P1", "371402")
    write.project("P2", "371403", duplicate_of_id="P1")
    write.project("P3", "371491", chain_id="NEWIT", duplicate_of_id="P2")
    for code, unit in (("P1", "371402"), ("P2", "371403"), ("P3", "371491")):
        write.stage(code, by=unit)
    return write


def withdraw(code):
    Project.objects.filter(code=code).update(**GONE, version=2)


def reported(table):
    return sorted((row["reported_by"], row["entity_code"]) for row in table("project_stage"))


def test_all_three_are_the_last_one_in_its_unit_and_chain(chained, table):
    rows = table("project_stage")
    assert {row["entity_code"] for row in rows} == {"P1"}
    assert {(row["division"], row["chain"]) for row in rows} == {("371402", "FOOD")}
    assert [row["entity_code"] for row in table("project")] == ["P1"]


def test_a_withdrawn_last_one_takes_all_that_stand_for_it_along(chained, table):
    withdraw("P1")
    assert reported(table) == []
    assert table("project") == []


def test_a_withdrawn_first_one_takes_its_own_rows_alone(chained, table):
    withdraw("P3")
    assert reported(table) == [("371402", "P1"), ("371403", "P1")]


def test_what_stands_for_a_withdrawn_duplicate_is_left_out_with_it(chained, table):
    withdraw("P2")
    assert reported(table) == [("371402", "P1")]


def test_taking_the_link_back_makes_two_of_one(chained, table):
    Project.objects.filter(code="P3").update(duplicate_of_id=None, version=2)
    assert reported(table) == [("371402", "P1"), ("371403", "P1"), ("371491", "P3")]
    assert sorted(row["entity_code"] for row in table("project")) == ["P1", "P3"]
