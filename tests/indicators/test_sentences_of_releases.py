"""Sentences that offices print: how each is had, and the right number by hand.

The sentences are templates; the ledger is small enough to count on fingers (`small_ledger`). What
the shipped catalogue does not say, a definition of few lines does (`of_own_definitions`).
"""

import re

import pytest
from tests.indicators.sentences import of_own_definitions, of_projects, of_services
from tests.indicators.sentences.small_ledger import write

from chainchief.briefing.resolve.calls import RenderContext, citation_of
from chainchief.briefing.resolve.ledger_source import LedgerSource
from chainchief.briefing.resolve.printing import printed
from chainchief.briefing.template.calls import Call, called, expression
from chainchief.briefing.template.functions import FUNCTIONS
from chainchief.core.home import home
from chainchief.core.spans import Month
from chainchief.indicators.catalogue.loading import load, shipped

SHIPPED = (*of_projects.SENTENCES, *of_services.SENTENCES)
ALL = (*SHIPPED, *of_own_definitions.SENTENCES)
TAG = re.compile(r"\{\{(.+?)\}\}")
CODE_OF = re.compile(r"^- code: (\S+)")
CODE = re.compile(r'"(IND-[A-Z0-9-]+)"')


def codes(sentences):
    return [CODE.search(text)[1] for text, _printed in sentences]


@pytest.fixture
def source(city):
    write(city)
    presets = home().path / "presets"
    presets.mkdir(parents=True, exist_ok=True)
    text = "".join(of_own_definitions.ENTRIES)
    (presets / "indicators-own.yaml").write_text(text, encoding="utf-8")
    found = LedgerSource(Month(2023, 11), city.snapshot(), load())
    found.expect(codes(ALL))
    return found


def test_every_sentence_prints_the_number_that_is_right_by_hand(source):
    context = RenderContext(source, source.top_division())
    wrong = []
    for sentence, right in ALL:
        function, given = called(expression(TAG.search(sentence)[1]), FUNCTIONS)
        citation = citation_of(Call(function.name, given), context)
        figure = source.figure(citation)
        told = printed(figure, citation.approximation, citation.places)
        if told != right:
            wrong.append((sentence, right, told, figure.absent))
        assert source.receipt(citation).adds_up, sentence
    assert not wrong, wrong


def test_most_of_the_sentences_come_out_of_the_box():
    known = shipped()
    out_of_the_box = [code for code in codes(ALL) if code in known]
    assert len(ALL) >= 150
    assert len(out_of_the_box) / len(ALL) >= 0.9
    assert len(set(codes(SHIPPED))) >= 120


def test_a_definition_of_few_lines_gives_the_others():
    own = set(codes(of_own_definitions.SENTENCES)) - set(codes(SHIPPED))
    defined = {CODE_OF.search(text)[1]: text for text in of_own_definitions.ENTRIES}
    assert own == set(defined)
    assert all(text.count("\n") <= 11 for text in defined.values())
