"""The release with every figure a door; the register of what was issued, and what would differ."""

import re

import pytest
from docx import Document
from tests.fixtures.accounts import sign_in
from tests.fixtures.viewers import office
from tests.web.test_the_page_of_a_figure import late_start
from tests.web.test_the_page_of_a_month import text_of
from tests.web.town import NOVEMBER, STARTED

from chainchief.briefing.issue.issuing import issue, path_of
from chainchief.briefing.render.documents import render
from chainchief.ledger import changelog
from chainchief.ledger.kinds.project.models import Project

OCTOBER = NOVEMBER - 1
RELEASE = "/release/monthly-note/?month=2023-11"
FIGURE = "&figure=IND-PRJ-STARTED@2023-11/990100"
#: What htmx asks for when a figure is clicked.
CLICK = {"HX-Request": "true", "HX-Target": "beside"}


@pytest.fixture
def issued(reader, tmp_path):
    """A note on November with two figures, issued: (the reader, the record)."""
    template, file = tmp_path / "template.docx", tmp_path / "月报.docx"
    text = Document()
    text.add_paragraph('开工{{ fig("IND-PRJ-STARTED") }}，基站{{ fig("IND-FUR-5G-STATIONS") }}。')
    text.save(template)
    render(str(template), NOVEMBER, file)
    return reader, issue(file, NOVEMBER, viewer=office("clerk")).record


def test_the_document_lies_open_with_all_templates_to_choose_from(reader):
    answer = reader.get(RELEASE)
    assert re.search(rf'<p id="p\d+"[^>]*>.*新开工.*>{len(STARTED)}个</a>', answer.content.decode())
    for name in ("新闻发布稿", "月度简报", "单链简报", "县市区单页"):
        assert name in text_of(answer)


def test_a_click_on_a_figure_opens_its_receipt_beside_the_text(reader):
    page = reader.get(RELEASE).content.decode()
    (door,) = set(re.findall(r'href="([^"]+figure=IND-PRJ-STARTED@2023-11/990100)"', page))
    door = door.replace("&amp;", "&")
    part = reader.get(door, headers=CLICK)
    assert "<html" not in part.content.decode()
    slip = text_of(part)
    assert f"{len(STARTED)}个 指标" in slip
    assert "第20号产业园 PRJ-020" in slip
    assert re.search('<a class="name" href="/records/project/[^"]+">第20号', part.content.decode())
    assert slip.strip() in text_of(reader.get(door))


def test_closing_the_receipt_shows_again_what_to_look_at(reader):
    (close,) = re.findall(
        r'<a class="shut" href="([^"]+)"',
        reader.get(RELEASE + FIGURE, headers=CLICK).content.decode(),
    )
    assert "发出前要看的" in text_of(reader.get(close.replace("&amp;", "&"), headers=CLICK))


def test_a_figure_that_the_document_does_not_have_opens_nothing(reader):
    page = text_of(reader.get(f"{RELEASE}&figure=IND-NONE@2023-11/990100"))
    assert "发出前要看的" in page


def test_what_is_missing_flash_or_open_is_told_with_its_sentence(reader):
    page = text_of(reader.get(RELEASE))
    assert re.search("待补 [^ ]*【待补：", page)
    assert re.search("快报 [^ ]*规模以上工业增加值同比增长", page)
    assert "月份未定" not in page
    assert "月份未定 2023年12月尚未关账" in text_of(
        reader.get("/release/monthly-note/?month=2023-12")
    )


def test_the_styles_of_the_document_are_a_sheet_of_their_own(reader):
    page = reader.get(RELEASE).content.decode()
    assert "style=" not in page.partition("<main")[2]
    sheet = reader.get("/release/monthly-note/paper.css?month=2023-11")
    assert sheet.headers["Content-Type"].startswith("text/css")
    assert re.search(r'\.paper p\.s\d+\{font-family:"', sheet.content.decode())


def test_beside_the_last_issue_changed_words_and_figures_are_marked(reader, in_town, tmp_path):
    template, last = in_town / "presets" / "templates" / "note.docx", tmp_path / "十月.docx"
    template.parent.mkdir(parents=True)
    text = Document()
    text.add_paragraph('{{ month() }}开工{{ fig("IND-PRJ-STARTED") }}。')
    text.add_paragraph("工作顺利。")
    text.save(template)
    assert "与上期对照" not in text_of(reader.get("/release/note/?month=2023-11"))
    render("note", OCTOBER, last)
    record = issue(last, OCTOBER, viewer=office("clerk")).record
    assert "与上期对照" in text_of(reader.get("/release/note/?month=2023-11"))
    page = reader.get("/release/note/?month=2023-11&last=1").content.decode()
    assert f'<a href="/issued/{record.sha256}/">十月.docx</a>' in page
    assert "<td>2023年<del>10</del>月开工" in page
    assert "<td>2023年<ins>11</ins>月开工" in page
    assert re.search(
        rf'<a class="fig moved" href="[^"]+last=1[^"]+"[^>]*>{len(STARTED)}个</a>', page
    )
    assert '<tr class="same"><td>工作顺利。</td>' in page


def test_a_note_on_a_chain_and_a_countys_sheet_begin_with_the_first(reader):
    assert "生物制造" in text_of(reader.get("/release/chain-note/?month=2023-11&chain=BIO"))
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
    number = f"{record.year}年第1号"
    assert f"月报.docx {record.sha256[:12]} {number} 2023-11 2023-11r1" in page
    assert re.search(rf"clerk {count} 0 ", page)


def test_the_issued_text_lies_open_with_its_receipts(issued):
    reader, record = issued
    page = reader.get(f"/issued/{record.sha256}/").content.decode()
    assert re.search(rf'<p id="p\d+"[^>]*>开工<a class="fig"[^>]*>{len(STARTED)}个</a>，基站', page)
    door = f"/issued/{record.sha256}/?figure=IND-PRJ-STARTED@2023-11/990100"
    slip = text_of(reader.get(door, headers=CLICK))
    assert "第20号产业园 PRJ-020" in slip
    assert f"月报.docx {record.issued_at:%Y-%m-%d}"[:8] in slip
    sheet = reader.get(f"/issued/{record.sha256}/paper.css")
    assert sheet.content.decode().startswith(".paper p.")


def test_a_document_without_its_file_still_shows_what_the_register_knows(issued):
    reader, record = issued
    path_of(record.sha256).unlink()
    page = reader.get(f"/issued/{record.sha256}/")
    assert (page.status_code, 'class="paper"' in page.content.decode()) == (200, False)
    assert "IND-PRJ-STARTED" in text_of(page)


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
    assert f"今已不同 新开工标志性产业链项目 {len(STARTED)}个 → {len(STARTED) + 1}个：迟报" in page
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
