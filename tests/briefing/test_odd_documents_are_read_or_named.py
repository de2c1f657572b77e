"""Odd and damaged documents: read where they can be, else refused with the reason; no crash."""

import base64

import docx
import pytest
from tests.briefing import odd_documents as odd
from tests.briefing.city import NOVEMBER, TestSource
from tests.briefing.odd_documents import (
    RELS,
    STYLES,
    TEXT,
    TYPES,
    changed,
    doubled,
    in_text,
    members_of,
    packed,
    related,
    renamed,
    sound,
    styled,
    without,
)
from tests.briefing.papers import drafted

from chainchief.briefing.issue.examination import examine
from chainchief.briefing.publish.publishing import published
from chainchief.briefing.readback.confined import read_document
from chainchief.briefing.reading_process import answer
from chainchief.briefing.render.documents import render
from chainchief.briefing.render.html import to_html
from chainchief.briefing.template.tags import Template
from chainchief.core.faults import FaultsError

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MACRO = "application/vnd.ms-word"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
#: What is read all the same; its figure is still the one it was.
READ = {
    "a sound document": sound,
    "a relation to NULL": lambda: related("../NULL"),
    "a relation to NULL in small letters": lambda: related("null"),
    "a relation to nothing": lambda: related(""),
    "a relation into the text": lambda: related("#_ftn1", "hyperlink"),
    "a picture that is gone": lambda: related("media/gone.png"),
    "a font table that is gone": lambda: without("word/fontTable.xml"),
    "a theme that is gone": lambda: without("word/theme/theme1.xml"),
    "settings that are gone": lambda: without("word/settings.xml"),
    "styles that are gone": lambda: without(STYLES),
    "properties that are gone": lambda: without("docProps/core.xml", "docProps/app.xml"),
    "an external relation without sense": lambda: related("::", mode=' TargetMode="External"'),
    "a relation without a type": lambda: changed(
        RELS, "</Relationships>", '<Relationship Id="x" Target="styles.xml"/></Relationships>'
    ),
    "a relation without a name": lambda: changed(
        RELS,
        "</Relationships>",
        f'<Relationship Type="{odd.OFFICE}/relationships/theme" Target="a.xml"/></Relationships>',
    ),
    "the Strict form": odd.strict,
    "names with backslashes": lambda: renamed(lambda name: name.replace("/", "\\")),
    "names in other letters": lambda: renamed(str.upper),
    "names with a slash before": lambda: renamed(lambda name: f"/{name}"),
    "a style without a type": lambda: styled(
        '<w:style w:styleId="abc"><w:name w:val="abc"/></w:style>'
    ),
    "a style without a name": lambda: styled('<w:style w:type="paragraph" w:styleId="abc"/>'),
    "a style without anything": lambda: styled("<w:style/>"),
    "a style based on itself": lambda: styled(
        '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="a"/></w:style>'
    ),
    "styles based on each other": lambda: styled(
        '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    ),
    "a style that is not there": lambda: in_text(
        '<w:p><w:pPr><w:pStyle w:val="gone"/></w:pPr></w:p>'
    ),
    "an alignment of other times": lambda: in_text('<w:p><w:pPr><w:jc w:val="x"/></w:pPr></w:p>'),
    "an alignment without a value": lambda: in_text("<w:p><w:pPr><w:jc/></w:pPr></w:p>"),
    "an indent in millimetres": lambda: in_text(
        '<w:p><w:pPr><w:ind w:firstLine="3.5mm"/><w:spacing w:line="x"/></w:pPr></w:p>'
    ),
    "a tab without a place": lambda: in_text(
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:tab/></w:r></w:p>"
    ),
    "a rule of no width": lambda: in_text(
        '<w:p><w:pPr><w:pBdr><w:top w:sz="x"/></w:pBdr></w:pPr></w:p>'
    ),
    "bookmarks without numbers": lambda: in_text(
        '<w:p><w:bookmarkStart w:name="a"/><w:bookmarkStart w:id="x" w:name="b"/></w:p>'
    ),
    "text outside of runs": lambda: in_text("<w:p><w:t>裸文字</w:t></w:p>"),
    "a comment of XML in the text": lambda: in_text("<!-- a --><w:p><!-- b --></w:p><?x y?>"),
    "elements of nobody": lambda: in_text('<x:y xmlns:x="urn:x"><x:z/></x:y>'),
    "a cell without a paragraph": lambda: in_text("<w:tbl><w:tr><w:tc/></w:tr></w:tbl>"),
    "a table without anything": lambda: in_text("<w:tbl/>"),
    "thirty tables in each other": lambda: odd.nested_tables(30),
    "a drawing that leads nowhere": lambda: in_text(
        '<w:p><w:r><w:drawing><c:chart xmlns:c="urn:c" xmlns:r="urn:r" r:id="x"/></w:drawing>'
        "</w:r></w:p>"
    ),
    "UTF-16": lambda: odd.encoded("utf-16"),
    "GBK": lambda: odd.encoded("gbk"),
    "a type that is not said": lambda: changed(
        TYPES, f"{WORD}.styles+xml", "application/xml", {"word/a.unheard": b"x"}
    ),
    "an empty folder": lambda: packed({**members_of(), "word/empty/": b""}),
}
#: What is refused, and a word of the reason.
REFUSED = {
    "nothing": (lambda: b"", "空"),
    "a plain text": (lambda: "今年新开工247个".encode(), "不是.docx"),
    "a page": (lambda: b"<!DOCTYPE html><html></html>", "HTML"),
    "XML of 2003": (lambda: b'<?xml version="1.0"?><w:wordDocument/>', "XML"),
    "RTF": (lambda: b"{\\rtf1}", "RTF"),
    "a PDF": (lambda: b"%PDF-1.7", "PDF"),
    "a .doc": (lambda: OLE, "97"),
    "a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "entries with a password": (odd.locked_entries, "密码"),
    "a workbook": (lambda: packed({"xl/workbook.xml": "<x/>", TYPES: "<x/>"}), "Excel"),
    "slides": (lambda: packed({"ppt/presentation.xml": "<x/>"}), "PowerPoint"),
    "a text of LibreOffice": (
        lambda: packed({"mimetype": "x", "content.xml": "<x/>"}),
        "OpenDocument",
    ),
    "an archive of anything": (lambda: packed({"a.txt": "x"}), "正文"),
    "a flipped byte": (odd.flipped, TEXT),
    "a flipped byte elsewhere": (lambda: odd.flipped(STYLES, 0xFF), STYLES),
    "a wrong check sum": (odd.wrong_check_sum, TEXT),
    "half a file": (lambda: sound()[: len(sound()) // 2], "末尾"),
    "a file without its last bytes": (lambda: sound()[:-30], "损坏"),
    "a file without its first bytes": (lambda: sound()[40:], "损坏"),
    "two texts": (doubled, "两个"),
    "two texts in other letters": (lambda: doubled("Word/Document.XML"), "两个"),
    "no text": (lambda: without(TEXT), TEXT),
    "no list of types": (lambda: without(TYPES), "Content_Types"),
    "no first relations": (lambda: without("_rels/.rels"), ".rels"),
    "first relations that say nothing": (
        lambda: packed({**members_of(), "_rels/.rels": "<Relationships/>"}),
        "损坏",
    ),
    "a header that is gone": (lambda: related("header9.xml", "header"), "header9"),
    "text that is no XML": (lambda: packed({**members_of(), TEXT: b"PK"}), TEXT),
    "text that breaks off": (lambda: packed({**members_of(), TEXT: members_of()[TEXT][:-9]}), TEXT),
    "text that is something else": (lambda: packed({**members_of(), TEXT: "<x/>"}), "名不副实"),
    "text without a body": (
        lambda: packed({**members_of(), TEXT: b'<w:document xmlns:w="' + W_URI + b'"/>'}),
        "名不副实",
    ),
    "styles that are something else": (lambda: packed({**members_of(), STYLES: "<x/>"}), STYLES),
    "macros": (lambda: packed({**members_of(), "word/vbaProject.bin": b"x"}), "宏"),
    "entities": (odd.with_entities, "实体"),
    "201 levels": (lambda: odd.deep(200), "嵌套"),
    "300 levels": (lambda: odd.deep(300), "嵌套"),
    "a bomb": (odd.bomb, "60MB"),
    "six thousand parts": (lambda: odd.many_parts(6000), "部件"),
}
W_URI = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORKS = ("open", "look", "publish")


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("work", WORKS)
def test_what_programs_write_is_read(name, work):
    assert "faults" not in answer(work, READ[name](), "d.docx")


@pytest.mark.parametrize("name", READ)
def test_its_figure_is_still_bound(name):
    told = answer("look", READ[name](), "d.docx")
    figures = [figure[1] for one in told["paragraphs"] for figure in one[3]]
    assert figures == ["247个"]


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("work", WORKS)
def test_what_cannot_be_read_is_named(name, work):
    make, word = REFUSED[name]
    (fault,) = answer(work, make(), "d.docx")["faults"]
    assert fault["code"] in ("BRF-001", "BRF-040")
    assert word in "".join(fault["facts"].values())


@pytest.mark.parametrize("step", range(1, 40))
def test_a_file_cut_off_anywhere_is_refused(step):
    content = sound()[: len(sound()) * step // 40]
    (fault,) = answer("look", content, "d.docx")["faults"]
    assert fault["code"] == "BRF-001"


@pytest.mark.parametrize("step", range(40))
def test_a_byte_changed_anywhere_is_no_crash(step):
    content = bytearray(sound())
    content[len(content) * step // 40] ^= 0x5A
    told = answer("look", bytes(content), "d.docx")
    assert [one["code"] for one in told.get("faults", [])] in ([], ["BRF-001"])


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (f"{WORD}.template.main+xml", ".dotx"),
        (f"{MACRO}.document.macroEnabled.main+xml", ".docm"),
        (f"{MACRO}.template.macroEnabledTemplate.main+xml", ".dotm"),
    ],
)
def test_a_template_of_word_fills_in_and_is_not_issued(kind, form, tmp_path):
    members = members_of(odd.of_type(kind))
    (tmp_path / f"t{form}").write_bytes(packed(members))
    made = render(str(tmp_path / f"t{form}"), NOVEMBER, tmp_path / "o.docx", source=TestSource())
    assert docx.Document(made.path).paragraphs[0].text.startswith("今年新开工项目")
    with pytest.raises(FaultsError, match="BRF-041") as refused:
        examine(packed(members), f"t{form}", TestSource())
    assert form in str(refused.value)


ALIVE = ("the Strict form", "a relation to NULL", "a style without a type", "UTF-16")


@pytest.mark.parametrize("name", ALIVE)
def test_such_a_document_goes_through_every_command(name, tmp_path):
    file = tmp_path / "d.docx"
    file.write_bytes(READ[name]())
    assert [one.text for one in read_document(file).figures] == ["247个"]
    assert len(examine(file.read_bytes(), "d.docx", TestSource()).bound) == 1
    copied = published(file.read_bytes(), "d.docx")
    (tmp_path / "p.docx").write_bytes(copied)
    assert "247个" in docx.Document(tmp_path / "p.docx").paragraphs[0].text


@pytest.mark.parametrize("name", READ)
def test_its_page_can_be_made(name):
    told = answer("open", READ[name](), "d.docx")
    template = Template("d.docx", base64.b64decode(told["content"]))
    assert "今年新开工项目" in to_html(drafted(template))


@pytest.mark.parametrize("name", ["a flipped byte", "half a file", "a password", "300 levels"])
def test_a_damaged_file_is_one_fault_of_every_command(name, tmp_path):
    file = tmp_path / "d.docx"
    file.write_bytes(REFUSED[name][0]())
    for ask in (
        lambda: render(str(file), NOVEMBER, tmp_path / "o.docx", source=TestSource()),
        lambda: examine(file.read_bytes(), "d.docx", TestSource()),
        lambda: published(file.read_bytes(), "d.docx"),
    ):
        with pytest.raises(FaultsError, match=r"BRF-0(01|40)") as refused:
            ask()
        assert len(refused.value.faults) == 1
