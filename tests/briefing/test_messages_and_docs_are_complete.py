"""Every message of the room has its Chinese; every fault and function is in the docs."""

import ast
from pathlib import Path

import pytest

import chainchief.briefing
from chainchief.briefing import faults
from chainchief.briefing.template.functions import FUNCTIONS, LISTS, QUESTIONS
from chainchief.core.faults import FaultKind
from chainchief.core.i18n import _catalogue

ROOM = Path(chainchief.briefing.__file__).parent
FILES = [*sorted(ROOM.rglob("*.py")), ROOM.parent / "cli" / "documents" / "briefing.py"]
DOCS = (ROOM.parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
KINDS = [one for one in vars(faults).values() if isinstance(one, FaultKind)]


def messages():
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id == "_" and isinstance(node.args[0], ast.Constant):
                    yield node.args[0].value
                if node.func.id == "declare":
                    yield from (k.value.value for k in node.keywords if k.arg in ("why", "remedy"))


@pytest.mark.parametrize("message", sorted(set(messages()) - {"{advice}"}))
def test_a_message_has_its_chinese(message):
    assert _catalogue().gettext(message) != message


@pytest.mark.parametrize("message", sorted(set(messages())))
def test_the_chinese_has_the_same_fields(message):
    def fields(text):
        from string import Formatter

        return sorted(name for _text, name, _spec, _how in Formatter().parse(text) if name)

    assert fields(_catalogue().gettext(message)) == fields(message)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_fault_is_in_the_docs(kind):
    assert kind.code in DOCS


CALLABLE = [*FUNCTIONS.values(), *QUESTIONS.values(), *LISTS.values()]


@pytest.mark.parametrize("function", CALLABLE, ids=lambda function: function.name)
def test_every_function_and_argument_is_in_the_docs(function):
    assert f"`{function.name}(" in DOCS
    for argument in function.arguments:
        assert f"`{argument}`" in DOCS
