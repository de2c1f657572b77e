"""`chainchief account …`: the first start, accounts and grants from the command line."""

import json

import openpyxl
import pytest

from chainchief.access import viewers
from chainchief.access.models import Account, Grant
from chainchief.cli.main import run

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
def users(monkeypatch):
    """`users("li")` makes the commands those of another user of the machine."""
    return lambda name: monkeypatch.setattr(viewers, "user_of_the_machine", lambda: name)


@pytest.fixture
def office(say, tmp_path):
    """Three administrators, a city and two units."""
    file = tmp_path / "units.csv"
    file.write_text("code,name,level\n371402,德城区,county\n371425,齐河县,county\n", "utf-8")
    words = ["--system", "wang", "王一", "--security", "li", "李二", "--audit", "zhao", "赵三"]
    return say("account", "first", *words, "--city", "371400", "德州市", "--units", str(file))


def test_the_first_start_prints_three_passwords_and_can_be_done_once(office, say, tmp_path):
    assert "德州市：2个单位" in office
    found = [line.split() for line in office.splitlines() if line.startswith("  ")]
    assert [words[:2] for words in found] == [
        ["系统管理员", "wang"],
        ["安全管理员", "li"],
        ["审计管理员", "zhao"],
    ]
    for _role, name, password in found:
        assert Account.objects.get(username=name).check_password(password)
    words = ["--system", "a", "A", "--security", "b", "B", "--audit", "c", "C"]
    again = ["--city", "371400", "德州市", "--units", str(tmp_path / "units.csv")]
    assert "PPL-140" in say("account", "first", *words, *again, status=1)


def test_an_account_gets_a_role_from_two_users_of_the_machine(office, say, users):
    made = json.loads(say("account", "create", "zhou", "周四", "--actor", "wang", "--json"))
    assert Account.objects.get(username="zhou").check_password(made["first_password"])
    users("li-os")
    propose = ("account", "grant", "propose", "zhou", "county", "--division", "371425")
    said = say(*propose, "--reason", "负责填报", "--actor", "li", "--json")
    number = str(json.loads(said)["number"])
    assert "zhou" in say("account", "grant", "list", "--actor", "li")
    refused = say("account", "grant", "approve", number, "--actor", "wang", status=1)
    assert "PPL-121" in refused
    users("wang-os")
    say("account", "grant", "approve", number, "--actor", "wang")
    grant = Grant.objects.get(pk=number)
    assert grant.proposed_by == "li via machine:li-os"
    assert grant.decided_by == "wang via machine:wang-os"
    listed = json.loads(say("account", "list", "--role", "county", "--actor", "zhao", "--json"))
    assert [one["username"] for one in listed["accounts"]] == ["zhou"]
    assert json.loads(
        say("account", "grant", "revoke", number, "--reason", "调离", "--actor", "li", "--json")
    ) == {"revoked": [int(number)]}


def test_each_does_their_part_and_all_faults_are_printed(office, say):
    say("account", "create", "zhou", "周四", "--actor", "wang")
    assert "无权" in say("account", "create", "wu", "吴五", "--actor", "li", status=1)
    propose = ("account", "grant", "propose", "zhou", "chief", "--reason", "x")
    assert "无权" in say(*propose, "--actor", "wang", status=1)
    assert "无权" in say("account", "list", "--actor", "zhou", status=1)
    said = say(*propose, "--division", "999999", "--to", "2020-01-01", "--actor", "li", status=1)
    for code in ("PPL-112", "PPL-113", "PPL-115", "PPL-116"):
        assert code in said


def test_an_account_is_disabled_renamed_and_enabled(office, say):
    say("account", "create", "zhou", "周四", "--actor", "wang")
    say("account", "disable", "ＺＨＯＵ", "--reason", "调离", "--actor", "wang")
    assert "已停用" in say("account", "list", "--state", "disabled", "--actor", "li")
    say("account", "enable", "zhou", "--reason", "调回", "--actor", "wang")
    say("account", "rename", "zhou", "周思", "--actor", "wang")
    assert "周思" in say("account", "list", "--actor", "li")
    assert "PPL-106" in say("account", "disable", "chou", "--reason", "x", status=1)
    words = ("account", "disable", "wang", "--reason", "x", "--actor", "wang")
    assert "PPL-108" in say(*words, status=1)


def test_a_grant_that_waits_is_refused_with_a_reason(office, say, users):
    say("account", "create", "zhou", "周四", "--actor", "wang")
    users("li-os")
    say("account", "grant", "propose", "zhou", "reader", "--reason", "x", "--actor", "li")
    users("wang-os")
    number = str(Grant.objects.get(account__username="zhou").pk)
    say("account", "grant", "refuse", number, "--reason", "不需要", "--actor", "wang")
    assert Grant.objects.get(pk=number).decision == "refused"


def test_the_review_is_printed_and_written_as_a_workbook(office, say, tmp_path):
    assert "系统管理员" in say("account", "grant", "review", "--actor", "zhao")
    found = json.loads(say("account", "grant", "review", "--actor", "zhao", "--json"))
    assert len(found["grants"]) == 3
    out = tmp_path / "review.xlsx"
    say("account", "grant", "review", "-o", str(out), "--actor", "zhao")
    assert openpyxl.load_workbook(out).active.max_row == 5
