"""Scope in SQL: the cast of a city looks at the same projects."""

import datetime as dt

import pytest

from chainchief.access import policy
from chainchief.access.faults import NotAllowedError
from chainchief.access.models import Account
from chainchief.access.policy import allowed, covers, require, visible
from chainchief.access.scopes import NoScope, ScopeCodes, Scopes
from chainchief.access.viewers import HeldRole, Viewer, viewer_at_this_machine, viewer_of
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.core.looked_up import lookups_kept
from chainchief.ledger.kinds.chain.models import Chain
from chainchief.ledger.kinds.division.models import Division
from chainchief.ledger.kinds.project.models import Project

OFFICE = Viewer("链办", (HeldRole("chain-office"),))
COUNTY = Viewer("德城", (HeldRole("county", division="371402"),))
OTHER = Viewer("宁津", (HeldRole("county", division="371422"),))
CHIEF = Viewer("链长", (HeldRole("chief", chain="FOOD"),))
FIRM = Viewer("企业", (HeldRole("firm", enterprise="E1"),))
READER = Viewer("读者", (HeldRole("reader"),))
SYSTEM = Viewer("系统", (HeldRole("system-admin"),))
NOBODY = Viewer("无", ())
PROJECT = Scopes("division_id", "chain_id", "enterprise_id", NoScope("it is of no office"))


@pytest.fixture
def city(db):
    Division.objects.create(code="371400", name="德州市", level="city")
    for code, name, level, parent in (
        ("371402", "德城区", "county", "371400"),
        ("371422", "宁津县", "county", "371400"),
        ("371471", "天衢新区", "zone", "371402"),
    ):
        Division.objects.create(code=code, name=name, level=level, parent_id=parent)
    for code in ("FOOD", "NEW-IT"):
        Chain.objects.create(code=code, name=code)
    for code, division, chain in (
        ("P1", "371402", "FOOD"),
        ("P2", "371471", "NEW-IT"),
        ("P3", "371422", "FOOD"),
        ("P4", "371400", None),
    ):
        Project.objects.create(code=code, name=code, division_id=division, chain_id=chain)


def seen(viewer, **options):
    rows = visible(
        Project.objects.order_by("code"),
        viewer=viewer,
        policy_class="county",
        scopes=PROJECT,
        **options,
    )
    return [project.code for project in rows]


@pytest.mark.parametrize(
    ("viewer", "codes"),
    [
        (OFFICE, ["P1", "P2", "P3", "P4"]),
        (COUNTY, ["P1", "P2"]),
        (OTHER, ["P3"]),
        (CHIEF, ["P1", "P3"]),
        (FIRM, []),
        (READER, []),
        (SYSTEM, []),
        (NOBODY, []),
    ],
    ids=lambda value: value.name if isinstance(value, Viewer) else "",
)
def test_each_of_the_cast_sees_its_own(city, viewer, codes):
    assert seen(viewer) == codes


def test_a_chief_may_look_but_not_enter(city):
    assert seen(CHIEF, verb="enter") == []
    assert not allowed(CHIEF, "enter", "county")


def test_a_county_role_without_a_division_reaches_nothing(city):
    assert seen(Viewer("漏填", (HeldRole("county"),))) == []


def test_scope_is_decided_in_sql_after_one_look_at_the_units(city, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(seen(COUNTY)) == 2
    with django_assert_num_queries(1):
        assert len(seen(CHIEF)) == 2


def test_the_units_are_looked_up_once_for_a_reach(city, django_assert_num_queries):
    reach = policy.reach(COUNTY, "see", "county")
    with django_assert_num_queries(1):
        assert [reach.covers(place(code)) for code in ("371402", "371471", "371422")] == [
            True,
            True,
            False,
        ]
        reach.q(PROJECT)


def test_a_page_looks_the_units_up_once_for_all_its_reaches(city, django_assert_num_queries):
    with lookups_kept(), django_assert_num_queries(3):
        assert seen(COUNTY) == seen(COUNTY)


def test_what_a_page_kept_is_forgotten_after_it(city):
    with lookups_kept():
        assert seen(COUNTY) == ["P1", "P2"]
    Division.objects.filter(code="371471").update(parent_id="371422", version=2)
    assert seen(COUNTY) == ["P1"]


def test_what_is_not_allowed_says_who_and_what(db):
    with speaking(ENGLISH), pytest.raises(NotAllowedError, match="may not close months"):
        require(COUNTY, "close", "months")
    require(OFFICE, "close", "months")


@pytest.mark.parametrize(
    ("on", "roles"),
    [
        (dt.date(2023, 1, 31), set()),
        (dt.date(2023, 2, 1), {"county"}),
        (dt.date(2023, 10, 31), {"county"}),
        (dt.date(2023, 11, 1), set()),
    ],
)
def test_a_grant_holds_from_its_first_to_its_last_day(db, on, roles):
    account = Account.objects.create(username="zhang")
    account.grants.create(
        role="county",
        division="371402",
        valid_from=dt.date(2023, 2, 1),
        valid_to=dt.date(2023, 10, 31),
        decision="approved",
    )
    assert viewer_of(account, on).roles == roles


def test_a_disabled_account_holds_nothing(db):
    account = Account.objects.create(username="li", is_active=False)
    account.grants.create(role="reader", valid_from=dt.date(2023, 1, 1))
    assert viewer_of(account, dt.date(2023, 6, 1)).held == ()


def test_there_is_no_password_by_default(db):
    assert not Account.objects.create(username="wang").has_usable_password()


def test_whoever_works_at_this_machine_is_its_administrator_unless_set(db, monkeypatch):
    assert viewer_at_this_machine("王敏").roles == {"machine-admin"}
    monkeypatch.setenv("CHAINCHIEF_ROLE", "county")
    monkeypatch.setenv("CHAINCHIEF_DIVISION", "371402")
    assert viewer_at_this_machine("王敏").held == (HeldRole("county", "371402"),)


def place(division=None, chain=None):
    """The codes of a record that stands there; "" is nowhere, None is not known."""
    return ScopeCodes(*(c if c is None else frozenset({c} - {""}) for c in (division, chain)))


def test_a_place_is_within_the_reach_of_whoever_may_see_what_stands_there(city):
    assert covers(OFFICE, "county", place("", ""))
    assert covers(COUNTY, "county", place("371402", ""))
    assert covers(COUNTY, "county", place("371471", "NEW-IT"))
    assert not covers(COUNTY, "county", place("371422", "FOOD"))
    assert not covers(COUNTY, "county", place("", ""))
    assert covers(CHIEF, "county", place("371422", "FOOD"))
    assert not covers(CHIEF, "county", place("371402", ""))
    assert not covers(READER, "county", place("371402", "FOOD"))


def test_what_is_not_known_of_a_place_does_not_decide(city):
    assert covers(COUNTY, "county", place(None, "FOOD"))
    assert covers(CHIEF, "county", place("371422", None))
    assert not covers(SYSTEM, "county", place(None, None))
    assert not covers(Viewer("漏填", (HeldRole("county"),)), "county", place(None, None))
