"""Records are found in groups, the best first, on both databases alike."""

import pytest
from benchmarks.clerk import clerk
from tests.search import town

from chainchief.ledger.actions import apply_change_set, withdraw
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.registers import register_of
from chainchief.search.finding import MOST, find


@pytest.fixture
def city(any_ledger):
    town.build()
    return any_ledger


def titles(text, group=None):
    groups = find(text, clerk()).groups
    if group:
        return [hit.title for hit in groups[group].best] if group in groups else []
    return {hit.title for hits in groups.values() for hit in hits.best}


def rename(kind, code, name):
    row = register_of(kind).model._default_manager.get(code=code)
    changes = ChangeSet(revisions=(Revision(kind, row.uid, row.version, {"name": name}),))
    apply_change_set(changes, viewer=clerk(), reason="更名")


def test_characters_find_names_grouped_by_kind(city):
    groups = find("华信", clerk()).groups
    assert {name: hits.count for name, hits in groups.items()} == {
        "enterprise": 2,
        "project": 2,
        "person": 1,
        "other": 2,
    }


def test_the_whole_code_comes_before_names_and_sounds(city):
    town.create(("project", "HX", {"name": "某项目", "division": town.EAST}))
    assert titles("hx", "project")[0] == "某项目"


def test_a_name_that_begins_so_comes_before_one_that_holds_it(city):
    assert titles("华信", "project") == ["华信5G原料药基地", "单县华信铸造项目"]


def test_pinyin_initials_and_second_readings_find(city):
    assert titles("huaxin", "person") == ["曾华信"]
    assert titles("zhx", "person") == titles("chx", "person") == ["曾华信"]
    assert titles("swyy", "chain") == ["生物医药产业链"]


def test_the_short_name_and_the_credit_code_find(city):
    assert titles("医药链", "chain") == ["生物医药产业链"]
    town.create(
        (
            "enterprise",
            "QY-9",
            {"name": "有代码的厂", "division": town.EAST, "credit_code": "91371700MA3C0FUW5U"},
        )
    )
    assert titles("91371700MA3C", "enterprise") == ["有代码的厂"]


def test_a_record_is_found_by_the_name_it_had_and_says_so(city):
    rename("project", "XM-001", "康宁原料药基地")
    (hit,) = find("5G原料", clerk()).groups["project"].best
    assert (hit.title, hit.former) == ("康宁原料药基地", "华信5G原料药基地")
    (hit,) = find("康宁", clerk()).groups["project"].best
    assert hit.former == ""


def test_a_withdrawn_record_is_found_after_those_in_force(city):
    project = register_of("project").model._default_manager.get(code="XM-001")
    withdraw("project", project.uid, project.version, viewer=clerk(), reason="重复登记")
    found = find("华信", clerk()).groups["project"].best
    assert [(hit.code, hit.is_current) for hit in found] == [("XM-002", True), ("XM-001", False)]


def test_of_very_many_it_is_said_that_there_are_more_and_the_best_is_still_first(city):
    town.create(
        *(
            ("project", f"ZZ-{number:04d}", {"name": f"扩建华信{number}期", "division": town.EAST})
            for number in range(MOST + 50)
        )
    )
    hits = find("华信", clerk()).groups["project"]
    assert hits.is_more
    assert hits.count == MOST
    assert hits.best[0].title == "华信5G原料药基地"


@pytest.mark.parametrize("text", ["", " ", "-", "'", '"', "* OR", "\\", "华'信", "华&|!:*信", "\0"])
def test_no_text_is_a_fault(city, text):
    find(text, clerk())


def test_the_condition_for_a_list_finds_the_same_records(city):
    from chainchief.search.finding import matching
    from chainchief.search.index.following import catch_up

    catch_up()
    for text in ("华信", "hx", "XM-00", "华信5G", "单县华信 铸造"):
        found = matching(text, "project")
        assert {entry.code for entry in found} == {
            hit.code for hit in find(text, clerk()).groups["project"].best
        }
        rows = register_of("project").model._default_manager.filter(uid__in=found.values("uid"))
        assert rows.count() == len(found)
    assert matching("--", "project") is None
