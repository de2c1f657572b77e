"""`chainchief chain gaps|targets|lists|map`, as an office calls them."""

import json

import docx
import openpyxl
import pytest
from tests.chainmap.cities import city
from tests.fixtures.viewers import office

# Options have their words from the language in which they are first loaded: that of the program.
from chainchief.cli.chains import gaps, lists, maps, survey, targets  # noqa: F401
from chainchief.cli.chains.survey import _refuse_partial
from chainchief.cli.main import run
from chainchief.core.errors import WrongUseError
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


def test_every_segment_is_told_with_its_sources_when_asked(say):
    out = say("gaps", "NEW-IT", *DAY, "--all").out
    line = next(line for line in out.splitlines() if "刀具" in line and "0.50" in line)
    # Twenty from each of two sources.
    assert [cell.strip() for cell in line.split("│")][3:8] == ["1", "40", "20", "2", "0.50"]


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


def test_what_moved_since_a_day_is_told(say):
    told = json.loads(say("gaps", "NEW-IT", *DAY, "--since", "2021-12-31", "--json").out)["moved"]
    assert {"segment": "CAST", "name": "铸件", "before": None, "now": "weak"} in told
    out = say("gaps", "NEW-IT", *DAY, "--since", "2022-06-30").out
    # In 2022 castings were all that was bought.
    assert "钢材: missing → missing" not in out
    assert "刀具: weak → at risk" in out
    assert "No segment moved" in say("gaps", "NEW-IT", *DAY, "--since", "2023-11-30").out


def test_relatedness_of_industries_takes_the_place_of_the_maps_density(say, tmp_path):
    from tests.ledger.small_city import write

    from chainchief.ledger.changesets import Creation

    write(Creation("segment_class", "", {"segment": "STEEL", "industry": "3120"}))
    path = tmp_path / "do.csv"
    rows = ("甲,312,1", "甲,34,1", "乙,34,1", "乙,26,1", "丙,26,1")
    path.write_text("\n".join(["place,activity,value", *rows]) + "\n", encoding="utf-8")
    words = ("targets", "NEW-IT", *DAY, "--json", "--activities", path, "--place")
    told = json.loads(say(*words, "乙").out)["targets"]
    steel = next(each for each in told if each["segment"] == "STEEL")
    # 312 goes with 34 in one of two places: (1/2) / (1 + 1/2).
    assert steel["parts"]["density"] == pytest.approx(1 / 3)
    assert "--place" in say("targets", "NEW-IT", *DAY, "--activities", path, status=2).err


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
    say("lists", "NEW-IT", *DAY, "-o", tmp_path / "l.docx", language="zh-hans")
    words = [each.text for each in docx.Document(tmp_path / "l.docx").paragraphs]
    assert "急需突破短板 (2)" in words


def test_changes_since_an_earlier_workbook_are_counted(say, tmp_path):
    say("lists", "NEW-IT", *DAY, "-o", tmp_path / "old.xlsx")
    words = ("lists", "NEW-IT", *DAY, "--since", tmp_path / "old.xlsx")
    out = say(*words, "-o", tmp_path / "new.xlsx").out
    # The earlier one speaks English too.
    assert "0 changes since old.xlsx" in out
    assert json.loads(say(*words, "--json").out)["changes"] == []
    assert "Changes" in openpyxl.load_workbook(tmp_path / "new.xlsx").sheetnames


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
        (("gaps", "NEW-IT", *DAY, "--year", "1999"), "2022, 2023"),
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


def test_the_map_is_written_as_a_picture_and_told_as_json(say, tmp_path):
    out = say("map", "NEW-IT", *DAY, "--links", "all", "-o", tmp_path / "map.svg").out
    assert "3 links drawn" in out
    picture = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "铸件" in picture
    assert "铸造厂" not in picture
    say("map", "NEW-IT", *DAY, "--firms", "-o", tmp_path / "firms.svg")
    assert "铸造厂" in (tmp_path / "firms.svg").read_text(encoding="utf-8")
    document = json.loads(say("map", "NEW-IT", *DAY, "--json").out)
    status = {each["segment"]: each["status"] for each in document["segments"]}
    assert status["STEEL"] == "missing"
    link = {"supplier": "CAST", "buyer": "MACHINE", "essential": True, "doubtful": False}
    assert link in document["links"]
    assert all(each["x"] + each["width"] <= document["width"] for each in document["segments"])


def test_a_map_without_a_file_or_of_a_strange_form_says_what_to_give(say):
    assert "--json" in say("map", "NEW-IT", *DAY, status=2).err
    assert ".svg, .png, .pdf" in say("map", "NEW-IT", *DAY, "-o", "map.gif", status=2).err


def test_all_chains_are_surveyed_with_the_numbers_of_each_alone(say):
    alone = json.loads(say("gaps", "NEW-IT", *DAY, "--json").out)
    document = json.loads(say("survey", *DAY, "--json").out)
    (one,) = document["chains"]
    assert one["chain"] == "NEW-IT"
    assert one["completeness"] == alone["completeness"]["value"]
    assert one["rate_by_value"] == alone["rate_by_value"]["value"]
    assert [gap["segment"] for gap in one["gaps"]] == [gap["segment"] for gap in alone["gaps"]]
    assert sum(one["segments"].values()) == 4
    table = say("survey", *DAY, language="zh-hans").out
    assert "钢材" in table
    assert "完整度" in table


def test_a_survey_is_not_made_of_firms_that_are_half_seen():
    _refuse_partial(city({"f": ("a", None)}, {}))
    with pytest.raises(WrongUseError, match="chain gaps C"):
        _refuse_partial(city({"f": ("a", None)}, {}, partial=frozenset({"C"})))
