"""A final document is read back and signed by one person, issued or sent back by another."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from tests.fixtures.accounts import sign_in
from tests.web.conftest import OFFICE
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


def sent(reader, content, act="sign", **fields):
    file = SimpleUploadedFile("月报定稿.docx", content)
    return reader.post("/issue/", {"month": "2023-11", "act": act, "file": file, **fields})


def test_a_check_tells_what_was_read_back_and_registers_nothing(reader, final):
    page = text_of(sent(reader, final, act="check"))
    assert "回读结果：" in page
    assert "与台账不一致的数字：0个" in page
    assert not IssuedDocument.objects.exists()


def test_one_person_signs_and_another_one_issues(reader, final):
    sign_in(reader, "press-office", "新闻科 冯洁")
    waiting = sent(reader, final)
    assert waiting.status_code == 303
    assert not IssuedDocument.objects.exists()
    address = waiting.headers["Location"]
    assert "您已签署，须由另一人发布" in text_of(reader.get(address))
    sign_in(reader, name=OFFICE)
    assert "月报定稿.docx 2023年11月 新闻科 冯洁" in text_of(reader.get("/issue/"))
    page = text_of(reader.get(address))
    assert "待第二人发布" in page
    assert "与台账不一致的数字：0个" in page
    done = reader.post(address, {"act": "issue"})
    (document,) = IssuedDocument.objects.all()
    assert (done.status_code, done.headers["Location"]) == (303, f"/issued/{document.sha256}/")
    assert (document.name, document.signed_by, document.issued_by) == (
        "月报定稿.docx",
        "新闻科 冯洁",
        OFFICE,
    )
    assert (document.number, document.figures.count()) == (1, 1)
    assert "已发布：到登记簿查看" in text_of(reader.get(address))
    assert "BRF-151" in text_of(reader.post(address, {"act": "issue"}))


def test_who_signed_does_not_issue(reader, final):
    address = sent(reader, final).headers["Location"]
    refused = reader.post(address, {"act": "issue"})
    assert (refused.status_code, "BRF-150" in text_of(refused)) == (422, True)
    assert not IssuedDocument.objects.exists()


def test_the_press_office_signs_and_never_issues(reader, final):
    address = sent(reader, final).headers["Location"]
    sign_in(reader, "press-office")
    refused = reader.post(address, {"act": "issue"})
    assert "无权发布文稿" in text_of(refused)
    assert not IssuedDocument.objects.exists()


def test_a_file_is_sent_back_for_a_reason_and_can_be_signed_again(reader, final):
    address = sent(reader, final).headers["Location"]
    sign_in(reader, "chain-office", "链办 李强")
    assert "BRF-152" in text_of(reader.post(address, {"act": "send-back"}))
    assert reader.post(address, {"act": "send-back", "reason": "标题有误"}).status_code == 303
    assert "退回原因 标题有误" in text_of(reader.get(address))
    again = sent(reader, final).headers["Location"]
    assert again != address
    assert sent(reader, final).headers["Location"] == again


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
    address = sent(reader, altered, reason="以会议口径为准").headers["Location"]
    sign_in(reader, "chain-office", "链办 李强")
    assert "以会议口径为准" in text_of(reader.get(address))
    assert reader.post(address, {"act": "issue"}).status_code == 303
    assert IssuedDocument.objects.get().figures.filter(printed__contains="41").exists()


def test_without_a_file_nothing_is_read(reader):
    refused = reader.post("/issue/", {"month": "2023-11", "act": "sign"})
    assert refused.status_code == 422
    assert "请先选择定稿文件" in text_of(refused)


def test_whoever_may_not_sign_has_no_such_page(reader):
    sign_in(reader, "reader")
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
