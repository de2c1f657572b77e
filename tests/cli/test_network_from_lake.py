"""`chainchief network … --from-lake`: the city's own links and accounts, by hand computed."""

import json

import pytest
from tests.fixtures.viewers import office
from tests.intake.records import enter, found_city

from chainchief.cli.main import run
from chainchief.core.i18n import speaking
from chainchief.intake.feeds.taking import take_feed

BASIS = {"viewer": office("统计科"), "legal_basis": "统计法第九条数据使用协议"}
LINKS = "supplier,supplier_name,buyer,buyer_name,year,amount,confidence,product\n"
MONTHS = "enterprise,month,revenue,costs\n"
#: A mill elsewhere sells 30 to E02 in two products, and E02 sells 50 to E03.
SALES = (
    ",外地钢厂,E02,,2022,20,80,钢板\n,外地钢厂,E02,,2022,10,40,钢管\n"
    "E02,,E03,,2022,50,,\nE02,,E03,,2021,1,,\n"
)


@pytest.fixture
def feed(ledger, tmp_path):
    found_city()
    enter(
        "enterprise",
        {"code": "E02", "name": "夏津纺织有限公司", "division": "371426", "industry": "17"},
        {"code": "E03", "name": "平原化工有限公司", "division": "371426", "industry": "26"},
    )

    def fed(name, text):
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        taken = take_feed(name, path, **BASIS)
        assert [fault.text for fault in taken.faults] == []

    return fed


@pytest.fixture
def say(capsys):
    def said(*words):
        capsys.readouterr()
        with speaking("en"):
            status = run(["--lang", "en", "network", *words])
        out = capsys.readouterr()
        return status, out.out, out.err

    return said


def losses(out):
    return {row["id"]: (row["down"], row["up"]) for row in json.loads(out)["losses"]}


def test_a_closure_uses_the_links_of_the_newest_year_and_its_accounts(feed, say):
    feed("supply-link", LINKS + SALES)
    feed("firm-month", MONTHS + "E02,2022-12,200,120\nE02,2022-11,1,1\nE03,2022-11,90,60\n")
    status, out, err = say("cascade", "--from-lake", "--close", "E03", "--json")
    assert status == 0, err
    # E02 loses 50 of its 200 of orders; the mill all that E02 lost: its revenue is not known.
    assert losses(out) == {"E02": (0, 0.25), "E03": (1, 1), "外地钢厂": (0, 0.25)}
    # Sales of 50 and 30 weigh: (50 · .25 + 30 · .25) / 80, E03 sells to nobody else.
    assert json.loads(out)["esri"] == pytest.approx(0.25)
    assert "Firms without an industry on record: 1 of 3" in err


def test_a_missing_input_costs_its_share_of_all_costs(feed, say):
    feed("supply-link", LINKS + SALES)
    feed("firm-month", MONTHS + "E02,2022-12,200,120\n")
    status, out, err = say("cascade", "--from-lake", "--close", "外地钢厂=0.5", "--json")
    assert status == 0, err
    # E02 lacks half of inputs of 30 in costs of 120; E03, costs unknown, lacks as much of E02.
    assert losses(out)["E02"] == (0.125, 0)
    assert losses(out)["E03"] == (0.125, 0)


def test_another_year_can_be_asked_for_and_one_that_is_not_there_is_told(feed, say):
    feed("supply-link", LINKS + SALES)
    status, out, _err = say("cascade", "--from-lake", "--year", "2021", "--all", "--json")
    assert status == 0
    assert [row["id"] for row in json.loads(out)["firms"]] == ["E02", "E03"]
    status, out, err = say("cascade", "--from-lake", "--year", "2019", "--all", "--json")
    assert (status, out) == (2, "")
    assert "no supply links of 2019; it holds: 2021、2022" in err


def test_pull_knows_who_is_local(feed, say):
    feed("supply-link", LINKS + SALES)
    feed("firm-month", MONTHS + "E02,2022-12,200,120\nE03,2022-12,70,60\n")
    status, out, err = say("pull", "--from-lake", "--leader", "E03", "--json")
    assert status == 0, err
    told = json.loads(out)
    multiplier = {row["id"]: row["multiplier"] for row in told["firms"]}
    # m_mill = 1; m_E02 = 1 + 30/200; m_E03 = 1 + 50/70 · m_E02, of which local 1 + 50/70.
    assert multiplier["外地钢厂"] == 1
    assert multiplier["E02"] == pytest.approx(1.15)
    assert multiplier["E03"] == pytest.approx(1 + 5 / 7 * 1.15)
    (leader,) = told["leaders"]
    assert leader["leak"] == pytest.approx(1 - (1 + 5 / 7) / (1 + 5 / 7 * 1.15))


def test_days_take_a_part_of_the_year(feed, say, tmp_path):
    feed("supply-link", LINKS + ",外地钢厂,E02,,2022,365,,\nE02,,E03,,2022,730,,\n")
    demand, shock = tmp_path / "demand.csv", tmp_path / "shock.csv"
    demand.write_text("id,amount\nE03,30000\n", encoding="utf-8")
    shock.write_text("id,day,share\nE02,1,0\n", encoding="utf-8")
    words = ("--final", str(demand), "--shock", str(shock), "--days", "2", "--json")
    status, out, err = say("simulate", "--from-lake", *words)
    assert status == 0, err
    # 1 and 2 万元 of links a day, and 3 万元 of final demand.
    assert json.loads(out)["output"] == pytest.approx([60000, 60000])


def test_an_empty_lake_says_what_to_do(ledger, say):
    status, out, err = say("cascade", "--from-lake", "--all")
    assert (status, out) == (2, "")
    assert "chainchief feed supply-link FILE" in err


def test_files_and_the_lake_exclude_each_other_and_one_is_needed(ledger, say, tmp_path):
    firms = tmp_path / "firms.csv"
    firms.write_text("id,industry\n1,a\n", encoding="utf-8")
    status, _out, err = say("cascade", "--from-lake", "--firms", str(firms), "--all")
    assert status == 2
    assert "takes the place of" in err
    for given in ((), ("--firms", str(firms))):
        status, _out, err = say("cascade", *given, "--all")
        assert status == 2
        assert "--from-lake" in err
