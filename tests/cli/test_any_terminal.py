"""Whatever a terminal can show, every command prints, with a substitute for what it cannot."""

import json
import os
import subprocess
import sys

import pytest
from tests.intake.records import enter, found_city

RARE = "示例𠮷公司"


@pytest.fixture
def firm(ledger):
    found_city()
    enter("enterprise", {"code": "T-1", "name": RARE, "division": "371402"})
    return ledger


def said(home, encoding, *arguments):
    environment = {
        **os.environ,
        "PYTHONPATH": "src",
        "PYTHONIOENCODING": encoding,
        "CHAINCHIEF_HOME": str(home),
    }
    ended = subprocess.run(
        [sys.executable, "-m", "chainchief", *arguments], env=environment, capture_output=True
    )
    assert b"Traceback" not in ended.stderr
    assert b"UnicodeEncodeError" not in ended.stderr
    return ended


@pytest.mark.parametrize("encoding", ["gbk", "cp936", "ascii", "latin-1", "gbk:strict", "utf-8"])
@pytest.mark.parametrize("arguments", [("--help",), ("history", "enterprise", "T-1"), ("kinds",)])
def test_every_encoding_prints(firm, encoding, arguments):
    ended = said(firm.home, encoding, *arguments)
    assert ended.returncode == 0
    assert ended.stdout


def test_gbk_shows_all_but_the_one_character(firm):
    assert "示例?公司" in said(firm.home, "gbk", "history", "enterprise", "T-1").stdout.decode(
        "gbk"
    )


def test_json_loses_nothing(firm, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(f"code,name,division\nT-2,{RARE},999999\n", encoding="utf-8")
    ended = said(firm.home, "gbk", "import", "enterprise", str(path), "--json")
    text = json.loads(ended.stdout.decode("gbk"))["faults"][0]["found"]
    assert text == "999999"
    ended = said(firm.home, "latin-1", "import", "enterprise", str(path), "--json")
    assert json.loads(ended.stdout.decode("latin-1"))["faults"][0]["place"]["column"] == "区划"


def test_a_file_whose_name_is_no_text_is_read_and_returned(firm, tmp_path):
    path = os.fsencode(tmp_path) + b"/" + "表".encode("gbk") + b".csv"
    with open(path, "wb") as stream:
        stream.write("code,name,division\nT-3,甲,371402\n".encode())
    report = os.fsencode(tmp_path) + b"/" + "回".encode("gbk") + b".xlsx"
    ended = said(firm.home, "utf-8", "import", "enterprise", path, "--report", report)
    assert ended.returncode == 0
    assert os.path.exists(report)


def test_a_reason_that_is_no_text_is_wrong_use(firm, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("code,name,division\nT-4,甲,371402\n", encoding="utf-8")
    ended = said(firm.home, "utf-8", "import", "enterprise", str(path), "--reason", b"\xb1\xed")
    assert ended.returncode == 2
