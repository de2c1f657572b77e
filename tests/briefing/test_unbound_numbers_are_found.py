"""The finder of numbers without a receipt: what it lists, and what it leaves out."""

import pytest
from tests.briefing.papers import drafted, template_of

from chainchief.briefing.reader import read_content
from chainchief.briefing.unbound import unbound_numbers
from chainchief.core.i18n import ENGLISH, speak


def found(text):
    content = drafted(template_of(text)).content()
    return [one.text for one in unbound_numbers(read_content(content, "d.docx"))]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("优选12条产业链,完成投资187.7亿元。", ["12条", "187.7亿元"]),
        ("增长8.6%,高1.7个百分点", ["8.6%", "1.7个百分点"]),
        ("走访240余次,其中1,234家", ["240余次", "1,234家"]),
        ("\uff13\uff10\uff11个项目", ["\uff13\uff10\uff11个"]),
        ("共5 个", ["5 个"]),
        ("面积5.01平方公里,1591亩", ["5.01平方公里", "1591亩"]),
    ],
)
def test_numbers_come_with_their_unit(text, numbers):
    assert found(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "2023年11月30日",
        "2023年以来",
        "1-11月份",
        "1至11月",
        "12月30日",
        "截止2023-12-05 09:30",
        "居全省第5位,列第 62 位",
        "〔2023〕5号",
        "1.抓要素",
        "(2)抓对接",
        "5G网络、GB2312、12x",
        "快照2023-11r1",
        "没有数字",
    ],
)
def test_dates_ordinals_and_names_are_no_numbers(text):
    assert found(text) == []


def test_figures_and_the_sentence_that_counts_them_are_not_listed():
    assert found('有{{ fig("IND-RATE") }}和3个') == ["3个"]


def test_the_sentence_that_counts_is_known_in_english_too():
    content = drafted(template_of('{{ fig("IND-RATE") }}')).content()
    speak(ENGLISH)
    assert unbound_numbers(read_content(content, "d.docx")) == []


def test_a_number_says_where_it_stands():
    content = drafted(template_of("甲", "今年共12条链")).content()
    (one,) = unbound_numbers(read_content(content, "d.docx"))
    assert (one.paragraph, one.start, one.around) == (2, 3, "今年共12条链")
