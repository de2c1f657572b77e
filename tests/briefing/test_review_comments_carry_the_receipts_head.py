"""`--review`: a real Word comment at each figure, anchored, with the head of its receipt."""

import docx
import pytest
from tests.briefing.city import TestSource
from tests.briefing.papers import (
    W,
    drafted,
    resaved_by_libreoffice,
    saved,
    template_of,
    written,
    xml_of,
)

from chainchief.briefing.render.review_comments import AUTHOR
from chainchief.briefing.resolve.receipt_heads import head_of, largest_contributions

TEXT = '新开工{{ fig("IND-PRJ-STARTED") }},到位{{ fig("IND-PRJ-FUNDS", span="month") }}。'


@pytest.fixture
def paper(tmp_path):
    return written(template_of(TEXT), tmp_path / "d.docx", review=True)


def comments_of(path):
    return {
        one.get(f"{W}id"): "\n".join(
            "".join(piece.text or "" for piece in line.iter(f"{W}t")) for line in one.iter(f"{W}p")
        )
        for one in xml_of(path, "word/comments.xml")
    }


def enclosed(path, number):
    """The text between a comment's start and end."""
    inside, words = False, []
    for element in xml_of(path).iter():
        if element.get(f"{W}id") == number and element.tag == f"{W}commentRangeStart":
            inside = True
        elif element.get(f"{W}id") == number and element.tag == f"{W}commentRangeEnd":
            break
        elif inside and element.tag == f"{W}t":
            words.append(element.text)
    return "".join(words)


def test_each_comment_encloses_its_figure_and_is_referred_to(paper):
    numbers = list(comments_of(paper))
    assert [enclosed(paper, number) for number in numbers] == ["247个", "201.3亿元"]
    references = [one.get(f"{W}id") for one in xml_of(paper).iter(f"{W}commentReference")]
    assert references == numbers


def test_the_head_says_all_that_a_reviewer_asks(paper):
    _first, second = comments_of(paper).values()
    for words in (
        "到位资金 [IND-PRJ-FUNDS]",
        "201.3亿元",
        "到位资金的口径说明。",
        "2023年11月\uff08模板写明\uff09",
        "2023-12-05 09:30",
        "2023-11r1",
        "记录数",
        "P-0001 项目1号 (100.00亿元)；P-0002 项目2号 (60.00亿元)；P-0003 项目3号 (40.00亿元)",
    ):
        assert words in second
    assert "P-0004" not in second


def test_an_assumed_span_is_said_to_be_assumed(paper):
    first, _second = comments_of(paper).values()
    assert "2023年1-11月\uff08按惯例推定\uff09" in first


def test_the_author_is_the_program_and_the_date_is_fixed(paper):
    for one in xml_of(paper, "word/comments.xml"):
        assert one.get(f"{W}author") == AUTHOR == "链长台"
        assert one.get(f"{W}date") == "2023-11-30T00:00:00Z"


def test_word_reads_the_comments(paper):
    assert [one.author for one in docx.Document(paper).comments] == [AUTHOR, AUTHOR]


def test_without_review_there_are_no_comments(tmp_path):
    path = written(template_of(TEXT), tmp_path / "d.docx")
    assert list(docx.Document(path).comments) == []


def test_figures_in_a_header_get_no_comment_which_word_forbids(tmp_path):
    document = docx.Document()
    document.add_paragraph('{{ fig("IND-RATE") }}')
    document.sections[0].header.paragraphs[0].text = '{{ fig("IND-OFFICIAL") }}'
    path = written(saved(document), tmp_path / "d.docx", review=True)
    assert len(comments_of(path)) == 1


@pytest.mark.office
def test_libreoffice_keeps_the_comments_at_their_figures(paper, tmp_path):
    folder = tmp_path / "again"
    folder.mkdir()
    again = resaved_by_libreoffice(paper, folder)
    assert [enclosed(again, number) for number in comments_of(again)] == ["247个", "201.3亿元"]


def cited(text, source):
    return drafted(template_of(text), source=source).placed[0].cited


def test_contributions_come_by_size_and_equal_ones_by_code():
    source = TestSource()
    one = cited('{{ fig("IND-PRJ-STARTED", chain="NEW-IT") }}', source)
    lines = largest_contributions(source.receipt(one.citation))
    assert [line.code for line in lines] == ["P-0001", "P-0002", "P-0003"]


def test_a_ratios_contributions_name_their_part():
    source = TestSource()
    head = head_of(cited('{{ fig("IND-RATE") }}', source), source)
    assert (
        dict(head.lines)["贡献最大的三项"] == "P-0002 项目2号 (分母 80)；P-0001 项目1号 (分子 69)"
    )
