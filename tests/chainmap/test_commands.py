"""`chainchief chain gaps|targets|lists`, as an office calls them."""

import json

import openpyxl
import pytest
from tests.fixtures.viewers import office

from chainchief.cli.main import run
from chainchief.core.i18n import speaking

DAY = ("--as-at", "2023-11-30")


@pytest.fixture
def say(small_chain, capsys):
    def said(*words, status=0, language="en"):
        capsys.readouterr()
        with speaking(language):
            assert run(["--lang", language, "chain", *map(str, words)]) == status
        return capsys.readouterr()

    return said


def test_gaps_are_told_with_the_rates_and_what_they_are_not(say):
    out = say("gaps", "NEW-IT", *DAY).out
    assert "Local rate of 2023, by value 60.0%, by number of suppliers 50.0%" in out
    assert "never a target" in out
    assert out.index("钢材") < out.index("刀具")


def test_gaps_as_json_with_receipts_that_add_up(say):
    told = json.loads(say("gaps", "NEW-IT", *DAY, "--json", "--receipts").out)
    assert told["rate_by_value"]["value"] == 0.6
    receipt = told["rate_by_value"]["receipt"]
    for part in ("numerator", "denominator"):
        total = sum(int(line["contribution"]) for line in receipt if line["part"] == part)
        assert str(total) == told["rate_by_value"][part]
    assert {"kind", "uid", "version", "label", "part", "contribution"} == set(receipt[0])
    assert [gap["segment"] for gap in told["gaps"]] == ["STEEL", "TOOL"]
    assert told["gaps"][0]["grade"] == "recorded"
    assert told["thresholds"]["fewest_local_firms"] == 2


def test_without_receipts_json_is_short(say):
    assert "receipt" not in say("gaps", "NEW-IT", *DAY, "--json").out


def test_the_risk_of_segments_is_told_when_asked(say):
    told = json.loads(say("gaps", "NEW-IT", *DAY, "--json", "--risk").out)["risk"]
    assert {each["firm"] for each in told["firms"]} == {"E01", "E02", "E03"}
    cast = next(each for each in told["segments"] if each["segment"] == "CAST")
    # Machines wait for castings: fifteen days of stock.
    assert cast["days_to_standstill"] == 15
    assert "Days to the first standstill" in say("gaps", "NEW-IT", *DAY, "--risk").out


def test_targets_show_their_arithmetic(say):
    told = json.loads(say("targets", "NEW-IT", *DAY, "--json").out)
    first = told["targets"][0]
    assert first["name"] == "外地钢厂"
    product = 1.0
    for factor in first["arithmetic"].split(" = ")[0].split(" × "):
        product *= float(factor)
    assert product == pytest.approx(first["score"], rel=1e-3)
    assert "adds 30.00% to the local rate" in say("targets", "NEW-IT", *DAY).out.replace("\n", " ")


def test_targets_of_a_list_with_faults_are_refused_whole(say, tmp_path):
    path = tmp_path / "c.csv"
    path.write_text("name,segment\n甲,STEEL\n乙,STEAL\n", encoding="utf-8")
    said = say("targets", "NEW-IT", *DAY, "--candidates", path, status=1)
    assert "c.csv line 3 “segment” says “STEAL”" in said.err
    assert said.out == ""


def test_a_back_test_is_printed_whatever_it_finds(say, tmp_path):
    from tests.ledger.small_city import write

    from chainchief.ledger.changesets import Creation

    write(Creation("enterprise_product", "", {"enterprise": "E01", "name": "铣刀"}))
    out = say("targets", "NEW-IT", *DAY, "--backtest").out
    assert "Back-test: local firms hidden: 1, in a pool of 3" in out.replace("\n", " ")


def test_lists_are_written_and_counted(say, tmp_path):
    out = say("lists", "NEW-IT", *DAY, "-o", tmp_path / "l.xlsx", language="zh-hans").out
    assert "急需突破短板：2 行" in out
    assert len(openpyxl.load_workbook(tmp_path / "l.xlsx").sheetnames) == 10


def test_lists_as_json_link_every_row(say):
    told = json.loads(say("lists", "NEW-IT", *DAY, "--preset", "miluo", "--json").out)
    firms = told["lists"][0]
    assert [row["name"] for row in firms["rows"]] == ["工具厂", "铸造厂", "机床厂"]
    assert all(row["uid"] and row["kind"] for each in told["lists"] for row in each["rows"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("gaps", "NEW-IX", *DAY), "NEW-IT"),
        (("gaps", "NEW-IT"), "--as-at"),
        (("gaps", "NEW-IT", "--as-at", "30.11.2023"), "2023-11-30"),
        (("lists", "NEW-IT", *DAY), "-o FILE.xlsx"),
        (("lists", "NEW-IT", *DAY, "--preset", "milu", "--json"), "miluo"),
        (("lists", "NEW-IT", *DAY, "-o", "x.csv"), ".xlsx"),
    ],
)
def test_wrong_use_is_told_with_the_way_out(say, words, said):
    assert said in say(*words, status=2).err


def test_the_month_closed_last_gives_the_day(say):
    from chainchief.core.spans import Month
    from chainchief.dispatch.closing import close

    close(Month(2023, 11), viewer=office("王敏"))
    assert json.loads(say("gaps", "NEW-IT", "--json").out)["as_at"] == "2023-11-30"
