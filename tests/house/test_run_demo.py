"""`run.py demo`: which port it takes, and that a half-built city is never served."""

import json
import socket
import sys

import pytest
from tools.run import demo
from tools.run.process import Stop


@pytest.fixture
def busy_port():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_the_port_of_the_environment_is_honoured(monkeypatch, busy_port):
    monkeypatch.setenv("PORT", str(busy_port + 1))
    monkeypatch.setattr(demo, "_is_free", lambda port: True)
    assert demo._port() == busy_port + 1


def test_a_port_asked_for_that_is_in_use_stops_with_what_to_do(monkeypatch, busy_port):
    monkeypatch.setenv("PORT", str(busy_port))
    with pytest.raises(Stop, match="in use: stop what uses it or choose another"):
        demo._port()


def test_without_a_wish_the_next_free_port_is_taken_aloud(monkeypatch, busy_port, capsys):
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setattr(demo, "DEFAULT_PORT", busy_port)
    assert demo._port() > busy_port
    assert f"Port {busy_port} is in use" in capsys.readouterr().out


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A stand-in for the program in `.venv`: its text is run by this Python."""

    def stand_in(text):
        file = tmp_path / "bin" / "chainchief"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!{sys.executable}\nimport os, pathlib, sys\n{text}", encoding="utf-8")
        file.chmod(0o755)
        monkeypatch.setattr(demo, "in_venv", lambda name: tmp_path / "bin" / name)

    return stand_in


BUILD = """
home = pathlib.Path(os.environ["CHAINCHIEF_HOME"]); home.mkdir()
(home / "ledger.sqlite3").write_text("whole")
"""


def test_the_city_is_built_into_the_home_folder(program, tmp_path):
    program(BUILD)
    demo._fill(tmp_path / "var")
    assert (tmp_path / "var" / "ledger.sqlite3").read_text() == "whole"


def test_a_city_that_is_there_is_kept(program, tmp_path):
    program("sys.exit('must not run')")
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "ledger.sqlite3").write_text("mine")
    demo._fill(tmp_path / "var")
    assert (tmp_path / "var" / "ledger.sqlite3").read_text() == "mine"


def test_what_another_ledger_left_in_the_home_is_not_overwritten(program, tmp_path):
    program(BUILD + '(home / "keys").mkdir(); (home / "keys" / "new").touch()\n')
    keys = tmp_path / "var" / "keys"
    keys.mkdir(parents=True)
    (keys / "old").touch()
    with pytest.raises(Stop, match="holds no ledger, but keys of one: nothing was changed"):
        demo._fill(tmp_path / "var")
    assert [path.name for path in keys.iterdir()] == ["old"]
    assert list(tmp_path.glob(".*")) == []


def test_a_failed_build_leaves_no_half_city_and_shows_what_was_said(program, tmp_path):
    program(BUILD + "sys.exit('out of paper')")
    with pytest.raises(Stop, match="out of paper"):
        demo._fill(tmp_path / "var")
    assert not (tmp_path / "var" / "ledger.sqlite3").exists()


def test_the_build_after_a_failed_one_starts_clean(program, tmp_path):
    program(BUILD + "sys.exit(1)")
    with pytest.raises(Stop):
        demo._fill(tmp_path / "var")
    program(BUILD)
    demo._fill(tmp_path / "var")
    assert [file.name for file in (tmp_path / "var").iterdir()] == ["ledger.sqlite3"]


def test_a_server_that_dies_is_told_instead_of_waited_for(tmp_path):
    import subprocess

    server = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    server.wait()
    with pytest.raises(Stop, match="status 3"):
        demo._wait_for("http://127.0.0.1:9/", server)


def test_the_lock_of_the_pages_names_no_registry():
    from tools.run.paths import FRONTEND

    lock = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    assert len(lock["packages"]) > 10
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
