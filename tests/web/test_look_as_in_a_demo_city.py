"""In a demo city anybody looks as any of its people by a click, and nowhere else."""

import json
import re

import pytest
from tests.fixtures.accounts import make_account

from chainchief.access.models import Account
from chainchief.access.viewers import HeldRole
from chainchief.core.errors import WrongUseError
from chainchief.demo import marker
from chainchief.demo.marker import Marker
from chainchief.demo.people import cast as people
from chainchief.demo.people import look_as
from chainchief.people.models import SecurityEvent

SEED = 7


@pytest.fixture
def demo(city, client):
    """A small demo city, free to change, and a client that nobody logged in with."""
    with city(scale=0.1, apart=True):
        yield client


def test_whoever_comes_is_shown_cards_and_one_click_makes_them_somebody(demo):
    assert demo.get("/figures/").headers["Location"] == "/look-as/"
    page = demo.get("/look-as/").content.decode()
    for one in people.EVERYBODY:
        assert f'value="{one.username}"' in page
    done = demo.post("/look-as/", {"as": "qihe"})
    assert (done.status_code, done.headers["Location"]) == (303, "/")
    assert demo.get("/figures/").status_code == 200
    event = SecurityEvent.objects.get(event="looked-as")
    assert event.account == "qihe"


def test_the_frame_changes_to_another_person(demo):
    demo.post("/look-as/", {"as": "qihe"})
    page = demo.get("/figures/").content.decode()
    assert '<option value="qihe" selected>' in page
    assert 'value="lianban"' in page
    demo.post("/look-as/", {"as": "lianban"})
    assert '<option value="lianban" selected>' in demo.get("/figures/").content.decode()


def test_every_kind_of_person_of_the_design_is_there_with_a_role_by_two_persons(demo):
    assert {one.role for one in people.EVERYBODY} >= {
        "chain-office",
        "chief",
        "task-force",
        "county",
        "department",
        "figure-provider",
        "statistics-reviewer",
        "press-office",
        "firm",
        "bank",
        "reader",
        "system-admin",
        "security-admin",
        "audit-admin",
    }
    for one in people.CAST:
        grant = Account.objects.get(username=one.username).grants.get()
        assert (grant.proposed_by, grant.decided_by) == ("anquan", "xitong")
    from chainchief.people import verification

    assert verification.verify() == []


def test_each_of_them_has_pages_in_the_navigation_that_answer(demo):
    for one in people.EVERYBODY:
        if one.acting_for:
            continue
        demo.post("/look-as/", {"as": one.username})
        page = demo.get("/look-as/").content.decode()
        shown = page[page.index("<nav") : page.index("</nav>")]
        addresses = re.findall(r'<a href="([^"]+)"', shown)
        assert addresses, one.username
        for address in addresses:
            assert demo.get(address).status_code == 200, (one.username, address)


def test_nobody_is_looked_as_without_the_token_of_the_form(demo):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/look-as/", {"as": "lianban"}).status_code == 403
    assert not SecurityEvent.objects.filter(event="looked-as").exists()


def test_nobody_else_than_its_people_is_looked_as(demo):
    for name in ("", "nobody", "QIHE"):
        assert demo.post("/look-as/", {"as": name}).status_code == 422
    assert "_auth_user_id" not in demo.session


def closed(client):
    """No page, no click, and the functions themselves refuse."""
    assert not look_as.is_open()
    assert look_as.people() == []
    assert client.get("/look-as/").status_code == 404
    for account in Account.objects.all():
        assert client.post("/look-as/", {"as": account.username}).status_code == 404
        with pytest.raises(WrongUseError):
            look_as.account_to_look_as(account.username)
    assert client.get("/figures/").headers["Location"].startswith("/log-in/")
    return True


def test_without_the_mark_there_is_nothing_of_it(demo):
    marker.path().unlink()
    assert closed(demo)


@pytest.mark.parametrize("text", ["", "{}", "[]", "not json", '{"seed": 1, "scale": 1.0}'])
def test_a_mark_that_is_not_of_a_whole_city_opens_nothing(demo, text):
    marker.path().write_text(text, encoding="utf-8")
    assert closed(demo)


def test_the_mark_of_another_seed_opens_nothing(demo):
    marker.write(Marker(SEED, 1.0, complete=True))
    assert closed(demo)


def test_a_mark_left_beside_a_real_ledger_opens_nothing(ledger, client):
    make_account("市链办 王敏", HeldRole("chain-office"))
    make_account("lianban", HeldRole("chain-office"))
    marker.write(Marker(SEED, 1.0, complete=True))
    assert closed(client)


def test_one_account_that_is_not_the_demos_closes_it_for_all(demo):
    assert look_as.is_open()
    make_account("zhang", HeldRole("county", division="371425"))
    assert closed(demo)


def test_who_is_made_in_a_demo_city_is_of_the_demo(demo):
    from chainchief.access.viewers import viewer_of
    from chainchief.core import clock
    from chainchief.people import accounts

    system = viewer_of(Account.objects.get(username="xitong"), clock.today())
    accounts.create("xinren", "新人", viewer=system, uid=look_as.uid_for("xinren"))
    assert look_as.is_open()


def test_who_is_disabled_is_not_looked_as(demo):
    Account.objects.filter(username="qihe").update(is_active=False)
    assert "qihe" not in [one.username for one in look_as.people()]
    assert demo.post("/look-as/", {"as": "qihe"}).status_code == 422


def test_a_session_of_it_says_so(demo):
    demo.post("/look-as/", {"as": "xitong"})
    assert demo.session["looking_as"] is True
    assert json.loads(SecurityEvent.objects.get(event="looked-as").facts) == {}
