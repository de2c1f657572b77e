"""From a tag to a citation: defaults, what is left out, and the answers to words."""

import pytest
from tests.briefing.city import CITY, COUNTY, NOVEMBER, TestSource
from tests.briefing.papers import template_of

from chainchief.briefing.resolve.calls import RenderContext, citation_of
from chainchief.briefing.resolve.filling import fill, months_to
from chainchief.briefing.template.calls import Call, parse_call
from chainchief.briefing.template.tags import ParagraphPlace, TagUse
from chainchief.core.i18n import speaking
from chainchief.core.spans import Month, Span


def use(inner):
    return TagUse("{{" + inner + "}}", inner, False, ParagraphPlace("t.docx", line=1))


def call(inner):
    found, faults = parse_call(use(inner))
    assert faults == []
    return found


def cited(inner, division=CITY, chain=""):
    return citation_of(call(inner), RenderContext(TestSource(), division, chain))


def test_a_plain_figure_is_of_the_documents_unit_and_month():
    citation = cited('fig("IND-RATE")', COUNTY, "FOOD")
    assert (citation.division, citation.chain, citation.month) == (COUNTY, "FOOD", NOVEMBER)
    assert citation.span is None


def test_what_a_tag_says_goes_before_what_the_document_says():
    citation = cited('fig("IND-RATE", division="371400", chain="")', COUNTY, "FOOD")
    assert (citation.division, citation.chain) == (CITY, "")


@pytest.mark.parametrize(
    ("span", "meant"),
    [
        ("month", Span.single(NOVEMBER)),
        ("year", Span.year_to(NOVEMBER)),
        ("2023-07..2023-10", Span(Month(2023, 7), Month(2023, 10))),
        ("2023-10", Span.single(Month(2023, 10))),
    ],
)
def test_spans(span, meant):
    assert cited(f'fig("IND-RATE", span="{span}")').span == meant


def test_a_record_has_no_cell():
    citation = cited('fig("IND-RECORD", record="P-0001")', COUNTY, "FOOD")
    assert (citation.division, citation.chain, citation.record) == ("", "", "P-0001")


def test_arguments_by_place_and_by_name_are_one_call():
    by_place = call('fig("IND-RATE", "371400")')
    assert by_place.key == call('fig(division="371400", code="IND-RATE")').key


def test_calls_that_mean_the_same_are_asked_once():
    source = TestSource()
    template = template_of('{{ fig("IND-RATE") }}{{fig("IND-RATE")}}', '{{ fig("IND-LOSS") }}')
    filling = fill(template, RenderContext(source, CITY))
    assert len(filling.figures) == 2
    assert source.asked.count("cc:IND-RATE@2023-11/371400") == 2  # the figure, its definition


@pytest.mark.parametrize(
    "inner",
    ["fig('IND-RATE')", " fig ( 'IND-RATE' ) ", "fig(\uff02IND-RATE\uff02)", "fig(“IND-RATE”)"],
)
def test_ways_of_writing_one_call(inner):
    assert call(inner) == Call("fig", {"code": "IND-RATE"})


@pytest.mark.parametrize(
    ("inner", "codes"),
    [
        ("fig(1)", ["BRF-007"]),
        ("fig(True)", ["BRF-005"]),
        ("fig(None)", ["BRF-005"]),
        ('fig("IND-RATE", places=1.5)', ["BRF-007"]),
        ('fig("IND-RATE", places=-1)', []),
        ('fig("")', ["BRF-007"]),
        ('fig(codes="A", place=1)', ["BRF-006", "BRF-006", "BRF-008"]),
        ('month("1")', ["BRF-007"]),
        ("month(9999)", ["BRF-007"]),
        ("snapshot(1)", ["BRF-006"]),
        ("fig", ["BRF-005"]),
        ("x.fig()", ["BRF-005"]),
        ("(" * 300 + ")" * 300, ["BRF-003"]),
        ("fig('IND-RATE'", ["BRF-003"]),
        ("import os", ["BRF-003"]),
        ("lambda: 1", ["BRF-005"]),
        ("f'{1}'", ["BRF-005"]),
        ("[fig('A') for a in 'b']", ["BRF-005"]),
        ("fig('A') if 1 else fig('B')", ["BRF-005"]),
        ("-fig('A')", ["BRF-005"]),
    ],
)
def test_what_is_refused_and_how(inner, codes):
    _call, faults = parse_call(use(inner))
    assert [fault.code for fault in faults] == codes


@pytest.mark.parametrize(
    ("month", "chinese", "english"),
    [
        (Month(2023, 11), "1-11月", "January 2023 to November 2023"),
        (Month(2023, 1), "1月", "January 2023"),
    ],
)
def test_the_span_in_words(month, chinese, english):
    assert months_to(month) == chinese
    with speaking("en"):
        assert months_to(month) == english


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("division()", "乐陵市"),
        ('division("371400")', "德州市"),
        ("chain()", "食品加工"),
        ('chain("NEW-IT")', "新一代信息技术"),
        ('chain("")', "各产业链"),
        ("year()", "2023"),
        ("year(1)", "2024"),
        ("month(2)", "2024年1月"),
        ("month(later=-11)", "2022年12月"),
        ("snapshot()", "2023-11r1"),
    ],
)
def test_words(tag, words):
    filling = fill(template_of("{{ " + tag + " }}"), RenderContext(TestSource(), COUNTY, "FOOD"))
    assert list(filling.words.values()) == [words]
