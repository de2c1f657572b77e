"""Between two revisions: which records arrived late, were corrected, were withdrawn."""

import datetime as dt

import pytest

from chainchief.dispatch.differences import KEPT, Cause, between, summary
from chainchief.lake.snapshots import making
from chainchief.ledger.kinds.project.models import Project, ProjectReport, ProjectShare


@pytest.fixture
def since(write):
    """Freeze now; call the result to get what differs by then, of one table or of all."""
    write.project("P1")
    write.project("P2", "371403")
    write.report("P1", invested=100, funds_recognised=7)
    write.stage("P1")
    before = making.freeze("before")

    def differ(table=None):
        number = len(making.frozen())
        found = between(before, making.freeze(f"after{number}"))
        return [each for each in found if table in (None, each.table)]

    return differ


def change(model, code, **values):
    record = model.objects.get(code=code)
    model.objects.filter(code=code).update(version=record.version + 1, **values)


def test_nothing_differs_when_nothing_changed(since):
    assert since() == []


def test_a_record_that_was_not_there_arrived_late(since, write):
    stage = write.stage("P2", by="371403")
    (found,) = since()
    assert (found.table, found.cause) == ("project_stage", Cause.LATE_ARRIVAL)
    assert (found.row_uid, found.entity_code) == (str(stage.uid), "P2")
    assert (found.old_version, found.new_version, found.columns) == (0, 1, {})


def test_a_changed_value_is_a_correction_with_old_and_new(since):
    change(ProjectReport, "P1/2023-11/0", invested=120)
    (found,) = since()
    assert (found.table, found.cause) == ("project_report", Cause.CORRECTION)
    assert found.columns == {"invested": (100, 120)}
    assert (found.old_version, found.new_version) == (1, 2)


def test_a_value_that_was_missing_is_told_as_missing(since):
    change(ProjectReport, "P1/2023-11/0", funds_verified=9, funds_recognised=None)
    assert since()[0].columns == {"funds_verified": (None, 9), "funds_recognised": (7, None)}


def test_days_are_told_as_text(since):
    change(ProjectReport, "P1/2023-11/0", reported_on=dt.date(2023, 12, 8))
    assert since()[0].columns == {"reported_on": ("2023-12-05", "2023-12-08")}


def test_a_version_alone_is_no_difference(since):
    change(Project, "P1", filing_number="备案1")
    assert since() == []


def test_a_moved_project_takes_its_rows_along(since):
    change(Project, "P1", division_id="371491")
    tables = {each.table: each.columns for each in since()}
    moved = {"division": ("371402", "371491")}
    assert tables["project"] == tables["project_report"] == tables["project_stage"] == moved


def test_a_withdrawn_record_and_what_belongs_to_it_is_a_withdrawal(since):
    change(Project, "P1", withdrawn_on=dt.date(2023, 12, 9), withdrawn_reason="误报")
    found = since()
    assert {each.cause for each in found} == {Cause.WITHDRAWAL}
    assert {each.table for each in found} >= {"project", "project_report", "project_stage"}
    assert {each.new_version for each in found} == {0}


def test_a_project_declared_a_duplicate_is_a_correction(since):
    change(Project, "P1", duplicate_of_id="P2")
    assert {each.cause for each in since()} == {Cause.CORRECTION}
    (project,) = since("project")
    assert (project.entity_code, project.new_version) == ("P1", 0)


def test_new_shares_of_an_old_report_are_a_correction(since, write):
    write.share("P1", "371403", 40)
    one, two = since("project_report")
    assert {one.cause, two.cause} == {Cause.CORRECTION}
    assert one.columns == {"invested": (100, 60), "funds_recognised": (7, 4)}
    assert (two.division, two.columns) == ("371403", {})
    ProjectShare.objects.all().update(share=500_000, version=2)
    assert since("project_report")[0].columns["invested"] == (100, 50)


def test_a_table_that_only_the_later_has_arrived_late(write):
    import dataclasses

    write.project("P1")
    later = making.freeze("later")
    tables = {name: file for name, file in later.tables.items() if name != "project"}
    earlier = dataclasses.replace(later, tables=tables)
    assert [each.cause for each in between(earlier, later)] == [Cause.LATE_ARRIVAL]
    assert [each.new_version for each in between(later, earlier)] == [0]


def test_a_closing_keeps_counts_and_the_first_records(since, write, act):
    for number in range(KEPT + 3):
        write.stage("P2", stage=f"s{number}"[:16])
    told = summary(since())
    assert told["counts"] == [{"table": "project_stage", "cause": "late arrival", "rows": KEPT + 3}]
    assert len(told["records"]) == KEPT
    assert told["omitted"] == 3


def test_what_is_rare_is_kept_before_what_is_many(since, write):
    for number in range(KEPT + 3):
        write.report("P2", month="2023-12", revision=number)
    write.stage("P2", by="371403")
    change(ProjectReport, "P1/2023-11/0", invested=120)
    told = summary(since())["records"]
    assert [each["table"] for each in told[:3]] == [
        "project_report", "project_stage", "project_report",
    ]  # fmt: skip
    assert [each["cause"] for each in told[:2]] == ["correction", "late arrival"]


def test_the_second_closing_says_what_changed_since_the_first(write, act):
    write.project("P1")
    act.close()
    write.stage("P1")
    told = act.revise().differences
    assert [record["table"] for record in told["records"]] == ["project_stage"]
    assert told["records"][0]["entity_name"] == "项目P1"
    assert told["records"][0]["cause"] == "late arrival"
