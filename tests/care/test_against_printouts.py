"""`chainchief verify --against`: whoever holds an old printout can prove a roll-back."""

import json
import shutil
import zipfile

import docx
import openpyxl
import pytest
from django.db import connections
from tests.fixtures.viewers import office
from tests.ledger.small_city import write

from chainchief.care.backup.making import backup
from chainchief.cli.main import run
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.ledger import changelog
from chainchief.ledger.changesets import Creation


def verified(capsys, *words, status=0):
    capsys.readouterr()
    assert run(["verify", *words]) == status
    return capsys.readouterr()


@pytest.fixture
def seen(city, tmp_path):
    """What left the city before it worked on: a code, a backup, a text, a document, a workbook."""
    anchor = changelog.anchor()
    backup(tmp_path / "city.zip", viewer=office())
    (tmp_path / "codes.txt").write_text(f"11月核对单：{anchor}\n", encoding="gbk")
    document = docx.Document()
    paragraph = document.add_paragraph("封存码 ")
    for piece in (anchor.code[:5], anchor.code[5:]):
        paragraph.add_run(piece).bold = piece[0].isdigit()
    document.save(tmp_path / "note.docx")
    book = openpyxl.Workbook()
    book.active["A1"] = f"2023年11月 · {anchor}"
    book.save(tmp_path / "sheet.xlsx")
    write(Creation("chain", "LATE", {"name": "迟"}))
    changelog.seal()
    return anchor


FILES = ["city.zip", "codes.txt", "note.docx", "sheet.xlsx"]


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_read_for_its_anchors(seen, tmp_path, capsys, file):
    told = verified(capsys, "--against", str(tmp_path / file)).out
    assert f"{seen}：已证实" in told


def test_several_at_once_follow_one_option(seen, capsys):
    now = changelog.anchor()
    told = verified(capsys, "--against", seen.code.lower(), now.code).out
    assert [f"{each}：已证实" in told for each in (seen, now)] == [True, True]


def test_it_speaks_english(seen, capsys):
    with speaking(ENGLISH):
        told = verified(capsys, "--against", seen.code).out
    assert f"{seen}: proved, this log is a continuation" in told


def test_an_older_copy_of_database_and_keys_is_a_roll_back(city, seen, tmp_path, capsys):
    connections.close_all()
    shutil.copytree(city.home, tmp_path / "older")
    write(Creation("chain", "LATER", {"name": "更迟"}))
    changelog.seal()
    now = changelog.anchor()
    connections.close_all()
    shutil.rmtree(city.home)
    shutil.copytree(tmp_path / "older", city.home)
    assert verified(capsys).err == ""
    told = verified(capsys, "--against", seen.code, now.code, status=1)
    assert "VER-020" in told.err
    assert f"{seen}：已证实" in told.out
    assert f"{now}：已证实" not in told.out


def test_for_programs(seen, capsys):
    document = json.loads(verified(capsys, "--against", seen.code, "--json").out)
    assert document["anchors"] == []


@pytest.mark.parametrize("typed", ["41-0000-0000-0000-00", "nothing.txt"])
def test_what_is_no_anchor_is_wrong_use(seen, capsys, typed):
    assert "封存码" in verified(capsys, "--against", typed, status=2).err


def test_a_file_without_an_anchor_is_wrong_use(seen, tmp_path, capsys):
    (tmp_path / "empty.txt").write_text("")
    with zipfile.ZipFile(tmp_path / "empty.docx", "w") as container:
        container.writestr("word/document.xml", "<w:p/>")
    for name in ("empty.txt", "empty.docx"):
        assert "没有" in verified(capsys, "--against", str(tmp_path / name), status=2).err


def test_a_damaged_container_is_told(seen, tmp_path, capsys):
    content = (tmp_path / "note.docx").read_bytes()
    (tmp_path / "note.docx").write_bytes(content[:60] + b"\xa5" * 400 + content[460:])
    assert verified(capsys, "--against", str(tmp_path / "note.docx"), status=2).err


def test_codes_without_the_option_are_one_word_too_many(city, capsys):
    assert "多出的参数(42)" in verified(capsys, "42", status=2).err


def test_a_verification_sheet_carries_it(city, tmp_path, capsys):
    from chainchief.briefing.sheets.files import VERIFICATION, write_sheet
    from chainchief.core.spans import Month

    for name in ("sheet.docx", "sheet.xlsx"):
        write_sheet(VERIFICATION, "monthly-note", Month(2023, 11), tmp_path / name)
        told = verified(capsys, "--against", str(tmp_path / name)).out
        assert f"{changelog.anchor()}：已证实" in told
