"""docs/network.md and the examples say what the program does."""

import re
import runpy
from pathlib import Path

import click
import pytest

from chainchief.cli.main import root, run
from chainchief.core.i18n import speaking

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "network.md").read_text(encoding="utf-8")
COMMANDS = [
    line.removeprefix("chainchief ").split()
    for line in PAGE.splitlines()
    if line.startswith("chainchief network")
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda words: " ".join(words[1:2]))
def test_each_command_of_the_quick_start_runs(arguments, tmp_path, monkeypatch, capsys):
    for file in (ROOT / "examples" / "network").glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 0
    said = capsys.readouterr()
    assert said.out
    assert "NET-" not in said.err  # the examples are sound: not even a warning


def test_there_are_commands_to_run():
    assert {words[1] for words in COMMANDS} == {"cascade", "simulate", "pull"}


def test_every_option_that_the_page_names_exists():
    named = set(re.findall(r"`?(--[a-z][a-z-]+)", PAGE)) - {"--lang"}
    group = root.get_command(click.Context(root), "network")
    context = click.Context(group)
    known = {
        option
        for name in group.list_commands(context)
        for parameter in group.get_command(context, name).params
        for option in parameter.opts
    }
    assert named - known == set()


def test_the_example_in_python_asks_all_three_questions(capsys):
    with speaking("en"):
        runpy.run_path(str(ROOT / "examples" / "network_questions.py"), run_name="__main__")
    said = capsys.readouterr().out
    for word in ("recorded sales lost", "lowest on day", "multiplier"):
        assert word in said


def test_the_python_of_the_page_runs():
    block = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL).group(1)
    scope = {}
    exec(block, scope)
    assert scope["network"].n_firms == 3
