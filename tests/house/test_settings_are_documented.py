"""docs/settings.md names every setting that the program reads, and no other."""

import re
from pathlib import Path

from tools.measure import source_files

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"


def read_by_the_program() -> set[str]:
    texts = (file.read_text(encoding="utf-8") for file in source_files())
    return {name for text in texts for name in re.findall(r'\bsetting\(\s*"([a-z_]+)"', text)}


def documented() -> set[str]:
    table = DOCUMENT.read_text(encoding="utf-8").split("\n\n")[2]
    return set(re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE))


def test_every_setting_is_documented():
    assert read_by_the_program() - documented() == set()


def test_no_setting_is_documented_that_is_not_read():
    assert documented() - read_by_the_program() == set()


def test_variables_of_the_environment_that_are_read_are_documented():
    pattern = r'environ(?:\.get\(|\[)"((?:CHAINCHIEF_[A-Z_]+|PORT))"'
    texts = (file.read_text(encoding="utf-8") for file in source_files())
    read = {name for text in texts for name in re.findall(pattern, text)}
    text = DOCUMENT.read_text(encoding="utf-8")
    assert [name for name in sorted(read - {"CHAINCHIEF_SECRET_KEY"}) if name not in text] == []
