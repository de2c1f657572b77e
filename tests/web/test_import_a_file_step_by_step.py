"""A file is brought, checked, looked through and written: what each state shows and takes."""

from urllib.parse import unquote

import pytest
from tests.web.importing import brought, revise, send, tabs_of, text_of, upload_at, work, workbook
from tests.web.town import RIVER, SOUTH

from chainchief.core.home import home
from chainchief.ledger import evidence
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.kinds.project.models import Project
from chainchief.web.imports.models import State, Upload

NEW = ("NEW-1", "新项目", SOUTH, "BIO")
REVISED = ("PRJ-001", "改了名的园", RIVER, "EQUIP")
SAME = ("PRJ-002", "第2号产业园", "990171", "BIO")


@pytest.fixture
def mixed(reader, tmp_path):
    """The address of a checked file with a new, a revised and an unchanged row."""
    return brought(reader, workbook(tmp_path, [NEW, REVISED, SAME]))


def test_the_first_page_offers_the_kinds_that_one_may_enter(reader):
    page = reader.get("/imports/").content.decode()
    assert 'value="project"' in page
    assert 'type="file"' not in page
    assert 'type="file"' in reader.get("/imports/?kind=project").content.decode()


def test_a_kind_is_chosen_beforehand_by_its_register(reader):
    assert "/imports/?kind=project" in reader.get("/records/project/").content.decode()
    page = reader.get("/imports/?kind=project").content.decode()
    assert '<option value="project" selected>' in page
    assert "/records/project/table.xlsx" in page


def test_a_brought_file_waits_under_an_address_of_its_own(reader, tmp_path):
    answer = send(reader, workbook(tmp_path, [NEW]))
    assert answer.status_code == 303
    page = reader.get(answer.headers["Location"])
    assert "正在检查" in text_of(page)
    assert "排队等候" in text_of(page)
    assert "项目.xlsx" in text_of(reader.get("/imports/"))


def test_progress_is_asked_for_until_the_check_has_ended(reader, tmp_path):
    address = send(reader, workbook(tmp_path, [NEW])).headers["Location"]
    assert "HX-Refresh" not in reader.get(f"{address}progress/").headers
    assert work() == 1
    assert reader.get(f"{address}progress/").headers["HX-Refresh"] == "true"


def test_the_preview_parts_new_revised_and_unchanged_rows(reader, mixed):
    page = reader.get(mixed)
    assert tabs_of(page) == {"新增": "1", "修改": "1", "未变": "1", "有误": "0"}
    assert "NEW-1" in text_of(page)
    revised = text_of(reader.get(mixed + "?tab=revised"))
    assert "B3 第1号产业园 → 改了名的园" in revised
    assert "PRJ-002" in text_of(reader.get(mixed + "?tab=unchanged"))


def test_codes_of_others_are_shown_by_name(reader, tmp_path):
    address = brought(reader, workbook(tmp_path, [("PRJ-001", "第1号产业园", SOUTH, "EQUIP")]))
    revised = text_of(reader.get(address + "?tab=revised"))
    assert f"临河县 {RIVER} → 南城区 {SOUTH}" in revised


def test_the_preview_is_kept_in_both_languages(reader, mixed):
    reader.cookies["language"] = "en"
    assert "New value" in text_of(reader.get(mixed + "?tab=revised"))


def test_faults_are_told_in_one_language_and_which_is_said(reader, tmp_path):
    address = brought(reader, workbook(tmp_path, [("NEW-2", "又一个", "999999", "BIO")]))
    reader.cookies["language"] = "en"
    page = reader.get(address)
    assert "check again to read it here" in text_of(page)
    assert 'lang="zh-hans"' in page.content.decode().split('id="preview"')[1]
    reader.post(f"{address}check/")
    work()
    page = reader.get(address)
    assert "check again to read it here" not in text_of(page)
    assert "there is no division of that code or name" in text_of(page)


def test_nothing_is_written_by_a_check(reader, mixed):
    assert not Project.objects.filter(code="NEW-1").exists()
    assert ImportBatch.objects.count() == 0


def test_writing_asks_for_a_reason(reader, mixed):
    answer = reader.post(f"{mixed}write/", {"reason": "  "})
    assert answer.status_code == 422
    assert "没有填写理由" in text_of(answer)
    assert work() == 0


def test_what_was_looked_through_is_written_as_one_batch(reader, mixed):
    answer = reader.post(f"{mixed}write/", {"reason": "十一月补报"})
    assert answer.status_code == 303
    assert "正在写入" in text_of(reader.get(mixed))
    work()
    batch = ImportBatch.objects.get()
    assert (batch.created, batch.revised, batch.unchanged) == (1, 1, 1)
    assert (batch.reason, batch.file_name) == ("十一月补报", "项目.xlsx")
    assert Project.objects.get(code="PRJ-001").name == "改了名的园"
    assert f"/batches/{batch.pk}/" in reader.get(mixed).content.decode()


def test_a_written_file_is_kept_by_its_hash_and_nowhere_else(reader, mixed):
    reader.post(f"{mixed}write/", {"reason": "x"})
    work()
    batch = ImportBatch.objects.get()
    assert evidence.hash_of(evidence.path_of(batch.sha256)) == batch.sha256
    assert list(home().uploads.iterdir()) == []


def test_faults_leave_the_marked_workbook_alone(reader, tmp_path):
    bad = ("NEW-2", "又一个", "999999", "BIO")
    address = brought(reader, workbook(tmp_path, [NEW, bad]))
    page = reader.get(address)
    assert tabs_of(page) == {"新增": "1", "修改": "0", "未变": "0", "有误": "1"}
    assert "C3" in text_of(page)
    assert "write/" not in page.content.decode()
    back = reader.get(f"{address}returned.xlsx")
    assert back.content.startswith(b"PK")
    disposition = back.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    answer = reader.post(f"{address}write/", {"reason": "x"})
    assert answer.status_code == 422
    assert work() == 0
    assert not Project.objects.filter(code="NEW-1").exists()


def test_the_marked_workbook_says_how_it_is_to_be_handled(reader, tmp_path):
    address = brought(reader, workbook(tmp_path, [("NEW-2", "又一个", "999999", "BIO")]))
    name = unquote(reader.get(f"{address}returned.xlsx").headers["Content-Disposition"])
    assert "项目_标注退回_内部.xlsx" in name


def test_faults_are_narrowed_to_a_column(reader, tmp_path):
    rows = [(f"N-{i}", "园", "999999", "BIO" if i else "没有的链") for i in range(3)]
    address = brought(reader, workbook(tmp_path, rows))
    assert upload_at(address).faults == 4
    every = reader.get(address).content.decode()
    assert "tab=faulty&amp;column=" in every
    one = text_of(reader.get(address + "?tab=faulty&column=产业链"))
    assert "第 1–1 条，共 1 条" in one
    assert "999999" not in one


def test_a_file_that_says_what_is_there_has_nothing_to_write(reader, tmp_path):
    address = brought(reader, workbook(tmp_path, [SAME]))
    assert "没有需要写入的内容" in text_of(reader.get(address))
    answer = reader.post(f"{address}write/", {"reason": "x"})
    assert answer.status_code == 422
    assert "完全一致" in text_of(answer)


def test_a_dropped_file_is_gone_with_all_that_lay_beside_it(reader, mixed):
    assert reader.post(f"{mixed}drop/").status_code == 303
    assert list(home().uploads.iterdir()) == []
    assert "已放弃" in text_of(reader.get(mixed))
    assert reader.post(f"{mixed}write/", {"reason": "x"}).status_code == 422
    assert reader.post(f"{mixed}check/").status_code == 422


def test_the_same_file_once_more_wants_a_tick(reader, tmp_path):
    path = workbook(tmp_path, [NEW, REVISED])
    first = brought(reader, path)
    reader.post(f"{first}write/", {"reason": "x"})
    work()
    revise("PRJ-001", "别人又改了")
    again = brought(reader, path)
    assert "同一份文件曾经导入过" in text_of(reader.get(again))
    refused = reader.post(f"{again}write/", {"reason": "x"})
    assert refused.status_code == 422
    assert "曾作为批次" in text_of(refused)
    assert reader.post(f"{again}write/", {"reason": "x", "again": "yes"}).status_code == 303
    work()
    assert upload_at(again).state == State.WRITTEN


def test_warnings_are_acknowledged_by_a_tick(reader, tmp_path):
    path = workbook(tmp_path, [("PRJ-001", "第1号产业园", SOUTH, "EQUIP")])
    address = brought(reader, path)
    upload = upload_at(address)
    assert (upload.state, upload.warnings > 0) == (State.READY, True)
    page = reader.get(address).content.decode()
    assert 'name="acknowledged"' in page
    refused = reader.post(f"{address}write/", {"reason": "x"})
    assert refused.status_code == 422
    assert "没有确认提醒" in text_of(refused)
    reader.post(f"{address}write/", {"reason": "x", "acknowledged": "yes"})
    work()
    assert upload_at(address).state == State.WRITTEN


def test_an_address_of_a_deed_leads_back_to_its_page(reader, mixed):
    for act in ("check", "write", "drop"):
        answer = reader.get(f"{mixed}{act}/")
        assert (answer.status_code, answer.headers["Location"]) == (303, mixed)
    assert upload_at(mixed).state == State.READY


def test_heads_alone_can_be_downloaded_to_be_filled_in(reader):
    answer = reader.get("/imports/template/project.xlsx")
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")


def test_a_csv_goes_the_same_way(reader, tmp_path):
    address = brought(reader, workbook(tmp_path, [NEW], "项目.csv"))
    assert tabs_of(reader.get(address))["新增"] == "1"
    assert Upload.objects.get().form == "csv"
