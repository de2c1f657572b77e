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

from chainchief.briefing.docx.ooxml import make, qn
from chainchief.briefing.publish.publishing import published
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


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
PICTURE_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"


def with_picture(edited):
    document = docx.Document(io.BytesIO(edited))
    document.add_picture(io.BytesIO(PIXEL[:33] + text_chunk() + PIXEL[33:]))
    return document


def text_chunk():
    data = "Author\0张三".encode()
    return len(data).to_bytes(4, "big") + b"tEXt" + data + b"\0\0\0\0"


def test_a_picture_goes_out_without_what_it_says_of_its_making(edited):
    document = with_picture(edited)
    properties = next(document.element.body.iter("{*}docPr"))
    properties.set("descr", "D:\\zhangsan\\photo.png")
    parts = all_text(published(saved(document), "d.docx"))
    assert [n for n in parts if n.startswith("word/media/")] == ["word/media/image1.png"]
    assert "张三" not in "".join(parts.values())
    assert "zhangsan" not in "".join(parts.values())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda blip: blip.getparent().insert(1, cropped("25000")), "BRF-124"),
        (lambda blip: linked_only(blip), "BRF-125"),
        (lambda blip: blip.append(etree.Element("OLEObject")), "BRF-123"),
    ],
)
def test_what_carries_more_than_is_seen_is_refused(edited, change, code):
    document = with_picture(edited)
    change(next(document.element.body.iter(f"{{{PICTURE_NS}}}blip")))
    with pytest.raises(FaultsError) as refused:
        published(saved(document), "d.docx")
    assert [fault.code for fault in refused.value.faults] == [code]


def linked_only(blip):
    blip.set(f"{{{OFFICE}}}link", blip.attrib.pop(f"{{{OFFICE}}}embed"))


def cropped(left):
    return etree.Element(f"{{{PICTURE_NS}}}srcRect", {"l": left})


def test_a_picture_that_is_not_cropped_may_say_so(edited):
    document = with_picture(edited)
    next(document.element.body.iter(f"{{{PICTURE_NS}}}blip")).getparent().insert(1, cropped("0"))
    assert published(saved(document), "d.docx")


def test_a_picture_of_another_kind_is_refused_by_its_name(edited):
    document = with_picture(edited)
    for part in document.part.package.iter_parts():
        if part.content_type == "image/png":
            part._blob = b"II*\0" + part.blob
    with pytest.raises(FaultsError) as refused:
        published(saved(document), "d.docx")
    (fault,) = refused.value.faults
    assert fault.code == "BRF-126"
    assert "image1.png" in fault.text


def field(code, shown):
    made = make("w:p")
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("t", shown), ("end", "")):
        tag = {"": "w:instrText", "t": "w:t"}.get(kind, "w:fldChar")
        mark = make(tag, {"w:fldCharType": kind} if tag == "w:fldChar" else {})
        mark.text = text or None
        made.append(make("w:r", None, mark))
    return made


@pytest.mark.parametrize(
    ("code", "stays"),
    [
        (" FILENAME \\p ", False),
        (' INCLUDETEXT "D:\\\\zhangsan\\\\a.docx" ', False),
        (" AUTHOR ", False),
        (' HYPERLINK "file:///D:/zhangsan" ', False),
        (' HYPERLINK "http://www.example.com" ', True),
        (' HYPERLINK \\l "_Toc1" ', True),
        (" PAGE ", True),
        (" =SUM(ABOVE) ", True),
    ],
)
def test_fields_that_tell_a_path_or_a_name_leave_their_result(edited, code, stays):
    document = docx.Document(io.BytesIO(edited))
    document.element.body.insert(0, field(code, "12"))
    simple = make("w:fldSimple", {"w:instr": code}, make("w:r", None, make("w:t")))
    simple[0][0].text = "34"
    document.element.body[0].append(simple)
    body = all_text(published(saved(document), "d.docx"))["word/document.xml"]
    assert ("instrText" in body, "fldChar" in body, "fldSimple" in body) == (stays,) * 3
    assert "zhangsan" not in body
    again = docx.Document(io.BytesIO(published(saved(document), "d.docx")))
    assert again.paragraphs[0].text == "1234" if not stays else "12"


def test_a_link_into_this_machine_keeps_its_words_and_one_abroad_stays(edited):
    document = docx.Document(io.BytesIO(edited))
    for target in ("file:///D:/zhangsan/a.docx", "https://www.example.com/"):
        key = document.part.relate_to(target, f"{OFFICE}/hyperlink", is_external=True)
        link = make("w:hyperlink", None, make("w:r", None, make("w:t")))
        link[0][0].text = "附件"
        link.set(f"{{{OFFICE}}}id", key)
        document.paragraphs[1]._p.append(link)
    parts = all_text(published(saved(document), "d.docx"))
    assert parts["word/document.xml"].count("附件") == 2
    assert parts["word/document.xml"].count("w:hyperlink ") == 1
    assert "zhangsan" not in "".join(parts.values())
    assert "www.example.com" in parts["word/_rels/document.xml.rels"]


def test_the_workbook_behind_a_chart_stays_at_home(edited):
    document = docx.Document(io.BytesIO(edited))
    package = document.part.package
    sheet = Part(PackURI("/word/embeddings/book1.xlsx"), "application/x", b"zhangsan", package)
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    xml = f'<c:chartSpace xmlns:c="{namespace}"><c:v>8.6</c:v><c:externalData/></c:chartSpace>'
    chart = Part(PackURI("/word/charts/chart1.xml"), "application/chart+xml", xml.encode(), package)
    chart.relate_to(sheet, f"{OFFICE}/package")
    document.part.relate_to(chart, f"{OFFICE}/chart")
    parts = all_text(published(saved(document), "d.docx"))
    assert "8.6" in parts["word/charts/chart1.xml"]
    assert "externalData" not in parts["word/charts/chart1.xml"]
    assert not [name for name in parts if "embeddings" in name]


def test_a_group_around_a_review_copy_publishes_its_text(edited):
    document = docx.Document(io.BytesIO(edited))
    body = document.element.body
    group = make("w:sdt", None, make("w:sdtPr"), make("w:sdtContent"))
    children = [one for one in body if one.tag != qn("w:sectPr")]
    body.insert(0, group)
    group[-1].extend(children)
    texts = [
        p.text for p in docx.Document(io.BytesIO(published(saved(document), "d.docx"))).paragraphs
    ]
    assert texts[:2] == ["今年以来新开工247个。", "第二段"]
    assert not any("项目1号" in text for text in texts)
