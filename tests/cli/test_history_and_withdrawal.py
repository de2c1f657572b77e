"""`chainchief history`, `withdraw` and `evidence add`, as a clerk uses them."""

import json

import pytest
from tests.fixtures.viewers import signed
from tests.ledger.tampering import sql

from chainchief.cli.main import run
from chainchief.ledger.changelog.models import Seal
from chainchief.ledger.kinds.division.models import Division

pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def say(capsys):
    """Run a command that must end with `status`; gives all that it printed."""

    def said(*words, status=0):
        capsys.readouterr()
        assert run([*words]) == status
        out = capsys.readouterr()
        return out.out + out.err

    return said


@pytest.fixture
def imported(tmp_path, say):
    """A county taken in from one file, renamed by a second one."""
    for number, name in enumerate(("庆云县", "庆云"), start=1):
        file = tmp_path / f"区划{number}.csv"
        file.write_text(f"code,name,level\n371423,{name},county\n", encoding="utf-8")
        say("import", "division", str(file), "--actor", "王敏", "--reason", f"第{number}次")


def test_history_tells_who_when_why_and_from_which_cell(imported, say):
    told = say("history", "division", "371423")
    assert "第2版" in told
    assert "王敏（本机" in told
    assert "· 第2次" in told
    assert "出自 区划2.csv" in told
    assert "名称: 庆云县 → 庆云  [B2]" in told


def test_history_for_programs(imported, say):
    document = json.loads(say("history", "division", "371423", "--json"))
    first, second = document["versions"]
    assert (first["version"], first["op"], second["actor"]) == (1, "insert", signed("王敏"))
    (change,) = second["changes"]
    assert (change["column"], change["before"], change["after"]) == ("name", "庆云县", "庆云")
    assert (change["cell"], second["file"]) == ("B2", "区划2.csv")
    assert len(second["sha256"]) == 64


def test_history_says_so_where_nobody_is_named(imported, say):
    sql("UPDATE ledger_division SET name = 'X', version = version + 1")
    assert "没有操作人" in say("history", "division", "371423")


def test_an_unknown_code_is_told_with_a_near_one(imported, say):
    told = say("history", "division", "371432", status=2)
    assert "371432" in told
    assert "371423" in told
    assert "没有" in say("history", "devision", "371423", status=2)


def test_withdrawing_and_reinstating(imported, say):
    assert "已撤回" in say("withdraw", "division", "371423", "--reason", "误录", "--actor", "甲")
    assert Division.objects.get().withdrawn_reason == "误录"
    told = say("history", "division", "371423")
    assert "撤回原因: ∅ → 误录" in told
    say("withdraw", "division", "371423", "--reason", "再撤", "--actor", "甲", status=1)
    assert "恢复使用" in say("withdraw", "division", "371423", "--undo", "--reason", "核实")
    assert Division.objects.get().withdrawn_on is None


def test_withdrawing_needs_a_reason(imported, say):
    assert "--reason" in say("withdraw", "division", "371423", status=2)


def test_evidence_is_kept_and_its_code_printed(tmp_path, say):
    file = tmp_path / "进账单.txt"
    file.write_text("100万元")
    code = say("evidence", "add", str(file), "--actor", "甲").strip()
    assert len(code) == 64
    document = json.loads(say("evidence", "add", str(file), "--json"))
    assert document == {"code": code, "name": "进账单.txt", "size": 9}
    say("evidence", "add", str(tmp_path / "没有.txt"), status=2)


def test_every_writing_command_seals_the_log(imported, say):
    assert Seal.objects.count() == 2
    say("withdraw", "division", "371423", "--reason", "误录")
    assert Seal.objects.count() == 3


def test_nobody_cannot_withdraw(imported, say):
    assert "--actor" in say(
        "withdraw", "division", "371423", "--reason", "x", "--actor", " ", status=1
    )
