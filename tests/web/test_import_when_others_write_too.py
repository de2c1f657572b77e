"""Two people at once, and a ledger that moves on between the look and the writing."""

import threading

import pytest
from django.db import connection
from tests.fixtures.viewers import office
from tests.web.importing import brought, revise, send, tabs_of, text_of, upload_at, work, workbook
from tests.web.town import RIVER, SOUTH

from chainchief.jobs.models import Job
from chainchief.jobs.viewers import viewer_of_job
from chainchief.ledger.actions import withdraw
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.kinds.project.models import Project
from chainchief.web.imports import actions
from chainchief.web.imports.models import State, Upload

NEW = ("NEW-1", "新项目", SOUTH, "BIO")
REVISED = ("PRJ-001", "改了名的园", RIVER, "EQUIP")


@pytest.fixture
def checked(reader, tmp_path):
    return brought(reader, workbook(tmp_path, [NEW, REVISED]))


def write(reader, address):
    answer = reader.post(f"{address}write/", {"reason": "月报"})
    assert answer.status_code == 303, text_of(answer)
    work()


def test_a_cell_that_others_changed_meanwhile_is_looked_at_again(reader, checked):
    revise("PRJ-001", "他人先改了")
    write(reader, checked)
    assert ImportBatch.objects.count() == 0
    assert not Project.objects.filter(code="NEW-1").exists()
    page = reader.get(checked)
    assert "检查之后台账有了变动" in text_of(page)
    assert "他人先改了" in text_of(reader.get(checked + "?tab=revised"))
    write(reader, checked)
    assert Project.objects.get(code="PRJ-001").name == "改了名的园"


def test_what_others_changed_elsewhere_does_not_stand_in_the_way(reader, checked):
    revise("PRJ-002", "别的记录")
    write(reader, checked)
    assert upload_at(checked).state == State.WRITTEN


def test_of_two_files_that_create_the_same_record_the_second_is_checked_again(
    reader, checked, tmp_path
):
    other = brought(reader, workbook(tmp_path, [NEW], "另一份.xlsx"))
    write(reader, other)
    write(reader, checked)
    assert "检查之后台账有了变动" in text_of(reader.get(checked))
    assert tabs_of(reader.get(checked)) == {"新增": "0", "修改": "1", "未变": "1", "有误": "0"}
    assert ImportBatch.objects.count() == 1


def test_a_record_that_was_withdrawn_meanwhile_comes_back_as_a_fault(reader, checked):
    project = Project.objects.get(code="PRJ-001")
    withdraw("project", project.uid, project.version, viewer=office("他人"), reason="重复")
    write(reader, checked)
    upload = upload_at(checked)
    assert (upload.state, upload.batch, upload.moved) == (State.REFUSED, None, True)


def test_a_second_click_asks_for_nothing_more(reader, checked):
    for _turn in range(3):
        assert reader.post(f"{checked}write/", {"reason": "月报"}).status_code == 303
    assert Job.objects.filter(kind="import-write").count() == 1
    work()
    assert ImportBatch.objects.count() == 1
    assert reader.post(f"{checked}write/", {"reason": "月报"}).status_code == 422


def test_of_many_who_press_at_once_one_asks(reader, checked):
    upload = upload_at(checked)
    viewer = viewer_of_owner(upload)

    def press():
        try:
            actions.write(upload, {"reason": "月报"}, viewer=viewer)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Job.objects.filter(kind="import-write").count() == 1


def viewer_of_owner(upload):
    return viewer_of_job(upload.job)


def test_a_file_dropped_while_it_waits_to_be_written_is_not_written(reader, checked):
    reader.post(f"{checked}write/", {"reason": "月报"})
    reader.post(f"{checked}drop/")
    assert work() == 0
    assert (ImportBatch.objects.count(), Upload.objects.get().state) == (0, State.DROPPED)


def test_a_cancelled_writing_leaves_the_preview_as_it_was(reader, checked):
    reader.post(f"{checked}write/", {"reason": "月报"})
    job = Job.objects.get(kind="import-write")
    assert reader.post(f"/jobs/{job.key}/cancel/", {"back": checked}).status_code == 303
    assert work() == 0
    page = text_of(reader.get(checked))
    assert "已取消，没有写入任何内容" in page
    assert "写入2条" in page
    write(reader, checked)
    assert ImportBatch.objects.count() == 1


def test_a_cancelled_check_is_asked_for_again(reader, tmp_path):
    address = send(reader, workbook(tmp_path, [NEW])).headers["Location"]
    reader.post(f"/jobs/{Job.objects.get().key}/cancel/")
    assert work() == 0
    assert "已取消" in text_of(reader.get(address))
    assert reader.post(f"{address}check/").status_code == 303
    work()
    assert upload_at(address).state == State.READY
