"""What firms report of their months, and the sales between them, as a snapshot has them."""

from collections import Counter

import pyarrow.parquet as pq
import pytest

from chainchief.demo.build import DEFAULT_SEED, SALES
from chainchief.demo.city import load
from chainchief.demo.firm_data import chains
from chainchief.demo.world import scene_of
from chainchief.lake.snapshots import making

IN_2023 = 2023


def rows(name, label="2023-11r1"):
    return pq.read_table(making.open_snapshot(label).path(name)).to_pylist()


def test_firms_sell_along_the_links_of_their_chains(city):
    """All but what chains buy from one another: packaging, transport, machines."""
    with city(scale=1.0):
        sold = [row for row in rows("supply_link") if row["year"] == IN_2023]
    scene = scene_of(load(), {}, DEFAULT_SEED, 1.0)
    placed, firms = chains.placed(scene), {firm.code: firm for firm in scene.firms}
    along = [row for row in sold if row["product"]]
    assert len(along) > len(sold) / 2
    for row in along:
        named = {segment.name: segment for segment, _ in placed.inputs(firms[row["buyer"]])}
        assert row["product"] in named
        if row["supplier"]:
            assert placed.firms[row["supplier"]].name == row["product"]
            assert firms[row["supplier"]].chain == firms[row["buyer"]].chain


def test_some_sales_are_uncertain_and_some_suppliers_from_elsewhere(city):
    with city(seed=5, turn=1):
        sold = rows("supply_link")
    uncertain = [row for row in sold if row["confidence"] < 1_000_000]
    assert 0.1 < len(uncertain) / len(sold) < 0.3
    assert 0 < len([row for row in sold if not row["supplier"]]) < len(sold) / 2
    assert {row["year"] for row in sold} == set(SALES.values())


def test_no_firm_buys_or_sells_beyond_its_revenue(city):
    with city(seed=5, turn=1):
        sold = [row for row in rows("supply_link") if row["year"] == IN_2023]
    sales, purchases = Counter(), Counter()
    for row in sold:
        assert row["amount"] > 0
        assert row["supplier"] != row["buyer"]
        sales[row["supplier"]] += row["amount"]
        purchases[row["buyer"]] += row["amount"]
    for firm in scene_of(load(0.1), {}, 5, 0.1).firms:
        assert sales[firm.code] <= firm.revenue
        assert purchases[firm.code] <= firm.revenue


@pytest.mark.parametrize("label", ["2022-12r1", "2023-06r1", "2023-11r1"])
def test_a_closed_month_holds_no_month_after_it(city, label):
    with city(seed=5, turn=1):
        months = {row["month"] for row in rows("firm_month", label)}
    assert max(months) == label[:7]
    assert min(months) == "2022-01"


def test_some_reports_of_a_month_come_late_and_some_never(city):
    with city(scale=1.0):
        june = {r["enterprise"] for r in rows("firm_month", "2023-06r1") if r["month"] == "2023-06"}
        later = {r["enterprise"] for r in rows("firm_month") if r["month"] == "2023-06"}
        may = {r["enterprise"] for r in rows("firm_month") if r["month"] == "2023-05"}
    assert june < later
    assert may - later


def test_losses_turn_to_profits_and_profits_to_losses(city):
    with city(scale=1.0):
        profit = {(r["enterprise"], r["month"]): r["profit"] for r in rows("firm_month")}
    both = [
        (profit[firm, "2022-11"], now)
        for (firm, month), now in profit.items()
        if month == "2023-11" and (firm, "2022-11") in profit
    ]
    assert any(before < 0 < now for before, now in both)
    assert any(now < 0 < before for before, now in both)
