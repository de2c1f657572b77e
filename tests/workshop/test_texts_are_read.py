"""A text is pasted, and each of its numbers is read as what the sentence says."""

from collections import Counter

import pytest
from tests.indicators.conftest import NINGJIN, ZONE, City, city_with_places
from tests.indicators.sentences.small_ledger import write
from tests.workshop import texts_of_strangers
from tests.workshop.meanings import meaning
from tests.workshop.texts_of_releases import TEXTS

from chainchief.briefing.resolve.ledger_source import LedgerSource
from chainchief.core.spans import Month
from chainchief.indicators.catalogue.loading import load
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.division.models import Division
from chainchief.workshop.offers import Offer, OfferMaker, tag_for
from chainchief.workshop.texts import TextReader

NOVEMBER = Month(2023, 11)
UNITS = {"371402": "德城区", NINGJIN: "宁津县", ZONE: "天衢新区"}
CHAINS = {"FOOD": "食品加工产业链", "NEW-IT": "纺织服装产业链"}


def _named_city():
    write(city_with_places())
    for model, names in ((Division, UNITS), (Chain, CHAINS)):
        for code, name in names.items():
            row = model.objects.get(code=code)
            row.name, row.version = name, row.version + 1
            row.save()


@pytest.fixture
def source(ledger_with):
    ledger_with(_named_city)
    return LedgerSource(NOVEMBER, City().snapshot(), load())


@pytest.fixture
def reader(source):
    return TextReader(source, source.top_division())


@pytest.fixture
def uncounted(reader, monkeypatch):
    """The reader without the figures' values, which take their time."""

    def told(maker, wish):
        indicator = maker.source.catalogue[wish["code"]]
        return Offer(indicator.code, indicator.name, tag_for(wish), "", False, indicator.nature)

    monkeypatch.setattr(OfferMaker, "_make", told)
    monkeypatch.setattr(TextReader, "_by_value", lambda *_given: iter(()))
    return reader


def test_each_number_is_read_as_what_its_sentence_says(uncounted):
    wrong = []
    read = Counter()
    for text, right in TEXTS:
        meant = tuple(meaning(one) for one in uncounted.read(text))
        read.update(each.partition(" ")[0] if each[0].islower() else "figure" for each in meant)
        if meant != right:
            wrong.append((text, right, meant))
    assert not wrong, wrong
    count = read.total()
    assert count >= 200
    assert read["figure"] / count >= 0.7
    assert (read["figure"] + read["draft"] + read["unknown"]) / count >= 0.97


def test_texts_of_strangers_are_read_for_the_most_part(uncounted):
    """What is missed is named one by one, so that a share is never better than it is."""
    wrong, numbers = [], []
    for at, (text, right) in enumerate(texts_of_strangers.TEXTS):
        read = uncounted.read(text)
        meant = tuple(meaning(one) for one in read)
        numbers += [(at, one.number.text, told) for one, told in zip(read, meant, strict=True)]
        if meant != right:
            wrong.append((text, right, meant))
    assert not wrong, wrong
    missed = {(at, number) for at, number, _right in texts_of_strangers.MISSES}
    assert missed <= {(at, number) for at, number, _told in numbers}
    rightly = [told for at, number, told in numbers if (at, number) not in missed]
    figures = [told for told in rightly if not told[0].islower()]
    assert len(numbers) >= 220
    assert len(figures) / len(numbers) >= 0.75


def test_a_number_of_a_unit_out_of_reach_is_offered_no_other_units_figure(source):
    own = TextReader(source, NINGJIN, is_open=lambda division, _chain: division == NINGJIN)
    (of_another,) = own.read("宁津县新签约项目2个。")
    assert of_another.offers[0].prints == "2个"
    city = TextReader(source, source.top_division(), is_open=lambda unit, _chain: unit == NINGJIN)
    (closed,) = city.read("德城区新签约项目3个。")
    assert (closed.offers, closed.draft, closed.unknown) == ((), None, "德城区")


def test_the_figures_of_the_unit_that_is_named_are_offered(reader):
    first, second = reader.read("德城区新签约项目3个，宁津县新签约项目2个。")
    assert [one.best.prints for one in (first, second)] == ["3个", "2个"]
    assert "371422" in second.best.tag
