"""What a reach is made of: limits that narrow each other, units inside units, and everyone."""

from dataclasses import replace

import pytest
from tests.access.cast import build_city, reached_in_sql
from tests.access.oracle import CITY, DECHENG, NINGJIN, PLACES, RELATIONS, ZONE

from chainchief.access import policy
from chainchief.access.reach import contained_in
from chainchief.access.rules import EVERYONE, Rule, Whose
from chainchief.access.table import load
from chainchief.access.viewers import HeldRole, Viewer
from chainchief.core.looked_up import lookups_kept
from chainchief.ledger import changelog
from chainchief.ledger.kinds.division.models import Division

SEE = frozenset({"see"}), frozenset({"county"})


@pytest.fixture
def city(ledger):
    build_city()


@pytest.fixture
def ruled_by(monkeypatch):
    """Puts these rules alone into force."""
    return lambda *rules: monkeypatch.setattr(policy, "table", lambda: replace(load(), rules=rules))


def reached(*held):
    """The relations of the records that are reached, told alike in SQL and for their codes."""
    reach = policy.reach(Viewer("someone", held), "see", "county")
    found = {each for each in RELATIONS if reach.covers(PLACES[each].codes)}
    assert reached_in_sql(reach) == found
    return found


def test_the_other_limits_of_a_grant_narrow_what_a_rule_opens(city, ruled_by):
    ruled_by(Rule("county", *SEE, Whose.OWN_DIVISION))
    assert reached(HeldRole("county", CITY)) == {"own", "sibling", "below", "above"}
    assert reached(HeldRole("county", CITY, chain="NEW-IT")) == {"sibling", "below", "above"}
    assert reached(HeldRole("county", CITY, chain="NEW-IT", organisation="ORG-1")) == set()
    assert reached(HeldRole("county", CITY, enterprise="QY-1")) == {"own"}


def test_two_grants_reach_what_either_of_them_does(city, ruled_by):
    ruled_by(Rule("county", *SEE, Whose.OWN_DIVISION), Rule("chief", *SEE, Whose.OWN_CHAIN))
    both = reached(HeldRole("county", NINGJIN), HeldRole("chief", chain="FOOD"))
    assert both == {"sibling", "own"}


def test_a_limit_held_in_one_role_does_not_count_in_another(city, ruled_by):
    ruled_by(Rule("chief", *SEE, Whose.OWN_CHAIN))
    assert reached(HeldRole("county", chain="FOOD"), HeldRole("chief")) == set()


def test_what_a_rule_opens_to_all_is_not_narrowed(city, ruled_by):
    ruled_by(Rule("county", *SEE, Whose.ALL))
    assert reached(HeldRole("county", DECHENG, "FOOD")) == set(RELATIONS)


def test_a_rule_for_everyones_own_holds_for_every_role_with_that_limit(city, ruled_by):
    ruled_by(Rule(EVERYONE, *SEE, Whose.OWN_CHAIN))
    assert reached(HeldRole("reader", chain="FOOD")) == {"own"}
    assert reached(HeldRole("county", DECHENG)) == set()
    assert reached() == set()


def test_nothing_is_told_apart_from_some_and_from_everything(ruled_by):
    ruled_by(Rule("county", *SEE, Whose.OWN_DIVISION), Rule("chain-office", *SEE, Whose.ALL))
    for held, everything, nothing in (
        (HeldRole("chain-office"), True, False),
        (HeldRole("county", DECHENG), False, False),
        (HeldRole("county"), False, True),
        (HeldRole("reader"), False, True),
    ):
        reach = policy.reach(Viewer("someone", (held,)), "see", "county")
        assert (reach.everything, reach.nothing) == (everything, nothing)


def test_a_unit_holds_all_that_lies_in_it_however_deep(city):
    with changelog.acting("clerk", "deeper"):
        Division.objects.create(code="371472", name="片区", level="zone", parent_id=ZONE)
        Division.objects.create(code="371473", name="园区", level="zone", parent_id="371472")
        Division.objects.create(code="370000", name="山东省", level="province")
        Division.objects.filter(code=CITY).update(parent_id="370000", version=2)
    inside = {DECHENG, NINGJIN, ZONE, "371472", "371473"}
    assert contained_in(CITY) == inside
    assert contained_in("370000") == inside | {CITY}
    assert contained_in("371473") == set()
    assert contained_in("") == set()


def test_units_that_lie_in_each_other_come_to_an_end(city):
    Division.objects.filter(code=DECHENG).update(parent_id=ZONE, version=2)
    assert contained_in(DECHENG) == {DECHENG, ZONE}


def test_what_a_page_keeps_of_its_units_ends_with_it(city):
    with lookups_kept():
        assert contained_in(DECHENG) == {ZONE}
        Division.objects.filter(code=ZONE).update(parent_id=NINGJIN, version=2)
        assert contained_in(DECHENG) == {ZONE}
    assert contained_in(DECHENG) == set()
