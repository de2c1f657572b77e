"""Programs that stand in texts (of tests, docs, benchmarks) import what there is."""

import importlib
import re

import pytest
from tools.measure import ROOT

FOLDERS = ("tests", "benchmarks", "tools", "docs")
IMPORT = re.compile(r"from (chainchief[\w.]*) import ([\w ,]+)")
#: The kind of record that docs/adding-a-kind.md adds is not there.
ADDED = "chainchief.ledger.kinds.training"


def imports(text):
    for module, names in IMPORT.findall(text):
        yield from ((module, each.split(" as ")[0].strip()) for each in names.split(",") if each)


def exists(module, name):
    try:
        if hasattr(importlib.import_module(module), name):
            return True
        importlib.import_module(f"{module}.{name}")
    except ModuleNotFoundError:
        return False
    return True


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_texts_import_exists(folder):
    files = [f for f in sorted((ROOT / folder).rglob("*.*")) if f.suffix in (".py", ".md")]
    missing = {
        f"{file.relative_to(ROOT)}: {module}.{name}"
        for file in files
        for module, name in imports(file.read_text(encoding="utf-8"))
        if name and module != ADDED and not module.startswith(f"{ADDED}.")
        if not exists(module, name)
    }
    assert missing == set()


def test_a_name_that_is_gone_is_found():
    text = "'from " + "chainchief.core import i18n, nowhere'"
    assert [exists(*each) for each in imports(text)] == [True, False]
