"""Numbers of charts, diagrams, drawings, descriptions and worksheets are read; the rest is told."""

import docx
import pytest
from tests.briefing import odd_documents as odd
from tests.briefing.city import NOVEMBER, TestSource
from tests.briefing.odd_documents import in_text, packed, sound, with_part
from tests.briefing.papers import saved

from chainchief.briefing.docx.charts import number_text
from chainchief.briefing.docx.container import in_one_form
from chainchief.briefing.issue.examination import compared
from chainchief.briefing.readback.final_text import look

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
R = f'xmlns:r="{odd.OFFICE}/relationships"'
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CHART_KIND = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
DIAGRAM_KIND = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
BOOK_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RELATED = f"{odd.OFFICE}/relationships"


def paragraph(inside):
    return f"<w:p><w:r>{inside}</w:r></w:p>"


def anchor(xml):
    return paragraph(f"<w:drawing>{xml}</w:drawing>")


def chart(inside):
    xml = (
        f"<c:chartSpace {C} {A}><c:chart><c:plotArea>{inside}</c:plotArea></c:chart></c:chartSpace>"
    )
    place = anchor(f'<c:chart {C} {R} r:id="rId77"/>')
    return with_part(place, "word/charts/chart1.xml", CHART_KIND, f"{RELATED}/chart", xml)


def cache(name, kind, values, form="General"):
    points = "".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(values))
    code = f"<c:formatCode>{form}</c:formatCode>" if kind == "num" else ""
    kept = f"<c:{kind}Cache>{code}{points}</c:{kind}Cache>"
    return f"<c:{name}><c:{kind}Ref>{kept}</c:{kind}Ref></c:{name}>"


def series(values, names=(), form="General", heads="str", head_form="General"):
    categories = cache("cat", heads, names, head_form) if names else ""
    shown = cache("val", "num", values, form)
    name = cache("tx", "str", ["新开工"])
    return f"<c:barChart><c:ser>{name}{categories}{shown}</c:ser></c:barChart>"


def book(cells):
    rows = "".join(
        f'<row><c t="inlineStr"><is><t>{a}</t></is></c><c><v>{b}</v></c></row>' for a, b in cells
    )
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = f"<worksheet {ns}><sheetData>{rows}</sheetData></worksheet>"
    return packed({"xl/worksheets/sheet1.xml": sheet})


def embedded(content, kind=BOOK_KIND, name="word/embeddings/book.xlsx"):
    place = paragraph(f'<w:object><o:OLEObject xmlns:o="urn:o" {R} r:id="rId77"/></w:object>')
    return with_part(place, name, kind, f"{RELATED}/package", content)


def looked(content):
    return look(in_one_form(content).content, "d.docx")


def unbound(content):
    return [one.text for one in looked(content).unbound]


def words(content):
    return [one.text for one in looked(content).document.paragraphs if one.part]


def test_the_sound_document_says_nothing_beside_its_text():
    assert (unbound(sound()), words(sound()), looked(sound()).document.unread) == ([], [], ())


def test_values_of_a_chart_are_told_with_their_categories():
    made = chart(series([999, 12.5], ["一县", "二县"]))
    assert words(made) == ["新开工；一县 = 999；二县 = 12.5"]
    assert unbound(made) == ["999", "12.5"]


def test_a_value_that_looks_like_a_year_is_a_number():
    assert unbound(chart(series([2023], ["2022年"]))) == ["2,023"]


def test_a_share_is_told_as_it_is_shown():
    assert unbound(chart(series([0.086], form="0.0%"))) == ["8.6%"]


def test_dates_of_an_axis_are_no_numbers():
    made = chart(series([7], [45231], heads="num", head_form='yyyy"年"m"月"'))
    assert unbound(made) == ["7"]


def test_titles_and_labels_of_a_chart_are_text():
    words = "<a:p><a:r><a:t>新开工999</a:t></a:r><a:r><a:t>个</a:t></a:r></a:p>"
    title = f"<c:title><c:tx><c:rich>{words}</c:rich></c:tx></c:title>"
    assert unbound(chart(title)) == ["999个"]


def test_a_chart_stands_where_it_is_anchored():
    one = looked(chart(series([999]))).unbound[0]
    assert (one.part, one.paragraph) == ("a chart", 3)


def test_a_diagram_is_read():
    words = "<a:p><a:r><a:t>签约371个</a:t></a:r></a:p>"
    xml = f'<d:dataModel xmlns:d="urn:d" {A}><d:pt><d:t>{words}</d:t></d:pt></d:dataModel>'
    place = anchor(f'<d:relIds xmlns:d="urn:d" {R} r:dm="rId77"/>')
    made = with_part(place, "word/diagrams/data1.xml", DIAGRAM_KIND, f"{RELATED}/diagramData", xml)
    assert unbound(made) == ["371个"]


@pytest.mark.parametrize(
    "xml",
    [
        anchor('<x:docPr xmlns:x="urn:x" id="1" name="图 1" descr="新开工999个"/>'),
        anchor('<x:cNvPr xmlns:x="urn:x" id="1" name="图 1" title="新开工999个"/>'),
        paragraph(
            '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="新开工999个"/></w:pict>'
        ),
        paragraph(f'<w:pict><v:textpath {VML} string="新开工999个"/></w:pict>'),
        '<w:tbl><w:tblPr><w:tblDescription w:val="新开工999个"/></w:tblPr></w:tbl>',
        anchor(
            f'<l:lockedCanvas xmlns:l="urn:l" {A}><a:p><a:r><a:t>新开工999个</a:t></a:r></a:p>'
            "</l:lockedCanvas>"
        ),
        paragraph(
            '<w:fldChar><w:ffData><w:ddList><w:listEntry w:val="新开工999个"/></w:ddList>'
            "</w:ffData></w:fldChar>"
        ),
        paragraph(
            '<w:drawing><s:txbx xmlns:s="urn:s"><w:txbxContent><w:p><w:r><w:t>新开工999个</w:t>'
            "</w:r></w:p></w:txbxContent></s:txbx></w:drawing>"
        ),
        f'<w:p><m:oMath xmlns:m="{odd.OFFICE}/math"><m:r><m:t>999个</m:t></m:r></m:oMath></w:p>',
    ],
)
def test_words_of_drawings_are_read(xml):
    assert unbound(in_text(xml)) == ["999个"]


def test_a_description_that_two_programs_wrote_is_told_once():
    one = '<x:docPr xmlns:x="urn:x" descr="新开工999个"><x:cNvPr descr="新开工999个"/></x:docPr>'
    assert unbound(in_text(anchor(one))) == ["999个"]


def test_an_embedded_worksheet_is_read():
    assert words(embedded(book([("新开工", 999)]))) == ["新开工；999"]


def test_of_the_worksheet_behind_a_chart_only_what_the_chart_hides_is_told():
    with_chart = odd.members_of(chart(series([999])))
    with_chart["word/embeddings/book.xlsx"] = book([("新开工", 999), ("备用", 55)])
    rels = f'<Relationship Id="rId1" Type="{RELATED}/package" Target="../embeddings/book.xlsx"/>'
    with_chart["word/charts/_rels/chart1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">{rels}</Relationships>'
    )
    assert words(packed(with_chart)) == ["新开工；999", "备用；55"]


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0", b"PK", packed({"a": "b"})])
def test_an_object_that_cannot_be_read_is_told(content):
    made = looked(embedded(content, "application/octet-stream", "word/embeddings/o.bin"))
    assert [one.what for one in made.document.unread] == ["an object of another program"]


def test_a_picture_is_told_with_its_place():
    place = anchor(f'<a:blip {A} {R} r:embed="rId77"/>')
    made = looked(with_part(place, "word/media/a.png", "image/png", f"{RELATED}/image", b"x"))
    assert [(one.what, one.paragraph) for one in made.document.unread] == [("a picture", 3)]
    warnings = compared(made, TestSource()).warnings()
    assert [(one.code, one.place.line) for one in warnings] == [("BRF-127", 3)]


CONTROL = '<w:bookmarkStart w:id="1" w:name="_cc_1"/>'


def emptied(inside, settings=""):
    text = odd.members_of()[odd.TEXT].decode()
    before, rest = text.split("<w:sdtContent>")
    after = rest.split("</w:sdtContent>")[1]
    head = before.replace("</w:sdtPr>", f"{settings}</w:sdtPr>")
    made = f"{head}<w:sdtContent>{inside}</w:sdtContent>{after}"
    return packed({**odd.members_of(), odd.TEXT: made})


@pytest.mark.parametrize(
    ("inside", "settings"),
    [
        ("", ""),
        (CONTROL, ""),
        ("<w:r><w:t> </w:t></w:r>", ""),
        ("<w:r><w:t>单击或点击此处输入文字。</w:t></w:r>", "<w:showingPlcHdr/>"),
    ],
)
def test_a_control_that_was_emptied_is_told_as_a_figure_taken_out(inside, settings):
    made = looked(emptied(inside, settings))
    assert made.document.figures == ()
    examined = compared(made, TestSource())
    assert [(one.code, one.facts["name"]) for one in examined.warnings()] == [
        ("BRF-109", "新开工项目")
    ]
    assert (examined.faults, examined.document.month) == ((), str(NOVEMBER))


def test_a_footer_is_read_and_a_page_number_is_none():
    made = docx.Document()
    made.add_paragraph("正文。")
    made.sections[0].footer.paragraphs[0].text = "— 12 —"
    assert unbound(saved(made).content) == []
    made.sections[0].footer.add_paragraph("新开工999个")
    assert unbound(saved(made).content) == ["999个"]


@pytest.mark.parametrize(
    ("stored", "form", "shown"),
    [
        ("999", "", "999"),
        ("0.30000000000000004", "", "0.3"),
        ("12345678.5", "", "12,345,678.5"),
        ("1E+2", "", "100"),
        ("1e999999999", "", "1e999999999"),
        ("NaN", "", "NaN"),
        ("x", "", "x"),
        ("-0.5", "0%", "-50%"),
    ],
)
def test_a_stored_number_reads_as_it_is_shown(stored, form, shown):
    assert number_text(stored, form) == shown
