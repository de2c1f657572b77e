"""Drafts: worded around their figures, kept version by version, taken to Word and back, signed."""

import html
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from tests.fixtures.accounts import sign_in
from tests.web.test_issuing_by_upload import with_text
from tests.web.test_the_page_of_a_month import text_of
from tests.web.town import STARTED

from chainchief.briefing.models import Draft, FinalFile

N = len(STARTED)
#: The first paragraphs of a document of the demo city say that it is one.
FIRST = 2


@pytest.fixture
def draft(reader, in_town):
    """A draft with two paragraphs, begun by the press office; its address."""
    folder = in_town / "presets" / "templates"
    folder.mkdir(parents=True)
    text = Document()
    opening = text.add_paragraph()
    opening.add_run("总体看，").bold = True
    opening.add_run('今年以来开工{{ fig("IND-PRJ-STARTED") }}，势头良好。')
    text.add_paragraph('5G基站{{ fig("IND-FUR-5G-STATIONS") }}。')
    text.save(folder / "note.docx")
    sign_in(reader, "press-office", "新闻科 冯洁")
    begun = reader.post("/drafts/", {"template": "note", "month": "2023-11"})
    assert begun.status_code == 303
    return begun.headers["Location"]


def wording_of(reader, address, paragraph=FIRST):
    page = reader.get(f"{address}paragraphs/{paragraph}/").content.decode()
    since = re.search(r'name="since" value="(\d+)"', page)[1]
    return since, html.unescape(
        re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)[1]
    ).strip()


def saved(reader, address, wording, since=1, paragraph=FIRST, **more):
    form = {"wording": wording, "since": since, **more}
    return reader.post(f"{address}paragraphs/{paragraph}/", form)


def file_of(reader, address):
    return reader.get(f"{address}draft.docx").content


def test_a_paragraph_shows_its_figures_as_tokens(reader, draft):
    assert wording_of(reader, draft) == ("1", f"总体看，今年以来开工⟦1|{N}个⟧，势头良好。")


def test_words_change_and_figures_and_their_form_stay(reader, draft):
    done = saved(reader, draft, f"总体看，开工⟦1|{N}个⟧，进展顺利。")
    assert (done.status_code, done.headers["Location"]) == (303, f"{draft}#p{FIRST}")
    page = reader.get(draft).content.decode()
    assert re.search(rf'<b>总体看，</b>开工<a class="fig"[^>]*>{N}个</a>，进展顺利。', page)
    assert "第2稿 新闻科 冯洁" in text_of(reader.get(draft))
    text = "".join(p.text for p in Document(io.BytesIO(file_of(reader, draft))).paragraphs)
    assert "，进展顺利。" in text


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        (f"开工⟦1|{N + 1}个⟧。", "BRF-160"),
        (f"开工⟦1|{N}个⟧，又⟦1|{N}个⟧。", "BRF-161"),
        ("开工⟦9|1个⟧。", "BRF-161"),
        (f"开工⟦1|{N}个⟧，比去年多8个。", "BRF-163"),
    ],
)
def test_no_number_is_typed_or_retyped(reader, draft, wording, code):
    refused = saved(reader, draft, wording)
    assert (refused.status_code, code in text_of(refused)) == (422, True)
    assert Draft.objects.get().versions.count() == 1


def test_a_typed_number_is_explained(reader, draft):
    told = {"number-1": "8个", "why-1": "市政府常务会议纪要"}
    assert saved(reader, draft, f"开工⟦1|{N}个⟧，多8个。", **told).status_code == 303
    assert "已说明 开工" in text_of(reader.get(draft))
    assert "8个：市政府常务会议纪要" in text_of(reader.get(draft))
    assert saved(reader, draft, f"开工⟦1|{N}个⟧，仍多8个。", since=2).status_code == 303


def test_a_typed_number_is_bound_to_the_figure_that_prints_it(reader, draft):
    wording = f"今年以来开工⟦1|{N}个⟧，势头良好（开工{N}个）。"
    refused = saved(reader, draft, wording).content.decode()
    figure = "IND-PRJ-STARTED@2023-11/990100"
    assert f'<option value="{figure}">' in refused
    other = {"number-1": f"{N}个", "figure-1": "IND-FUR-5G-STATIONS@2023-11/990100"}
    assert "BRF-164" in text_of(saved(reader, draft, wording, **other))
    bound = {"number-1": f"{N}个", "figure-1": figure}
    assert saved(reader, draft, wording, **bound).status_code == 303
    page = reader.get(draft).content.decode()
    assert page.count('data-figure="IND-PRJ-STARTED@2023-11/990100"') == 2
    assert wording_of(reader, draft)[1] == f"今年以来开工⟦1|{N}个⟧，势头良好（开工⟦2|{N}个⟧）。"


def test_who_rewords_an_older_version_is_told_only_where_both_touched_the_paragraph(reader, draft):
    saved(reader, draft, f"开工⟦1|{N}个⟧，他们的话。")
    sign_in(reader, "chain-office", "链办 李强")
    other = wording_of(reader, draft, FIRST + 1)[1]
    assert saved(reader, draft, "又" + other, paragraph=FIRST + 1).status_code == 303
    conflict = saved(reader, draft, f"开工⟦1|{N}个⟧，我的话。")
    assert conflict.status_code == 409
    page = text_of(conflict)
    for words in ("原文 总体看", "他人 开工", "我的话"):
        assert words in page
    since = re.search(r'name="since" value="(\d+)"', conflict.content.decode())[1]
    assert saved(reader, draft, f"开工⟦1|{N}个⟧，合起来的话。", since=since).status_code == 303


def test_what_word_changed_is_read_back_and_shown_beside_the_version_before(reader, draft):
    edited = with_text(file_of(reader, draft), str(N), str(N + 1))
    file = SimpleUploadedFile("改后.docx", edited)
    back = reader.post(f"{draft}back/", {"file": file})
    assert (back.status_code, back.headers["Location"]) == (303, f"{draft}?with=1")
    page = reader.get(back.headers["Location"]).content.decode()
    assert f'<span class="moved">{N}个</span>' in page
    assert re.search(rf'<a class="fig moved"[^>]*>{N + 1}个</a>', page)
    told = text_of(reader.get(draft))
    assert f"与台账不符 总体看，今年以来开工{N + 1}个，势头良好。" in told
    assert "Word 改后上传：改后.docx" in told
    assert reader.post(f"{draft}restore/", {"number": "1"}).status_code == 303
    assert "与台账不符" not in text_of(reader.get(draft))


def test_what_cannot_be_read_back_is_refused_with_the_reason(reader, draft):
    file = SimpleUploadedFile("x.docx", b"no document")
    refused = reader.post(f"{draft}back/", {"file": file})
    assert (refused.status_code, "BRF-001" in text_of(refused)) == (422, True)


def test_a_draft_is_signed_and_waits_for_another_person(reader, draft):
    signed = reader.post(f"{draft}sign/")
    assert signed.headers["Location"] == f"/issue/{FinalFile.objects.get().uid}/"
    assert "note-2023-11.docx" in text_of(reader.get("/issue/"))


def test_the_list_names_every_draft_and_readers_word_none(reader, draft):
    assert "note 2023年11月 1 新闻科 冯洁" in text_of(reader.get("/drafts/"))
    sign_in(reader, "reader")
    assert reader.get(draft).status_code == 403
    assert saved(reader, draft, "x").status_code == 403


@pytest.mark.parametrize("template", ["{folder}/note.docx", "../templates/note", "nothing"])
def test_a_draft_begins_from_a_template_by_its_name_alone(reader, draft, in_town, template):
    sent = template.format(folder=in_town / "presets" / "templates")
    refused = reader.post("/drafts/", {"template": sent, "month": "2023-11"})
    assert refused.status_code in range(400, 500)
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 5000])
def test_what_is_no_number_of_a_version_is_told(reader, draft, number):
    assert saved(reader, draft, f"开工⟦1|{N}个⟧。", since=number).status_code == 422
    assert reader.post(f"{draft}restore/", {"number": number}).status_code in range(400, 500)
    assert reader.get(draft, {"with": number}).status_code == 200
    assert Draft.objects.get().versions.count() == 1
