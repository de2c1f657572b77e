"""A final document is checked and issued by upload; what refuses it stands on the page."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from tests.fixtures.accounts import sign_in
from tests.web.test_the_page_of_a_month import text_of
from tests.web.town import NOVEMBER

from chainchief.briefing.models import IssuedDocument
from chainchief.briefing.render.documents import render


@pytest.fixture
def final(reader, tmp_path):
    """A note on November with one figure, as the program drafts it."""
    template, file = tmp_path / "template.docx", tmp_path / "月报.docx"
    text = Document()
    text.add_paragraph('开工{{ fig("IND-PRJ-STARTED") }}。')
    text.save(template)
    render(str(template), NOVEMBER, file)
    return file.read_bytes()


def sent(reader, content, act="issue", **fields):
    file = SimpleUploadedFile("月报定稿.docx", content)
    return reader.post("/issue/", {"month": "2023-11", "act": act, "file": file, **fields})


def test_a_check_tells_what_was_read_back_and_registers_nothing(reader, final):
    page = text_of(sent(reader, final, act="check"))
    assert "回读结果：" in page
    assert "与台账不一致的数字：0个" in page
    assert not IssuedDocument.objects.exists()


def test_what_is_issued_is_registered_under_the_name_of_who_did_it(reader, final):
    done = sent(reader, final)
    (document,) = IssuedDocument.objects.all()
    assert (done.status_code, done.headers["Location"]) == (303, f"/issued/{document.sha256}/")
    assert (document.name, document.issued_by) == ("月报定稿.docx", "市链办 王敏")
    assert document.figures.exists()


@pytest.mark.parametrize("content", [b"", b"no document", b"PK\x03\x04 half a zip"])
def test_what_is_no_document_is_refused_with_the_reason(reader, content):
    refused = sent(reader, content)
    assert refused.status_code in (200, 422)
    assert "未能发布" in text_of(refused)
    assert not IssuedDocument.objects.exists()


def test_a_number_that_was_altered_is_told_and_issued_only_for_a_reason(reader, final):
    altered = with_text(final, "40", "41")
    refused = sent(reader, altered)
    assert refused.status_code == 422
    assert "41" in text_of(refused)
    assert sent(reader, altered, reason="以会议口径为准").status_code == 303
    assert IssuedDocument.objects.get().figures.filter(printed__contains="41").exists()


def test_without_a_file_nothing_is_read(reader):
    refused = reader.post("/issue/", {"month": "2023-11", "act": "issue"})
    assert refused.status_code == 422
    assert "请先选择定稿文件" in text_of(refused)


def test_whoever_may_not_issue_has_no_such_page(reader):
    sign_in(reader, "press-office")
    assert reader.get("/issue/").status_code == 403
    assert sent(reader, b"x").status_code == 403


def with_text(content, old, new):
    """The document with one number of its text changed, as an editor would."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                before = f">{old}个<".encode()
                assert before in data
                data = data.replace(before, f">{new}个<".encode(), 1)
            target.writestr(name, data)
    return out.getvalue()
