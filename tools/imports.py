"""Which module of the program imports which, and the circles among them."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.measure import ROOT, source_files

SOURCE = ROOT / "src"


def module_of(file: Path, source: Path = SOURCE) -> str:
    """The dotted name of a file; a package is its `__init__`."""
    dotted = ".".join(file.relative_to(source).with_suffix("").parts)
    return dotted.removesuffix(".__init__")


def modules() -> dict[str, str]:
    """Every module of the program with its text; migrations are left out."""
    return {module_of(file): file.read_text(encoding="utf-8") for file in source_files()}


def imported(text: str) -> Iterator[tuple[str, str]]:
    """(module, name) of each `from … import …`, also inside functions and for types alone."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def graph(texts: Mapping[str, str]) -> dict[str, set[str]]:
    """Module → the modules of the same program that it imports."""
    found: dict[str, set[str]] = {}
    for module, text in texts.items():
        found[module] = set()
        for parent, name in imported(text):
            whole = f"{parent}.{name}"
            target = whole if whole in texts else parent
            if target in texts and target != module:
                found[module].add(target)
    return found


def circles(edges: Mapping[str, set[str]]) -> list[list[str]]:
    """Sets of modules each of which leads back to itself by way of the others (Tarjan, 1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        index[module] = low[module] = len(index)
        stack.append(module)
        for other in sorted(edges.get(module, ())):
            if other not in index:
                visit(other)
                low[module] = min(low[module], low[other])
            elif other in stack:
                low[module] = min(low[module], index[other])
        if low[module] == index[module]:
            circle = stack[stack.index(module) :]
            del stack[stack.index(module) :]
            if len(circle) > 1:
                found.append(sorted(circle))

    for module in sorted(edges):
        if module not in index:
            visit(module)
    return sorted(found)
