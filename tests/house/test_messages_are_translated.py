"""Every message that the sources and templates say has its Chinese."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from tools.measure import source_files

from chainchief.core.i18n import sources

TEMPLATES = Path(__file__).parents[2] / "src"


@pytest.fixture(scope="module")
def chinese() -> set[str]:
    """Message ids that some room's catalogue translates; of those with a plural, (one, many)."""
    found = set()
    for part in sources():
        with part.open("rb") as stream:
            found |= {m.id for m in read_po(stream, locale="zh_Hans") if m.id and all(m.string)}
    return found


def said_in_python(text: str) -> set[str | tuple[str, str]]:
    """The constants that `_` and `ngettext` are called with, and the tables of a module.

    Where `_` is called with a name, the sentences in the module's constants are what it names.
    """
    tree = ast.parse(text)
    found, names_are_said = set(), False
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
            if node.func.id == "_" and node.args:
                found |= set(_either(node.args[0]))
                names_are_said = names_are_said or isinstance(node.args[0], ast.Name)
            if node.func.id == "ngettext" and len(texts) > 1:
                found.add((texts[0], texts[1]))
    return found | (set(_sentences_in_constants(tree)) if names_are_said else set())


def _either(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from _either(node.body)
        yield from _either(node.orelse)


def _sentences_in_constants(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(getattr(node, "value", None), ast.Tuple | ast.List | ast.Dict | ast.Set):
            texts = (each for each in ast.walk(node) if isinstance(each, ast.Constant))
            for each in texts:
                if re.match(r"[A-Z][a-z]+ \S+ ", str(each.value)):
                    yield each.value


def said_in_template(text: str) -> set[str]:
    return {found[1] for found in re.findall(r"\{% translate (['\"])(.*?)\1 *%\}", text)}


@pytest.mark.parametrize("room", sorted({file.parent.name for file in source_files()}))
def test_messages_of_the_sources_have_their_chinese(room, chinese):
    files = [file for file in source_files() if file.parent.name == room]
    said = {text for file in files for text in said_in_python(file.read_text(encoding="utf-8"))}
    assert sorted(said - chinese, key=str) == []


def test_messages_of_the_templates_have_their_chinese(chinese):
    files = TEMPLATES.rglob("*.html")
    said = {text for file in files for text in said_in_template(file.read_text(encoding="utf-8"))}
    assert said
    assert sorted(said - chinese) == []


def test_both_ways_of_saying_are_found():
    assert said_in_python('_("Month"); _(name); f("x")') == {"Month"}
    assert said_in_python('_("Open" if is_open else "Shut")') == {"Open", "Shut"}
    table = '_DOORS = (("Go in again", 1), ("x", 2))\n_("Say" if a else b); '
    assert said_in_python(table + "_(name)") == {"Say", "Go in again"}
    assert said_in_python(table) == {"Say"}
    assert said_in_python('ngettext("{} row", "{} rows", n)') == {("{} row", "{} rows")}
    assert said_in_template("""{% translate "Month" %} {% translate 'Chain' %}""") == {
        "Month",
        "Chain",
    }


def half_width(text: str) -> list[str]:
    """Marks of half width that touch a Chinese character, with what stands around them."""
    return re.findall(r".{0,6}(?:[一-鿿”][,;:?!]|[,;:?!][一-鿿“]).{0,6}", text)


@pytest.mark.parametrize("part", sources(), ids=lambda part: part.parts[-3])
def test_chinese_is_punctuated_in_full_width(part):
    with part.open("rb") as stream:
        said = [str(message.string) for message in read_po(stream, locale="zh_Hans") if message.id]
    assert [text for text in said if half_width(text)] == []


def test_marks_of_half_width_are_found():
    assert half_width("请核对,再试") == ["请核对,再试"]
    assert half_width("快照:2023-11r1") == ["快照:2023-1"]
    assert half_width("请核对，再试：{at:%H:%M} a:b") == []
