"""Names that a person of the field would believe, and that nobody real bears."""

from collections import Counter

from tests.demo.test_every_kind_at_every_scale import made

from chainchief.demo import names
from chainchief.demo.chance import Chance
from chainchief.demo.city import load
from chainchief.demo.firms import firms_of


def test_a_firm_is_called_after_its_county_a_word_and_its_trade():
    chance = Chance(1, "x")
    name = names.firm("德城区", "云岫", ["精密机械"], chance)
    assert name.startswith("示例德城云岫精密机械")
    assert name.endswith("有限公司")
    assert names.of_unit("天衢新区") == "天衢"
    told = {names.firm("齐河县", "星舟", ["生物科技"], Chance(n, "x")) for n in range(40)}
    assert told == {"示例齐河星舟生物科技有限公司", "示例齐河星舟生物科技股份有限公司"}


def test_words_of_a_place_come_once_and_then_with_a_numeral():
    words = names.Words(Chance(1, "words"))
    given = [words.next_in("371402") for _ in range(900)]
    assert len(set(given)) == 900
    assert {len(word) for word in given[:400]} == {2}
    assert given[400] == given[0] + "二"
    assert words.next_in("371403") != given[0]


def test_a_branch_bears_the_name_of_its_firm_in_another_unit():
    firms = {firm.code: firm for firm in firms_of(load(), 4)}
    branches = [firm for firm in firms.values() if firm.branch_of]
    assert len(branches) > 30
    for branch in branches:
        parent = firms[branch.branch_of]
        assert branch.name == f"{parent.name}{names.of_unit(branch.unit.name)}分公司"
        assert (branch.chain, parent.branch_of) == (parent.chain, None)
        assert branch.unit is not parent.unit


def test_bodies_and_people_have_names_of_their_own():
    records = made(1.0, 5)
    for kind in ("organisation", "enterprise", "person"):
        told = Counter(each.values["name"] for each in records if each.kind == kind)
        assert [name for name, times in told.items() if times > 1] == []
    assert names.headquarters(1) == "示例星岫集团总部"
    assert names.headquarters(401) == "示例星岫二集团总部"
    assert names.institute(0) == "示例岫云大学"


def test_a_difficulty_is_the_matter_of_the_department_that_hosts_it():
    hosts = {}
    for each in made(1.0, 5):
        if each.kind == "difficulty":
            hosts.setdefault(each.values["category"], set()).add(each.values["host"])
    assert hosts["land"] == {"ORG-DEPT-ZR"}
    assert hosts["labour"] == {"ORG-DEPT-RS"}
    assert hosts["finance"] == {"ORG-DEPT-JR"}
    assert {len(each) for each in hosts.values()} == {1}


def test_stations_of_the_counties_add_up_to_the_number_that_was_handed_over():
    """1.1万个 in November; the zone's are within those of its county."""
    told = Counter()
    of = {}
    for each in made(1.0, 5):
        if each.kind == "infrastructure_count":
            at = each.values["division"], each.values["operator"], each.values["month"]
            of[at] = each.values["quantity"]
            if each.values["division"] != "371490":
                told[each.values["month"]] += each.values["quantity"]
    assert told == {"2023-03": 9480, "2023-06": 10030, "2023-09": 10610, "2023-11": 11020}
    for (unit, operator, month), quantity in of.items():
        if unit == "371490":
            assert 0 < quantity < of["371402", operator, month]


def test_a_trip_went_where_those_are_who_were_called_on():
    records = made(1.0, 5)
    places = {e.code: e.values["place"] for e in records if e.kind == "organisation"}
    calls = {}
    for each in records:
        if each.kind == "visited_organisation":
            calls.setdefault(each.values["visit"], []).append(each.values["organisation"])
    trips = [e for e in records if e.kind == "visit" and e.values["form"] == "outing"]
    assert all(e.values["destination"] in e.values["name"] for e in trips)
    for each in trips:
        if each.code in calls:
            assert each.values["destination"] == places[calls[each.code][0]]
