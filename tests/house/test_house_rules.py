"""The rules of the house find what they are there to find, and nothing in a clean text."""

import pytest
from tools.run import house

INDEX = "p" + "ypi.org"
FOLDER = "/w" + "ork/main"


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A tree of its own to check; call it with a path and a text to add a file."""
    monkeypatch.setattr(house, "ROOT", tmp_path)

    def add(path, text):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return add


@pytest.mark.parametrize("word", [INDEX, "https://files.python" + "hosted.org/x", FOLDER])
def test_an_address_or_a_machine_path_is_found_with_its_line(tree, word):
    file = tree("docs/a.md", f"first\nsee {word} for more\n")
    (fault,) = house.check_no_foreign_address([file])
    assert fault.startswith("docs/a.md:2 names ")


def test_ordinary_text_trips_nothing(tree):
    file = tree("docs/a.md", "pip installs from the package index; work in main\n")
    assert list(house.check_no_foreign_address([file])) == []


def test_a_file_over_600_lines_is_named(tree):
    long, fit = tree("src/long.py", "a = 1\n" * 601), tree("src/fit.py", "a = 1\n" * 600)
    (fault,) = house.check_files_are_short([long, fit])
    assert fault.startswith("src/long.py has 601 lines")


def test_generated_migrations_may_be_long(tree):
    file = tree("src/room/migrations/0001_initial.py", "a = 1\n" * 900)
    assert list(house.check_files_are_short([file])) == []


def test_a_lock_with_download_addresses_is_refused(tree):
    bad = tree("frontend/package-lock.json", '{"resolved": "x"}')
    assert len(list(house.check_locks_hold_no_address([bad]))) == 1


def test_a_lock_without_addresses_passes(tree):
    good = tree("frontend/package-lock.json", '{"integrity": "sha512-x"}')
    assert list(house.check_locks_hold_no_address([good])) == []


def test_the_two_python_locks_must_agree(tree):
    tree("requirements/test.txt", "django==5.2.1 \\\n    --hash=sha256:0\npytest==9.0\n")
    tree("requirements/base.txt", "django==5.2.2 \\\n    --hash=sha256:1\n")
    (fault,) = house.check_base_is_part_of_test()
    assert "django 5.2.2" in fault


def test_two_python_locks_that_agree_pass(tree):
    for name in ("test", "base"):
        tree(f"requirements/{name}.txt", "django==5.2.1 ; python_version < '4'\n")
    assert list(house.check_base_is_part_of_test()) == []


CATALOGUE = """msgid ""
msgstr ""
"Language: zh_Hans\\n"

msgid "Month"
msgstr "月份"

msgid "Chain"
msgstr ""

#, fuzzy
msgid "Unit"
msgstr "单位"

msgid ""
"A long "
"message"
msgstr ""
"一条"
"长消息"
"""


def test_messages_without_chinese_are_named_and_uncertain_ones_too():
    assert house.untranslated(CATALOGUE) == ["Chain", "Unit"]


def test_the_tree_itself_keeps_the_rules():
    assert house.faults() == []
