"""Sets of firms kept as bits hold what was put in, and are read in ascending order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainchief.network.cascade.bits import ROOM, STRIDE, U, empty_set, lowest, mark, mark_if, move
from chainchief.network.cascade.bits import members as members_of
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
    room = np.full(N + ROOM, -1, np.int32)
    found = members_of(bits, room)
    return room[:found].tolist()


@pytest.mark.parametrize("bit", [0, 1, 31, 32, 62, 63])
def test_the_lowest_bit_is_found_whatever_stands_above_it(bit):
    assert lowest_of(np.uint64(1 << bit)) == bit
    assert lowest_of(np.uint64((1 << bit) | (1 << 63))) == bit


def test_an_empty_word_has_its_lowest_bit_behind_its_end():
    assert lowest_of(np.uint64(0)) == 64


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


@pytest.mark.parametrize("share", [0.001, 0.05, 0.5, 0.97, 1])
def test_sets_of_any_density_are_read_in_full_and_nothing_behind_their_room_is_written(share):
    wanted = np.flatnonzero(np.random.default_rng(7).random(N) < share)
    room = np.full(len(wanted) + ROOM + 5, -1, np.int32)
    assert members_of(set_of(wanted.tolist()), room) == len(wanted)
    assert room[: len(wanted)].tolist() == wanted.tolist()
    assert (room[-5:] == -1).all()


@rounds
@given(members, members)
def test_moving_a_set_into_another_leaves_it_empty(some, others):
    source, target = set_of(some), set_of(others)
    move(source, target)
    assert read(target) == sorted(some | others)
    assert read(source) == []


@pytest.mark.parametrize("n", [0, 1, 63, 64, 511, 512, 513])
def test_a_set_has_room_for_all_in_whole_strides(n):
    bits = empty_set(n)
    assert len(bits) % STRIDE == 0
    assert len(bits) * 64 > n
    assert read(bits) == []
