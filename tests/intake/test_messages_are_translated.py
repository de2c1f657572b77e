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
    Path(room.__file__).parent.parent / "cli" / "intake.py",
    Path(room.__file__).parent.parent / "ledger" / "project" / "groups.py",
]


def messages_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called == "_" and node.args and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value
            if called == "declare":
                yield from (k.value.value for k in node.keywords if k.arg in {"why", "remedy"})


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
    from chainchief.intake import cell_faults, file_faults

    cells = [v.code for v in vars(cell_faults).values() if hasattr(v, "remedy")]
    files = [v.code for v in vars(file_faults).values() if hasattr(v, "remedy")]
    assert cells
    assert files
    assert all("CHK-100" < code < "CHK-200" for code in cells)
    assert all("CHK-200" < code < "CHK-300" for code in files)
    assert set(cells + files) <= set(catalogue())
