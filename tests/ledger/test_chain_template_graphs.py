"""Ways and rings of links, against plain searches; and no file whatever breaks the checks."""

import copy
import itertools

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.template_text import template

from chainchief.ledger.chaintemplates.graph import declared_links, reached, ring_through
from chainchief.ledger.chaintemplates.loading import faults_in, from_files

codes = st.sampled_from("ABCDEF")
pairs = st.sets(st.tuples(codes, codes).filter(lambda pair: pair[0] != pair[1]), max_size=14)


def reached_plainly(starts, links):
    found = set(starts)
    for _round in "ABCDEF":
        found |= {buyer for supplier, buyer in links if supplier in found}
    return found


@given(st.sets(codes), pairs)
def test_what_is_reached_is_what_a_plain_search_reaches(starts, links):
    assert reached(starts, links) == reached_plainly(starts, links)


def rings_plainly(pair, links):
    """Every ring through `pair`, by trying all orders of all segments."""
    others = [code for code in "ABCDEF" if code not in pair]
    for count in range(len(others) + 1):
        for between in itertools.permutations(others, count):
            ring = (*pair, *between)
            if declared_links(ring) <= links:
                yield ring


@settings(max_examples=60)
@given(pairs.filter(bool), st.data())
def test_a_ring_is_found_where_there_is_one_and_a_shortest(links, data):
    pair = data.draw(st.sampled_from(sorted(links)))
    ring = ring_through(pair, links)
    shortest = next(rings_plainly(pair, links), ())
    assert len(ring) == len(shortest)
    assert ring[:2] == (pair if ring else ())
    assert not ring or declared_links(ring) <= links


GOOD = yaml.safe_load(template())
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 9), st.text(max_size=4), st.dates(), st.floats()
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3) | st.integers(), inner)
    ),
    max_leaves=5,
)


@st.composite
def broken_templates(draw):
    """The sound template with one to three values, anywhere in it, replaced by anything."""
    data = copy.deepcopy(GOOD)
    for _time in range(draw(st.integers(1, 3))):
        place = data
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(place[key], dict | list) and place[key] and draw(st.integers(0, 4)):
                place = place[key]
                continue
            place[key] = draw(values)
            break
    return data


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=broken_templates())
def test_whatever_a_file_holds_it_is_faulty_or_sound(tmp_path, data):
    file = tmp_path / "TEST.yaml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    found = faults_in([file])
    if found:
        assert all(fault.place.file == "TEST.yaml" and fault.text for fault in found)
    else:
        made = from_files(file)["TEST"]
        assert len(made.segments) == 25


@pytest.mark.parametrize(
    "text", ["null", "3", "[]", "{}", "a: {b: {c: [}", "\t", "? [a]\n: b\n", "a: &x\n  b: *x\n"]
)
def test_odd_texts_are_told(text, tmp_path):
    file = tmp_path / "TEST.yaml"
    file.write_text(text, encoding="utf-8")
    assert faults_in([file])
