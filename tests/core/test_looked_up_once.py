"""Within a page what was looked up is not looked up again; outside, and afterwards, it is."""

from chainchief.core.looked_up import lookups_kept, once


def counting():
    asked = []

    def look_up():
        asked.append(1)
        return len(asked)

    return look_up


def test_outside_of_a_page_everything_is_looked_up_anew():
    look_up = counting()
    assert [once("key", look_up), once("key", look_up)] == [1, 2]


def test_within_a_page_once_for_each_key():
    look_up = counting()
    with lookups_kept():
        assert [once("a", look_up), once("b", look_up), once("a", look_up)] == [1, 2, 1]


def test_nothing_found_is_an_answer_too():
    asked = []
    with lookups_kept():
        assert [once("key", lambda: asked.append(1)) for _each in range(3)] == [None] * 3
    assert asked == [1]


def test_the_next_page_looks_again_also_after_one_that_failed():
    look_up = counting()
    try:
        with lookups_kept():
            once("key", look_up)
            raise ValueError
    except ValueError:
        pass
    with lookups_kept():
        assert once("key", look_up) == 2
