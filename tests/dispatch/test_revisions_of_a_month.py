"""What happens between two closings of a month: taken back, counted apart, told from both sides."""

import datetime as dt
import json
from collections import Counter

import pytest
from tests.fixtures.viewers import office

from chainchief.core.spans import Month
from chainchief.dispatch import closing, verification
from chainchief.dispatch.differences import Cause, between
from chainchief.dispatch.errors import DispatchError
from chainchief.dispatch.models import Closing
from chainchief.lake.errors import AlteredFileError
from chainchief.lake.snapshots import making, manifest
from chainchief.lake.snapshots import verification as lake
from chainchief.ledger.kinds.project.models import Project, ProjectReport

GONE = {"withdrawn_on": dt.date(2023, 12, 9), "withdrawn_reason": "误报"}


def change(model, code, **values):
    record = model.objects.get(code=code)
    model.objects.filter(code=code).update(version=record.version + 1, **values)


@pytest.fixture
def closed(written, act):
    for code in ("P1", "P2"):
        written.project(code)
    written.report("P1", invested=100)
    act.close()
    return written


def test_a_withdrawal_taken_back_before_the_next_closing_leaves_nothing(closed, act):
    change(Project, "P1", **GONE)
    change(Project, "P1", withdrawn_on=None, withdrawn_reason="")
    told = act.revise().differences
    assert (told["counts"], told["records"], told["omitted"]) == ([], [], 0)


def test_late_corrected_and_withdrawn_are_counted_apart(closed, act):
    closed.project("P3")
    change(Project, "P2", **GONE)
    change(ProjectReport, "P1/2023-11/0", invested=90)
    counts = {(c["table"], c["cause"]): c["rows"] for c in act.revise().differences["counts"]}
    assert counts["project", "late arrival"] == 1
    assert counts["project", "withdrawal"] == 1
    assert counts["project_report", "correction"] == 1


def test_a_third_revision_is_compared_with_the_second_and_not_the_first(closed, act):
    closed.project("P3")
    act.revise()
    assert act.revise().differences["counts"] == []


def test_an_amount_taken_out_is_a_correction_to_nothing(closed, act):
    change(ProjectReport, "P1/2023-11/0", invested=None)
    (record,) = act.revise().differences["records"]
    assert list(record["columns"]) == ["invested"]
    assert tuple(record["columns"]["invested"]) == (100, None)


def test_what_is_late_one_way_is_gone_the_other_way(closed, act):
    closed.project("P3")
    change(ProjectReport, "P1/2023-11/0", invested=90)
    act.revise()
    first, second = (making.open_snapshot(f"2023-11r{n}") for n in (1, 2))
    there, back = between(first, second), between(second, first)
    keys = [(each.table, each.row_uid) for each in there]
    assert keys == [(each.table, each.row_uid) for each in back]
    assert Counter(each.cause for each in there)[Cause.LATE_ARRIVAL] >= 1
    (one,) = [each for each in there if each.columns]
    (other,) = [each for each in back if each.columns]
    assert one.columns == {"invested": (100, 90)}
    assert other.columns == {"invested": (90, 100)}


def test_reopening_one_month_leaves_the_others_closed(closed, act):
    october = Month(2023, 10)
    closing.close(october, viewer=office("市局"))
    act.reopen()
    with pytest.raises(DispatchError, match="2023-10r1"):
        closing.close(october, viewer=office("市局"))
    assert closing.snapshot_for(october).id == "2023-10r1"
    assert closing.snapshot_for(Month(2023, 9)).id == "working"


def test_a_reopened_month_is_still_read_from_what_was_closed(closed, act):
    act.reopen()
    closed.project("P3")
    assert closing.snapshot_for(act.month).tables["project"].rows == 2
    assert [each.snapshot for each in closing.closed_months()] == ["2023-11r1"]
    assert closing.latest_act(act.month).state == "reopened"


def test_a_refused_act_leaves_no_trace(closed, act):
    before = (Closing.objects.count(), making.frozen())
    with pytest.raises(DispatchError):
        act.close()
    with pytest.raises(DispatchError):
        act.reopen("")
    assert (Closing.objects.count(), making.frozen()) == before


def test_a_long_reason_is_cut_to_what_the_ledger_holds(closed, act):
    assert act.reopen("因" * 500).reason == "因" * 400


def test_a_manifest_rewritten_with_its_own_hash_is_found_by_the_closing(closed, act, own_home):
    path = own_home / "lake/manifests/2023-11r1.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document.pop("manifest_sha256")
    document["tables"]["project"] = document["tables"]["project_stage"]
    stated = manifest.hash_of(document)
    path.write_text(json.dumps({**document, "manifest_sha256": stated}), encoding="utf-8")
    assert lake.verify() == []
    assert [fault.code for fault in verification.verify()] == ["DSP-001"]
    with pytest.raises(AlteredFileError, match="2023-11r1"):
        closing.snapshot_for(act.month)
    act.reopen()
    with pytest.raises(AlteredFileError, match="2023-11r1"):
        closing.snapshot_for(act.month)
    with pytest.raises(AlteredFileError, match="2023-11r1"):
        act.close()
    assert closing.latest_act(act.month).state == "reopened"
