"""Names say what a thing is, in the words of the field, and docstrings begin with what it is."""

import ast
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "src" / "chainchief"
ROOMS = sorted(folder.parent.name for folder in SOURCES.glob("*/__init__.py"))
#: Each hides what it names: faults, lines, a question, a query, a match.
DIALECT = {"told", "asked", "sought", "carried", "beside", "looked"}
#: Names that stay as they are written down somewhere, and where.
KEPT = {
    "asked_at": "a column of the database: jobs, resets of a password",
    "asked_by": "a column of the database, and a fact of the log of events",
    "cancel_asked": "a column of the database: jobs",
}


def bound_names(text):
    """Every name that a module gives, to a function, a class, a parameter or a value."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def of_the_dialect(text):
    names = {name for name in bound_names(text) if name not in KEPT}
    return sorted(name for name in names if DIALECT & set(name.lower().strip("_").split("_")))


@pytest.mark.parametrize("room", ROOMS)
def test_no_name_of_a_room_is_of_the_dialect(room):
    files = sorted((SOURCES / room).rglob("*.py"))
    assert files
    wrong = {
        str(file.relative_to(SOURCES)): names
        for file in files
        if (names := of_the_dialect(file.read_text(encoding="utf-8")))
    }
    assert wrong == {}


def test_such_a_name_is_seen_wherever_it_is_given():
    text = "def _told(asked):\n    for sought in asked:\n        self.carried = SPOKEN_BESIDE = 1\n"
    assert of_the_dialect(text) == ["SPOKEN_BESIDE", "_told", "asked", "carried", "sought"]


def test_every_name_that_stays_is_still_in_use():
    models = [SOURCES / room / "models.py" for room in ("jobs", "people")]
    bound = {name for file in models for name in bound_names(file.read_text(encoding="utf-8"))}
    assert set(KEPT) <= bound


def test_longer_words_are_no_dialect():
    assert of_the_dialect("def folded_foretold(): unasked_for = 1\n") == []


#: A docstring that begins so says neither what a function does nor what it gives.
NO_BEGINNING = {"What", "How", "Where", "Why", "Who", "By", "As", "Within", "In", "Of", "From"}
NO_BEGINNING |= {"Its", "Just", "It", "Those", "Everything", "No", "When"}


def beginnings(text):
    """The first word of the docstring of each public function, with the function's name."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            words = (ast.get_docstring(node) or "").split()
            if words:
                yield node.name, words[0].strip("`,;")


@pytest.mark.parametrize("room", ROOMS)
def test_docstrings_of_a_room_begin_with_a_verb_or_a_noun(room):
    files = sorted((SOURCES / room).rglob("*.py"))
    wrong = [
        f"{file.relative_to(SOURCES)}:{name}"
        for file in files
        for name, word in beginnings(file.read_text(encoding="utf-8"))
        if word in NO_BEGINNING
    ]
    assert wrong == []


def test_a_beginning_is_seen():
    assert list(beginnings('def a():\n    """What it is."""\n')) == [("a", "What")]
    assert list(beginnings('def _a():\n    """What it is."""\n')) == []
