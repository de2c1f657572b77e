"""The release with every figure a door; the register of what was issued, and what would differ."""

import re

import pytest
from docx import Document
from tests.fixtures.accounts import sign_in
from tests.fixtures.viewers import office
from tests.web.test_the_page_of_a_figure import late_start
from tests.web.test_the_page_of_a_month import text_of
from tests.web.town import NOVEMBER, STARTED

from chainchief.briefing.issue.issuing import issue
from chainchief.briefing.render.documents import render
from chainchief.ledger import changelog
from chainchief.ledger.kinds.project.models import Project

RELEASE = "/release/monthly-note/?month=2023-11"
DOCUMENT = "/release/monthly-note/document/?month=2023-11"


@pytest.fixture
def issued(reader, tmp_path):
    """A note on November with two figures, issued: (the reader, the record)."""
    template, file = tmp_path / "template.docx", tmp_path / "月报.docx"
    text = Document()
    text.add_paragraph('开工{{ fig("IND-PRJ-STARTED") }}，基站{{ fig("IND-FUR-5G-STATIONS") }}。')
    text.save(template)
    render(str(template), NOVEMBER, file)
    return reader, issue(file, NOVEMBER, viewer=office("clerk")).record


def test_the_document_is_shown_in_a_frame_with_all_templates_to_choose_from(reader):
    answer = reader.get(RELEASE)
    assert '<iframe class="paper" src="/release/monthly-note/document/?month=2023-11' in (
        answer.content.decode()
    )
    for name in ("新闻发布稿", "月度简报", "单链简报", "县市区单页"):
        assert name in text_of(answer)


def test_every_figure_of_the_document_is_a_door_to_its_page(reader):
    html = reader.get(DOCUMENT).content.decode()
    doors = re.findall(r'<a class="fig" id="f\d+" href="([^"]+)" target="_top">', html)
    assert len(doors) > 5
    door = next(each for each in doors if "/IND-PRJ-STARTED/" in each).replace("&amp;", "&")
    assert f"{len(STARTED)} 个" in text_of(reader.get(door))


def test_the_document_may_run_nothing_and_be_framed_by_our_own_pages_alone(reader):
    policy = reader.get(DOCUMENT).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'self'" in policy
    assert "frame-ancestors 'none'" in reader.get(RELEASE).headers["Content-Security-Policy"]


def test_a_note_on_a_chain_and_a_countys_sheet_begin_with_the_first(reader):
    assert "生物制造" in text_of(
        reader.get("/release/chain-note/document/?month=2023-11&chain=BIO")
    )
    page = reader.get("/release/chain-note/?month=2023-11").content.decode()
    assert 'value="BIO" selected' in page
    page = reader.get("/release/county-sheet/?month=2023-11").content.decode()
    assert 'value="990102" selected' in page


def test_the_draft_comes_as_a_word_file_with_comments(reader):
    import io
    import zipfile

    answer = reader.get("/release/monthly-note/draft.docx?month=2023-11")
    assert "monthly-note-2023-11.docx" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "word/comments.xml" in archive.namelist()


@pytest.mark.parametrize("template", ["nope", "..%2Fx", "etc-passwd"])
def test_an_unknown_document_is_told(reader, template):
    assert reader.get(f"/release/{template}/?month=2023-11").status_code == 404


def test_the_register_is_empty_at_first_and_says_what_to_do(reader):
    assert "尚未发布文稿" in text_of(reader.get("/issued/"))


def test_the_register_lists_the_document_with_its_figures(issued):
    reader, record = issued
    page = text_of(reader.get("/issued/"))
    count = record.figures.count()
    assert count == 2
    assert f"月报.docx {record.sha256[:12]} 2023-11 2023-11r1" in page
    assert re.search(rf"clerk {count} 0 ", page)


def test_a_document_shows_what_it_printed_and_that_nothing_changed(issued):
    reader, record = issued
    page = text_of(reader.get(f"/issued/{record.sha256}/"))
    assert record.sha256 in page
    assert "今天重算，所有数字不变" in page
    assert f"IND-PRJ-STARTED 990100 2023年1-11月 {len(STARTED)}个 {len(STARTED)}个 一致" in page


def test_after_a_late_arrival_it_says_which_figure_and_which_record(issued):
    reader, record = issued
    late_start()
    page = text_of(reader.get(f"/issued/{record.sha256}/"))
    assert f"{len(STARTED)}个 → {len(STARTED) + 1}个 迟报" in page
    assert "迟报的产业园 PRJ-L 迟报" in page


def test_the_record_that_made_the_difference_is_a_door(issued):
    reader, document = issued
    late_start()
    page = reader.get(f"/issued/{document.sha256}/").content.decode()
    (line,) = re.findall(r'<th scope="row"><a class="name" href="(/records/project/[^"]+)">', page)
    assert reader.get(line).status_code == 200


def test_a_correction_is_told_apart(issued):
    reader, record = issued
    with changelog.acting("clerk", "moved"):
        moved = Project.objects.get(code=STARTED[0])
        moved.chain_id, moved.version = None, moved.version + 1
        moved.save()
    page = text_of(reader.get(f"/issued/{record.sha256}/"))
    assert f"{len(STARTED)}个 → {len(STARTED) - 1}个 更正" in page


def test_the_file_comes_back_as_it_was_issued(issued):
    import hashlib

    reader, record = issued
    answer = reader.get(f"/issued/{record.sha256}/file.docx")
    assert hashlib.sha256(answer.content).hexdigest() == record.sha256
    assert "filename*=utf-8''%E6%9C%88%E6%8A%A5.docx" in answer.headers["Content-Disposition"]


def test_the_page_of_a_figure_says_where_it_was_issued(issued):
    reader, record = issued
    html = reader.get("/indicators/IND-PRJ-STARTED/?month=2023-11").content.decode()
    assert f'<a href="/issued/{record.sha256}/">月报.docx</a>' in html


def test_an_unknown_document_of_the_register_is_told(reader):
    assert reader.get(f"/issued/{'0' * 64}/").status_code == 404


def test_documents_are_not_open_to_a_chief(reader):
    sign_in(reader, "chief", chain="BIO")
    assert reader.get("/issued/").status_code == 403
    page = reader.get("/chains/BIO/?month=2023-11").content.decode()
    assert 'href="/issued/"' not in page
