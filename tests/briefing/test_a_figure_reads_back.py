"""What was rendered is read back, whatever an editor did to the text around it."""

import copy

import pytest
from lxml import etree
from tests.briefing.city import CITY, NOVEMBER
from tests.briefing.papers import W, edited, resaved_by_libreoffice, template_of, written

from chainchief.briefing.citations import Citation
from chainchief.briefing.readback.confined import read_document, read_figures

SENTENCES = (
    '今年以来新开工{{ fig("IND-PRJ-STARTED") }},到位资金{{ fig("IND-PRJ-FUNDS") }}。',
    '其中{{ fig("IND-PRJ-STARTED", chain="NEW-IT") }}{{ fig("IND-RATE") }}属一链。',
)
TAGS = [
    "cc:IND-PRJ-STARTED@2023-11/371400",
    "cc:IND-PRJ-FUNDS@2023-11/371400",
    "cc:IND-PRJ-STARTED@2023-11/371400/NEW-IT",
    "cc:IND-RATE@2023-11/371400",
]
TEXTS = ["247个", "201.3亿元", "12个", "86.3%"]


@pytest.fixture
def paper(tmp_path):
    return written(template_of(*SENTENCES), tmp_path / "draft.docx")


def tags_and_texts(path):
    found = read_figures(path)
    return [one.tag for one in found], [one.text for one in found]


def test_every_figure_reads_back_with_its_citation_and_text(paper):
    assert tags_and_texts(paper) == (TAGS, TEXTS)
    assert read_figures(paper)[0].citation == Citation("IND-PRJ-STARTED", NOVEMBER, CITY)


def test_the_position_is_that_of_the_text_in_its_paragraph(paper):
    document = read_document(paper)
    for paragraph in document.paragraphs:
        for figure in paragraph.figures:
            assert paragraph.text[figure.start : figure.end] == figure.text
    assert [figure.paragraph for figure in document.figures] == [1, 1, 2, 2]


def test_the_draft_says_its_snapshot_month_template_and_definitions(paper):
    document = read_document(paper)
    assert (document.snapshot, document.month, document.template) == (
        "2023-11r1",
        "2023-11",
        "t.docx",
    )
    assert document.definitions["IND-RATE"].startswith("ind-rate")


@pytest.mark.office
def test_libreoffice_may_save_it_again(paper, tmp_path):
    folder = tmp_path / "again"
    folder.mkdir()
    again = resaved_by_libreoffice(paper, folder)
    assert tags_and_texts(again) == (TAGS, TEXTS)
    assert read_document(again).snapshot == "2023-11r1"


@pytest.mark.office
def test_libreoffice_may_save_what_libreoffice_saved(paper, tmp_path):
    for round_number in range(2):
        folder = tmp_path / f"again-{round_number}"
        folder.mkdir()
        paper = resaved_by_libreoffice(paper, folder)
    assert tags_and_texts(paper) == (TAGS, TEXTS)


@pytest.mark.office
def test_figures_that_touch_stay_apart_in_libreoffice(tmp_path):
    template = template_of('{{ fig("IND-RATE") }}{{ fig("IND-LOSS") }}' * 2)
    paper = written(template, tmp_path / "d.docx")
    for round_number in range(2):
        folder = tmp_path / f"again-{round_number}"
        folder.mkdir()
        paper = resaved_by_libreoffice(paper, folder)
    assert tags_and_texts(paper)[1] == ["86.3%", "-3个"] * 2


def split_runs(root):
    """Every run inside a control becomes one run per character, as after many edits."""
    for run in list(root.iter(f"{W}r")):
        piece = run.find(f"{W}t")
        if run.getparent().tag == f"{W}sdtContent" and piece is not None:
            for character in piece.text[1:][::-1]:
                twin = copy.deepcopy(run)
                twin.find(f"{W}t").text = character
                run.addnext(twin)
            piece.text = piece.text[0]


def test_runs_inside_a_control_may_be_split(paper):
    assert tags_and_texts(edited(paper, split_runs)) == (TAGS, TEXTS)


def format_runs(root):
    for run in root.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            run.insert(0, properties)
        etree.SubElement(properties, f"{W}i")


def test_formatting_may_change(paper):
    assert tags_and_texts(edited(paper, format_runs)) == (TAGS, TEXTS)


def edit_first(new):
    def change(root):
        next(root.iter(f"{W}sdt")).find(f"{W}sdtContent/{W}r/{W}t").text = new

    return change


def test_an_edited_number_reads_back_as_it_is_printed_now(paper):
    assert tags_and_texts(edited(paper, edit_first("248个")))[1][0] == "248个"


def test_a_deletion_that_is_tracked_is_not_part_of_the_text(paper):
    def strike(root):
        run = next(root.iter(f"{W}sdt")).find(f"{W}sdtContent/{W}r")
        deleted = etree.Element(f"{W}del")
        twin = copy.deepcopy(run)
        twin.find(f"{W}t").tag = f"{W}delText"
        deleted.append(twin)
        run.addprevious(deleted)
        run.find(f"{W}t").text = "250个"

    assert tags_and_texts(edited(paper, strike))[1][0] == "250个"


def unwrap_first(root):
    """What Word's “remove content control” does: the text stays, and so does a bookmark."""
    control = next(root.iter(f"{W}sdt"))
    for child in list(control.find(f"{W}sdtContent")):
        control.addprevious(child)
    control.getparent().remove(control)


def test_a_number_whose_control_was_removed_is_not_invented(paper):
    assert tags_and_texts(edited(paper, unwrap_first)) == (TAGS[1:], TEXTS[1:])


@pytest.mark.office
def test_nor_is_it_after_libreoffice_saved_the_rest(paper, tmp_path):
    edited(paper, unwrap_first)
    folder = tmp_path / "again"
    folder.mkdir()
    assert tags_and_texts(resaved_by_libreoffice(paper, folder)) == (TAGS[1:], TEXTS[1:])


def test_a_figure_whose_text_was_deleted_is_gone(paper):
    assert tags_and_texts(edited(paper, edit_first("")))[0] == TAGS[1:]


def test_a_copied_sentence_is_two_figures(paper):
    def copy_paragraph(root):
        first = next(root.iter(f"{W}p"))
        first.addnext(copy.deepcopy(first))

    assert tags_and_texts(edited(paper, copy_paragraph))[0] == TAGS[:2] + TAGS


def test_another_programs_control_is_no_figure(paper):
    def rename(root):
        next(root.iter(f"{W}tag")).set(f"{W}val", "customer-name")

    assert tags_and_texts(edited(paper, rename))[0] == TAGS[1:]


def test_a_damaged_tag_is_found_without_a_citation(paper):
    def damage(root):
        next(root.iter(f"{W}tag")).set(f"{W}val", "cc:IND-PRJ-STARTED@20")

    found = read_figures(edited(paper, damage))
    assert (found[0].citation, found[0].text) == (None, "247个")


def test_a_long_record_is_named_in_full_again_from_the_properties(tmp_path):
    record = "P-" + "LONG-CODE-" * 8
    from tests.briefing.city import TestSource

    source = TestSource(records=(record,))
    template = template_of(f'该项目投资{{{{ fig("IND-RECORD", record="{record}") }}}}。')
    paper = written(template, tmp_path / "d.docx", source=source)
    found = read_figures(paper)[0]
    assert len(found.tag) <= 64
    assert found.citation is not None
    assert found.citation.record == record
