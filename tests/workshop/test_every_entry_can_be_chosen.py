"""What the catalogue holds can be had by choosing: every entry, and nearly every sentence.

An entry is reachable where its choices make it again, and where the page offers each of them.
"""

from dataclasses import fields, is_dataclass

import pytest
from django.http import QueryDict
from tests.indicators.sentences import of_own_definitions
from tests.indicators.test_sentences_of_releases import ALL, CODE_OF, codes
from tests.workshop.conftest import CLERK

from chainchief.indicators.catalogue.entries import EACH
from chainchief.indicators.catalogue.loading import load, shipped
from chainchief.indicators.figures import MetricType
from chainchief.indicators.trial import Candidate
from chainchief.web.workshop.bench import Select, bench_of
from chainchief.web.workshop.fields import address_of, draft_from
from chainchief.workshop.drafts.completing import completed
from chainchief.workshop.drafts.draft import Draft
from chainchief.workshop.drafts.entries import beyond, draft_like, draft_of
from chainchief.workshop.drafts.settling import settled
from chainchief.workshop.yaml_text import read, text_of


def selects(page):
    """Every select of a bench, wherever it stands."""
    if isinstance(page, Select):
        yield page
    elif isinstance(page, list):
        for each in page:
            yield from selects(each)
    elif is_dataclass(page):
        for each in fields(page):
            yield from selects(getattr(page, each.name))


def not_offered(draft, catalogue):
    page = bench_of(settled(draft, catalogue), catalogue, CLERK)
    return [
        (one.name, chosen)
        for one in selects(page)
        for chosen in one.chosen
        if chosen and chosen not in {choice.code for choice in one.choices}
    ]


def test_an_entry_of_the_catalogue_is_made_again_by_its_choices():
    lost = {each.code: beyond(dict(each.canonical)) for each in shipped()}
    lost = {code: keys for code, keys in lost.items() if keys}
    # One entry moves the day on which reports are due, month by month.
    assert lost == {"IND-RPT-ON-TIME": ["due"]}


@pytest.fixture
def of_sentences(city):
    """The definitions behind more than 150 sentences of releases, own ones among them."""
    known = shipped()
    own = {CODE_OF.search(text)[1]: read(text)[0] for text in of_own_definitions.ENTRIES}
    return {code: own[code] if code in own else dict(known[code].canonical) for code in codes(ALL)}


def test_nearly_every_sentence_is_reached_by_what_the_bench_offers(of_sentences):
    catalogue = load()
    lost = {}
    for code, entry in of_sentences.items():
        draft = draft_of(entry)
        wrong = [*beyond(entry), *not_offered(draft, catalogue)]
        if wrong:
            lost[code] = wrong
    sentences = codes(ALL)
    reached = sum(code not in lost for code in sentences)
    assert len(sentences) >= 150
    assert reached / len(sentences) >= 0.97, lost


@pytest.mark.parametrize("each", EACH)
def test_whatever_is_set_against_each_other_is_offered(ledger, each):
    draft = Draft(nature=MetricType.POSITION, of="IND-PRJ-STARTED", each=each)
    assert not_offered(draft, load()) == []


def test_what_is_chosen_is_kept_by_the_address(of_sentences):
    catalogue = load()
    for code, entry in of_sentences.items():
        draft = settled(draft_of(entry), catalogue)
        again = settled(draft_from(QueryDict(address_of(draft))), catalogue)
        assert again == draft, code


def test_settling_changes_nothing_that_was_chosen():
    catalogue = shipped()
    moved = {
        each.code
        for each in catalogue
        if beyond(dict(each.canonical)) == []
        and settled(draft_like(each), catalogue) != draft_like(each)
        and _chosen(settled(draft_like(each), catalogue)) != _chosen(draft_like(each))
    }
    assert moved == set()


def _chosen(draft):
    """What an entry says of how it counts."""
    from chainchief.workshop.drafts.entries import entry_of

    told = entry_of(draft)
    return {key: value for key, value in told.items() if key not in ("places", "receipt")}


def test_an_entry_is_written_as_a_person_would_and_reads_back():
    for each in shipped():
        entry = {**each.canonical, "aliases": list(each.aliases)}
        assert read(text_of(entry)) == [entry], each.code


@pytest.mark.parametrize("nature", list(MetricType))
def test_a_draft_with_nothing_chosen_is_told_what_it_lacks(ledger, nature):
    catalogue = load()
    draft = settled(Draft(nature=nature), catalogue)
    assert Candidate(completed(draft, catalogue)).faults
    assert bench_of(draft, catalogue, CLERK).nature.value == nature.value
