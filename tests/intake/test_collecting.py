"""The collector of garbage waits while a table is read, and goes on whatever happens."""

import gc

import pytest

from chainchief.intake.collecting import collection_paused


def test_it_waits_within_and_goes_on_afterwards():
    with collection_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_one_within_another_leaves_it_to_the_outer_one():
    with collection_paused():
        with collection_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_after_an_error_it_goes_on():
    with pytest.raises(ValueError, match="of a table"), collection_paused():
        raise ValueError("of a table")
    assert gc.isenabled()
