"""A month closed again after rows of feeds came in: they are told as what they are."""

import pytest

from chainchief.cli.main import run
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.dispatch import differences
from chainchief.lake.feeds.declared import FEEDS

BASIS = ("--basis", "统计法")


@pytest.fixture
def do(ledger, tmp_path, capsys):
    """Run a command; a `{file}` in it is a CSV of the lines given. What it printed."""

    def done(*words, csv="", status=0):
        file = tmp_path / f"{len(list(tmp_path.iterdir()))}.csv"
        file.write_text(csv, encoding="utf-8")
        assert run([str(file) if word == "FILE" else word for word in words]) == status
        return capsys.readouterr().out

    return done


@pytest.fixture
def closed(do):
    """A city with one firm, whose figures up to October came in before the closing."""
    do(
        *("import", "division", "FILE"),
        csv="code,name,level,parent\n370700,示例市,city,\n370711,甲区,county,370700\n",
    )
    do("import", "enterprise", "FILE", csv="code,name,division\nE1,示例企业,370711\n")
    do("feed", "firm-month", "FILE", *BASIS, csv="enterprise,month,revenue\nE1,2023-10,100\n")
    do("close", "2023-11")
    do("reopen", "2023-11", "--reason", "补数")
    return do


def again(do):
    return do("close", "2023-11").splitlines()


def test_late_rows_of_a_feed_are_listed_with_firm_and_month(closed):
    closed("feed", "firm-month", "FILE", *BASIS, csv="enterprise,month,revenue\nE1,2023-11,110\n")
    assert again(closed)[-1] == "  迟报：企业月度数据（1月起累计），E1 示例企业 2023-11"


def test_a_corrected_row_is_told_with_old_and_new(closed):
    closed("feed", "firm-month", "FILE", *BASIS, csv="enterprise,month,revenue\nE1,2023-10,90\n")
    line = again(closed)[-1]
    assert line.startswith("  更正：企业月度数据（1月起累计），E1 示例企业 2023-10; ")
    assert "revenue 100000000 → 90000000" in line


def test_a_renamed_firm_renames_the_rows_of_its_feeds(closed):
    closed("import", "enterprise", "FILE", csv="code,name,division\nE1,示例企业改名,370711\n")
    told = "\n".join(again(closed))
    assert "企业月度数据（1月起累计），E1 示例企业改名 2023-10" in told


def test_sales_between_firms_are_told_with_their_year(closed):
    sale = "supplier,buyer_name,year,amount\nE1,外地买家,2023,5\n"
    closed("feed", "supply-link", "FILE", *BASIS, csv=sale)
    with speaking(ENGLISH):
        told = "\n".join(again(closed))
    assert (
        "late arrival: sales from one firm to another in a year, E1 示例企业 外地买家 2023" in told
    )


@pytest.mark.parametrize("feed", FEEDS.values(), ids=lambda feed: feed.name)
def test_every_feed_has_a_name_for_people(feed):
    assert differences.kind_name(feed.table) != feed.table


def test_a_closing_kept_before_rows_had_a_key_is_still_told():
    from chainchief.cli.ledger.months import _record_line

    kept = {"row_kind": "project", "cause": "correction", "columns": {"invested": [1, 2]}}
    line = _record_line([{**kept, "entity_code": "P1", "entity_name": "甲"}])
    assert line.endswith("P1 甲; invested 1 → 2")
