"""The templates that come with the program: in the form of GB/T 9704-2012, built by a script."""

import subprocess

import docx
import pytest
from docx.shared import Mm, Pt
from tests.briefing.city import CITY, TestSource, note_figures
from tests.briefing.papers import W, saved

from chainchief.briefing.docx import letterform, packing
from chainchief.briefing.docx.letterform import typeset
from chainchief.briefing.render.pdf import to_pdf
from chainchief.briefing.render.template_files import find_template, shipped_names
from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.resolve.filling import fill
from chainchief.briefing.shipped import build
from chainchief.briefing.template.calls import parse_call
from chainchief.briefing.template.tags import tags_of
from chainchief.indicators.catalogue.loading import shipped as shipped_catalogue
from chainchief.indicators.claims import load_claims


@pytest.fixture
def note():
    return find_template("monthly-note").document()


def test_a_template_is_made_with_the_same_bytes_each_time():
    for name, made in build.TEMPLATES.items():
        assert packing.packed(made()) == build.content_of(name) == packing.packed(made())


def test_an_office_gets_them_as_files_to_begin_with(own_home):
    folder = own_home / "presets" / "templates"
    folder.mkdir(parents=True)
    (folder / "chain-note.docx").write_bytes(b"our own")
    build.build(folder)
    assert {path.stem for path in folder.iterdir()} == set(build.TEMPLATES)
    assert (folder / "chain-note.docx").read_bytes() == b"our own"
    written = [path for path in folder.iterdir() if path.stem != "chain-note"]
    assert [path.read_bytes() for path in written] == [build.content_of(p.stem) for p in written]


def test_the_page_is_that_of_the_standard(note):
    section = note.sections[0]
    sides = ("page_width", "page_height", "top_margin", "left_margin", "right_margin")
    got = [round(getattr(section, side).mm) for side in (*sides, "bottom_margin")]
    assert got == [210, 297, 37, 28, 26, 35]
    assert round(Mm(297 - 37 - 35).pt / 28.95) == 22


@pytest.mark.parametrize(
    ("style", "face", "size"),
    [
        ("公文正文", "仿宋_GB2312", 16),
        ("公文标题", "方正小标宋简体", 22),
        ("一级标题", "黑体", 16),
        ("二级标题", "楷体_GB2312", 16),
    ],
)
def test_faces_and_sizes_are_named_for_every_script(note, style, face, size):
    one = note.styles[style]
    fonts = one.element.rPr.find(f"{W}rFonts")
    assert {fonts.get(f"{W}{name}") for name in ("ascii", "hAnsi", "eastAsia", "cs")} == {face}
    assert one.font.size == Pt(size)


def test_lines_are_28_95_points_exactly_and_paragraphs_start_two_characters_in(note):
    body = note.styles["公文正文"]
    assert body.paragraph_format.line_spacing == Pt(28.95)
    assert body.element.pPr.find(f"{W}ind").get(f"{W}firstLineChars") == "200"


def test_page_numbers_stand_at_the_outer_edge(note):
    section = note.sections[0]
    assert note.settings.odd_and_even_pages_header_footer
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (2, 0)
    assert odd.runs[0].font.size == Pt(14)


def test_22_lines_of_28_characters_fill_the_type_area(note):
    line = note.styles["公文正文"].paragraph_format.line_spacing
    spacing = int(note.styles["Normal"].element.rPr.find(f"{W}spacing").get(f"{W}val"))
    character = Pt(16) + spacing * 635  # twips
    assert Mm(225) - line < 22 * line <= Mm(225)
    assert Mm(156) - character < 28 * character <= Mm(156)


def test_the_page_number_stands_7_mm_below_and_takes_no_line_off_the_page(note):
    section = note.sections[0]
    for footer in (section.footer, section.even_page_footer):
        height = footer.paragraphs[0].paragraph_format.line_spacing
        assert section.footer_distance + height <= section.bottom_margin
        dash = Mm(297) - section.footer_distance - height / 2
        assert Mm(297) - section.bottom_margin + Mm(7) == pytest.approx(dash, abs=Mm(0.2))
        assert {footer.paragraphs[0].runs[n].text for n in (0, 2)} == {"— ", " —"}


@pytest.mark.office
def test_libreoffice_sets_22_lines_of_28_characters_on_a_page(tmp_path):
    """Measured in the PDF, with whatever faces stand in for those of the standard here."""
    document = letterform.blank_letter()
    letterform.add(document, "公文正文", "国" * 28 * 30)
    pdf = tmp_path / "page.pdf"
    pdf.write_bytes(to_pdf(saved(document).content))
    done = ["pdftotext", "-l", "1", "-bbox-layout", str(pdf), "-"]
    page = subprocess.run(done, check=True, capture_output=True, text=True).stdout
    lines = [one for one in page.split("<line ")[1:] if "国" in one]
    assert len(lines) == 22
    assert {one.count("国") for one in lines} == {26, 28}
    left, right = (float(lines[1].split(f'{side}="')[1].split('"')[0]) for side in ("xMin", "xMax"))
    assert Mm(28).pt == pytest.approx(left, abs=1)
    assert Mm(28 + 156).pt == pytest.approx(right, abs=3)


ORDER = "pStyle keepNext keepLines pageBreakBefore widowControl pBdr tabs autoSpaceDE autoSpaceDN"
ORDER += " snapToGrid spacing ind contextualSpacing jc rPr"


def test_paragraph_properties_stand_in_the_order_that_word_demands(note):
    order = ORDER.split()
    roots = [note.element, note.styles["Normal"].element.getparent()]
    ours = [one for root in roots for one in root.iter(f"{W}pPr")]
    names = [[child.tag.split("}")[1] for child in properties] for properties in ours]
    known = [[name for name in each if name in order] for each in names]
    assert [each for each in known if each != sorted(each, key=order.index)] == []


def test_every_tag_of_the_monthly_note_is_answered():
    filling = fill(
        find_template("monthly-note"), RenderContext(TestSource(table=note_figures()), CITY)
    )
    assert filling.figures
    assert filling.has_counts


@pytest.mark.parametrize("name", list(build.TEMPLATES))
def test_every_tag_of_a_shipped_template_names_what_the_catalogue_has(name):
    known = {
        "fig": shipped_catalogue(),
        "names": shipped_catalogue(),
        "claim": load_claims().claims,
    }
    uses, faults = tags_of(find_template(name))
    calls = [parse_call(use) for use in uses if not use.is_statement]
    assert faults + [fault for _call, wrong in calls for fault in wrong] == []
    named = [call for call, _wrong in calls if call.function in known]
    assert named
    for call in named:
        assert call.text("code") in known[call.function]
        if call.function == "names":
            assert known["names"][call.text("code")].named_by
    assert any(call.function == "counts" for call, _wrong in calls)


def test_a_template_of_the_home_folder_comes_before_the_shipped_one(own_home):
    folder = own_home / "presets" / "templates"
    folder.mkdir(parents=True)
    document = docx.Document()
    document.add_paragraph("本市自己的模板")
    document.save(folder / "monthly-note.docx")
    assert find_template("monthly-note").document().paragraphs[0].text == "本市自己的模板"
    assert shipped_names() == sorted(build.TEMPLATES)


def test_plain_signs_are_set_as_chinese_ones_outside_tags():
    assert typeset('甲,乙;{{ fig("A", places=1) }}:丙(丁)') == (
        '甲\uff0c乙\uff1b{{ fig("A", places=1) }}\uff1a丙\uff08丁\uff09'
    )
    assert typeset('{% if has("A", span="month") %}甲,乙') == (
        '{% if has("A", span="month") %}甲\uff0c乙'
    )


def test_times_and_thousands_keep_their_signs():
    assert typeset("截止11:09,共1,234家:甲") == "截止11:09\uff0c共1,234家\uff1a甲"
