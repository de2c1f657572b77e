"""A feed's file is checked cell by cell; it comes in whole, or not at all."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.fixtures.viewers import office
from tests.intake.records import enter

from chainchief.cli.main import run
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import speaking
from chainchief.intake.feeds.taking import take_feed
from chainchief.lake.engines.engine import duckdb_engine
from chainchief.lake.engines.results import declared_columns
from chainchief.lake.feeds import batches
from chainchief.lake.feeds.declared import FEEDS, feed_named
from chainchief.lake.models import FeedBatch
from chainchief.lake.snapshots import making
from chainchief.lake.snapshots import verification as lake
from chainchief.ledger import changelog
from chainchief.ledger.actions import withdraw
from chainchief.ledger.kinds.enterprise.models import Enterprise

MONTHS = "enterprise,month,output,revenue,costs,profit,tax,electricity,employees\n"
LINKS = "supplier,supplier_name,buyer,buyer_name,year,amount,confidence,product\n"


@pytest.fixture
def firms(city):
    enter(
        "enterprise",
        {"code": "E02", "name": "夏津纺织有限公司", "division": "371426", "chain": "NEW-IT"},
        {"code": "E03", "name": "平原化工有限公司", "division": "371426"},
    )


@pytest.fixture
def feed(firms, tmp_path):
    def fed(name, text, encoding="utf-8", **options):
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding=encoding)
        wanted = {"viewer": office("统计科"), "legal_basis": "统计法第九条数据使用协议", **options}
        return take_feed(name, path, **wanted)

    return fed


def rows(table, snapshot=None):
    """What a snapshot says of a feed."""
    engine = duckdb_engine()
    relation = engine.relation(snapshot or making.working(), table)
    query = f"SELECT * FROM {relation} ORDER BY entity_code"
    return engine.query(query, declared_columns(table)).to_pylist()


def test_amounts_become_exact_steps_with_the_firms_unit_and_chain(feed):
    result = feed("firm-month", MONTHS + "E02,2023-11,1200.5,1100,900,-30.25,12,88.1,120\n")
    assert (result.rows, result.batch.number, result.faults) == (1, 1, ())
    (row,) = rows("firm_month")
    assert {name: row[name] for name in ("output", "profit", "electricity", "employees")} == {
        "output": 1_200_500_000,
        "profit": -30_250_000,
        "electricity": 881_000,
        "employees": 120,
    }
    assert (row["division"], row["chain"], row["entity_code"]) == ("371426", "NEW-IT", "E02")
    assert row["entity_uid"] == str(Enterprise.objects.get(code="E02").uid)


def test_what_is_blank_stays_unknown(feed):
    feed("firm-month", "enterprise,month,output\nE01,2023-11,\n")
    (row,) = rows("firm_month")
    assert row["output"] is None
    assert row["revenue"] is None


def test_a_later_batch_replaces_only_the_keys_that_it_names(feed):
    feed("firm-month", MONTHS + "E01,2023-11,10,,,,,,\nE02,2023-11,20,,,,,,\n")
    feed("firm-month", MONTHS + "E02,2023-11,25,,,,,,\n")
    assert [(row["entity_code"], row["output"]) for row in rows("firm_month")] == [
        ("E01", 10_000_000),
        ("E02", 25_000_000),
    ]


def test_a_withdrawn_batch_shows_what_was_there_before(feed):
    feed("firm-month", MONTHS + "E02,2023-11,20,,,,,,\n")
    feed("firm-month", MONTHS + "E02,2023-11,2000,,,,,,\n")
    batches.withdraw(FEEDS["firm-month"], 2, viewer=office("统计科"), reason="单位错误")
    assert [row["output"] for row in rows("firm_month")] == [20_000_000]
    with pytest.raises(WrongUseError, match="1"):
        batches.withdraw(FEEDS["firm-month"], 2, viewer=office("统计科"), reason="再撤")


def test_a_closed_snapshot_keeps_what_a_later_batch_changes(feed):
    feed("firm-month", MONTHS + "E02,2023-11,20,,,,,,\n")
    kept = making.freeze("2023-11r1")
    feed("firm-month", MONTHS + "E02,2023-11,25,,,,,,\n")
    assert rows("firm_month", kept)[0]["output"] == 20_000_000
    assert rows("firm_month")[0]["output"] == 25_000_000


def test_the_row_of_a_key_keeps_its_identifier_from_batch_to_batch(feed):
    feed("firm-month", MONTHS + "E02,2023-11,20,,,,,,\n")
    (before,) = rows("firm_month")
    feed("firm-month", MONTHS + "E02,2023-11,25,,,,,,\n")
    (after,) = rows("firm_month")
    assert before["row_uid"] == after["row_uid"]
    assert (before["row_version"], after["row_version"]) == (1, 2)


def test_rows_about_a_withdrawn_firm_are_left_out(feed):
    feed("firm-month", MONTHS + "E02,2023-11,20,,,,,,\n")
    firm = Enterprise.objects.get(code="E02")
    withdraw("enterprise", firm.uid, firm.version, viewer=office("市局"), reason="重复登记")
    assert rows("firm_month") == []


def test_a_link_counts_for_the_buyer_of_the_city_and_says_who_is_from_elsewhere(feed):
    feed(
        "supply-link",
        LINKS
        + "E01,,E02,,2023,300,80,棉纱\n"
        + ",外地硅业公司,E03,,2023,50.5,,硅料\n"
        + "E02,,,外地服装公司,2023,70,100,布\n",
    )
    found = {
        (row["supplier"] or row["supplier_name"], row["buyer"] or row["buyer_name"]): (
            row["entity_code"],
            row["supplier_local"],
            row["buyer_local"],
            row["amount"],
            row["confidence"],
        )
        for row in rows("supply_link")
    }
    assert found == {
        ("E01", "E02"): ("E02", True, True, 300_000_000, 800_000),
        ("外地硅业公司", "E03"): ("E03", False, True, 50_500_000, None),
        ("E02", "外地服装公司"): ("E02", True, False, 70_000_000, 1_000_000),
    }


FAULTS = [
    ("firm-month", MONTHS + "E9,2023-11,1,,,,,,\n", [("CHK-120", 2, "enterprise")]),
    ("firm-month", MONTHS + ",2023-11,1,,,,,,\n", [("CHK-101", 2, "enterprise")]),
    ("firm-month", MONTHS + "E01,2023-13,1,,,,,,\n", [("CHK-004", 2, "month")]),
    ("firm-month", MONTHS + "E01,2023-11,六亿,,,,,,\n", [("CHK-001", 2, "output")]),
    ("firm-month", MONTHS + "E01,2023-11,-1,,,,,,\n", [("CHK-009", 2, "output")]),
    ("firm-month", MONTHS + "E01,2023-11,0.0000001,,,,,,\n", [("CHK-002", 2, "output")]),
    ("firm-month", MONTHS + "E01,2023-11,,,,,,,1.5\n", [("CHK-007", 2, "employees")]),
    (
        "firm-month",
        MONTHS + "E01,2023-11,1,,,,,,\n\nE01,2023-11,2,,,,,,\n",
        [("CHK-235", 4, "enterprise")],
    ),
    ("firm-month", "enterprise,output\nE01,1\n", [("CHK-230", 1, "")]),
    ("firm-month", "enterprise,month,month\nE01,2023-11,2023-11\n", [("CHK-232", 1, "month")]),
    ("supply-link", LINKS + ",,E01,,2023,1,,\n", [("CHK-234", 2, "supplier")]),
    ("supply-link", LINKS + "E01,,E01,,2023,1,,\n", [("CHK-236", 2, "buyer")]),
    ("supply-link", LINKS + ",甲,,乙,2023,1,,\n", [("CHK-237", 2, "supplier")]),
    ("supply-link", LINKS + "E01,,E02,,2023,,,\n", [("CHK-101", 2, "amount")]),
]


@pytest.mark.parametrize(("name", "text", "expected"), FAULTS)
def test_each_fault_is_told_at_its_line_and_column(feed, name, text, expected):
    result = feed(name, text)
    assert [(f.code, f.place.line, f.place.column) for f in result.faults] == expected
    assert FeedBatch.objects.count() == 0


def test_all_faults_of_a_file_are_told_at_once(feed):
    result = feed("firm-month", MONTHS + "E9,2023-13,x,,,,,,\nE01,2023-11,y,,,,,,\n")
    assert sorted(fault.code for fault in result.faults) == ["CHK-001"] * 2 + ["CHK-004", "CHK-120"]


def test_a_column_that_the_feed_does_not_have_is_left_out_and_said(feed):
    result = feed("firm-month", "enterprise,month,outptu\nE01,2023-11,5\n")
    assert [warning.code for warning in result.warnings] == ["CHK-231"]
    assert result.accepted


def test_a_file_without_rows_is_no_batch(feed):
    assert [w.code for w in feed("firm-month", MONTHS).warnings] == ["CHK-218"]
    assert FeedBatch.objects.count() == 0


def test_heads_may_stand_in_the_office_language_and_in_gb18030(feed):
    with speaking("zh-hans"):
        result = feed("firm-month", "企业,月份,产值(万元)\nE01,2023-11,5\n", "gb18030")
    assert [fault.text for fault in result.faults] == []
    assert rows("firm_month")[0]["output"] == 5_000_000


def test_a_parquet_file_reads_like_a_csv(firms, tmp_path):
    table = pa.table({"enterprise": ["E01"], "month": ["2023-11"], "output": [0.1]})
    pq.write_table(table, tmp_path / "t.parquet")
    take_feed("firm-month", tmp_path / "t.parquet", viewer=office("统计科"), legal_basis="协议")
    assert rows("firm_month")[0]["output"] == 100_000


def test_a_feed_without_a_legal_basis_is_refused(feed):
    with pytest.raises(WrongUseError, match="--basis"):
        feed("firm-month", MONTHS, legal_basis=" ")


def test_the_same_file_comes_in_once(feed):
    text = MONTHS + "E01,2023-11,1,,,,,,\n"
    feed("firm-month", text)
    with pytest.raises(WrongUseError, match="--again"):
        feed("firm-month", text)
    assert feed("firm-month", text, again=True).batch.number == 2


def test_an_unknown_feed_is_told_with_those_there_are():
    with pytest.raises(WrongUseError, match="supply-link"):
        feed_named("links")


def test_verify_finds_rows_that_were_altered_or_are_gone(feed):
    batch = feed("firm-month", MONTHS + "E01,2023-11,1,,,,,,\n").batch
    assert lake.verify() == []
    path = batches.path_of(batch.content)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert [fault.code for fault in lake.verify()] == ["LAK-011"]
    path.unlink()
    assert [fault.code for fault in lake.verify()] == ["LAK-010"]


def test_the_arrival_of_a_batch_is_in_the_change_log(feed):
    feed("firm-month", MONTHS + "E01,2023-11,1,,,,,,\n")
    changelog.seal()
    FeedBatch.objects.update(legal_basis="无")
    assert "VER" in {fault.code[:3] for fault in changelog.verify()}.pop()


def test_the_command_takes_lists_and_withdraws(firms, tmp_path, capsys):
    path = tmp_path / "m.csv"
    path.write_text(MONTHS + "E01,2023-11,1,,,,,,\n", encoding="utf-8")
    with speaking("zh-hans"):
        assert run(["feed", "firm-month", str(path), "--basis", "协议", "--actor", "统计科"]) == 0
        assert capsys.readouterr().out == "已收入 1 行，为第 1 批。\n"
        assert run(["feed", "firm-month", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)[0]["basis"] == "协议"
        assert run(["feed", "firm-month", "--withdraw", "1", "--reason", "误报"]) == 0
        capsys.readouterr()
        assert run(["feed", "firm-month"]) == 0
        assert "还没有" in capsys.readouterr().out
        assert run(["feed", "firm-month", str(path)]) == 2
        assert "--basis" in capsys.readouterr().err


def test_a_faulty_file_ends_with_status_1(firms, tmp_path, capsys):
    path = tmp_path / "m.csv"
    path.write_text(MONTHS + "E9,2023-11,1,,,,,,\n", encoding="utf-8")
    with speaking("zh-hans"):
        assert run(["feed", "firm-month", str(path), "--basis", "协议"]) == 1
    assert "[CHK-120]" in capsys.readouterr().err
