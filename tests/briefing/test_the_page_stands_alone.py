"""The HTML form: one file, nothing from outside, a receipt behind every figure."""

import re
from html.parser import HTMLParser

import docx
import pytest
from docx.shared import Pt
from tests.briefing.city import TestSource, note_figures
from tests.briefing.papers import drafted, saved, template_of

from chainchief.briefing.render.html import to_html
from chainchief.core.i18n import speaking


class Page(HTMLParser):
    """Collects ids, links, and the text inside each element with an id."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.outside, self.text = {}, [], [], ""
        self._open = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self._open.append(values.get("id"))
        if "href" in values:
            self.links.append(values["href"])
        self.outside += [values[key] for key in ("src", "action", "data") if key in values]
        if tag in ("meta", "br", "link"):
            self._open.pop()

    def handle_endtag(self, tag):
        self._open.pop()

    def handle_data(self, data):
        self.text += data
        for name in filter(None, self._open):
            self.ids[name] = self.ids.get(name, "") + data


def page_of(*paragraphs, **options):
    return to_html(drafted(template_of(*paragraphs), **options))


def test_a_click_on_a_figure_opens_the_head_of_its_receipt():
    page = Page(page_of('新开工{{ fig("IND-PRJ-STARTED") }},{{ fig("IND-RATE") }}。'))
    assert page.ids["f1"] == "247个"
    assert "#r1" in page.links
    assert "新开工项目的口径说明。" in page.ids["r1"]
    assert "完成率的口径说明。" in page.ids["r2"]
    assert "2023-11r1" in page.ids["r1"]


def test_a_receipt_leads_back_to_its_figure():
    page = Page(page_of('{{ fig("IND-RATE") }}'))
    assert page.links == ["#r1", "#f1"]


def test_nothing_comes_from_another_host():
    text = page_of('{{ fig("IND-RATE") }}')
    page = Page(text)
    assert page.outside == []
    assert all(link.startswith("#") for link in page.links)
    assert "<script" not in text
    assert re.search(r"url\(|@import|https?:", text) is None


def test_characters_that_mean_something_in_html_are_text():
    text = page_of('A & B <script>alert(1)</script>{{ fig("IND-NASTY") }}')
    assert "<script" not in text
    page = Page(text)
    assert "A & B <script>alert(1)</script>" in page.text
    assert page.ids["f1"] == "5个&<b>"


def test_tables_bold_words_and_breaks_are_kept():
    document = docx.Document()
    document.add_paragraph().add_run("要点").bold = True
    document.add_paragraph("甲\n乙")
    document.add_table(1, 2).cell(0, 1).text = '{{ fig("IND-RATE") }}'
    text = to_html(drafted(saved(document)))
    assert "<b>要点</b>" in text
    assert "甲<br>乙" in text
    assert re.search(r"<table><tr><td>.*</td><td>.*86\.3%.*</td></tr></table>", text)


def test_the_monthly_note_keeps_its_faces_and_has_its_title():
    from chainchief.briefing.render.template_files import find_template

    text = to_html(drafted(find_template("monthly-note"), source=TestSource(table=note_figures())))
    assert "<title>德州市2023年11月产业链项目推进情况</title>" in text
    for face in ("方正小标宋简体", "仿宋_GB2312", "黑体"):
        assert f'font-family:"{face}"' in text
    assert "line-height:28.95pt" in text
    assert text.count('class="fig"') == 19


def test_the_masthead_of_the_note_stands_as_on_paper():
    from chainchief.briefing.render.template_files import find_template

    text = to_html(drafted(find_template("monthly-note"), source=TestSource(table=note_figures())))
    line = next(
        each for each in text.splitlines() if "<p" in each and "链长制办公室</span>" in each
    )
    assert "apart" in line
    assert "<span>2023年12月    日</span>" in line
    assert "border-bottom:2.25pt solid #D01F1F" in text


def test_a_tab_without_a_stop_at_the_right_is_a_space():
    assert "甲&emsp;乙" in page_of("甲\t乙")


def test_alignment_and_indents_of_a_paragraph_are_kept():
    document = docx.Document()
    line = document.add_paragraph("落款")
    line.alignment, line.paragraph_format.right_indent = 2, Pt(32)
    text = to_html(drafted(saved(document)))
    (name,) = re.findall(r'<p id="p1" class="s\d+ (d\d+)">落款', text)
    assert f".paper p.{name}{{text-align:right;padding-right:32.0pt}}" in text


@pytest.mark.parametrize(("language", "tag"), [("zh-hans", "zh-Hans"), ("en", "en")])
def test_the_page_names_its_language(language, tag):
    with speaking(language):
        assert f'<html lang="{tag}">' in page_of("甲")
