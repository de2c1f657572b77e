"""`chainchief snapshot`, `close` and `reopen`, as a clerk uses them, in both languages."""

import json
from types import SimpleNamespace

import pytest
from tests.fixtures.accounts import make_account
from tests.fixtures.viewers import signed
from tests.lake.conftest import Write, small

from chainchief.cli.figures.revisions import RevisedFigures
from chainchief.cli.main import run
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.ledger.kinds.project.models import ProjectReport


@pytest.fixture
def write(ledger):
    return small(Write())


@pytest.fixture
def say(capsys):
    """Run a command; gives (exit status, what it printed, what it complained of)."""

    def said(*words, status=0):
        assert run([*words]) == status
        out = capsys.readouterr()
        return out.out if status == 0 else out.err

    return said


def test_a_snapshot_leaves_the_month_open(write, say):
    told = say("snapshot", "2023-11")
    assert "2023年11月：台账现状已存为快照2023-11s1，共" in told
    assert "没有关账" in told
    assert say("close", "2023-11", "--actor", "王")


def test_closing_says_revision_and_snapshot(write, say):
    told = say("close", "2023-11", "--actor", "市局王")
    assert told == "2023年11月已由市局王关账：第1版，快照2023-11r1。\n"


def test_closing_speaks_english(write, say):
    with speaking(ENGLISH):
        told = say("close", "2023-11", "--actor", "clerk")
    assert told == "November 2023 is closed by clerk: revision 1, snapshot 2023-11r1.\n"


def test_once_people_have_accounts_one_proposes_and_another_closes(write, say, monkeypatch):
    make_account("市局王")
    told = say("close", "2023-11", "--actor", "值班员", "--reason", "已核对")
    assert "提请2023年11月关账。该月尚未关账：由第二人" in told
    # Another name of the same user of the machine is the same person.
    assert "由值班员（本机" in say("close", "2023-11", "--actor", "市局李", status=1)
    monkeypatch.setattr("chainchief.access.viewers.user_of_the_machine", lambda: "zhou")
    assert "快照2023-11r1" in say("close", "2023-11", "--actor", "市局李")


def test_a_proposal_is_told_to_programs(write, say):
    make_account("市局王")
    document = json.loads(say("close", "2023-11", "--json", "--actor", "王", "--reason", "按时"))
    assert document["state"] == "proposed"
    assert document["reason"] == "按时"


def test_closing_twice_is_refused_with_the_way_out(write, say):
    say("close", "2023-11")
    assert "chainchief reopen 2023-11" in say("close", "2023-11", status=1)


def test_reopening_asks_for_a_reason(write, say):
    say("close", "2023-11")
    assert "--reason" in say("reopen", "2023-11", status=2)
    told = say("reopen", "2023-11", "--reason", "补报一个项目", "--actor", "王")
    assert "2023年11月已由王反关账：补报一个项目" in told
    assert "2023-11r1原样保留" in told


def test_an_open_month_is_not_reopened(write, say):
    assert "2023年11月没有关账" in say("reopen", "2023-11", "--reason", "x", status=1)


def test_a_month_closed_after_a_later_one_says_so(write, say):
    assert "先于本月" not in say("close", "2023-11")
    assert "2023年11月先于本月关账" in say("close", "2023-10")


def test_a_month_is_reopened_once(write, say):
    say("close", "2023-11")
    say("reopen", "2023-11", "--reason", "补报")
    told = say("reopen", "2023-11", "--reason", "再补报", status=1)
    assert "2023年11月已经反关账，尚未重新关账。" in told


def revision(name, old, new):
    figures = [SimpleNamespace(name=name, display=display) for display in (old, new)]
    return SimpleNamespace(old=figures[0], new=figures[1], changes=[])


def test_a_figure_printed_as_before_says_so_and_stands_after_those_that_changed():
    found = [revision("认定率", "1.0%", "1.0%"), revision("新开工项目", "0个", "1个")]
    told = [line.strip() for line in RevisedFigures(found, catalogue=None).lines()]
    assert told == ["新开工项目 0个 → 1个", "认定率仍为1.0%，背后的记录有变"]


def test_the_second_closing_says_which_records_made_the_difference(write, say):
    write.project("P1", name="齐河轴承项目")
    write.report("P1", invested=100)
    say("close", "2023-11")
    write.stage("P1")
    ProjectReport.objects.update(invested=120, funds_verified=5, version=2)
    say("reopen", "2023-11", "--reason", "补报")
    told = say("close", "2023-11")
    assert "与2023-11r1相比的变化：" in told
    assert "迟报：项目阶段，P1 齐河轴承项目" in told
    assert "更正：项目月报，P1 齐河轴承项目; invested 100 → 120; funds_verified (空) → 5" in told


def test_the_second_closing_says_which_figures_differ_and_through_which_records(write, say):
    write.project("P1", chain_id="NEWIT", name="齐河轴承项目")
    say("close", "2023-11")
    write.stage("P1", on="2023-11-28")
    write.report("P1", funds_recognised=20_000_000)
    say("reopen", "2023-11", "--reason", "补报")
    told = say("close", "2023-11")
    assert "  新开工标志性产业链项目 ? → 1个\n" in told
    assert "    迟报：P1 齐河轴承项目，0 → 1 个\n" in told
    assert "    迟报：P1 齐河轴承项目，0 → 200000 元\n" in told


def test_the_figures_that_differ_are_in_the_json(write, say):
    write.project("P1", chain_id="NEWIT", name="齐河轴承项目")
    say("close", "2023-11")
    write.stage("P1", on="2023-11-28")
    say("reopen", "2023-11", "--reason", "补报")
    figures = {
        each["code"]: each for each in json.loads(say("close", "2023-11", "--json"))["figures"]
    }
    started = figures["IND-PRJ-STARTED"]
    assert (started["old"], started["new"]) == ("?", "1个")
    (record,) = started["records"]
    assert (record["code"], record["reason"], record["old"], record["new"]) == (
        "P1", "late", None, "1",
    )  # fmt: skip


def test_a_change_that_touches_no_figure_says_so(write, say):
    write.project("P1")
    say("close", "2023-11")
    write.stage("P1", on="2024-02-01")
    say("reopen", "2023-11", "--reason", "补报")
    assert "该月没有指标因此变化" in say("close", "2023-11")


def test_a_revision_without_a_change_says_so(write, say):
    say("close", "2023-11")
    say("reopen", "2023-11", "--reason", "误操作")
    assert "与2023-11r1相比没有变化" in say("close", "2023-11")


def test_many_records_are_told_by_number(write, say):
    for number in range(25):
        write.project(f"P{number:02d}")
    say("close", "2023-11")
    for number in range(25):
        write.stage(f"P{number:02d}", on="2024-02-01")
    say("reopen", "2023-11", "--reason", "补报")
    told = say("close", "2023-11")
    assert told.count("迟报") == 20
    assert "另有5条" in told


def test_programs_read_json(write, say):
    made = json.loads(say("snapshot", "2023-11", "--json"))
    assert made["id"] == "2023-11s1"
    assert made["tables"]["division"]["rows"] == 5
    closed = json.loads(say("close", "2023-11", "--json", "--reason", "按时", "--actor", "王"))
    assert closed["snapshot"] == "2023-11r1"
    assert (closed["state"], closed["actor"], closed["reason"]) == ("closed", signed("王"), "按时")
    opened = json.loads(say("reopen", "2023-11", "--json", "--reason", "补"))
    assert (opened["state"], opened["revision"]) == ("reopened", 1)


@pytest.mark.parametrize("month", ["2023-13", "2023", "202311", "昨天"])
def test_what_is_no_month_is_told(write, say, month):
    assert month in say("close", month, status=2)
