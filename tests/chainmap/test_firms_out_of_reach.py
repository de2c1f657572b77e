"""Who sees some of the firms is told what these say, and nothing of the others."""

import datetime as dt
from dataclasses import replace

from tests.chainmap.charts import chart, presence
from tests.fixtures.viewers import office
from tests.ledger.small_city import QINGYUN

from chainchief.access.viewers import HeldRole, Viewer
from chainchief.chainmap import answers_for, answers_of, thresholds
from chainchief.chainmap.chart.ledger import read_city
from chainchief.chainmap.chart.seen import seen_by
from chainchief.chainmap.coverage.segments import Status
from chainchief.chainmap.risk.city_network import city_network

DAY = dt.date(2023, 11, 30)
COUNTY = Viewer("庆云 赵六", (HeldRole("county", division=QINGYUN),))
CHIEF = Viewer("链长", (HeldRole("chief", chain="NEW-IT"),))
READER = Viewer("读者", (HeldRole("reader"),))


def test_what_is_strong_by_the_firms_seen_is_strong_and_all_else_is_not_known():
    whole = chart("a b c", presences=[presence("F", "a"), presence("G", "a"), presence("F", "b")])
    status = {
        each.segment.code: each.status
        for each in answers_of(replace(whole, is_partial=True), thresholds()).coverage
    }
    assert status == {"a": Status.STRONG, "b": Status.UNKNOWN, "c": Status.UNKNOWN}


def test_what_is_not_known_is_no_gap():
    part = replace(chart("a b", ["a>b"]), is_partial=True)
    assert answers_of(part, thresholds()).gaps == ()


def test_a_county_sees_its_own_firms_and_that_there_are_others(small_chain):
    seen = answers_for("NEW-IT", DAY, COUNTY)
    assert {each.firm for each in seen.chart.presences} == {"E02", "E03"}
    assert seen.chart.is_partial
    assert "工具厂" not in str(seen.chart)
    assert (
        seen.segment("NEW-IT/TOOL" if "NEW-IT/TOOL" in seen.chart.by_code else "TOOL").status
        is Status.UNKNOWN
    )


def test_the_chief_of_the_chain_and_the_office_see_all_of_it(small_chain):
    for viewer in (CHIEF, office("链办")):
        assert not answers_for("NEW-IT", DAY, viewer).chart.is_partial


def test_the_city_seen_is_the_city_read_for_that_viewer(small_chain):
    whole = read_city(DAY)
    for viewer in (COUNTY, CHIEF, READER, office("链办")):
        seen, read = seen_by(whole, viewer), read_city(DAY, viewer)
        assert seen.chart("NEW-IT") == read.chart("NEW-IT"), viewer.name
        assert seen.firms == read.firms
        assert seen.links == read.links


def test_the_network_of_a_county_names_no_firm_out_of_its_reach(small_chain):
    made = city_network(read_city(DAY, COUNTY))
    assert made is not None
    assert "工具厂" not in made.names.values()
    assert "E01" not in made.names.values()
    assert "铸造厂" in made.names.values()


def test_of_a_firm_known_by_its_role_alone_a_list_has_the_name_and_no_figures(small_chain):
    from chainchief.chainmap.lists.layouts import list_preset
    from chainchief.chainmap.lists.rows import lists_of
    from chainchief.ledger.kinds.enterprise.models import Enterprise

    Enterprise.objects.filter(code="E03").update(chain_id=None, version=2)
    answers = answers_for("NEW-IT", DAY, CHIEF)
    leaders = lists_of(list_preset("shandong-2022"), answers, (), CHIEF)[0].rows
    assert [row.cells["name"] for row in leaders] == ["机床厂"]
    assert "revenue" not in leaders[0].cells
