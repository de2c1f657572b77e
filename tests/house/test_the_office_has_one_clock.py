"""The office's time zone, today and the day of an instant are asked of `core.clock` alone."""

import ast

import pytest
from tools.measure import source_files

from chainchief.core.clock import OFFICE_ZONE

CLOCK = "core/clock.py"


def clocks_in(text: str) -> list[str]:
    """What in a module tells the time past the office's clock."""
    return [found for node in ast.walk(ast.parse(text)) if (found := _clock(node))]


def _clock(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and node.value == OFFICE_ZONE:
        return "names the zone"
    if not isinstance(node, ast.Call):
        return ""
    called = ast.unparse(node.func)
    name = called.rpartition(".")[2]
    if name in {"ZoneInfo", "localtime", "localdate", "today"} and "clock." not in called:
        return called
    owner = called.rpartition(".")[0]
    if name == "date" and not node.args and (owner.endswith("at") or "now(" in owner):
        return f"{called}()"
    return called if name == "now" and owner.endswith("datetime") and not node.args else ""


@pytest.mark.parametrize(
    "line",
    [
        'ZoneInfo("Asia/Paris")',
        'zone = "Asia/Shanghai"',
        "dt.date.today()",
        "dt.datetime.now()",
        "dt.datetime.now(dt.UTC).date()",
        "closing.at.date()",
        "document.issued_at.date().isoformat()",
        "timezone.localtime(at)",
    ],
)
def test_another_clock_is_found(line):
    assert len(clocks_in(line)) == 1


@pytest.mark.parametrize("line", ["clock.today()", "clock.day(closing.at)", "dt.date(2023, 1, 1)"])
def test_the_offices_clock_is_none(line):
    assert clocks_in(line) == []


def test_the_program_has_no_other():
    others = {
        file.as_posix(): found
        for file in source_files()
        if not file.as_posix().endswith(CLOCK)
        and (found := clocks_in(file.read_text(encoding="utf-8")))
    }
    assert others == {}
