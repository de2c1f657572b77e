"""Every command explains itself in the language asked for, and wrong use is told in it."""

import sys

import click
import pytest

from chainchief.cli.main import COMMANDS, SECTIONS, root, run
from chainchief.core.i18n import ENGLISH, speaking

CHINESE_SENTENCE = "。"


def help_of(capsys, *words):
    """Help as a process of its own gives it: click keeps the option of the first asking."""
    for word in words:
        command = root.get_command(click.Context(root), word)
        if command is not None:
            command._help_option = None
    capsys.readouterr()
    assert run([*words, "--help"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_its_help_in_chinese(command, capsys):
    said = help_of(capsys, "--lang", "zh-hans", command)
    assert said.startswith("用法： chainchief")
    assert "选项:" in said
    assert "显示本说明后退出。" in said
    assert "Show this message" not in said


@pytest.mark.parametrize("command", ["demo", "verify", "snapshot"])
def test_a_command_with_english_has_no_chinese_sentence(command, capsys):
    with speaking(ENGLISH):
        said = help_of(capsys, command)
    assert said.startswith("Usage: chainchief")


def test_the_program_itself_follows_the_language_chosen_on_the_line(capsys):
    with speaking(ENGLISH):
        english = help_of(capsys, "--lang", "en")
        assert "One ledger for a city's industrial chains." in english
        assert CHINESE_SENTENCE not in english.split("The ledger:")[0]
    assert "一个城市产业链的一本台账。" in help_of(capsys, "--lang", "zh-hans")


def test_each_command_stands_in_one_section_with_its_first_sentence_whole(capsys):
    said = help_of(capsys, "--lang", "zh-hans")
    assert sum(len(commands) for commands in SECTIONS.values()) == len(COMMANDS)
    for title in ("台账:", "月份和数字:", "文稿:", "产业链:", "运行和维护:"):
        assert title in said
    assert "close       关账：从此该月的数字都出自这份快照。" in said
    assert "..." not in said.replace("[ARGS]...", "")


def test_a_group_tells_its_commands_as_the_program_does(capsys, monkeypatch):
    for name in [each for each in sys.modules if each.startswith("chainchief.cli.network")]:
        monkeypatch.delitem(sys.modules, name)  # its words were made in the language of then
    said = help_of(capsys, "--lang", "zh-hans", "network")
    assert "  cascade   一家企业停产会断掉什么：" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["figurs"], "没有 'figurs' 这个命令。"),
        (["import"], "缺少参数"),
        (["verify", "more"], "多出的参数(more)"),
        (["network", "simulate", "--rationing", "R7"], "不在 'R0', 'R1', 'R2', 'R3' 之列"),
        (["verify", "--frobnicate"], "没有 '--frobnicate' 这个选项。"),
    ],
)
def test_wrong_use_ends_with_2_and_is_told_in_chinese(words, told, capsys):
    capsys.readouterr()
    assert run(["--lang", "zh-hans", *words]) == 2
    assert told in capsys.readouterr().err


def test_every_command_of_the_list_can_be_loaded():
    context = click.Context(root)
    assert all(root.get_command(context, name) is not None for name in COMMANDS)
