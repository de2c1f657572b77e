"""Withdrawn rows, duplicates and their rings, and units within units."""

import datetime as dt

import pytest

from chainchief.lake.errors import LakeError
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.project.models import Project, ProjectList

GONE = {"withdrawn_on": dt.date(2023, 12, 1), "withdrawn_reason": "误报"}


def codes(rows, name="entity_code"):
    return sorted(row[name] for row in rows)


def test_a_withdrawn_row_is_left_out(write, table):
    write.project("P1")
    write.project("P2", **GONE)
    write.stage("P1", "started")
    write.stage("P1", "signed", **GONE)
    assert codes(table("project")) == ["P1"]
    assert codes(table("project_stage"), "stage") == ["started"]


def test_what_belongs_to_a_withdrawn_project_is_left_out(write, table):
    write.project("P1", **GONE)
    write.stage("P1")
    write.report("P1", invested=5)
    write.listing("P1", "L")
    for name in ("project_stage", "project_report", "project_listing"):
        assert table(name) == []


def test_the_listings_of_a_withdrawn_list_are_left_out(write, table):
    write.project("P1")
    write.listing("P1", "L")
    write.listing("P1", "M")
    ProjectList.objects.filter(code="L").update(**GONE, version=2)
    assert codes(table("project_listing"), "list") == ["M"]


def test_a_duplicate_is_counted_as_the_other_in_the_others_unit(write, table):
    first = write.project("P1", "371402", construction="renovation")
    write.project("P2", "371403", chain_id="NEWIT", duplicate_of_id="P1")
    write.stage("P1", by="371402")
    write.stage("P2", by="371403")
    assert codes(table("project")) == ["P1"]
    rows = sorted(table("project_stage"), key=lambda row: row["reported_by"])
    assert [row["entity_uid"] for row in rows] == [str(first.uid)] * 2
    assert {row["entity_name"] for row in rows} == {"项目P1"}
    assert {(row["division"], row["chain"]) for row in rows} == {("371402", "FOOD")}
    assert {row["construction"] for row in rows} == {"renovation"}
    assert [row["reported_by"] for row in rows] == ["371402", "371403"]


def test_a_chain_of_duplicates_ends_at_its_last(write, table):
    write.project("P1")
    write.project("P2", duplicate_of_id="P1")
    write.project("P3", duplicate_of_id="P2")
    write.stage("P3")
    assert codes(table("project_stage")) == ["P1"]


def test_duplicates_in_a_ring_are_an_error_that_names_them(write, table):
    write.project("P1")
    write.project("P2", duplicate_of_id="P1")
    Project.objects.filter(code="P1").update(duplicate_of_id="P2", version=2)
    with pytest.raises(LakeError, match="P1 → P2 → P1"):
        table("project_stage")


def test_what_stands_for_a_withdrawn_project_is_left_out(write, table):
    write.project("P1", **GONE)
    write.project("P2", duplicate_of_id="P1")
    write.project("P3")
    write.stage("P2")
    write.stage("P3")
    assert codes(table("project_stage")) == ["P3"]


def test_each_unit_lies_in_itself_and_in_all_above(write, table):
    pairs = {(row["ancestor"], row["division"]) for row in table("division_closure")}
    assert {above for above, unit in pairs if unit == "371491"} == {
        "371491", "371402", "371400", "370000",
    }  # fmt: skip
    assert ("371402", "371400") not in pairs
    assert len(pairs) == 1 + 2 + 3 + 3 + 4


def test_units_in_a_ring_are_an_error_that_names_them(write, table):
    Division.objects.filter(code="371400").update(parent_id="371402", version=2)
    with pytest.raises(LakeError, match="371400 → 371402 → 371400"):
        table("division_closure")


def test_rows_come_in_the_order_of_their_uid(write, table):
    for number in range(30):
        write.project(f"P{number}")
    uids = [row["row_uid"] for row in table("project")]
    assert uids == sorted(uids)
