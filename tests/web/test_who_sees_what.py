"""Pages obey the policy table: every address is in it, and a role reaches its own cells alone."""

import pytest
from django.urls import URLPattern, get_resolver
from tests.fixtures.accounts import sign_in
from tests.web.town import CITY, RIVER, SOUTH, ZONE

from chainchief.access import policy
from chainchief.access.viewers import HeldRole, Viewer
from chainchief.indicators.compute.divisions import Territory
from chainchief.indicators.figures import Scope
from chainchief.indicators.reach import first_scope, reaches

TERRITORY = Territory(
    names={CITY: "演示市", SOUTH: "南城区", RIVER: "临河县", ZONE: "天渠新区"},
    levels={},
    containing={
        CITY: frozenset({CITY}),
        SOUTH: frozenset({SOUTH, CITY}),
        RIVER: frozenset({RIVER, CITY}),
        ZONE: frozenset({ZONE, SOUTH, CITY}),
    },
    chains={"BIO": "生物制造", "EQUIP": "高端装备"},
    root=CITY,
)


def viewer(role, **limits):
    return Viewer("someone", (HeldRole(role, **limits),))


def addresses():
    return [route.name for route in get_resolver().url_patterns if isinstance(route, URLPattern)]


def test_every_address_is_in_the_policy_table():
    assert addresses()
    assert [name for name in addresses() if name not in policy.table().routes] == []


def test_the_policy_table_lists_no_address_that_is_gone():
    assert [name for name in policy.table().routes if name not in addresses()] == []


def test_an_address_outside_the_table_answers_nobody(reader, monkeypatch):
    table = policy.table()
    monkeypatch.setattr(
        policy,
        "table",
        lambda: type(table)(table.roles, table.classes, table.verbs, table.rules, {}),
    )
    assert reader.get("/figures/").status_code == 403


def test_the_chain_office_reaches_every_cell():
    office = viewer("chain-office")
    assert reaches(office, Scope(CITY), TERRITORY)
    assert reaches(office, Scope(RIVER, "BIO"), TERRITORY)


def test_a_county_reaches_its_own_unit_and_what_lies_in_it():
    county = viewer("county", division=SOUTH)
    assert reaches(county, Scope(SOUTH), TERRITORY)
    assert reaches(county, Scope(ZONE, "BIO"), TERRITORY)
    assert not reaches(county, Scope(RIVER), TERRITORY)
    assert not reaches(county, Scope(CITY), TERRITORY)


def test_a_chief_reaches_the_own_chain_everywhere():
    chief = viewer("chief", chain="BIO")
    assert reaches(chief, Scope(CITY, "BIO"), TERRITORY)
    assert reaches(chief, Scope(RIVER, "BIO"), TERRITORY)
    assert not reaches(chief, Scope(CITY, "EQUIP"), TERRITORY)
    assert not reaches(chief, Scope(CITY), TERRITORY)


def test_a_role_without_its_limit_reaches_nothing():
    assert not reaches(viewer("county"), Scope(SOUTH), TERRITORY)
    assert not reaches(viewer("chief"), Scope(CITY), TERRITORY)


def test_a_page_begins_with_a_cell_that_is_open():
    assert first_scope(viewer("chain-office"), TERRITORY) == Scope(CITY)
    assert first_scope(viewer("county", division=RIVER), TERRITORY) == Scope(RIVER)
    assert first_scope(viewer("chief", chain="BIO"), TERRITORY) == Scope(CITY, "BIO")


@pytest.fixture
def county_reader(reader):
    sign_in(reader, "county", division=SOUTH)
    return reader


def test_a_county_is_offered_its_own_units_alone(county_reader):
    page = county_reader.get("/figures/").content.decode()
    assert f'value="{SOUTH}"' in page
    assert f'value="{ZONE}"' in page
    assert f'value="{RIVER}"' not in page


@pytest.mark.parametrize(
    "address", ["/figures/", "/figures/IND-PRJ-STARTED/", "/figures/IND-PRJ-STARTED/records.csv"]
)
def test_a_county_may_not_see_another_unit_by_its_address(county_reader, address):
    answer = county_reader.get(f"{address}?month=2023-11&division={RIVER}")
    assert answer.status_code == 403
    assert "无权查看" in answer.content.decode()


def test_a_task_force_sees_figures_but_may_not_export_them(reader):
    sign_in(reader, "task-force", chain="BIO")
    assert reader.get("/figures/").status_code == 200
    answer = reader.get("/figures/IND-PRJ-STARTED/records.csv?month=2023-11&chain=BIO")
    assert answer.status_code == 403


def test_administrators_see_no_business_data(reader):
    sign_in(reader, "system-admin")
    assert reader.get("/figures/").status_code == 403
