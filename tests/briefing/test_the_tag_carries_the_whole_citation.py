"""The grammar of tags: 64 characters hold every citation, and give it back."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainchief.briefing.citations import (
    LONGEST,
    BadCitationError,
    Citation,
    Comparison,
    digest_of,
    is_tag,
)
from chainchief.core.approximations import Approximation
from chainchief.core.spans import Month, Span

NOVEMBER = Month(2023, 11)
UPPER = string.ascii_uppercase + string.digits + "-"

months = st.builds(Month, st.integers(2000, 2099), st.integers(1, 12))
codes = st.text(UPPER, min_size=1, max_size=24)
chains = st.one_of(
    st.just(""), st.text(string.ascii_letters + string.digits + "-", min_size=1, max_size=12)
)
divisions = st.from_regex(r"[1-9][0-9]{5}", fullmatch=True)
records = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=160)


@st.composite
def citations(draw):
    month = draw(months)
    end = month - draw(st.integers(0, 1000))
    span = draw(st.none() | st.just(Span(end - draw(st.integers(0, 200)), end)))
    shared = {
        "code": draw(codes),
        "month": month,
        "span": span,
        "comparison": draw(st.sampled_from(Comparison)),
        "approximation": draw(st.sampled_from(Approximation)),
        "places": draw(st.none() | st.integers(-9, 9)),
    }
    if draw(st.booleans()):
        return Citation(**shared, record=draw(records))
    return Citation(**shared, division=draw(divisions), chain=draw(chains))


@given(citations())
def test_every_citation_comes_back_from_its_tag(citation):
    back = Citation.parse(citation.tag)
    if citation.record and back.record != citation.record:
        assert back.cites(citation.record)
        back = back.naming(citation.record)
    assert back == citation


@given(citations())
def test_no_tag_is_longer_than_word_keeps(citation):
    assert len(citation.tag) <= LONGEST
    assert is_tag(citation.tag)


@given(citations())
def test_the_full_form_never_abridges(citation):
    assert Citation.parse(citation.full) == citation


@given(citations())
def test_a_tag_can_stand_in_xml(citation):
    assert not any(ord(character) < 32 for character in citation.tag)


@given(st.text(max_size=70))
def test_what_is_not_a_tag_is_refused_and_never_breaks(text):
    try:
        citation = Citation.parse(text)
    except BadCitationError:
        return
    assert Citation.parse(citation.full) == citation


@pytest.mark.parametrize(
    ("citation", "tag"),
    [
        (Citation("IND-A", NOVEMBER, "371400"), "cc:IND-A@2023-11/371400"),
        (Citation("IND-A", NOVEMBER, "371400", "NEW-IT"), "cc:IND-A@2023-11/371400/NEW-IT"),
        (
            Citation("IND-A", NOVEMBER, "371400", comparison=Comparison.YOY),
            "cc:IND-A@2023-11/371400~y",
        ),
        (
            Citation(
                "IND-A",
                NOVEMBER,
                "371400",
                approximation=Approximation.AT_LEAST,
                places=-1,
            ),
            "cc:IND-A@2023-11/371400~gA",
        ),
        (
            Citation("IND-A", NOVEMBER, "371400", span=Span.single(Month(2023, 10))),
            "cc:IND-A@2023-11/371400~s0101",
        ),
        (Citation("IND-A", NOVEMBER, record="P-2023/7"), "cc:IND-A@2023-11#P-2023/7"),
    ],
)
def test_the_grammar_is_as_written_down(citation, tag):
    assert citation.tag == tag


def test_the_longest_cell_with_every_option_fits():
    citation = Citation(
        "X" * 24,
        NOVEMBER,
        "371400",
        "C" * 12,
        span=Span(Month(2001, 1), Month(2010, 12)),
        comparison=Comparison.SCHEDULE,
        approximation=Approximation.ABOUT,
        places=-9,
    )
    assert len(citation.tag) == 64
    assert Citation.parse(citation.tag) == citation


def test_two_long_records_have_two_tags():
    one, two = (Citation("IND-A", NOVEMBER, record="P" * 100 + end) for end in "12")
    assert one.tag != two.tag
    assert one.abridged().record == digest_of(one.record)
    assert not one.abridged().cites(two.record)


@pytest.mark.parametrize("scope", [{}, {"division": "371400", "record": "P"}])
def test_a_citation_names_a_cell_or_a_record(scope):
    with pytest.raises(BadCitationError, match="division or a record"):
        Citation("IND-A", NOVEMBER, **scope)


@pytest.mark.parametrize(
    "text",
    ["", "cc:", "IND-A@2023-11/371400", "cc:IND-A@2023-11/371400~z", "cc:IND-A@2023-11"],
)
def test_other_texts_are_refused(text):
    with pytest.raises(BadCitationError):
        Citation.parse(text)
