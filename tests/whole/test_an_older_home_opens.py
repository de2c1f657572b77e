"""A home folder of the program before the ledger had one door opens, migrates and verifies.

`homes/before-one-door.zip` was made with that program's own commands: records of seven kinds, an
evidence file, a feed, a closed month, a document issued from it, a withdrawal, a late revision.
"""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

HOME = Path(__file__).parent / "homes" / "before-one-door.zip"


@pytest.fixture
def run(tmp_path):
    """The real program on the older home; the answer and the exit status."""
    home = tmp_path / "older"
    with zipfile.ZipFile(HOME) as archive:
        archive.extractall(home)
    environment = {**os.environ, "CHAINCHIEF_HOME": str(home), "CHAINCHIEF_LANG": "zh-hans"}

    def command(*words):
        done = subprocess.run(
            [sys.executable, "-m", "chainchief", *words],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return command


def test_everything_is_as_it_was_and_goes_on(run, tmp_path):
    status, told = run("verify")
    assert (status, told.count("无误")) == (0, 8), told
    status, told = run("figure", "IND-PRJ-STARTED", "2023-11", "--receipt", "--json")
    figure = json.loads(told)
    assert (status, figure["value"], len(figure["receipt"])) == (0, "2", 2)
    _status, told = run("history", "project", "P2", "--json")
    versions = json.loads(told)["versions"]
    assert [(each["version"], each["actor"]) for each in versions] == [(1, "王敏"), (2, "王敏")]
    _status, told = run("issued")
    assert "paper.docx" in told
    csv = tmp_path / "p.csv"
    csv.write_text("code,name\nP1,生物基材料项目（扩建）\n", encoding="utf-8")
    assert run("import", "project", str(csv), "--actor", "李强")[0] == 0
    assert run("reopen", "2023-11", "--reason", "更名", "--actor", "李强")[0] == 0
    status, told = run("close", "2023-11", "--actor", "李强")
    assert (status, "2023-11r2" in told) == (0, True), told
    assert run("verify")[0] == 0
