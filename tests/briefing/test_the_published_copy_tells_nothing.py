"""The published copy: the words and the form, and nothing about who made it, how and when."""

import datetime as dt
import io
import re
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from tests.briefing.papers import drafted, template_of

from chainchief.briefing.ooxml import make, qn
from chainchief.briefing.publishing import published
from chainchief.core.faults import FaultsError

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
SECRETS = ("张三", "李四", "机密标题", "D:/zhangsan", "00A1B2C3", "77D9", "_GoBack", "_cc_")


@pytest.fixture
def edited():
    """A review copy after Word: names, sessions, bookmarks, a template's path, a thumbnail."""
    document = drafted(
        template_of('今年以来新开工{{ fig("IND-PRJ-STARTED") }}。', "第二段"), review=True
    ).document
    core = document.core_properties
    core.author, core.last_modified_by, core.title, core.subject = (
        "张三",
        "李四",
        "机密标题",
        "张三",
    )
    core.modified = dt.datetime(2024, 1, 5, 22, 14, tzinfo=dt.UTC)
    first, second = document.paragraphs[:2]
    first._p.set(qn("w:rsidR"), "00A1B2C3")
    first._p.set(f"{{{W14}}}paraId", "77D90001")
    mark = {"w:id": "900"}
    second._p.append(make("w:bookmarkStart", {**mark, "w:name": "_GoBack"}))
    second._p.append(make("w:bookmarkEnd", mark))
    second._p.append(make("w:proofErr", {"w:type": "spellStart"}))
    settings = document.settings.element
    settings.append(make("w:rsids", None, make("w:rsid", {"w:val": "00A1B2C3"})))
    settings.append(make("w:attachedTemplate"))
    etree.SubElement(settings, f"{{{W14}}}docId").set(f"{{{W14}}}val", "77D90002")
    style = document.styles["Normal"].element
    style.append(make("w:rsid", {"w:val": "00A1B2C3"}))
    package = document.part.package
    path = "file:///D:/zhangsan/our.dotm"
    document.part._settings_part.relate_to(path, f"{OFFICE}/attachedTemplate", is_external=True)
    thumbnail = Part(PackURI("/docProps/thumbnail9.jpeg"), "image/jpeg", b"77D9", package)
    package.relate_to(thumbnail, RT.THUMBNAIL)
    return saved(document)


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def all_text(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}


def test_the_file_before_holds_all_that_must_not_go_out(edited):
    whole = "".join(all_text(edited).values())
    assert [secret for secret in SECRETS if secret not in whole] == []


def test_nothing_of_it_is_in_the_copy(edited):
    parts = all_text(published(edited, "d.docx"))
    whole = "".join([*parts, *parts.values()])
    assert [secret for secret in SECRETS if secret in whole] == []
    left = r"w:sdt|comment|rsid|proofErr|docId|attachedTemplate|thumbnail|docProps/(custom|app)"
    found = re.search(left, whole)
    assert not found, whole[found.start() - 80 : found.end() + 40]


def test_no_property_is_left_not_even_a_time(edited):
    core = etree.fromstring(all_text(published(edited, "d.docx"))["docProps/core.xml"].encode())
    assert list(core) == []


def test_the_words_are_the_same_and_word_opens_it(edited):
    texts = [p.text for p in docx.Document(io.BytesIO(published(edited, "d.docx"))).paragraphs]
    assert texts[:2] == ["今年以来新开工247个。", "第二段"]


def test_bookmarks_of_the_office_stay(edited):
    document = docx.Document(io.BytesIO(edited))
    mark = {"w:id": "901"}
    document.paragraphs[1]._p.append(make("w:bookmarkStart", {**mark, "w:name": "_Toc123"}))
    document.paragraphs[1]._p.append(make("w:bookmarkEnd", mark))
    body = all_text(published(saved(document), "d.docx"))["word/document.xml"]
    assert "_Toc123" in body
    assert body.count("bookmarkStart") == body.count("bookmarkEnd") == 1


@pytest.mark.parametrize("tag", ["w:ins", "w:del", "w:moveFrom"])
def test_what_is_not_decided_is_not_published(edited, tag):
    document = docx.Document(io.BytesIO(edited))
    document.paragraphs[1]._p.append(make(tag, {"w:id": "1", "w:author": "张三"}))
    with pytest.raises(FaultsError) as refused:
        published(saved(document), "d.docx")
    assert [(f.code, f.place.line) for f in refused.value.faults] == [("BRF-120", 2)]
