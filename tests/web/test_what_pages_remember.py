"""Numbers are made once for all readers of a language; nobody waits for what he did not ask for."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from chainchief.core.i18n import CHINESE, ENGLISH, _, language, speaking
from chainchief.web.figures.cache import Memory

PATIENCE_SECONDS = 30


@pytest.fixture
def threads():
    with ThreadPoolExecutor(4) as pool:
        yield pool


@pytest.fixture
def slow():
    """Something that is made until it is let go; `begun` says that it is being made."""

    class Slow:
        def __init__(self):
            self.begun, self.let_go, self.made = Event(), Event(), 0

        def __call__(self):
            self.made += 1
            self.begun.set()
            assert self.let_go.wait(PATIENCE_SECONDS)
            return "cold"

    one = Slow()
    yield one
    one.let_go.set()


def test_a_cold_month_stalls_no_reader_of_another(threads, slow):
    memory = Memory(4)
    memory.get("ready", lambda: "warm")
    waiting = threads.submit(memory.get, "cold", slow)
    assert slow.begun.wait(PATIENCE_SECONDS)
    assert memory.get("ready", lambda: "made again") == "warm"
    assert memory.get("new", lambda: "new") == "new"
    assert not waiting.done()
    slow.let_go.set()
    assert waiting.result(PATIENCE_SECONDS) == "cold"


def test_who_asks_for_what_is_being_made_gets_that(threads, slow):
    memory = Memory(4)
    first = threads.submit(memory.get, "cold", slow)
    assert slow.begun.wait(PATIENCE_SECONDS)
    others = [threads.submit(memory.get, "cold", slow) for _turn in range(3)]
    slow.let_go.set()
    assert [each.result(PATIENCE_SECONDS) for each in (first, *others)] == ["cold"] * 4
    assert slow.made == 1


def test_what_is_being_made_is_not_forgotten_for_what_is_newer(threads, slow):
    memory = Memory(1)
    first = threads.submit(memory.get, "cold", slow)
    assert slow.begun.wait(PATIENCE_SECONDS)
    for name in "abc":
        memory.get(name, lambda name=name: name)
    again = threads.submit(memory.get, "cold", slow)
    slow.let_go.set()
    assert (first.result(PATIENCE_SECONDS), again.result(PATIENCE_SECONDS)) == ("cold", "cold")
    assert slow.made == 1


def test_the_oldest_is_forgotten_and_made_again():
    memory, made = Memory(2), []
    for key in "abacab":
        memory.get(key, lambda key=key: made.append(key))
    assert "".join(made) == "abcb"


def test_a_failure_is_told_to_who_asked_and_not_kept():
    memory = Memory(4)

    def broken():
        raise ValueError("no such month")

    with pytest.raises(ValueError, match="no such month"):
        memory.get("key", broken)
    assert memory.get("key", lambda: 1) == 1


def test_each_language_has_its_own_words():
    memory = Memory(4)

    def asked(wanted):
        with speaking(wanted):
            return memory.get("key", lambda: (language(), _("yes")))

    told = [asked(wanted) for wanted in (CHINESE, ENGLISH, CHINESE, ENGLISH)]
    assert told == [("zh-hans", "是"), ("en", "yes")] * 2
