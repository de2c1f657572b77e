"""Lengths, spans and tolerances of a document's wording: presets, told in plain words."""

import docx
import pytest
from tests.briefing.city import CITY, TestSource, figure, figures
from tests.briefing.papers import drafted, saved, template_of

from chainchief.briefing.resolve.calls import RenderContext
from chainchief.briefing.resolve.filling import fill
from chainchief.briefing.resolve.printing import printed
from chainchief.briefing.sources import NoFigure
from chainchief.briefing.text.wording_rules import SHIPPED, rules
from chainchief.core.approximations import Approximation
from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.indicators.figures import MetricType

STARTED = '{{ fig("IND-PRJ-STARTED") }}'


def own_rules(**changes):
    """The city's own rules: those shipped, with these changed; None leaves one out."""
    lines = [f"{key}: {value}" for key, value in changes.items() if value is not None]
    kept = [
        line
        for line in SHIPPED.read_text(encoding="utf-8").splitlines()
        if line.split(":")[0] not in changes
    ]
    home().presets.mkdir(parents=True, exist_ok=True)
    (home().presets / "writing.yaml").write_text("\n".join(kept + lines), encoding="utf-8")


def told(*paragraphs):
    return [(f.code, f.place.line, f.text) for f in drafted(template_of(*paragraphs)).warnings()]


def test_what_is_within_the_limits_is_not_told():
    assert told("今年以来" + "字" * 190 + "。", "字" * 199 + "。" + "字" * 200 + "。") == []


def test_a_long_sentence_paragraph_and_text_are_told_with_place_and_number():
    own_rules(sentence=10, paragraph=30, text=60)
    lines = told("一" * 10 + "。", "二" * 11 + "。" + "三" * 9 + "。", "四 四" * 10 + "。" * 12)
    assert [(code, line) for code, line, _text in lines] == [
        ("BRF-029", 2),
        ("BRF-029", 3),
        ("BRF-029", 3),
        ("BRF-029", None),
    ]
    texts = [text for _code, _line, text in lines]
    assert "这句话有11字" in texts[0]
    assert "不超过10字" in texts[0]
    assert "这一段有32字" in texts[1]
    assert "全文有65字" in texts[3]


def test_a_title_has_a_limit_of_its_own():
    own_rules(title=8)
    document = docx.Document()
    document.add_heading("关于今年以来工作的情况报告", 1)
    (fault,) = drafted(saved(document)).warnings()
    assert "标题有13字" in fault.text
    assert fault.is_warning


def test_a_figure_before_which_no_time_is_said_is_told_once():
    lines = told(f"新开工{STARTED},又说{STARTED}。")
    assert [code for code, _line, _text in lines] == ["BRF-028"]
    assert "新开工项目" in lines[0][2]


@pytest.mark.parametrize(
    "text",
    [
        "今年以来" + STARTED,
        "{{ span() }}份" + STARTED,
        '{{ fig("IND-PRJ-STARTED", span="2023-01..2023-11") }}',
        '投资{{ fig("IND-RECORD", record="P-0001") }}',
    ],
)
def test_a_time_said_or_given_or_not_needed_is_enough(text):
    assert told(text) == []


def test_a_time_said_in_an_earlier_paragraph_is_enough_and_a_later_one_is_not():
    assert told("今年以来的情况。", STARTED) == []
    assert [code for code, *_rest in told(STARTED, "以上为今年以来。")] == ["BRF-028"]


@pytest.mark.parametrize(
    ("nature", "option", "word"),
    [
        (MetricType.RANK, 'approx="余"', "approx"),
        (MetricType.RANK, "places=1", "places"),
        (MetricType.STREAK, 'approx="近"', "approx"),
        (MetricType.RANK, 'span="2023-07..2023-11"', "span"),
        (MetricType.RECORD, 'span="month"', "span"),
    ],
)
def test_what_does_not_go_with_the_nature_is_refused_in_words(nature, option, word):
    source = TestSource(table=[*figures(), figure("IND-X", "某项", nature, "个", 5, "5个")])
    with pytest.raises(FaultsError) as refused:
        fill(template_of(f'{{{{ fig("IND-X", {option}) }}}}'), RenderContext(source, CITY))
    (fault,) = refused.value.faults
    assert fault.code == "BRF-027"
    assert f"不能带{word}" in fault.text


def test_the_tolerances_of_nearly_and_about_are_presets():
    one = figure("IND-A", "甲", MetricType.FLOW, "次", 280, "280次")
    with pytest.raises(NoFigure):
        printed(one, Approximation.NEARLY, -2)
    own_rules(near=8)
    assert printed(one, Approximation.NEARLY, -2) == "近300次"
    with pytest.raises(NoFigure):  # 约 has its own
        printed(figure("IND-A", "甲", MetricType.FLOW, "次", 320, "320次"), Approximation.ABOUT, -2)
    own_rules(about=7)
    shown = printed(
        figure("IND-A", "甲", MetricType.FLOW, "次", 320, "320次"), Approximation.ABOUT, -2
    )
    assert shown == "约300次"


def test_the_shipped_rules_say_where_they_are_from():
    shipped = rules()
    assert (shipped.near, shipped.about) == (shipped.about, shipped.near)
    assert shipped.text == 4000
    assert "4000字" in shipped.source


def test_all_that_is_wrong_with_the_rules_is_told_at_once():
    own_rules(near="viel", sentence=0, source=None)
    with pytest.raises(FaultsError) as refused:
        rules()
    assert sorted(fault.code for fault in refused.value.faults) == ["BRF-031", "BRF-032", "BRF-032"]


@pytest.mark.parametrize("text", ["", "near: [", "- 1"])
def test_rules_that_are_no_rules_are_refused(text):
    home().presets.mkdir(parents=True, exist_ok=True)
    (home().presets / "writing.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultsError) as refused:
        rules()
    assert [fault.code for fault in refused.value.faults] == ["BRF-030"]
