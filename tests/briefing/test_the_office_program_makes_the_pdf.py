"""PDF by LibreOffice from the same document, in faces that stand in for those of the standard."""

import shutil
import subprocess

import pytest
from tests.briefing.city import TestSource, note_figures
from tests.briefing.papers import drafted, template_of

from chainchief.briefing.errors import OfficeMissingError
from chainchief.briefing.render import pdf as office
from chainchief.briefing.render.template_files import find_template

NOTO = {"Noto Serif CJK SC", "Noto Sans CJK SC"}


@pytest.mark.office
def test_the_pdf_has_the_text_of_the_document(tmp_path):
    pdf = tmp_path / "d.pdf"
    pdf.write_bytes(office.to_pdf(drafted(template_of('新开工{{ fig("IND-RATE") }}。')).content()))
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "新开工86.3%" in words_of(pdf).replace(" ", "")


@pytest.mark.office
def test_the_note_has_28_characters_to_the_line_and_the_faces_it_asks_for(tmp_path):
    made = drafted(find_template("monthly-note"), source=TestSource(table=note_figures()))
    pdf = tmp_path / "note.pdf"
    pdf.write_bytes(office.to_pdf(made.content()))
    lines = [line.strip() for line in words_of(pdf).splitlines()]
    full = next(line for line in lines if line.startswith("列入省技术改造导向目录"))
    assert "列入省技术改造导向目录的重点项目" in full
    fonts = told("pdffonts", str(pdf))
    assert "DejaVu" not in fonts
    assert "Serif" in fonts or "FangSong" in fonts


def words_of(pdf):
    return told("pdftotext", "-layout", str(pdf), "-")


def told(program, *arguments):
    assert shutil.which(program), "poppler is needed: apt-get install poppler-utils"
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(OfficeMissingError, match="libreoffice-writer-nogui"):
        office.to_pdf(b"")


def test_a_path_in_the_settings_comes_first(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("")
    monkeypatch.setenv("CHAINCHIEF_SOFFICE", str(program))
    assert office.office() == str(program)


def test_a_program_that_makes_nothing_is_told_with_its_words(monkeypatch, tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho 'cannot load' >&2\n")
    program.chmod(0o755)
    monkeypatch.setenv("CHAINCHIEF_SOFFICE", str(program))
    with pytest.raises(OfficeMissingError, match="cannot load"):
        office.to_pdf(b"")


def test_missing_faces_are_mapped_and_installed_ones_left_alone():
    rules = office.font_map(NOTO | {"黑体"})
    assert rules.count("<match") == 4
    assert "<string>黑体</string>" not in rules
    assert "<string>仿宋_GB2312</string></test>" in rules


def test_the_sites_own_face_comes_before_the_stand_in():
    assert "<string>FangSong</string>" in office.font_map(NOTO | {"FangSong"})


def test_the_title_is_bold_only_where_a_book_face_stands_in():
    assert office.font_map(NOTO).count("<const>bold</const>") == 1
    assert "bold" not in office.font_map(NOTO | {"FZXiaoBiaoSong-B05S"})


def test_where_nothing_can_stand_in_nothing_is_mapped():
    assert "<match" not in office.font_map(set())
