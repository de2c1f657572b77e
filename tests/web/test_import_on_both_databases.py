"""The whole way of a file, on SQLite and on PostgreSQL alike."""

from tests.intake.records import found_city
from tests.web.importing import revise, text_of, work, workbook, written

from chainchief.jobs.models import Job
from chainchief.ledger.kinds.project.models import Project
from chainchief.web.imports.models import Undoing

ROWS = [("N1", "新项目", "371402", "BIO"), ("P00", "改了名", "371402", "NEW-IT")]


def test_a_file_is_written_and_its_batch_undone(any_ledger, client, tmp_path):
    found_city()
    batch = written(client, workbook(tmp_path, ROWS))
    page = text_of(client.get(f"/batches/{batch}/"))
    assert "项目P00 → 改了名" in page
    assert client.get(f"/batches/{batch}/file/").status_code == 200
    assert client.post(f"/batches/{batch}/undo/", {"reason": "报错"}).status_code == 303
    work()
    assert Undoing.objects.count() == 1
    assert Project.objects.get(code="P00").name == "项目P00"
    assert Project.objects.get(code="N1").withdrawn_on is not None
    assert "批次" in text_of(client.get("/batches/"))


def test_undoing_what_others_changed_is_refused(any_ledger, client, tmp_path):
    found_city()
    batch = written(client, workbook(tmp_path, ROWS))
    revise("P00", "又改了")
    client.post(f"/batches/{batch}/undo/", {"reason": "报错"})
    work()
    assert "UND-001" in Job.objects.latest("pk").error
    assert "UND-001" in text_of(client.get(f"/batches/{batch}/"))
