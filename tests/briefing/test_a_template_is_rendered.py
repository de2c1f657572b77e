"""Rendering: every figure becomes a control in the form of its tag; the file is always the same."""

import io
import zipfile

import docx
import pytest
from docx.shared import Pt, RGBColor
from tests.briefing.city import COUNTY, TestSource
from tests.briefing.papers import W, drafted, saved, template_of, written, xml_of

from chainchief.briefing.docx import properties
from chainchief.briefing.readback.confined import read_figures
from chainchief.briefing.render.demo_mark import is_demo
from chainchief.core.i18n import speaking


def text_of(document):
    """The text of the body with the controls' texts in their places, a line per paragraph."""
    body = document.element.body
    return [
        "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))
        for paragraph in body.iter(f"{W}p")
    ]


def test_the_golden_text_of_a_document():
    made = drafted(
        template_of(
            "{{ division() }}{{ month() }}情况({{ span() }},{{ chain() }})",
            '新开工{{ fig("IND-PRJ-STARTED") }},约合{{ fig("IND-PRJ-STARTED", approx="约") }},'
            '其中乐陵市{{ fig("IND-PRJ-STARTED", division="371481") }}。',
            '同比增长{{ fig("IND-PRJ-STARTED", compare="yoy") }}。'
            '到位资金{{ fig("IND-PRJ-FUNDS", places=2) }},'
            '{{ fig("IND-PRJ-FUNDS", approx="超过") }}。',
            "{{ year() }}年比{{ year(-1) }}年,{{ month(1) }}印发;{{ snapshot() }},{{ cutoff() }}。",
            "{{ counts() }}",
        )
    )
    assert text_of(made.document) == [
        "德州市2023年11月情况(1-11月,各产业链)",
        "新开工247个,约合约250个,其中乐陵市31个。",
        "同比增长12.5%。到位资金201.25亿元,超过201亿元。",
        "2023年比2022年,2023年12月印发;2023-11r1,2023-12-05 09:30。",
        "全文共用数字6个\uff0c其中由台账计算6个\uff0c官方统计0个\uff0c有关部门提供0个。",
    ]


def test_the_same_document_in_english():
    with speaking("en"):
        made = drafted(template_of("{{ month() }}, {{ span() }}: {{ chain() }}"))
    assert text_of(made.document) == ["November 2023, January 2023 to November 2023: all chains"]


def test_the_control_says_name_tag_and_text(tmp_path):
    root = xml_of(written(template_of('有{{ fig("IND-RATE") }}。'), tmp_path / "d.docx"))
    (control,) = root.iter(f"{W}sdt")
    settings = control.find(f"{W}sdtPr")
    assert settings.find(f"{W}alias").get(f"{W}val") == "完成率"
    assert settings.find(f"{W}tag").get(f"{W}val") == "cc:IND-RATE@2023-11/371400"
    assert "".join(control.find(f"{W}sdtContent").itertext()) == "86.3%"


def test_no_control_is_a_plain_text_one_which_libreoffice_triples(tmp_path):
    root = xml_of(written(template_of('{{ fig("IND-RATE") }}'), tmp_path / "d.docx"))
    assert root.find(f".//{W}sdtPr/{W}text") is None


def test_the_figure_keeps_the_formatting_of_its_tag():
    document = docx.Document()
    line = document.add_paragraph("前")
    run = line.add_run('值{{ fig("IND-RATE") }}后')
    run.bold, run.font.size, run.font.color.rgb = True, Pt(22), RGBColor(1, 2, 3)
    made = drafted(saved(document))
    inner = made.placed[0].element.find(f"{W}sdtContent/{W}r/{W}rPr")
    assert inner.find(f"{W}b") is not None
    assert inner.find(f"{W}sz").get(f"{W}val") == "44"
    assert inner.find(f"{W}color").get(f"{W}val") == "010203"
    after = made.placed[0].element.getnext()
    assert (after.find(f"{W}t").text, after.find(f"{W}rPr/{W}b") is not None) == ("后", True)


def test_breaks_and_tabs_beside_a_tag_stay_in_their_order():
    document = docx.Document()
    run = document.add_paragraph().add_run("左")
    run.add_tab()
    run.add_text('中{{ fig("IND-RATE") }}')
    run.add_break()
    run.add_text('右{{ fig("IND-LOSS") }}')
    body = drafted(saved(document)).document.element.body
    order = [piece.tag.split("}")[1] for piece in body.iter(f"{W}t", f"{W}tab", f"{W}br")]
    assert order[:7] == ["t", "tab", "t", "t", "br", "t", "t"]


def test_figures_stand_in_tables_headers_and_footers_too(tmp_path):
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = '{{ fig("IND-RATE") }}'
    document.sections[0].header.paragraphs[0].text = '{{ fig("IND-OFFICIAL") }}'
    document.sections[0].footer.paragraphs[0].text = '{{ fig("IND-FURNISHED") }}'
    found = read_figures(written(saved(document), tmp_path / "d.docx"))
    assert [(one.part, one.text) for one in found] == [
        ("", "86.3%"),
        ("the footer", "11400个"),
        ("the header", "8.6%"),
    ]


def test_the_default_unit_and_chain_can_be_chosen_for_the_whole_document():
    template = template_of('{{ fig("IND-PRJ-STARTED") }}', "{{ division() }}")
    assert text_of(drafted(template, division=COUNTY).document)[:2] == ["31个", "乐陵市"]
    assert text_of(drafted(template, chain="NEW-IT").document)[0] == "12个"
    city = template_of('{{ fig("IND-PRJ-STARTED", chain="") }}')
    assert text_of(drafted(city, chain="NEW-IT").document)[0] == "247个"


def test_a_span_of_the_month_moves_with_the_month():
    made = drafted(template_of('{{ fig("IND-PRJ-STARTED", span="month") }}'))
    assert made.placed[0].cited.citation.tag.endswith("~s0100")
    assert str(made.placed[0].cited.figure.span) == "2023-11..2023-11"


def test_characters_that_mean_something_in_xml_survive(tmp_path):
    template = template_of('A公司 & B <x>:{{ fig("IND-NASTY") }},{{ chain("NEW-IT") }}')
    source = TestSource()
    source.chains = lambda: {"NEW-IT": 'C & D "甲" <乙>'}
    path = written(template, tmp_path / "d.docx", source=source)
    assert text_of(docx.Document(path))[0] == 'A公司 & B <x>:5个&<b>,C & D "甲" <乙>'
    assert read_figures(path)[0].text == "5个&<b>"
    alias = next(xml_of(path).iter(f"{W}alias"))
    assert alias.get(f"{W}val") == "A公司 & B <x>"


def test_counting_comes_at_the_end_where_the_template_says_nothing_of_it():
    made = drafted(template_of('{{ fig("IND-OFFICIAL") }}{{ fig("IND-FURNISHED") }}'))
    assert text_of(made.document)[-1].startswith("全文共用数字2个")
    assert (made.counts.computed, made.counts.official, made.counts.furnished) == (0, 1, 1)


def test_a_template_without_figures_gets_no_count():
    assert text_of(drafted(template_of("只有文字。")).document) == ["只有文字。"]


def test_properties_say_snapshot_definitions_and_citations():
    made = drafted(template_of('{{ fig("IND-RATE") }}'))
    kept = properties.read_properties(made.document)
    assert kept[properties.SNAPSHOT] == "2023-11r1"
    assert kept[f"{properties.DEFINITION}IND-RATE"] == made.placed[0].cited.figure.definition
    assert kept[f"{properties.FIGURE}1"] == "cc:IND-RATE@2023-11/371400"


def test_properties_of_the_office_stay():
    document = docx.Document()
    properties.write_properties(document, {"文号": "工信〔2023〕5号", "chainchief.figure.9": "old"})
    document.add_paragraph('{{ fig("IND-RATE") }}')
    kept = properties.read_properties(drafted(saved(document)).document)
    assert kept["文号"] == "工信〔2023〕5号"
    assert "chainchief.figure.9" not in kept


def test_the_same_draft_is_the_same_file_to_the_byte():
    template = template_of('{{ fig("IND-RATE") }},{{ fig("IND-PRJ-FUNDS") }}')
    assert drafted(template, review=True).content() == drafted(template, review=True).content()


def test_members_of_the_file_have_no_time_of_their_own():
    content = drafted(template_of('{{ fig("IND-RATE") }}')).content()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {indicator.date_time for indicator in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_bookmarks_of_the_template_keep_their_numbers():
    document = docx.Document()
    line = document.add_paragraph('{{ fig("IND-RATE") }}')
    mark = docx.oxml.OxmlElement("w:bookmarkStart")
    mark.set(f"{W}id", "7")
    mark.set(f"{W}name", "mine")
    line._p.append(mark)
    body = drafted(saved(document)).document.element.body
    ids = [one.get(f"{W}id") for one in body.iter(f"{W}bookmarkStart")]
    assert sorted(ids) == ["7", "8"]


@pytest.mark.parametrize("marked", [True, False])
def test_a_draft_of_demo_data_says_so_at_its_head(own_home, marked):
    if marked:
        (own_home / "demo").write_text("1")
    assert is_demo() is marked
    first = text_of(drafted(template_of("标题")).document)[0]
    assert first.startswith("演示数据") is marked
