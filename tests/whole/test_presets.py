"""What is shipped validates, its docs are current, and every fault of a preset has its line."""

from pathlib import Path

import pytest
from tools.preset_docs import declared_presets, documents

ROOT = Path(__file__).resolve().parents[2]
PRESETS = declared_presets()
#: Files with readers of their own: the catalogue of indicators and its claims.
OWN_READERS = ("presets/indicators-", "presets/claims.yaml")


def shipped_file(preset):
    return sorted(preset.shipped.glob(preset.file))[0]


def with_three_faults(path):
    """The file without its source, with no day where one stands and with a key misspelt."""
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("source:")]
    day = next(n for n, line in enumerate(lines, 1) if line.startswith("valid_from:"))
    lines[day - 1] = "valid_from: someday"
    lines.append("sourse: 本市")
    first = next(n for n, line in enumerate(lines, 1) if line and not line.startswith("#"))
    return "\n".join(lines), [("source", first), ("valid_from", day), ("sourse", len(lines))]


@pytest.mark.parametrize("file", PRESETS)
def test_what_is_shipped_validates(file):
    preset = PRESETS[file]
    for path in sorted(preset.shipped.glob(file)):
        document, faults = preset.examine(path)
        assert faults == []
        assert preset.build(document.content) is not None


@pytest.mark.parametrize("file", PRESETS)
def test_three_faults_are_told_at_once_each_with_its_line(file, tmp_path):
    shipped = shipped_file(PRESETS[file])
    text, expected = with_three_faults(shipped)
    path = tmp_path / shipped.name
    path.write_text(text, encoding="utf-8")
    _document, faults = PRESETS[file].examine(path)
    assert [(fault.facts["path"], fault.place.line) for fault in faults] == expected
    assert {fault.place.file for fault in faults} == {path.name}
    assert any("source" in fault.text for fault in faults if fault.facts["path"] == "sourse")


@pytest.mark.parametrize(("name", "text"), documents().items())
def test_the_docs_are_current(name, text):
    written = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert written == text, "run: python -m tools.preset_docs"


def test_no_schema_is_left_of_a_preset_that_there_is_no_more():
    written = {path.name for path in (ROOT / "docs" / "presets").iterdir()}
    of_lists = {"indicators.schema.json", "claims.schema.json"}
    assert written == {f"{preset.name}.schema.json" for preset in PRESETS.values()} | of_lists


def test_every_shipped_file_is_declared():
    known = {path for preset in PRESETS.values() for path in preset.shipped.glob(preset.file)}
    files = set((ROOT / "src").rglob("presets/**/*.yaml"))
    left = {path.as_posix() for path in files - known}
    assert [path for path in left if not any(own in path for own in OWN_READERS)] == []
