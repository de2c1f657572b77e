"""`.venv`: made once, installed with uv or aloud with pip, never pruned."""

import sys

import pytest
from tools.run import machine, python_env
from tools.run.process import Stop


@pytest.fixture
def commands(monkeypatch, tmp_path):
    """Commands are kept instead of run; those whose words contain `commands.fails` fail."""

    class Kept(list):
        fails = None

        def run(self, command, *_rest):
            words = " ".join(str(part) for part in command)
            self.append(words)
            if self.fails and self.fails in words:
                raise Stop(f"{words}: out of reach")

    kept = Kept()
    monkeypatch.setattr(python_env, "run", kept.run)
    monkeypatch.setattr(python_env, "VENV", tmp_path / "venv")
    monkeypatch.setattr(python_env, "in_venv", lambda name: tmp_path / "venv" / "bin" / name)
    monkeypatch.setattr(python_env, "STAMP", tmp_path / "venv" / "stamp.json")
    return kept


LOCK = python_env.REQUIREMENTS / "base.txt"


def test_packages_are_installed_with_hashes_and_nothing_is_removed(commands):
    python_env.install(LOCK)
    (command,) = commands
    assert "uv pip install --require-hashes" in command
    assert "sync" not in command


def test_without_uv_pip_installs_the_same_lock_aloud(commands, capsys):
    commands.fails = "uv pip"
    python_env.install(LOCK)
    assert "-m pip install -q --require-hashes" in commands[-1]
    assert commands[-1].endswith("base.txt")
    assert "out of reach" in capsys.readouterr().out


def test_a_python_that_cannot_make_environments_says_what_to_install(commands, monkeypatch):
    commands.fails = "-m venv"
    monkeypatch.setattr(machine, "can_install", lambda: False)
    with pytest.raises(Stop, match="apt-get install python3-venv"):
        python_env._create()


def test_as_root_on_debian_the_missing_part_of_python_is_installed(commands, monkeypatch):
    asked = []

    def apt(packages, _for):
        asked.append(packages)
        commands.fails = None

    commands.fails = "-m venv"
    monkeypatch.setattr(machine, "can_install", lambda: True)
    monkeypatch.setattr(machine, "apt", apt)
    python_env._create()
    assert asked == [["python3-venv"]]
    assert commands[-1].endswith("--clear")


def test_an_unchanged_lock_is_not_installed_again(commands, monkeypatch):
    monkeypatch.setattr(python_env, "_point_at_source", lambda: None)
    python_env.prepare("base")
    python_env.prepare("base")
    assert len(commands) == 1


def test_both_sets_are_kept_side_by_side(commands, monkeypatch):
    monkeypatch.setattr(python_env, "_point_at_source", lambda: None)
    for wanted in ("test", "base", "test", "base"):
        python_env.prepare(wanted)
    assert [command.rpartition("/")[2] for command in commands] == ["test.txt", "base.txt"]


def test_an_environment_that_does_not_start_is_made_anew(commands, tmp_path):
    broken = tmp_path / "venv" / "bin"
    broken.mkdir(parents=True)
    (broken / "python").symlink_to(tmp_path / "gone")
    assert not python_env._runs()
    (broken / "python").unlink()
    (broken / "python").symlink_to(sys.executable)
    assert python_env._runs()
