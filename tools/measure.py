"""`python3 tools/measure.py`: length of functions and files, and how much test there is."""

import ast
import statistics
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Measure:
    """Line counts of a set of Python files; blank lines and comments do not count."""

    files: tuple[int, ...]
    functions: tuple[int, ...]

    @property
    def lines(self) -> int:
        return sum(self.files)

    @property
    def median_function(self) -> float:
        return statistics.median(self.functions)

    @property
    def p90_function(self) -> float:
        return sorted(self.functions)[int(0.9 * (len(self.functions) - 1))]

    @property
    def median_file(self) -> float:
        return statistics.median(self.files)


def measure(files: Iterable[Path]) -> Measure:
    texts = [file.read_text(encoding="utf-8") for file in files]
    functions = [length for text in texts for length in function_lengths(text)]
    return Measure(tuple(code_lines(text) for text in texts), tuple(functions))


def code_lines(text: str) -> int:
    """Lines that hold something other than a comment."""
    stripped = (line.strip() for line in text.splitlines())
    return sum(1 for line in stripped if line and not line.startswith("#"))


def function_lengths(text: str) -> list[int]:
    """Code lines of every function, its decorators left out, its docstring counted."""
    lines = text.splitlines()
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        code_lines("\n".join(lines[node.lineno - 1 : node.end_lineno]))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, kinds)
    ]


def source_files() -> list[Path]:
    """The program's own files; migrations are generated and left out."""
    found = (ROOT / "src").rglob("*.py")
    return sorted(file for file in found if "migrations" not in file.parts)


def files_of_tests() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def main() -> int:
    source, tests = measure(source_files()), measure(files_of_tests())
    print(f"source: {len(source.files)} files, {source.lines} lines")
    print(f"tests:  {len(tests.files)} files, {tests.lines} lines")
    print(f"lines of test per line of source: {tests.lines / source.lines:.2f}")
    print(f"functions: median {source.median_function:g}, p90 {source.p90_function:g} lines")
    print(f"files: median {source.median_file:g}, longest {max(source.files)} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
