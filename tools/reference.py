"""`python3 -m tools.reference`: writes docs/faults.md and docs/rooms.md, made from the sources."""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tools.imports import imported, modules
from tools.measure import ROOT

FAULTS = ROOT / "docs" / "faults.md"
ROOMS = ROOT / "docs" / "rooms.md"


@dataclass(frozen=True)
class Declared:
    """A kind of fault as a module declares it."""

    code: str
    why: str
    remedy: str
    severity: str
    module: str
    name: str


def declared(texts: Mapping[str, str]) -> list[Declared]:
    """Every `NAME = declare("CODE", why=…, remedy=…)`, in the order of the codes."""
    found = []
    for module, text in texts.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "declare":
                found.append(_declared(node, module, text))
    return sorted(found, key=lambda each: each.code)


def _declared(node: ast.Call, module: str, text: str) -> Declared:
    words = {key.arg: key.value for key in node.keywords}
    why, remedy = (_text(words[key], text) for key in ("why", "remedy"))
    severity = "warning" if "severity" in words else "fault"
    line = text.splitlines()[node.lineno - 1]
    return Declared(
        ast.literal_eval(node.args[0]), why, remedy, severity, module, line.split(" =")[0].strip()
    )


def _text(value: ast.expr, text: str) -> str:
    """A literal text, or one that the module keeps under a name."""
    if isinstance(value, ast.Name):
        (value,) = [
            node.value
            for node in ast.parse(text).body
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == value.id
        ]
    return str(ast.literal_eval(value))


def faults_page(texts: Mapping[str, str]) -> str:
    """docs/faults.md: every code with its meaning, what to do, and where it is declared."""
    lines = [
        "# Codes of faults",
        "",
        "Made by `python3 -m tools.reference` from the sources; a test holds it current. A fault"
        " refuses, a",
        "warning lets pass and is shown. What stands in braces is filled in where a fault is"
        " found. The check",
        "that finds it stands beside its declaration or imports it from there.",
        "",
        "| Code | | What is wrong | What to do | Declared in | Found by |",
        "|---|---|---|---|---|---|",
    ]
    users = _users(texts)
    for each in declared(texts):
        by = ", ".join(f"`{_short(m)}`" for m in sorted(users[each.module, each.name])) or "itself"
        cells = [each.code, each.severity, each.why, each.remedy, f"`{_short(each.module)}`", by]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _users(texts: Mapping[str, str]) -> Mapping[tuple[str, str], set[str]]:
    """(module, name of a fault) → the modules that import it, or speak of it through its module."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for each in declared(texts):
        names[each.module].add(each.name)
    for module, text in texts.items():
        for parent, name in set(imported(text)):
            if name in names.get(parent, ()):
                found[parent, name].add(module)
            for fault in names.get(f"{parent}.{name}", ()):
                if f".{fault}" in text:
                    found[f"{parent}.{name}", fault].add(module)
    return found


def rooms_page(texts: Mapping[str, str]) -> str:
    """docs/rooms.md: every room and file with a sentence, and what other rooms use of it."""
    used = _used_elsewhere(texts)
    lines = [
        "# Rooms and their faces",
        "",
        "Made by `python3 -m tools.reference` from the sources; a test holds it current. Under"
        " each room its",
        "files, each with its sentence, then the names that other rooms import from it.",
    ]
    packages = {m for m in texts if any(o.startswith(f"{m}.") for o in texts)}
    for module in sorted(texts):
        if module == "chainchief" or _is_noun(module):
            continue
        if module in packages:
            depth = min(module.count(".") + 1, 4)
            lines += ["", f"{'#' * depth} {_short(module)}", sentence(texts[module]), ""]
        else:
            lines.append(f"- `{module.rpartition('.')[2]}`: {sentence(texts[module])}")
        lines += [f"  - {face}" for face in _faces(texts[module], used[module])]
    return "\n".join(lines) + "\n"


def _is_noun(module: str) -> bool:
    """Kinds of record have a page of their own, docs/kinds.md."""
    return module.startswith("chainchief.ledger.kinds.")


def _used_elsewhere(texts: Mapping[str, str]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for module, text in texts.items():
        for parent, name in imported(text):
            if parent.split(".")[1:2] == module.split(".")[1:2]:
                continue
            if f"{parent}.{name}" in texts:
                found[f"{parent}.{name}"] |= set(re.findall(rf"\b{name}\.(\w+)", text))
            elif parent in texts:
                found[parent].add(name)
    return found


def _faces(text: str, used: set[str]) -> Iterator[str]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name in used:
            returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
            yield f"`{node.name}({_arguments(node.args)}){returned}`"
        elif isinstance(node, ast.ClassDef) and node.name in used:
            yield f"`{node.name}`: {sentence(ast.unparse(node.body[0]))}"


def _arguments(given: ast.arguments) -> str:
    """Their names alone; a star where names are asked for."""
    named = [each.arg for each in (*given.posonlyargs, *given.args)]
    named += [f"*{given.vararg.arg}"] if given.vararg else ["*"] * bool(given.kwonlyargs)
    return ", ".join([*named, *(each.arg for each in given.kwonlyargs)])


def sentence(text: str) -> str:
    """The first sentence of a docstring, on one line."""
    said = " ".join((ast.get_docstring(ast.parse(text)) or "").split())
    head, stop, _rest = said.partition(". ")
    return head + stop.strip()


def _short(module: str) -> str:
    return module.removeprefix("chainchief.")


def main() -> int:
    texts = modules()
    FAULTS.write_text(faults_page(texts), encoding="utf-8")
    ROOMS.write_text(rooms_page(texts), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
