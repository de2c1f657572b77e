"""docs/adding-a-kind.md is true: its files, added to a copy of the program, make a whole kind."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "adding-a-kind.md"
FILE = re.compile(r"^`(src/[^`]+)`:\n\n```\w+\n(.*?)^```$", re.M | re.S)
PAGES = "web/test_every_kind_has_its_pages.py"
#: What the tests that a kind inherits rest on.
TESTS = ("conftest.py", "__init__.py", "fixtures", "ledger", "intake", PAGES)
INHERITED = (
    "tests/ledger/test_every_kind.py",
    "tests/intake/test_one_fault_per_column.py",
    "tests/intake/test_export_comes_back.py",
    f"tests/{PAGES}",
)
USED = """
import csv, re
from chainchief.cli.main import run

def table(name, *rows):
    with open(name, "w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return name

def done(*words, status=0):
    found = run(["--lang", "en", *words])
    assert found == status, (words, found)

done("import", "division", table("d.csv", ["code", "name", "level"], ["371400", "德州市", "city"]))
done("import", "enterprise", table("e.csv", ["code", "name", "division"], ["E1", "甲", "371400"]))
kept = ["code", "name", "category", "division", "opened_on"]
platform = ["P1", "乙", CATEGORY, "371400", "2023-01-01"]
done("import", "platform", table("p.csv", kept, platform))
head = ["platform", "enterprise", "began_on", "ended_on", "trained", "cost"]
good = ["P1", "E1", "2023-11-02", "2023-11-03", "25", "1.5"]
done("import", "training", table("t.csv", head, good))
bad = ["P1", "E9", "x", "2023-11-03", "-1", "a"]
done("import", "training", table("f.csv", head, bad), status=1)
done("import", "training", table("o.csv", head, [*good[:2], "2023-11-05", *good[3:]]), status=1)
done("export", "training", "back.csv")
done("import", "training", "back.csv", "--again")
done("history", "training", "P1/E1/2023-11-02", "--json")
done("snapshot", "2023-11")
done("kinds", "training")
done("verify")
from django.test import Client
from tests.fixtures.accounts import sign_in
client = Client(SERVER_NAME="127.0.0.1")
sign_in(client, "chain-office")
table = client.get("/records/training/").content.decode()
assert "P1/E1/2023-11-02" in table, table
(uid,) = set(re.findall("/records/training/([-0-9a-f]{36})/", table))
page = client.get(f"/records/training/{uid}/").content.decode()
assert "企业培训" in page and "15000" not in page and ">1.5<" in page, page
done("withdraw", "training", "P1/E1/2023-11-02", "--reason", "x")
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """A copy of the program with the page's files in it, and the migration they ask for."""
    copy = tmp_path_factory.mktemp("program")
    without = shutil.ignore_patterns("__pycache__", "*.mo")
    shutil.copytree(ROOT / "src", copy / "src", ignore=without)
    for name in TESTS:
        given = ROOT / "tests" / name
        if given.is_dir():
            shutil.copytree(given, copy / "tests" / name, ignore=without)
        elif given.exists():
            (copy / "tests" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(given, copy / "tests" / name)
    shutil.copy(ROOT / "pyproject.toml", copy)
    files = FILE.findall(PAGE.read_text(encoding="utf-8"))
    assert len(files) == 4
    for name, text in files:
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    asked = "makemigrations ledger -n training --no-header --settings chainchief.settings"
    assert f"python -m django {asked}" in PAGE.read_text(encoding="utf-8")
    told = ran(copy, "-m", "django", *asked.split())
    assert "Create model Training" in told
    return copy


def ran(copy, *words):
    """What the program of the copy says, in a home folder of its own."""
    given = {
        **os.environ,
        "PYTHONPATH": f"{copy / 'src'}:{ROOT}",
        "CHAINCHIEF_HOME": str(copy / "home"),
    }
    done = subprocess.run(
        [sys.executable, *words], cwd=copy, env=given, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_kind_is_imported_checked_exported_traced_and_withdrawn(program):
    from chainchief.ledger.registers import register_of

    category = next(iter(register_of("platform").column("category").type.labels))
    told = ran(program, "-c", USED.replace("CATEGORY", repr(category)))
    assert "1 record written to back.csv" in told
    assert "CHK-003" in told
    assert "A training that a platform held for one firm." in told


def test_the_kind_inherits_its_tests(program):
    chosen = ("-k", "training", "-m", "not long and not postgres")
    told = ran(program, "-m", "pytest", "-q", "-p", "no:cacheprovider", *chosen, *INHERITED)
    assert re.search(r"^\.+ +\[100%\]$", told, re.M)
    assert told.count(".") >= 12
