"""`chainchief figures` and `chainchief figure`, as a person and as a program use them."""

import json

import pytest
from tests.indicators.conftest import CITY, DECHENG, NINGJIN, PROVINCE, WAN

from chainchief.cli.main import run
from chainchief.core.i18n import speaking
from chainchief.lake.snapshots.making import freeze

STARTED = "IND-PRJ-STARTED"


@pytest.fixture
def said(capsys):
    """Runs the program; gives its exit status, output and errors."""

    def call(*arguments):
        status = run(list(arguments))
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.fixture
def small(city):
    city.project("P1", total_investment=62 * 10_000 * WAN)
    city.project("P2", division=NINGJIN, chain="NEW-IT")
    for code in ("P1", "P2"):
        city.stage(code)
    city.report("P1", funds_recognised=105, funds_reported=210)
    city.statistic(86_000)
    city.statistic(69_000, division=PROVINCE)
    return city


def printed(said, *arguments):
    status, out, err = said(*arguments, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


def by_code(document):
    return {each["code"]: each for each in document["figures"]}


def test_json_has_exactly_the_agreed_shape(small, said):
    document = printed(said, "figures", "2023-11")
    assert list(document) == ["period", "snapshot", "figures"]
    assert (document["period"], document["snapshot"]) == ("2023-11", "working")
    figure = by_code(document)[STARTED]
    assert figure == {
        "code": STARTED,
        "name": "新开工标志性产业链项目",
        "ref": "F15",
        "value": "2",
        "unit": "个",
        "display": "2个",
        "state": "value",
        "nature": "flow",
        "span": "2023-01..2023-11",
        "scope": {"division": CITY, "chain": ""},
        "records": 2,
    }


def test_values_are_exact_in_the_base_unit_and_ratios_rounded_as_declared(small, said):
    figures = by_code(printed(said, "figures", "2023-11"))
    funds = figures["IND-PRJ-FUNDS-RECOGNISED"]
    assert (funds["value"], funds["unit"], funds["display"]) == ("1050000", "元", "105万元")
    assert figures["IND-PRJ-RECOGNITION-RATE"]["value"] == "50.0"
    assert figures["IND-OFF-IVA-GROWTH"]["value"] == "8.6"
    assert figures["IND-OFF-IVA-OVER-PROV"]["value"] == "1.7"
    absent = figures["IND-OFF-TECH-RANK"]
    assert (absent["value"], absent["display"], absent["state"]) == (None, "·", "not-reported")
    assert "没有榜单或通报" in absent["absent"]


def test_a_unit_and_a_chain_can_be_asked_for(small, said):
    county = by_code(printed(said, "figures", "2023-11", "--division", DECHENG))
    assert county[STARTED]["value"] == "1"
    assert county[STARTED]["scope"] == {"division": DECHENG, "chain": ""}
    chain = by_code(printed(said, "figures", "2023-11", "--chain", "NEW-IT"))
    assert chain[STARTED]["value"] == "1"
    assert "IND-OFF-IVA-GROWTH" not in chain or chain["IND-OFF-IVA-GROWTH"]["scope"]["chain"] == ""


def test_all_cells_are_every_unit_and_chain(small, said):
    document = printed(said, "figures", "2023-11", "--all-cells")
    cells = [each["scope"] for each in document["figures"] if each["code"] == STARTED]
    assert len(cells) == 4 * 4
    status, _out, err = said("figures", "2023-11", "--all-cells", "--chain", "FOOD")
    assert status == 2
    assert "--all-cells" in err


def test_a_receipt_is_told_in_the_unit_of_its_part(small, said):
    document = printed(said, "figure", "IND-PRJ-RECOGNITION-RATE", "2023-11", "--receipt")
    lines = [(line["part"], line["contribution"]) for line in document["receipt"]]
    assert lines == [("numerator", "1050000"), ("denominator", "2100000")]
    assert set(document["receipt"][0]) == {
        "kind",
        "uid",
        "version",
        "label",
        "part",
        "contribution",
    }
    assert document["receipt"][0]["label"] == "项目P1"


def test_a_receipt_adds_up_for_a_reader_too(small, said):
    status, out, _err = said("figure", STARTED, "2023-11", "--receipt")
    assert status == 0
    assert "2 条记录合计 2 个" in out
    assert "P1" in out
    assert "主体工程开工" in out


def test_a_figure_about_one_record_takes_its_code(small, said):
    document = printed(said, "figure", "IND-PRJ-INVESTMENT", "2023-11", "--record", "P1")
    assert (document["value"], document["display"]) == ("6200000000", "62亿元")
    assert document["record"] == "P1"
    status, _out, err = said("figure", "IND-PRJ-INVESTMENT", "2023-11")
    assert status == 2
    assert "IND-PRJ-INVESTMENT" in err


def test_a_named_snapshot_answers_as_it_was(small, said):
    freeze("2023-11s1")
    small.project("P3")
    small.stage("P3")
    assert printed(said, "figure", STARTED, "2023-11")["value"] == "3"
    old = printed(said, "figure", STARTED, "2023-11", "--snapshot", "2023-11s1")
    assert (old["value"], old["snapshot"]) == ("2", "2023-11s1")


def test_another_span_can_be_asked_for(small, said):
    later = printed(said, "figure", STARTED, "2023-11", "--span", "2023-07..2023-11")
    assert (later["value"], later["span"]) == ("0", "2023-07..2023-11")


def test_the_table_shows_the_figures_as_printed(small, said):
    status, out, _err = said("figures", "2023-11")
    assert status == 0
    assert "8.6%" in out
    assert "1.7个百分点" in out
    assert "2023年1-11月" in out


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("figure", "IND-PRJ-STARTD", "2023-11"), "IND-PRJ-STARTED"),
        (("figures", "--explain", "IND-PRJ-STARTD"), "IND-PRJ-STARTED"),
        (("figures", "2023-11", "--division", "999999"), DECHENG),
        (("figures", "2023-11", "--chain", "FOOT"), "FOOD"),
        (("figures", "2023-11", "--engine", "duckbd"), "duckdb"),
        (("figures", "2023-11", "--snapshot", "2023-10r1"), "working"),
        (("figures", "2023/11"), "2023-11"),
        (("figures",), "2023-11"),
    ],
)
def test_wrong_use_is_refused_with_what_is_near(small, said, arguments, near):
    status, out, err = said(*arguments)
    assert (status, out) == (2, "")
    assert near in err


def test_a_faulty_catalogue_stops_with_status_one_and_all_its_faults(small, said, own_home):
    (own_home / "presets").mkdir()
    bad = "- code: IND-X\n  nature: flwo\n- code: ind-y\n  nature: ratio\n"
    (own_home / "presets" / "indicators-own.yaml").write_text(bad, encoding="utf-8")
    status, out, err = said("figures", "2023-11")
    assert (status, out) == (1, "")
    assert "[IND-006]" in err
    assert "[IND-007]" in err
    assert "indicators-own.yaml第3行" in err


def test_explain_tells_an_indicator_in_words_in_both_languages(small, said):
    _status, out, _err = said("figures", "--explain", STARTED)
    assert "产业链的标志性产业链为是 [chain.landmark: true]" in out
    assert "流量" in out
    with speaking("en"):
        _status, out, _err = said("figures", "--explain", STARTED)
    assert "a flow" in out
    assert "[chain.landmark: true]" in out


def test_an_empty_ledger_says_what_comes_first(ledger, said):
    status, out, _err = said("figures", "2023-11")
    assert status == 0
    assert "division" in out


def test_the_query_behind_an_indicator_is_printed_as_it_runs(small, said):
    status, out, _err = said("figures", "2023-11", "--sql", STARTED)
    assert status == 0
    assert out.startswith("WITH leaf AS")
    assert "DATE '2023-11-30'" in out
    (places,) = [line for line in out.splitlines() if line.startswith("SELECT division, chain")]
    assert "CAST(SUM(c0) AS BIGINT) AS v0" in places


def test_what_is_looked_up_has_no_query(small, said):
    status, _out, err = said("figures", "2023-11", "--sql", "IND-OFF-IVA-GROWTH")
    assert status == 2
    assert "查询" in err


def test_a_figure_is_set_against_its_last_year_and_its_plan(small, said):
    small.stage("P1", "started", "2023-01-05", NINGJIN)
    small.project("P3")
    small.stage("P3", on="2022-05-01")
    small.plan(STARTED, 8)
    against = ("--against", "yoy", "--against", "plan", "--against", "schedule")
    status, out, _err = said("figure", STARTED, "2023-11", *against)
    assert status == 0
    assert out.splitlines()[-3:] == [
        "与上年同期：增长100.0%",
        "与年度计划：完成年度计划的25.0%",
        "时序进度：慢于时序进度66.7个百分点",
    ]
    told = printed(said, "figure", STARTED, "2023-11", *against)["comparisons"]
    assert told[0] == {
        "basis": "yoy",
        "value": "100",
        "unit": "%",
        "display": "增长100.0%",
        "state": "value",
        "base": "1",
    }
    assert [each["basis"] for each in told] == ["yoy", "plan", "schedule"]


def test_all_figures_are_set_against_what_their_nature_allows(small, said):
    small.project("P3")
    small.stage("P3", on="2022-05-01")
    against = ("--against", "yoy", "--against", "plan")
    status, out, _err = said("figures", "2023-11", *against)
    assert status == 0
    (line,) = [line for line in out.splitlines() if f" {STARTED} " in line]
    assert "增长" in line
    told = {each["code"]: each for each in printed(said, "figures", "2023-11", *against)["figures"]}
    bases = {code: [each["basis"] for each in one["comparisons"]] for code, one in told.items()}
    assert bases[STARTED] == ["yoy", "plan"]
    assert bases["IND-FUR-5G-STATIONS"] == []
    status, _out, err = said("figures", "2023-11", "--audience", "public", *against)
    assert status == 2
    assert "--against" in err


def test_month_on_month_is_refused_with_the_reason(small, said):
    status, _out, err = said("figure", STARTED, "2023-11", "--against", "month-on-month")
    assert status == 2
    assert "环比" in err or "上月" in err


def test_what_is_protected_is_not_set_against_anything_for_the_public(small, said):
    public = ("--audience", "public", "--against", "yoy")
    status, _out, err = said("figure", "IND-FRM-REVENUE", "2023-11", *public)
    assert status == 2
    assert "--against" in err
