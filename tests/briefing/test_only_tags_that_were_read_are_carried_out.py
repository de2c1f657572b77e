"""What is no tag of the text stays what it was: no engine looks for tags anywhere else."""

import io

import docx
import pytest
from tests.briefing import odd_documents as odd
from tests.briefing.papers import drafted, saved, template_of

from chainchief.briefing.docx.ooxml import parts_with_text, qn, text_of
from chainchief.briefing.template.tags import Template, tags_of
from chainchief.core.faults import FaultsError

LOOP = "{% for a in [0]*10**9 %}{{ a }}{% endfor %}"
BIG = "{{ 'a'*10**10 }}"


def template_with(xml, name="t.docx"):
    """A template with one tag, and `xml` behind it."""
    content = template_of('今年{{ fig("IND-RATE") }}。').content
    text = odd.members_of(content)[odd.TEXT].decode()
    made = text.replace("<w:sectPr", f"{xml}<w:sectPr", 1)
    return Template(name, odd.packed({**odd.members_of(content), odd.TEXT: made}))


def inside(xml):
    return f"<w:p><w:r>{xml}</w:r></w:p>"


@pytest.mark.parametrize("tag", [LOOP, BIG, "{{ 1/0 }}", "{# x #}", '{{ fig("IND-RATE") }}'])
@pytest.mark.parametrize(
    "place",
    [
        lambda tag: f"<w:p><w:del w:id='1'><w:r><w:delText>{tag}</w:delText></w:r></w:del></w:p>",
        lambda tag: f'<w:p><w:bookmarkStart w:id="9" w:name="{tag}"/></w:p>'.replace("'", ""),
        lambda tag: f"<w:p><!-- {tag} --></w:p>",
        lambda tag: f'<w:p><w:pPr><w:pStyle w:val="{tag}"/></w:pPr></w:p>'.replace("'", ""),
        lambda tag: inside("<w:sym w:char='x' w:font='f'/>").replace("'x'", f"'{tag[:2]}'"),
    ],
)
def test_a_tag_that_nobody_reads_stays_as_it_was(tag, place):
    place_of = place(tag.replace('"', "")) if '"' in tag else place(tag)
    made = drafted(template_with(place_of))
    assert [one.cited.text for one in made.placed] == ["86.3%"]
    assert text_of(made.document.element.body[0]) == "今年86.3%。"


@pytest.mark.parametrize(
    ("xml", "part"),
    [
        (inside(f"<w:instrText>{LOOP}</w:instrText>"), "域代码"),
        (inside(f"<w:instrText>{BIG}</w:instrText>"), "域代码"),
        (
            '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
            "<m:r><m:t>{{ span() }}</m:t></m:r></m:oMath></w:p>",
            "公式",
        ),
        (inside('<x:docPr xmlns:x="urn:x" descr="{{ span() }}"/>'), "替代文字"),
    ],
)
def test_a_tag_where_nothing_is_filled_in_is_told(xml, part):
    with pytest.raises(FaultsError, match="BRF-018") as refused:
        drafted(template_with(xml))
    assert part in str(refused.value)


def test_comments_of_a_template_go():
    made = drafted(template_of(["今年{# 待", '核 {{ fig("X") }} #}', '{{ fig("IND-RATE") }}。']))
    assert text_of(made.document.element.body[0]) == "今年86.3%。"


def test_marks_of_our_own_in_a_template_are_no_figures():
    made = drafted(template_of('一\ue0c01\ue0c1二\ue0c09\ue0c1{{ fig("IND-RATE") }}\ue0c00\ue0c1'))
    assert text_of(made.document.element.body[0]) == "一1二986.3%0"
    assert [one.cited.text for one in made.placed] == ["86.3%"]


def test_every_form_of_a_run_stays_around_a_figure():
    document = docx.Document()
    line = document.add_paragraph()
    for words, bold in (("今年{{ fig", True), ('("IND-RATE")', False), (" }}，增长", False)):
        line.add_run(words).bold = bold
    made = drafted(saved(document))
    found = [
        (text_of(one), one.find(qn("w:rPr")).find(qn("w:b")).get(qn("w:val"), "1"))
        for one in made.document.element.body[0].iter(qn("w:r"))
        if text_of(one)
    ]
    assert found == [("今年", "1"), ("86.3%", "1"), ("，增长", "0")]


@pytest.mark.parametrize("length", [1001, 300_000])
def test_a_tag_that_is_too_long_is_told_shortly(length):
    (fault,) = tags_of(template_of("{{ " + "a" * (length - 6) + " }}"))[1]
    assert (fault.code, fault.facts["length"]) == ("BRF-038", length)
    assert len(fault.value) < 30


@pytest.mark.parametrize("number", ["1e999", "-1e999"])
def test_a_number_beyond_all_numbers_is_a_fault(number):
    with pytest.raises(FaultsError, match="BRF-005"):
        drafted(template_of(f'{{% if reaches("IND-RATE", {number}) %}}多{{% endif %}}少'))


def test_a_number_of_many_digits_is_a_number():
    made = drafted(template_of(f'{{% if reaches("IND-RATE", {"9" * 900}) %}}多{{% endif %}}少'))
    assert text_of(made.document.element.body[0]) == "少"


def test_a_condition_denied_two_hundred_times_is_decided():
    made = drafted(template_of(f'{{% if {"not " * 200}has("IND-RATE") %}}多{{% endif %}}少'))
    assert text_of(made.document.element.body[0]) == "多少"


@pytest.mark.parametrize("opening", ["{{", "{%", "{#", "{{{%"])
def test_a_hundred_thousand_openings_are_twenty_faults(opening):
    uses, faults = tags_of(template_of(opening * 100_000))
    assert (uses, len(faults)) == ([], 20)


def nested(count, opening='{% if has("IND-RATE") %}', end="{% endif %}"):
    return template_of(opening * count + "多" + end * count)


def test_twenty_conditions_may_stand_in_each_other():
    assert text_of(drafted(nested(20)).document.element.body[0]) == "多"


@pytest.mark.parametrize("count", [21, 400])
def test_more_conditions_are_told(count):
    with pytest.raises(FaultsError, match="BRF-039"):
        drafted(nested(count))


def test_lists_in_lists_in_lists_are_told():
    opening = '{% for chain in counted("IND-RATE") %}'
    lines = [*[opening] * 3, "多", *["{% endfor %}"] * 3]
    with pytest.raises(FaultsError, match="BRF-039"):
        drafted(template_of(*lines))


@pytest.mark.parametrize("sign", ["(", "-", "["])
def test_brackets_without_end_in_a_tag_are_told(sign):
    with pytest.raises(FaultsError) as refused:
        drafted(
            template_of("{% if " + sign * (900 // len(sign)) + 'has("IND-RATE") %}a{% endif %}')
        )
    assert {one.code for one in refused.value.faults} <= {"BRF-003", "BRF-005", "BRF-021"}


def test_the_file_of_a_draft_opens_again():
    made = drafted(template_of('今年{{ fig("IND-RATE") }}。'))
    document = docx.Document(io.BytesIO(made.content()))
    assert [text_of(paragraph) for part in parts_with_text(document) for paragraph in part.root[:1]]


def test_a_drawing_that_a_list_repeats_gets_a_number_of_its_own():
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    drawing = f'<wp:docPr xmlns:wp="{space}" id="7" name="图"/>'
    made = drafted(template_with(inside(drawing) + inside(drawing)))
    numbers = [one.get("id") for one in made.document.element.body.iter(f"{{{space}}}docPr")]
    assert numbers[0] == "7"
    assert len(set(numbers)) == 2
