"""The rules of the house that no general tool knows. Each returns its faults in plain words."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools.run.paths import ROOT

#: Patterns are written with a class in the middle, so that this file does not trip over itself.
_FOREIGN = re.compile(
    r"p[y]pi\.org|python[h]osted|registry\.n[p]mjs|registry\.y[a]rnpkg|deb\.d[e]bian\."
    r"|/w[o]rk/|/r[o]ot/|/U[s]ers/|/t[m]p/bash_"
)
_LONGEST_FILE = 600
_BINARY = {".png", ".docx", ".xlsx", ".parquet", ".mo", ".ico", ".woff2"}


def tracked() -> list[Path]:
    """Files of the tree that git tracks; every file in it where there is no git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    names = [name for name in listed.stdout.split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def faults() -> list[str]:
    files = tracked()
    return [
        *check_no_foreign_address(files),
        *check_files_are_short(files),
        *check_locks_hold_no_address(files),
        *check_base_is_part_of_test(),
        *check_translations_are_whole(files),
    ]


def check_no_foreign_address(files: list[Path]) -> Iterator[str]:
    """No registry's host and no path of one machine: the tree must work anywhere."""
    for file in files:
        if file.suffix in _BINARY:
            continue
        text = file.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), 1):
            found = _FOREIGN.search(line)
            if found:
                yield f"{_name(file)}:{number} names {found[0]!r}: take it out"


def check_files_are_short(files: list[Path]) -> Iterator[str]:
    for file in files:
        if file.suffix != ".py" or not file.is_relative_to(ROOT / "src"):
            continue
        lines = file.read_text(encoding="utf-8").count("\n")
        if lines > _LONGEST_FILE and "migrations" not in file.parts:
            yield f"{_name(file)} has {lines} lines, over {_LONGEST_FILE}: split it"


def check_locks_hold_no_address(files: list[Path]) -> Iterator[str]:
    for file in files:
        if file.name != "package-lock.json":
            continue
        if '"resolved"' in file.read_text(encoding="utf-8"):
            yield f"{_name(file)} records download addresses: run npm install with frontend/.npmrc"


def check_base_is_part_of_test() -> Iterator[str]:
    """One environment serves both sets, so that they may not ask for different versions."""
    test = _pins("test")
    for package, version in _pins("base").items():
        if test.get(package) != version:
            yield (
                f"requirements/base.txt has {package} {version}, test.txt {test.get(package)}: "
                "lock test.txt first, then base.txt with -c test.txt"
            )


def _pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.\[\]-]+)==([\w.+!]+)", text, re.MULTILINE))


def check_translations_are_whole(files: list[Path]) -> Iterator[str]:
    """Every message of a room's catalogue has its Chinese."""
    for file in files:
        if file.suffix == ".po":
            for message in untranslated(file.read_text(encoding="utf-8")):
                yield f"{_name(file)}: {message!r} has no translation"


def untranslated(catalogue: str) -> list[str]:
    """Message ids of a .po text whose translation is empty, or marked fuzzy."""
    found = []
    for entry in re.split(r"\n\s*\n", catalogue):
        message, chinese = _joined(entry, "msgid"), _joined(entry, r"msgstr(?:\[0\])?")
        if message and (not chinese or re.search(r"^#,.*fuzzy", entry, re.MULTILINE)):
            found.append(message)
    return found


def _joined(entry: str, keyword: str) -> str:
    """The string after `keyword`, its continuation lines joined."""
    found = re.search(rf'^{keyword}((?:\s*"(?:[^"\\]|\\.)*"\s*)+)', entry, re.MULTILINE)
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', found[1])) if found else ""


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT))
