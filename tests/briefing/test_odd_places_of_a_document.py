"""Tags in text boxes, footnotes, hyperlinks, nested tables; and where no tag is filled in."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.briefing.city import CITY, TestSource
from tests.briefing.papers import W, drafted, saved, template_of, written

from chainchief.briefing.docx.ooxml import make, text_of
from chainchief.briefing.readback.confined import read_figures
from chainchief.briefing.readback.reader import read_content
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.resolve.filling import fill
from chainchief.briefing.template.tags import Template
from chainchief.core.faults import FaultsError

TAG = '{{ fig("IND-RATE") }}'
NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_notes(kind, text):
    """A template with a part of foot- or endnotes, as Word writes it."""
    document = docx.Document()
    document.add_paragraph("正文")
    stream = io.BytesIO()
    document.save(stream)
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "[Content_Types].xml":
                override = (
                    f'<Override PartName="/word/{kind}.xml" ContentType="{NOTES.format(kind)}"/>'
                )
                content = content.replace(b"</Types>", override.encode() + b"</Types>")
            if name == "word/_rels/document.xml.rels":
                relation = (
                    f'<Relationship Id="rId99" Type="{RELATION.format(kind)}" Target="{kind}.xml"/>'
                )
                content = content.replace(
                    b"</Relationships>", relation.encode() + b"</Relationships>"
                )
            target.writestr(name, content)
        target.writestr(
            f"word/{kind}.xml",
            f'<w:{kind} xmlns:w="{W_NS}"><w:{kind[:-1]} w:id="1"><w:p><w:r><w:t>{text}</w:t></w:r>'
            f"</w:p></w:{kind[:-1]}></w:{kind}>",
        )
    return Template("t.docx", out.getvalue())


def test_a_footnote_is_filled_and_read_back(tmp_path):
    path = written(with_notes("footnotes", f"注:{TAG}"), tmp_path / "d.docx")
    (found,) = read_figures(path)
    assert (found.part, found.text) == ("the footnotes", "86.3%")


def test_a_tag_in_an_endnote_is_told_and_not_left_standing():
    with pytest.raises(FaultsError) as refused:
        fill(with_notes("endnotes", TAG), RenderContext(TestSource(), CITY))
    (fault,) = refused.value.faults
    assert fault.code == "BRF-018"
    assert "尾注" in fault.text


def with_xml(inner):
    document = docx.Document()
    document.add_paragraph()._p.append(parse_xml(inner))
    return saved(document)


def test_a_text_box_is_filled_and_its_fallback_copy_is_not_a_second_figure():
    box = f"<w:txbxContent><w:p><w:r><w:t>{TAG}</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    made = drafted(
        with_xml(
            f"<w:r {nsdecls('w')}><mc:AlternateContent {mc}><mc:Choice Requires='wps'>{box}"
            f"</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert made.counts.total == 1
    texts = [one.text for one in read_content(made.content(), "d.docx").figures]
    assert texts == ["86.3%"]


def test_a_hyperlink_may_hold_a_figure():
    made = drafted(
        with_xml(
            f"<w:hyperlink {nsdecls('w')} w:anchor='x'><w:r><w:t>{TAG}</w:t></w:r></w:hyperlink>"
        )
    )
    assert [one.text for one in read_content(made.content(), "d.docx").figures] == ["86.3%"]


def test_a_table_in_a_table_is_filled():
    document = docx.Document()
    outer = document.add_table(1, 1).cell(0, 0)
    outer.add_table(1, 1).cell(0, 0).text = TAG
    content = drafted(saved(document)).content()
    assert [one.text for one in read_content(content, "d.docx").figures] == ["86.3%"]


def test_a_tag_may_run_over_bold_and_plain():
    document = docx.Document()
    line = document.add_paragraph()
    for index, piece in enumerate(("{{ f", 'ig("IND', "-RATE", '") }}')):
        line.add_run(piece).bold = index == 0
    made = drafted(saved(document))
    (placed,) = made.placed
    assert placed.element.find(f"{W}sdtContent/{W}r/{W}rPr/{W}b") is not None


def test_a_tag_over_two_paragraphs_is_not_closed():
    with pytest.raises(FaultsError) as refused:
        fill(template_of('{{ fig("IND-RATE"', ") }}"), RenderContext(TestSource(), CITY))
    assert [fault.code for fault in refused.value.faults] == ["BRF-002"]


def test_a_comment_of_the_template_is_left_out():
    made = drafted(template_of("甲{# 这句由办公室核对 #}乙"))
    assert made.document.paragraphs[0].text == "甲乙"


def test_a_lone_brace_is_text():
    assert drafted(template_of("集合{1,2}与}}")).document.paragraphs[0].text == "集合{1,2}与}}"


@pytest.mark.parametrize(("end", "start"), [("{", ""), ("", "}"), ("%", "}"), ("}", "}")])
def test_braces_of_two_paragraphs_are_not_joined(end, start):
    made = drafted(template_of(f"甲{TAG}{end}", f"{start}{TAG}乙"))
    texts = [one.text for one in read_content(made.content(), "d.docx").paragraphs]
    assert texts[:2] == [f"甲86.3%{end}", f"{start}86.3%乙"]


@pytest.mark.parametrize("skipped", ["w:del", "w:moveFrom"])
def test_deleted_text_is_no_text(skipped):
    run = make("w:r", None, make("w:t"))
    run[0].text = "旧"
    assert text_of(make("w:p", None, make(skipped, None, run))) == ""


def test_text_that_was_inserted_under_review_is_text():
    run = make("w:r", None, make("w:t"))
    run[0].text = "新"
    assert text_of(make("w:p", None, make("w:ins", None, run))) == "新"
