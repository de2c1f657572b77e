"""Shipped templates say which way a number went only where it did, and nobody reads 竣工0个."""

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.briefing.city import TestSource, figure, note_figures
from tests.briefing.papers import drafted

from chainchief.briefing.readback.reader import read_content
from chainchief.briefing.readback.unbound_numbers import unbound_numbers
from chainchief.briefing.render.template_files import find_template
from chainchief.indicators.figures import MetricType

CHAIN_NOTE = {
    "IND-PRJ-STARTED": (3, "个"),
    "IND-PRJ-FUNDS-RECOGNISED": (10**10 * 9, "亿元"),
    "IND-PRJ-SIGNED": (4, "个"),
    "IND-PRJ-INVESTED": (10**10 * 8, "亿元"),
    "IND-PRJ-COMPLETED": (1, "个"),
    "IND-PRJ-PRODUCING": (2, "个"),
    "IND-PRJ-STALLED": (5, "个"),
    "IND-ACT-LED-TRIPS": (6, "次"),
    "IND-ACT-HQ": (7, "家"),
    "IND-ACT-SURVEYS": (8, "次"),
    "IND-ACT-EXCHANGE": (9, "次"),
    "IND-LEAD-OPEN": (10, "条"),
    "IND-FRM-LEADERS": (11, "家"),
    "IND-FRM-KEY": (12, "家"),
    "IND-FRM-ABOVE-SCALE": (13, "家"),
    "IND-DIF-SOLVED": (14, "个"),
    "IND-DIF-OPEN": (15, "件"),
    "IND-DIF-OVERDUE": (16, "件"),
    "IND-SEG-TOTAL": (17, "个"),
    "IND-SEG-PRESENT": (18, "个"),
}


def chain_note(**changed):
    values = {code: (changed.get(code, value), unit) for code, (value, unit) in CHAIN_NOTE.items()}
    table = [
        figure(code, code, MetricType.FLOW, unit, value, f"{value if unit != '亿元' else 9}{unit}")
        for code, (value, unit) in values.items()
    ]
    return drafted(find_template("chain-note"), TestSource(table=table), chain="NEW-IT")


def text_of(made):
    found = read_content(made.content(), "d.docx")
    return "\n".join(one.text.replace("\u200b", "") for one in found.paragraphs)


def test_a_chain_with_everything_is_told_everything():
    made = chain_note()
    assert {one.cited.figure.code for one in made.placed} == set(CHAIN_NOTE)
    assert "其中超时未答复16件。" in text_of(made)


def test_a_chain_with_nothing_is_told_in_words():
    text = text_of(chain_note(**dict.fromkeys(CHAIN_NOTE, 0)))
    assert "暂无新开工项目；暂无新签约项目。\n" in text
    assert "暂无外出招引、走访、调研和对接活动。\n" in text
    for zero in ("竣工0", "停滞0", "在办0", "超时未答复", "线索0", "投资0", "环节0"):
        assert zero not in text


def note(**values):
    table = [
        replace(one, value=Fraction(values[one.code]), display=f"{values[one.code] / 10_000:.1f}%")
        if one.code in values
        else one
        for one in note_figures()
    ]
    return text_of(drafted(find_template("monthly-note"), TestSource(table=table)))


@pytest.mark.parametrize(
    ("millionths", "words"),
    [
        (86_000, "全市规模以上工业增加值同比增长8.6%，高于全省1.7个百分点"),
        (0, "全市规模以上工业增加值同比增速为0.0%，高于全省"),
        (-23_000, "全市规模以上工业增加值同比增速为-2.3%，高于全省"),
    ],
)
def test_growth_is_said_where_there_was_growth(millionths, words):
    assert words in note(**{"IND-OFF-IVA-GROWTH": millionths})


def test_a_difference_below_nought_is_not_above_the_province():
    assert "与全省增速之差为-0.5%；" in note(**{"IND-OFF-IVA-OVER-PROV": -5_000})


def test_the_shipped_notes_have_no_number_without_a_receipt():
    monthly = drafted(find_template("monthly-note"), TestSource(table=note_figures()))
    for made in (monthly, chain_note()):
        assert unbound_numbers(read_content(made.content(), "d.docx")) == []
