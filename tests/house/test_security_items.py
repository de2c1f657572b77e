"""docs/security.md: every item is there once, each names files and tests that exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
#: Level 2 of ASVS 5.0 so far as it applies, and what is taken on of level 3.
ASVS = """
1.1.2 1.2.1 1.2.3 1.2.4 1.2.10 1.3.1 1.3.2 1.3.5 1.3.6 1.3.7 1.3.12 1.5.1 1.5.2
2.2.1 2.2.2 2.2.3 2.3.1 2.3.2 2.3.3 2.3.4 2.3.5 2.4.1
3.4.1 3.4.3 3.4.4 3.4.5 3.4.6 3.5.1 3.5.3 3.5.8 3.7.2 4.1.1 4.1.3 4.1.4 4.2.1
5.1.1 5.2.1 5.2.2 5.2.3 5.2.4 5.2.5 5.2.6 5.3.1 5.3.2 5.3.3 5.4.1 5.4.2 5.4.3
6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.2.9 6.2.10 6.2.11 6.2.12
6.3.1 6.3.2 6.3.3 6.3.4 6.3.5 6.3.8 6.4.1 6.4.3 6.4.6 6.5.1 6.5.3 6.5.5
7.1.1 7.1.2 7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.3 7.4.5 7.5.1 7.5.2 7.5.3
8.1.1 8.1.2 8.2.1 8.2.2 8.2.3 8.3.1 8.3.2 8.3.3 8.4.1
12.1.1 12.1.2 12.3.1 12.3.2 12.3.3 12.3.4
13.2.2 13.2.3 13.2.4 13.2.5 13.3.1 13.3.2 13.4.1 13.4.2 13.4.5
14.1.1 14.1.2 14.2.1 14.2.2 14.2.3 14.2.4 14.2.6 14.2.7 14.2.8 14.3.1 14.3.2 14.3.3
15.1.1 15.1.2 15.1.3 15.1.5 15.2.1 15.2.2 15.2.3 15.2.5 15.3.1 15.3.2 15.3.3
15.4.1 15.4.2 15.4.3
16.1.1 16.2.1 16.2.2 16.2.3 16.2.4 16.2.5 16.3.1 16.3.2 16.3.3 16.3.4 16.4.1 16.4.2 16.4.3
16.5.1 16.5.2 16.5.3 16.5.4
"""
#: Control points of 安全计算环境 that concern an application, and the three administrators.
MLPS = """
身份鉴别 访问控制 安全审计 入侵防范 恶意代码防范 可信验证 数据完整性 数据保密性 数据备份恢复
剩余信息保护 个人信息保护 安全管理中心
"""


def rows():
    """The rows of all tables: item, what is asked, where, tests, what is left."""
    for line in TEXT.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 5 and not set(line) <= set("|- "):
            yield cells


ITEMS = [row for row in rows() if row[0] not in {"Item", "控制点"}]


def named(cell):
    return re.findall(r"`([^`]+)`", cell)


@pytest.mark.parametrize("wanted", [ASVS, MLPS], ids=["ASVS", "等保"])
def test_every_item_has_one_row(wanted):
    found = [item for row in ITEMS for item in row[0].split(", ")]
    assert sorted(set(wanted.split()) - set(found)) == []
    assert sorted(item for item in set(found) if found.count(item) > 1) == []


@pytest.mark.parametrize("row", ITEMS, ids=[row[0] for row in ITEMS])
def test_a_row_names_files_and_tests_that_exist(row):
    _item, asked, where, tests, left = row
    assert asked
    if where == tests == "—":
        assert left.startswith("Open: ")
        return
    assert named(where)
    assert named(tests)
    for path in named(where):
        assert (ROOT / "src" / "chainchief" / path).is_file(), path
    for test in named(tests):
        path, _colons, function = test.partition("::")
        file = ROOT / "tests" / path
        assert file.is_file(), path
        assert re.fullmatch(r"test_\w+\.py", file.name), path
        if function:
            assert function in functions_of(file), test


def functions_of(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_a_row_without_a_file_would_be_found():
    assert named("`a.py`, `b.py`") == ["a.py", "b.py"]
    assert "test_that_is_none" not in functions_of(Path(__file__))
