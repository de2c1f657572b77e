"""Every fault of a template: at once, with the paragraph and the words around it."""

import io
import zipfile

import docx
import pytest
from tests.briefing.city import CITY, TestSource
from tests.briefing.papers import drafted, saved, template_of

from chainchief.briefing.render.template_files import find_template, read_template
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.resolve.filling import fill
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.core.i18n import ENGLISH, speak


def faults_of(*paragraphs, chain=""):
    with pytest.raises(FaultsError) as refused:
        fill(template_of(*paragraphs), RenderContext(TestSource(), CITY, chain))
    return refused.value.faults


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ('新开工{{ fig("IND-PRJ-STARTED") 个', "BRF-002", "}}"),
        ('{{ fig("IND-PRJ-STARTED" }}', "BRF-003", "括号"),
        ('{{ fig("IND-PRJ-STARTED) }}', "BRF-003", "引号"),
        ("{{ }}", "BRF-003", "空"),
        ('{{ figg("IND-PRJ-STARTED") }}', "BRF-004", "fig"),
        ("{% for a in b %}", "BRF-021", "counted"),
        ("{{ 1 + 1 }}", "BRF-005", "fig"),
        ('{{ fig("IND-PRJ-STARTED", chian="NEW-IT") }}', "BRF-006", "chain"),
        ('{{ fig("IND-PRJ", "371400", "", "", "", 1, "", "", "number", "x") }}', "BRF-006", "x"),
        ('{{ fig("IND-PRJ-STARTED", places="many") }}', "BRF-007", "places"),
        ('{{ fig("IND-PRJ-STARTED", places=99) }}', "BRF-007", "99"),
        ('{{ fig("IND-PRJ-STARTED", approx="大概") }}', "BRF-007", "余"),
        ('{{ fig("IND-PRJ-STARTED", compare="mom") }}', "BRF-007", "yoy"),
        ('{{ fig("IND-PRJ-STARTED", span="全年") }}', "BRF-007", "2023-07..2023-11"),
        ('{{ fig("IND-PRJ-STARTED", span="2023-11..2023-12") }}', "BRF-007", "2023-11"),
        ("{{ fig() }}", "BRF-008", "code"),
        ('{{ fig("IND-PRJ-STARTET") }}', "BRF-010", "IND-PRJ-STARTED"),
        ('{{ fig("IND-PRJ-STARTED", division="德州市") }}', "BRF-011", "371400"),
        ('{{ division("371499") }}', "BRF-011", "371499"),
        ('{{ fig("IND-PRJ-STARTED", chain="新一代信息技术") }}', "BRF-012", "NEW-IT"),
        ('{{ chain("FOOOD") }}', "BRF-012", "FOOD"),
        ('{{ fig("IND-ABSENT") }}', "BRF-013", "统计部门尚未发布"),
        ('{{ fig("IND-PRJ-STARTED", approx="近", places=-3) }}', "BRF-014", "247个"),
        ('{{ fig("IND-LOSS", approx="余") }}', "BRF-014", "-3个"),
        ('{{ fig("IND-RECORD", record="P-9999") }}', "BRF-015", "P-9999"),
        ('{{ fig("IND-PRJ-STARTED", compare="plan") }}', "BRF-016", "没有计划"),
    ],
)
def test_each_kind_of_fault_has_its_code_and_says_what_helps(text, code, words):
    (fault,) = faults_of(text)
    assert fault.code == code
    assert words in fault.text


def test_all_faults_come_at_once_in_the_order_of_the_text():
    faults = faults_of(
        "没有错的一段。",
        '{{ fig("IND-NOTHING", chain="NOWHERE") }}和{{ fog() }}',
        '好的{{ fig("IND-RATE") }}',
        '{{ fig("IND-ABSENT") }}',
    )
    assert [fault.code for fault in faults] == ["BRF-010", "BRF-012", "BRF-004", "BRF-013"]
    assert [fault.place.line for fault in faults] == [2, 2, 2, 4]


def test_the_place_is_said_as_a_person_finds_it():
    (fault,) = faults_of("甲", '今年全市一共新开工的项目有{{ fig("IND-NOTHING") }},同比增长。')
    assert fault.text.startswith("t.docx第2段「…")
    assert "新开工的项目有" in fault.text
    assert '填的是“{{ fig("IND-NOTHING") }}”' in fault.text


def test_the_same_fault_can_be_read_in_english():
    speak(ENGLISH)
    (fault,) = faults_of('{{ fig("IND-PRJ-STARTET") }}')
    assert "paragraph 1" in fault.text
    assert "did you mean IND-PRJ-STARTED?" in fault.text


def test_an_opening_that_swallows_the_next_tag_is_found():
    faults = faults_of('新开工{{ fig("IND-RATE" 个,到位{{ fig("IND-PRJ-FUNDS") }}。')
    assert [fault.code for fault in faults] == ["BRF-002"]


def test_a_tag_that_word_split_over_runs_is_one_tag():
    split = [["新开工{", '{ fig("IND-PRJ', "-STARTED", '") }', "}", "。"]]
    made = drafted(template_of(*split))
    assert made.document.paragraphs[0].text.startswith("新开工")
    assert [one.cited.text for one in made.placed] == ["247个"]


def test_full_width_signs_of_an_input_method_are_understood():
    made = drafted(template_of("新开工{{fig(“IND-PRJ-STARTED”,chain=“NEW-IT”)}}。"))
    assert [one.cited.text for one in made.placed] == ["12个"]


def test_headers_and_tables_are_read_too():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = '{{ fig("IND-H") }}'
    document.add_table(1, 1).cell(0, 0).text = '{{ fig("IND-T") }}'
    with pytest.raises(FaultsError) as refused:
        fill(saved(document), RenderContext(TestSource(), CITY))
    assert [fault.facts["code"] for fault in refused.value.faults] == ["IND-T", "IND-H"]
    assert "页眉" in refused.value.faults[1].text


@pytest.mark.parametrize(
    "attack",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ fig.__globals__ }}",
        "{{ fig('IND-RATE').__class__ }}",
        "{{ fig(**{'code': 'IND-RATE'}) }}",
        "{{ fig(*['IND-RATE']) }}",
        "{{ fig(code=fig('IND-RATE')) }}",
        "{{ [].append(1) or 'x' }}",
        "{{ fig('IND-RATE')|attr('__class__') }}",
        "{% import os %}",
        "{% set x = fig('IND-RATE') %}",
        "{{ range(10**9) }}",
        "{{ lipsum() }}",
        "{{ self._TemplateReference__context }}",
    ],
)
def test_code_in_a_template_is_refused(attack):
    (fault,) = faults_of(attack)
    assert fault.code in {"BRF-003", "BRF-004", "BRF-005", "BRF-021"}


def test_document_properties_are_no_place_for_tags():
    document = docx.Document()
    document.add_paragraph('{{ fig("IND-RATE") }}')
    document.core_properties.title = "{{ cycler.__init__ }}"
    assert drafted(saved(document)).document.core_properties.title == "{{ cycler.__init__ }}"


def content_of(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"plain text", "不是"),
        (content_of({"a.txt": "x"}), "正文"),
        (content_of({"word/document.xml": "<x/>", "word/vbaProject.bin": "x"}), "宏"),
        (content_of({"word/document.xml": "<x/>"}), "损坏"),
    ],
)
def test_what_is_no_word_document_is_refused_with_its_reason(tmp_path, content, words):
    file = tmp_path / "a.docx"
    file.write_bytes(content)
    with pytest.raises(FaultsError, match="BRF-001") as refused:
        read_template(file)
    assert words in str(refused.value)


def test_an_unknown_template_names_those_that_there_are():
    with pytest.raises(WrongUseError, match="monthly-note"):
        find_template("weekly-note")
