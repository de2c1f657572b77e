"""Every message of the room has its Chinese words, with the same fields in them."""

import ast
import string
from pathlib import Path

import pytest

import chainchief.intake as room
from chainchief.core.faults import catalogue
from chainchief.core.i18n import _, speaking

SOURCES = [
    *sorted(Path(room.__file__).parent.rglob("*.py")),
    Path(room.__file__).parent.parent / "cli" / "ledger" / "workbooks.py",
    Path(room.__file__).parent.parent / "ledger" / "kinds" / "project" / "groups.py",
]


def messages_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called == "_" and node.args and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value
            if called == "declare":
                # What has a form for one is held to it by `test_counts_have_a_singular`.
                counted = any(k.arg == "why_of_one" for k in node.keywords)
                told = {"remedy"} if counted else {"why", "remedy"}
                yield from (k.value.value for k in node.keywords if k.arg in told)


def fields_of(text):
    return sorted(
        name or "" for _text, name, *_rest in string.Formatter().parse(text) if name is not None
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_message_has_chinese_words_with_the_same_fields(path):
    with speaking("zh-hans"):
        for message in messages_of(path):
            assert _(message) != message, message
            assert fields_of(_(message)) == fields_of(message), message


def test_fault_codes_of_the_room_lie_in_their_ranges():
    from chainchief.intake.files import faults as file_faults
    from chainchief.intake.table import faults

    cells = [v.code for v in vars(faults).values() if hasattr(v, "remedy")]
    files = [v.code for v in vars(file_faults).values() if hasattr(v, "remedy")]
    assert cells
    assert files
    assert all("CHK-100" < code < "CHK-200" for code in cells)
    assert all("CHK-200" < code < "CHK-300" for code in files)
    assert set(cells + files) <= set(catalogue())


def test_no_room_renames_the_words_of_another():
    """All rooms share one catalogue: of two translations of a word one would stand everywhere."""
    from babel.messages.pofile import read_po

    from chainchief.core.i18n import sources

    words: dict[str, dict[str, str]] = {}
    for path in sources():
        with path.open("rb") as stream:
            for message in read_po(stream, locale="zh_Hans"):
                if message.id and message.string:
                    key = str((message.context, message.id))
                    words.setdefault(key, {})[str(path.parents[1])] = str(message.string)
    assert {word: rooms for word, rooms in words.items() if len(set(rooms.values())) > 1} == {}
