"""Rooms stay rooms: no circles, no crowded folders, no long files, a sentence at each door."""

import ast

import pytest
from tools.imports import SOURCE, circles, graph, module_of, modules
from tools.measure import source_files

#: A folder with more files than this has rooms inside.
MOST_FILES = 15
MOST_LINES = 400


def folders():
    return sorted({file.parent for file in source_files()})


def test_no_module_imports_itself_by_way_of_others():
    assert circles(graph(modules())) == []


def test_a_circle_is_found_wherever_its_imports_stand():
    texts = {
        "p.a": "from p import b",
        "p.b": "def f():\n    from p.c import g",
        "p.c": "import typing\nif typing.TYPE_CHECKING:\n    from p.a import x",
        "p.d": "from p.a import x",
    }
    assert circles(graph(texts)) == [["p.a", "p.b", "p.c"]]


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: module_of(folder / "__init__.py"))
def test_a_room_is_not_crowded_and_says_what_it_is_for(folder):
    files = [file for file in folder.glob("*.py") if file.name != "__init__.py"]
    assert len(files) <= MOST_FILES
    face = folder / "__init__.py"
    assert ast.get_docstring(ast.parse(face.read_text(encoding="utf-8")))


def test_no_file_is_long():
    texts = {module: len(text.splitlines()) for module, text in modules().items()}
    assert {module: lines for module, lines in texts.items() if lines > MOST_LINES} == {}


def test_the_rooms_lie_where_they_are_looked_for():
    assert (SOURCE / "chainchief").is_dir()
    assert len(folders()) > 50
