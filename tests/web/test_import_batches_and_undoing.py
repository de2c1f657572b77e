"""A batch has its page: what it wrote, the file, and undoing it as one change, or why not."""

import datetime as dt
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from tests.fixtures.viewers import office
from tests.web.importing import revise, text_of, work, workbook, written
from tests.web.town import RIVER, SOUTH

from chainchief.intake.importing import import_file
from chainchief.jobs.models import Job
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set, withdraw
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changelog.models import ChangeEvent, Signature
from chainchief.ledger.changesets import ChangeSet, Creation
from chainchief.ledger.kinds.project.models import Project, ProjectReport
from chainchief.ledger.queries.batches import written_by
from chainchief.web.imports.models import Undoing

NEW = ("NEW-1", "新项目", SOUTH, "BIO")
REVISED = ("PRJ-001", "改了名的园", RIVER, "EQUIP")


@pytest.fixture
def batch(reader, tmp_path):
    """The number of a batch that created NEW-1 and renamed PRJ-001."""
    return written(reader, workbook(tmp_path, [NEW, REVISED]), reason="十一月补报")


def undo(reader, batch, reason="报错了"):
    answer = reader.post(f"/batches/{batch}/undo/", {"reason": reason})
    work()
    return answer


def test_the_page_tells_who_when_which_file_and_what(reader, batch):
    page = text_of(reader.get(f"/batches/{batch}/"))
    for words in ("项目.xlsx", "十一月补报", "市链办 王敏", "新增", "NEW-1", "PRJ-001"):
        assert words in page
    assert "B3 第1号产业园 → 改了名的园" in page
    address = f"/records/project/{Project.objects.get(code='NEW-1').uid}/"
    assert address in reader.get(f"/batches/{batch}/").content.decode()


def test_batches_are_listed_the_newest_first(reader, batch, tmp_path):
    other = written(reader, workbook(tmp_path, [("NEW-9", "后来的", SOUTH, "BIO")], "后来.xlsx"))
    page = reader.get("/batches/").content.decode()
    assert page.index(f"/batches/{other}/") < page.index(f"/batches/{batch}/")
    assert "后来.xlsx" not in text_of(reader.get(f"/batches/?before={other}"))


def test_the_file_itself_is_given_under_its_level(reader, batch, tmp_path):
    answer = reader.get(f"/batches/{batch}/file/")
    assert answer.content == (tmp_path / "项目.xlsx").read_bytes()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    disposition = unquote(answer.headers["Content-Disposition"])
    assert disposition.startswith("attachment")
    assert "项目_内部.xlsx" in disposition


def test_undoing_withdraws_what_was_created_and_restores_what_was_revised(reader, batch):
    answer = undo(reader, batch)
    assert answer.status_code == 303
    created, revised = (Project.objects.get(code=code) for code in ("NEW-1", "PRJ-001"))
    assert (created.withdrawn_on is not None, created.withdrawn_reason) == (True, "报错了")
    assert (revised.name, revised.version) == ("第1号产业园", 3)
    page = text_of(reader.get(f"/batches/{batch}/"))
    assert "撤销：报错了" in page
    assert "已撤销" in text_of(reader.get("/batches/"))


def test_undoing_is_one_change_by_whoever_asked(reader, batch):
    before = ChangeEvent.objects.latest("pk").pk
    undo(reader, batch)
    events = ChangeEvent.objects.filter(pk__gt=before, kind="project")
    assert events.count() == 2
    assert len(set(events.values_list("writing", "actor", "reason"))) == 1
    assert changelog.verify() == []


def test_undoing_asks_for_a_reason(reader, batch):
    answer = undo(reader, batch, reason=" ")
    assert answer.status_code == 422
    assert "没有填写理由" in text_of(answer)
    assert Undoing.objects.count() == 0


def test_a_later_version_stands_in_the_way_and_is_named(reader, batch):
    revise("PRJ-001", "又改了", by="县经办 李某")
    undo(reader, batch)
    page = text_of(reader.get(f"/batches/{batch}/"))
    assert "没有撤销" in page
    assert "项目 PRJ-001" in page
    assert "李某" in page
    assert "UND-001" in page
    assert Project.objects.get(code="NEW-1").withdrawn_on is None


def test_a_created_record_that_was_withdrawn_since_stands_in_the_way_too(reader, batch):
    project = Project.objects.get(code="NEW-1")
    withdraw("project", project.uid, project.version, viewer=office("别人"), reason="重复")
    undo(reader, batch)
    assert "NEW-1" in text_of(reader.get(f"/batches/{batch}/"))
    assert Project.objects.get(code="PRJ-001").name == "改了名的园"


def test_a_record_that_others_refer_to_by_now_stays(reader, batch):
    day = dt.date(2023, 12, 1)
    values = {"project": "NEW-1", "month": "2023-11", "revision": 0, "reported_on": day}
    report = Creation("project_report", "NEW-1/2023-11/0", values)
    apply_change_set(ChangeSet(creations=(report,)), viewer=office("别人"), reason="月报")
    undo(reader, batch)
    page = text_of(reader.get(f"/batches/{batch}/"))
    assert "UND-002" in page
    assert Project.objects.get(code="NEW-1").withdrawn_on is None
    assert ProjectReport.objects.filter(project_id="NEW-1").exists()


def test_undoing_twice_does_it_once(reader, batch):
    for _turn in range(2):
        assert reader.post(f"/batches/{batch}/undo/", {"reason": "x"}).status_code == 303
    assert Job.objects.filter(kind="batch-undo").count() == 1
    work()
    undo(reader, batch)
    assert Undoing.objects.count() == 1
    assert Project.objects.get(code="PRJ-001").version == 3


def test_after_undoing_there_is_nothing_to_undo(reader, batch):
    assert "撤销本批次" in text_of(reader.get(f"/batches/{batch}/"))
    undo(reader, batch)
    assert "撤销本批次" not in text_of(reader.get(f"/batches/{batch}/"))


def test_a_batch_from_before_writings_were_signed_is_found_too(reader, batch, monkeypatch):
    """Of such a batch no signature says which stretch of the log it is."""
    found = ImportBatch.objects.get(pk=batch)
    known = written_by(found)
    unsigned = SimpleNamespace(objects=Signature.objects.none())
    monkeypatch.setattr("chainchief.ledger.queries.batches.Signature", unsigned)
    assert written_by(found) == known
    assert {one.code for one in known} == {"NEW-1", "PRJ-001"}


def test_a_batch_of_the_command_line_has_no_file_and_says_so(reader, tmp_path):
    path = workbook(tmp_path, [NEW])
    result = import_file("project", path, viewer=office("王敏"))
    page = text_of(reader.get(f"/batches/{result.batch}/"))
    assert "原文件没有留存" in page
    assert reader.get(f"/batches/{result.batch}/file/").status_code == 404
    undo(reader, result.batch)
    assert Project.objects.get(code="NEW-1").withdrawn_on is not None


def test_a_batch_that_there_is_not_is_told(reader):
    assert reader.get("/batches/4711/").status_code == 404
    assert reader.get("/batches/99999999999999999999999999/").status_code == 404
