"""`chainchief import` and `chainchief export` at the command line."""

import json
import os
import re
import subprocess
import sys

import pytest
from tests.fixtures.viewers import office
from tests.intake.workbooks import write_csv

from chainchief.cli.main import run
from chainchief.core.i18n import speaking
from chainchief.ledger.kinds.project.models import Project

HEADS = ("编号", "名称", "落地单位", "计划总投资")


@pytest.fixture(autouse=True)
def own_language():
    """`--lang` speaks for the rest of the process; here it ends with the test."""
    with speaking("zh-hans"):
        yield


@pytest.fixture
def table(city, tmp_path):
    return write_csv(tmp_path / "t.csv", HEADS, [("N1", "甲", "371402", "60000")])


def test_an_import_says_what_it_did(table, capsys):
    assert run(["import", "project", str(table), "--actor", "县经办", "--reason", "月报"]) == 0
    assert capsys.readouterr().out == "新增 1 条，修改 0 条，无变化 0 条。\n"
    assert Project.objects.get(code="N1").batch.reason == "月报"


def test_a_dry_run_says_so(table, capsys):
    assert run(["import", "project", str(table), "--dry-run"]) == 0
    assert "仅作校验，没有写入" in capsys.readouterr().out
    assert not Project.objects.filter(code="N1").exists()


def test_faults_go_to_standard_error_with_status_one(city, tmp_path, capsys):
    path = write_csv(tmp_path / "t.csv", HEADS, [("N1", "甲", "371402", "6亿")])
    report = tmp_path / "回.xlsx"
    assert run(["import", "project", str(path), "--report", str(report)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "D2「计划总投资(万元)」填的是“6亿”" in told.err
    assert "共 1 处错误，没有读入任何记录。" in told.err
    assert report.exists()


def test_json_has_counts_and_faults(city, tmp_path, capsys):
    path = write_csv(tmp_path / "t.csv", HEADS, [("N1", "甲", "371402", "6亿")])
    assert run(["import", "project", str(path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["accepted"] is False
    assert told["faults"][0]["code"] == "CHK-001"
    assert told["faults"][0]["place"]["cell"] == "D2"


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "projekt", "t.csv"],
        ["import", "project", "没有.xlsx"],
        ["import", "project", "t.pdf"],
        ["import", "project", "t.csv", "--report", "t.pdf"],
        ["export", "project", "t.xls"],
        ["export", "project", "t.pdf"],
        ["export", "project", "t.csv", "--encoding", "latin-1"],
    ],
    ids=lambda arguments: " ".join(arguments),
)
def test_wrong_use_has_status_two(city, arguments, capsys):
    assert run(arguments) == 2
    assert capsys.readouterr().err


def test_an_export_does_not_replace_a_file_unasked(city, tmp_path, capsys):
    path = tmp_path / "o.xlsx"
    assert run(["export", "project", str(path)]) == 0
    assert capsys.readouterr().out == f"已导出 20 条记录到 {path}。\n"
    assert run(["export", "project", str(path)]) == 2
    assert "--force" in capsys.readouterr().err
    assert run(["export", "project", str(path), "--force", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["records"] == 20


def test_withdrawn_records_are_left_out_unless_asked_for(city, tmp_path, capsys):
    from chainchief.ledger.actions import withdraw

    record = Project.objects.get(code="P03")
    withdraw("project", record.uid, record.version, viewer=office("市局"), reason="重复")
    run(["export", "project", str(tmp_path / "a.csv")])
    run(["export", "project", str(tmp_path / "b.csv"), "--include-withdrawn"])
    assert "P03" not in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert "P03" in (tmp_path / "b.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("command", ["import", "export"])
@pytest.mark.parametrize(("language", "word"), [("en", "Replace|nothing"), ("zh-hans", "导")])
def test_both_commands_explain_themselves_in_both_languages(command, language, word):
    """In a process of its own: help is translated when the command is loaded."""
    asked = [sys.executable, "-m", "chainchief", command, "--help"]
    environment = {**os.environ, "PYTHONPATH": "src", "CHAINCHIEF_LANG": language}
    told = subprocess.run(asked, env=environment, capture_output=True, check=True)
    assert re.search(word, told.stdout.decode())


def test_heads_of_a_foreign_sheet_are_confirmed_at_the_command_line(city, tmp_path, capsys):
    heads, rows = ("工程号码", "工程名字", "所在县区", "电话"), [("N1", "甲", "371402", "1")]
    path = str(write_csv(tmp_path / "t.csv", heads, rows))
    sender = ["--sender", "371402"]
    assert run(["import", "project", path, *sender]) == 1
    assert "columns confirm" in capsys.readouterr().err
    assert run(["columns", "propose", "project", path, *sender]) == 0
    assert "工程号码 = code\n" in capsys.readouterr().out
    assert run(["columns", "confirm", "project", path, *sender]) == 1
    assert "「电话」，没有说明此表头对应哪一列" in capsys.readouterr().err
    assert run(["columns", "confirm", "project", path, "电话=-", "不存在=name", *sender]) == 1
    assert "MAP-005" in capsys.readouterr().err
    assert run(["columns", "confirm", "project", path, "电话=-", *sender]) == 0
    assert run(["columns", "list"]) == 0
    assert "  电话 = -" in capsys.readouterr().out
    assert run(["import", "project", path, *sender]) == 0
    assert run(["columns", "drop", "1"]) == 0
    assert run(["columns", "drop", "1"]) == 2
