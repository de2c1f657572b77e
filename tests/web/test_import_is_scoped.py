"""Uploads, jobs and batches of one county are nobody else's: not a name, not a cell."""

import datetime as dt

import pytest
from tests.fixtures.accounts import sign_in
from tests.web.importing import brought, send, text_of, upload_at, work, workbook, written
from tests.web.town import RIVER, SOUTH

from chainchief.access.models import Account, Grant
from chainchief.jobs.models import Job, State
from chainchief.ledger.kinds.project.models import Project

CANARY = "金丝雀一号"


@pytest.fixture
def be(reader):
    """`be(name, role, division)`: whoever looks from now on, an account with one grant."""

    def become(name, role="county", **limits):
        return sign_in(reader, role, name, **limits)

    return become


@pytest.fixture
def of_south(reader, be, tmp_path):
    """The addresses of an upload and a batch of the southern district, of two files."""
    be("south", division=SOUTH)
    batch = written(reader, workbook(tmp_path, [("CAN-1", CANARY, SOUTH, "BIO")], f"{CANARY}.xlsx"))
    upload = brought(
        reader, workbook(tmp_path, [("CAN-2", CANARY, SOUTH, "BIO")], f"{CANARY}2.xlsx")
    )
    return upload, f"/batches/{batch}/"


def test_another_county_sees_neither_file_nor_batch(reader, be, of_south):
    upload, batch = of_south
    be("river", division=RIVER)
    for address in (upload, f"{upload}progress/", f"{upload}returned.xlsx"):
        assert reader.get(address).status_code == 404, address
    for address in (batch, f"{batch}file/", f"{batch}progress/"):
        assert reader.get(address).status_code == 404, address
    for act in ("check", "write", "drop"):
        assert reader.post(f"{upload}{act}/", {"reason": "x"}).status_code == 404, act
    assert reader.post(f"{batch}undo/", {"reason": "x"}).status_code == 404
    for address in ("/imports/", "/imports/?kind=project", "/batches/", "/jobs/"):
        page = text_of(reader.get(address))
        assert CANARY not in page, address
        assert "CAN-" not in page, address


def test_a_job_of_another_cannot_be_cancelled(reader, be, tmp_path):
    be("south", division=SOUTH)
    send(reader, workbook(tmp_path, [("CAN-1", CANARY, SOUTH, "BIO")]))
    be("river", division=RIVER)
    assert reader.post(f"/jobs/{Job.objects.get().key}/cancel/").status_code == 404
    assert Job.objects.get().state == State.WAITING


def test_the_same_file_of_another_county_is_told_without_its_batch(reader, be, tmp_path):
    be("south", division=SOUTH)
    path = workbook(tmp_path, [("CAN-1", CANARY, SOUTH, "BIO")])
    batch = written(reader, path)
    be("river", division=RIVER)
    address = brought(reader, path)
    page = reader.get(address).content.decode()
    assert f"/batches/{batch}/" not in page
    assert "south" not in page


def test_a_colleague_of_the_same_county_sees_the_batch_and_not_the_file(reader, be, of_south):
    upload, batch = of_south
    be("south2", division=SOUTH)
    assert reader.get(batch).status_code == 200
    assert CANARY in text_of(reader.get("/batches/"))
    assert reader.get(f"{batch}file/").status_code == 404
    assert reader.get(upload).status_code == 404


def test_the_chain_office_sees_batches_and_jobs_of_all(reader, be, of_south):
    upload, batch = of_south
    be("office", role="chain-office")
    assert reader.get(batch).status_code == 200
    assert reader.get(f"{batch}file/").status_code == 200
    jobs = reader.get("/jobs/")
    assert f"{CANARY}.xlsx" in text_of(jobs)
    assert upload not in jobs.content.decode()
    assert reader.get(upload).status_code == 404


def test_a_row_of_another_county_is_refused_and_tells_nothing_of_it(reader, be, tmp_path):
    be("south", division=SOUTH)
    secret = Project.objects.get(code="PRJ-001")
    assert secret.division_id == RIVER
    rows = [("PRJ-001", "猜一猜", RIVER, "EQUIP"), ("PRJ-004", secret.name, RIVER, "EQUIP")]
    address = brought(reader, workbook(tmp_path, rows))
    upload = upload_at(address)
    assert (upload.faults, upload.created, upload.revised, upload.unchanged) == (2, 0, 0, 0)
    for tab in ("new", "revised", "unchanged", "faulty"):
        page = text_of(reader.get(f"{address}?tab={tab}"))
        assert "第4号产业园" not in page, tab
    assert "第1号产业园" not in text_of(reader.get(f"{address}?tab=revised"))


def test_who_moved_to_another_county_keeps_no_way_to_the_old_one(reader, be, of_south):
    upload, batch = of_south
    Grant.objects.filter(account__username="south").update(division=RIVER)
    assert reader.get(f"{batch}file/").status_code == 404
    page = text_of(reader.get(batch))
    assert "CAN-1" not in page
    page = text_of(reader.get(upload))
    assert "CAN-2" not in page
    assert "重新检查" in page
    reader.post(f"{upload}write/", {"reason": "x"})
    work()
    assert not Project.objects.filter(code="CAN-2").exists()


def test_whose_grant_ended_while_a_file_waited_writes_nothing(reader, be, of_south):
    upload, _batch = of_south
    assert reader.post(f"{upload}write/", {"reason": "x"}).status_code == 303
    Grant.objects.filter(account__username="south").update(valid_to=dt.date(2021, 1, 1))
    work()
    assert not Project.objects.filter(code="CAN-2").exists()
    assert Job.objects.order_by("-pk").first().state == State.FAILED
    assert reader.get(upload).status_code == 403


def test_a_disabled_account_writes_nothing(reader, be, of_south):
    upload, _batch = of_south
    assert reader.post(f"{upload}write/", {"reason": "x"}).status_code == 303
    Account.objects.filter(username="south").update(is_active=False)
    work()
    assert not Project.objects.filter(code="CAN-2").exists()


def test_a_kind_that_one_may_not_enter_is_neither_offered_nor_taken(reader, be, tmp_path):
    be("south", division=SOUTH)
    assert 'value="official_statistic"' not in reader.get("/imports/").content.decode()
    answer = send(reader, workbook(tmp_path, [("x", "x", SOUTH, "BIO")]), kind="official_statistic")
    assert answer.status_code == 403
    assert reader.get("/imports/template/official_statistic.xlsx").status_code == 403


def test_who_enters_nothing_has_no_such_page(reader, be):
    be("chief", role="chief", chain="BIO")
    assert reader.get("/imports/").status_code == 403
    assert "/imports/" not in reader.get("/records/").content.decode()
