"""`run.py test`: what is left out where a tool is missing, and that CI leaves nothing out."""

import os

import pytest
from tools.run import machine, testing
from tools.run.process import Stop

ABSENT = machine.Need("Chromium", "chromium", "browser", lambda: False)
PRESENT = machine.Need("Java 17", "openjdk-17-jre-headless", "spark", lambda: True)


@pytest.fixture
def bare_machine(monkeypatch):
    """A machine without Chromium on which nothing can be installed."""
    monkeypatch.setattr(machine, "NEEDS", (ABSENT, PRESENT))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("CI", "")


def test_on_a_desk_the_tests_of_a_missing_tool_are_left_out_aloud(bare_machine, capsys):
    assert machine.equip() == ["browser"]
    assert "Missing on this machine: Chromium (Debian: chromium)" in capsys.readouterr().out


def test_in_ci_a_missing_tool_stops_the_run(bare_machine, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Stop, match="In CI no test may be left out"):
        machine.equip()


def test_as_root_on_debian_what_is_missing_is_installed(bare_machine, monkeypatch):
    asked = []
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(machine, "apt", lambda packages, _for: asked.append(packages))
    machine.equip()
    assert asked == [["chromium"]]


def test_a_whole_machine_leaves_nothing_out(monkeypatch):
    monkeypatch.setattr(machine, "NEEDS", (PRESENT,))
    assert machine.equip() == []


def test_words_and_folders_reach_pytest():
    command = list(testing._pytest("receipt", False, [], ("tests/web",)))
    assert command[-3:] == ["-k", "receipt", "tests/web"]
    assert command[command.index("-n") + 1] == "3"


def test_campaigns_wait_for_long():
    assert "not long" in testing._pytest("", False, [], ())
    assert "not browser and not long" in testing._pytest("", False, ["browser"], ())
    assert "" in testing._pytest("", True, [], ())


def test_java_is_judged_by_its_version(monkeypatch):
    class Said:
        stderr = 'openjdk version "11.0.2" 2019-01-15'

    monkeypatch.setattr(machine.shutil, "which", lambda name: "/usr/bin/java")
    monkeypatch.setattr(machine.subprocess, "run", lambda *a, **k: Said)
    assert not machine._has_java()
    Said.stderr = 'openjdk version "17.0.15" 2025-04-15'
    assert machine._has_java()
