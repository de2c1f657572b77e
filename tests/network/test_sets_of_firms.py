"""Sets of firms kept as bits hold what was put in, and are read in ascending order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainchief.network.bits import (
    STRIDE,
    U,
    between,
    empty_set,
    lowest,
    mark,
    mark_if,
    next_used,
)
from chainchief.network.compiled import kernel

N = 3000
members = st.sets(st.integers(0, N - 1), max_size=60)
rounds = settings(max_examples=60, deadline=None)


@kernel
def lowest_of(word):
    return lowest(word)


def set_of(wanted):
    bits = empty_set(N)
    for at in wanted:
        mark(bits, U(at))
    return bits


def read(bits):
    """All members, by the way that the cascade reads them."""
    found, place = [], int(next_used(bits, U(0)))
    while place < len(bits):
        word = int(bits[place])
        while word:
            found.append(place * 64 + int(lowest_of(U(word))))
            word &= word - 1
        place = int(next_used(bits, U(place + 1)))
    return found


@pytest.mark.parametrize("bit", [0, 1, 31, 32, 62, 63])
def test_the_lowest_bit_is_found_whatever_stands_above_it(bit):
    assert lowest_of(np.uint64(1 << bit)) == bit
    assert lowest_of(np.uint64((1 << bit) | (1 << 63))) == bit


@rounds
@given(members)
def test_members_come_back_in_ascending_order(wanted):
    assert read(set_of(wanted)) == sorted(wanted)


@rounds
@given(members, members)
def test_marking_under_a_condition_marks_only_then(always, never):
    bits = set_of(always)
    for at in never:
        mark_if(bits, U(at), False)
    assert read(bits) == sorted(always)
    for at in never:
        mark_if(bits, U(at), True)
    assert read(bits) == sorted(always | never)


@rounds
@given(members, st.integers(0, N), st.integers(0, N))
def test_a_range_of_a_set_is_cut_out_of_its_words(wanted, first, stop):
    first, stop = sorted((first, stop))
    bits = set_of(wanted)
    cut = empty_set(N)
    for place in range(first >> 6, (stop + 63) >> 6):
        cut[place] = between(bits[place], U(place), U(first), U(stop))
    assert read(cut) == sorted(at for at in wanted if first <= at < stop)


@pytest.mark.parametrize("n", [0, 1, 63, 64, 511, 512, 513])
def test_a_set_has_room_for_all_in_whole_strides(n):
    bits = empty_set(n)
    assert len(bits) % STRIDE == 0
    assert len(bits) * 64 > n
    assert next_used(bits, U(0)) == len(bits)
