"""A server's processes: how many there are, and which of them sees to jobs and to the search."""

import threading
import urllib.request

import pytest

from chainchief.cli.installation import serve as serving_command
from chainchief.cli.installation.background import BackgroundDuties
from chainchief.core.errors import WrongUseError

_PATIENCE_SECONDS = 20


@pytest.mark.parametrize(
    ("cores", "gigabytes", "number"), [(1, 16, 1), (2, 16, 2), (32, 64, 4), (8, 5, 2), (8, 1, 1)]
)
def test_as_many_as_cores_and_memory_suffice_for(monkeypatch, cores, gigabytes, number):
    pages = {"SC_PHYS_PAGES": gigabytes * 1024**2 // 4, "SC_PAGE_SIZE": 4096}
    monkeypatch.setattr(serving_command.os, "sysconf", pages.__getitem__)
    monkeypatch.setattr(serving_command.os, "sched_getaffinity", lambda _pid: set(range(cores)))
    assert serving_command.processes() == number


def test_the_setting_says_how_many(monkeypatch):
    monkeypatch.setenv("CHAINCHIEF_WEB_PROCESSES", "7")
    assert serving_command.processes() == 7


@pytest.mark.parametrize("wrong", ["0", "65", "two", "-1", "1.5"])
def test_what_is_no_number_of_processes_is_refused(monkeypatch, wrong):
    monkeypatch.setenv("CHAINCHIEF_WEB_PROCESSES", wrong)
    with pytest.raises(WrongUseError, match="web_processes"):
        serving_command.processes()


def test_one_process_has_the_duties_and_the_next_takes_them_over(own_home, monkeypatch):
    begun = [threading.Event(), threading.Event()]
    taken = iter(begun)
    monkeypatch.setattr("chainchief.jobs.supervision.keep_a_worker", lambda: next(taken).set())
    monkeypatch.setattr("chainchief.search.index.following.Follower.start", lambda _self: None)
    first, second = BackgroundDuties(), BackgroundDuties()
    first.start()
    assert begun[0].wait(_PATIENCE_SECONDS)
    second.start()
    assert not begun[1].wait(0.3)
    first.lock.close()
    assert begun[1].wait(_PATIENCE_SECONDS)
    second.lock.close()


def test_several_processes_answer_for_one_home(ledger, serve):
    with serve(ledger.home, CHAINCHIEF_WEB_PROCESSES="2") as address:
        for _each in range(8):
            with urllib.request.urlopen(f"{address}/log-in/", timeout=30) as answer:
                assert answer.status == 200
