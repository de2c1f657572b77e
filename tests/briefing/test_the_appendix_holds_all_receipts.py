"""`--review`: at the end the whole receipt of every figure, which is no part of the text."""

import docx
import pytest
from tests.briefing.city import CITY, TestSource
from tests.briefing.papers import drafted, resaved_by_libreoffice, template_of, written

from chainchief.briefing.issue.examination import examine
from chainchief.briefing.publish.publishing import published
from chainchief.briefing.readback.confined import read_document
from chainchief.core.faults import FaultsError

TEXT = (
    '今年以来到位{{ fig("IND-PRJ-FUNDS") }},'
    '新一代信息技术{{ fig("IND-PRJ-STARTED", chain="NEW-IT") }}。',
    '再说一遍{{ fig("IND-PRJ-FUNDS") }},完成{{ fig("IND-RATE") }}。',
)


@pytest.fixture
def paper(tmp_path):
    return written(template_of(*TEXT), tmp_path / "d.docx", review=True)


def tables_of(path):
    return [[[c.text for c in row.cells] for row in t.rows] for t in docx.Document(path).tables]


def test_every_record_of_every_figure_stands_there_once(paper):
    funds, started, rate = tables_of(paper)
    assert funds[0] == ["代码", "记录", "计入"]
    assert funds[1:] == [
        ["P-0001", "项目1号", "100.00亿元"],
        ["P-0002", "项目2号", "60.00亿元"],
        ["P-0003", "项目3号", "40.00亿元"],
        ["P-0004", "项目4号", "1.00亿元"],
        ["P-0005", "项目5号", "0.25亿元"],
    ]
    assert [row[0] for row in started[1:]] == [f"P-{n:04d}" for n in range(1, 13)]
    assert {row[2] for row in started[1:]} == {"1个"}
    assert [row[2] for row in rate[1:]] == ["分子 69", "分母 80"]


def test_each_figure_has_its_number_name_value_span_and_definition(paper):
    texts = [p.text for p in docx.Document(paper).paragraphs]
    start = texts.index("附录：各项数字的来源记录")
    assert texts[start + 1].startswith("1. 到位资金 [IND-PRJ-FUNDS]: 201.3亿元")
    for words in ("1-11月", "到位资金的口径说明；", "2023-11r1", "记录5条"):
        assert words in texts[start + 2]
    assert [t[:2] for t in texts[start:] if "[IND-" in t] == ["1.", "2.", "3."]


def test_the_sentence_of_counts_stands_before_it(paper):
    texts = [p.text for p in docx.Document(paper).paragraphs]
    (counts,) = [n for n, text in enumerate(texts) if "全文共用数字4个" in text]
    assert counts < texts.index("附录：各项数字的来源记录")


def test_without_review_there_is_none(tmp_path):
    assert tables_of(written(template_of(*TEXT), tmp_path / "d.docx")) == []


def test_it_is_not_read_back_and_its_numbers_are_nobodys(paper):
    document = read_document(paper)
    assert not any("附录" in one.text or "P-0001" in one.text for one in document.paragraphs)
    examined = examine(paper.read_bytes(), paper.name, TestSource())
    assert [one.text for one in examined.unbound] == []
    assert len(examined.bound) == 4


def test_a_number_typed_behind_it_is_found_all_the_same(paper):
    document = docx.Document(paper)
    document.add_paragraph("又有项目99个。")
    document.save(paper)
    examined = examine(paper.read_bytes(), paper.name, TestSource())
    assert [one.text for one in examined.unbound] == ["99个"]


def test_the_published_copy_has_none(paper, tmp_path):
    copy = tmp_path / "公开.docx"
    copy.write_bytes(published(paper.read_bytes(), paper.name))
    assert tables_of(copy) == []
    texts = [p.text for p in docx.Document(copy).paragraphs]
    assert not any("附录" in text or "P-0001" in text for text in texts)
    assert texts[0].startswith("今年以来到位201.3亿元")


@pytest.mark.office
def test_libreoffice_keeps_it_apart(paper, tmp_path):
    folder = tmp_path / "again"
    folder.mkdir()
    again = resaved_by_libreoffice(paper, folder)
    assert len(tables_of(again)) == 3
    examined = examine(again.read_bytes(), again.name, TestSource())
    assert [one.text for one in examined.unbound] == []
    copy = tmp_path / "公开.docx"
    copy.write_bytes(published(again.read_bytes(), again.name))
    assert tables_of(copy) == []


def test_it_makes_no_text_too_long():
    made = drafted(template_of(*TEXT), division=CITY, review=True)
    assert made.warnings() == []


def test_a_refused_template_has_no_half_of_it(tmp_path):
    with pytest.raises(FaultsError):
        written(template_of('{{ fig("IND-NOTHING") }}'), tmp_path / "d.docx", review=True)
    assert not (tmp_path / "d.docx").exists()
