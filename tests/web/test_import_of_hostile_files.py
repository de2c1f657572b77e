"""What is brought is not believed: one clear answer, nothing written, and the worker goes on."""

import datetime as dt
import os

import pytest
from tests.intake import hostile
from tests.web.importing import brought, send, tabs_of, text_of, upload_at, work, workbook
from tests.web.town import SOUTH

from chainchief.core.home import home
from chainchief.web.imports import limits, storing
from chainchief.web.imports.models import State, Upload

NEW = ("NEW-1", "新项目", SOUTH, "BIO")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def zip_bomb(path):
    """A small file that would unpack to a hundred times its size."""
    return hostile.workbook(path, "<row/>", extra=[("xl/media/a.bin", b"\0" * 30_000_000)])


def bytes_of(path):
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("junk.xlsx", b"\x01\x02\x03 no workbook", "CHK-"),
        ("表.xls", OLE, "xlsx"),
        ("表.et", OLE, "xlsx"),
        ("表.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "HTML"),
        ("表.csv", b"\0\x01\x02binary", "CSV"),
        ("half.xlsx", b"PK\x03\x04 cut off", "CHK-"),
        ("图.csv", b"PK\x03\x04 a zip by another name", "CHK-"),
    ],
)
def test_what_is_no_workbook_is_told_by_one_fault(reader, name, content, said):
    address = brought(reader, content, name=name)
    page = reader.get(address)
    assert upload_at(address).state == State.REFUSED
    assert tabs_of(page)["有误"] == "1"
    assert said in text_of(page)
    assert name in text_of(page)


def test_bombs_are_refused_and_the_worker_goes_on(reader, tmp_path):
    bombs = [zip_bomb(tmp_path / "a.xlsx"), hostile.killer(tmp_path / "b.xlsx")]
    addresses = [brought(reader, bytes_of(bomb), name="表.xlsx") for bomb in bombs]
    assert [upload_at(address).state for address in addresses] == [State.REFUSED] * 2
    sound = brought(reader, workbook(tmp_path, [NEW]))
    assert upload_at(sound).state == State.READY


def test_a_workbook_of_another_kind_is_told_with_what_it_lacks(reader, tmp_path):
    path = workbook(tmp_path, [("E1", "某公司", SOUTH, "x")], heads=("信用码", "企业", "甲", "乙"))
    address = brought(reader, path)
    assert upload_at(address).state == State.REFUSED
    assert "CHK-214" in text_of(reader.get(address))
    assert "/imports/template/project.xlsx" in reader.get(address).content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\x.xlsx",
        "a\0b.xlsx",
        "CON",
        "%2e%2e%2fx",
        "x" * 300,
        "\u202exslx.exe",
        "",
    ],
)
def test_a_name_is_never_a_path(reader, tmp_path, name):
    path = workbook(tmp_path, [NEW])
    answer = send(reader, bytes_of(path), name=name or "x.xlsx")
    assert answer.status_code == 303
    work()
    upload = Upload.objects.get()
    assert [f.name for f in home().uploads.iterdir()] == [upload.key.hex]
    assert sorted(f.name for f in storing.folder_of(upload).iterdir()) == [
        "preview.en.json",
        "preview.zh-hans.json",
        "source.xlsx",
    ]
    assert storing.source_of(upload).read_bytes() == bytes_of(path)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x.xlsx", "x.xlsx"),
        ("C:\\表\\十一月.xlsx", "十一月.xlsx"),
        ("a\r\nSet-Cookie: x.xlsx", "aSet-Cookie: x.xlsx"),
        ("\u202exslx.exe", "xslx.exe"),
        ("\0\n", "未命名"),
        ("长" * 300 + ".xlsx", "长" * 195 + ".xlsx"),
    ],
)
def test_names_are_shown_without_what_turns_or_hides_them(name, shown):
    assert storing.plain_name(name) == shown


def test_a_mark_in_a_name_or_a_cell_stays_text(reader, tmp_path):
    nasty = "<script>alert(1)</script>"
    path = workbook(tmp_path, [("NEW-1", nasty, SOUTH, nasty)])
    address = brought(reader, bytes_of(path), name=f"{nasty}.xlsx".replace("/", ""))
    for page in (reader.get(address), reader.get("/imports/"), reader.get("/jobs/")):
        assert "<script>alert" not in page.content.decode()


def test_a_file_over_the_limit_is_thrown_away_while_it_comes_in(reader, monkeypatch):
    monkeypatch.setattr(limits, "MOST_BYTES", 100_000)
    answer = send(reader, os.urandom(300_000), name="大.xlsx")
    assert answer.status_code == 422
    assert "文件超过" in text_of(answer)
    assert (Upload.objects.count(), home().uploads.exists()) == (0, False)


def test_a_request_that_no_page_sends_is_not_received(reader, monkeypatch):
    monkeypatch.setattr(limits, "MOST_OF_A_REQUEST", 1000)
    assert send(reader, b"x" * 5000).status_code == 400
    assert Upload.objects.count() == 0


def test_an_empty_file_and_none_at_all_are_told(reader):
    assert "文件是空的" in text_of(send(reader, b"", name="空.xlsx"))
    answer = reader.post("/imports/", {"kind": "project"})
    assert (answer.status_code, "没有选择文件" in text_of(answer)) == (422, True)
    answer = reader.post("/imports/", {"kind": ""})
    assert (answer.status_code, "没有选择数据类别" in text_of(answer)) == (422, True)


def test_one_account_has_so_many_files_here_at_a_time(reader, monkeypatch, tmp_path):
    monkeypatch.setattr(limits, "MOST_OPEN", 2)
    path = workbook(tmp_path, [NEW])
    first = brought(reader, path)
    send(reader, path)
    refused = send(reader, path)
    assert refused.status_code == 422
    assert "已达上限" in text_of(refused)
    reader.post(f"{first}drop/")
    assert send(reader, path).status_code == 303


def test_one_account_has_so_many_bytes_here_at_a_time(reader, monkeypatch, tmp_path):
    path = workbook(tmp_path, [NEW])
    monkeypatch.setattr(limits, "MOST_OPEN_BYTES", path.stat().st_size + 10)
    send(reader, path)
    assert "合计将超过" in text_of(send(reader, path))


def test_what_nobody_touched_for_long_is_removed(reader, tmp_path):
    old = brought(reader, workbook(tmp_path, [NEW]))
    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=limits.KEPT_DAYS + 1)
    Upload.objects.update(touched_at=long_ago)
    new = brought(reader, workbook(tmp_path, [NEW], "另.xlsx"))
    assert [upload_at(each).state for each in (old, new)] == [State.DROPPED, State.READY]
    assert [f.name for f in home().uploads.iterdir()] == [upload_at(new).key.hex]


def test_a_file_that_is_gone_is_told_and_nothing_is_written(reader, tmp_path):
    address = brought(reader, workbook(tmp_path, [NEW]))
    storing.source_of(upload_at(address)).unlink()
    reader.post(f"{address}write/", {"reason": "x"})
    work()
    assert "文件已不在" in text_of(reader.get(address))
    assert upload_at(address).batch is None
