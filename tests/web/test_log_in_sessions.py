"""A18: a session is one browser's, has a new number at each step up, and ends when it should."""

import datetime as dt
import re

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from tests.fixtures.accounts import PASSWORD, code_of, knock, make_account, step_now, with_device

from chainchief.access.viewers import HeldRole
from chainchief.people.log_in_preset import profile
from chainchief.people.models import SecurityEvent, Session
from chainchief.people.sessions import end_all
from chainchief.people.sessions.store import BEGUN, LOOKING_AS, SEEN

COOKIE = django_settings.SESSION_COOKIE_NAME


@pytest.fixture(autouse=True)
def _cheap(quick_hashes):
    """No test here is about the cost of a hash."""


@pytest.fixture
def clerk(any_ledger):
    return make_account("wang", HeldRole("reader"), password=PASSWORD)


@pytest.fixture
def inside(clerk, client):
    """A client that is logged in."""
    knock(client, "wang")
    return client


def is_in(client):
    return client.get("/me/").status_code == 200


def key_of(client):
    return client.cookies[COOKIE].value


def with_cookie(key):
    client = Client()
    client.cookies[COOKIE] = key
    return client


def events(kind):
    return SecurityEvent.objects.filter(event=kind).count()


def test_a18_a_number_given_beforehand_is_not_taken_over(clerk):
    client = with_cookie("a" * 32)
    knock(client, "wang")
    assert key_of(client) != "a" * 32
    assert not is_in(with_cookie("a" * 32))


def test_a18_logging_in_again_leaves_no_old_number(inside):
    before = key_of(inside)
    knock(inside, "wang")
    assert key_of(inside) != before
    assert not is_in(with_cookie(before))


def test_a18_the_second_factor_changes_the_number(clerk, client):
    key = with_device(clerk)
    knock(client, "wang")
    before = key_of(client)
    client.post("/second-factor/", {"code": code_of(key, step_now())})
    assert is_in(client)
    assert key_of(client) != before
    assert not is_in(with_cookie(before))


def test_a18_a_new_password_changes_the_number_and_ends_the_other_sessions(inside):
    before, other = key_of(inside), Client()
    knock(other, "wang")
    form = {"present": PASSWORD, "new": PASSWORD + "x", "again": PASSWORD + "x"}
    assert inside.post("/me/password/", form).status_code == 303
    assert is_in(inside)
    assert not is_in(other)
    assert not is_in(with_cookie(before))


def test_a18_acting_for_another_changes_the_number(clerk, inside):
    from tests.fixtures.accounts import LONG_AGO

    from chainchief.ledger import changelog

    chief = make_account("chief")
    with changelog.acting("安全管理员", "测试"):
        clerk.grants.create(
            role="chief", chain="BIO", valid_from=LONG_AGO, decision="approved", acting_for=chief
        )
    before = key_of(inside)
    assert inside.post("/me/acting-for/", {"for": chief.pk}).status_code == 303
    assert key_of(inside) != before
    assert not is_in(with_cookie(before))


def test_a18_after_log_out_the_number_opens_nothing(inside):
    key = key_of(inside)
    assert inside.post("/log-out/").status_code == 303
    assert not is_in(with_cookie(key))
    assert not Session.objects.exists()
    assert events("logged-out") == 1


def test_a18_log_out_does_not_come_by_reading_a_page(inside):
    assert inside.get("/log-out/").status_code == 405
    assert is_in(inside)


def test_a18_one_of_ones_sessions_ended_from_another(inside):
    other = Client()
    knock(other, "wang")
    page = inside.get("/me/").content.decode()
    assert key_of(other) not in page
    assert key_of(inside) not in page
    (mark,) = re.findall(r'name="session" value="([0-9a-f]{16})"', page)
    assert inside.post("/me/sessions/", {"session": mark}).status_code == 303
    assert not is_in(other)
    assert is_in(inside)
    assert events("session-ended") == 1


def test_a18_all_others_are_ended_at_once(inside):
    others = [Client(), Client()]
    for each in others:
        knock(each, "wang")
    inside.post("/me/sessions/", {"session": "others"})
    assert [is_in(each) for each in (inside, *others)] == [True, False, False]


def test_a18_nobody_ends_a_session_of_somebody_else(inside, ledger):
    from chainchief.web.people.about import mark

    make_account("zhao", HeldRole("reader"), password=PASSWORD)
    other = Client()
    knock(other, "zhao")
    inside.post("/me/sessions/", {"session": mark(key_of(other))})
    assert is_in(other)


def test_a18_only_so_many_are_open_at_once_and_the_oldest_ends(clerk):
    clients = [Client() for _each in range(4)]
    for minutes, client in zip((3, 2, 1, 0), clients, strict=True):
        knock(client, "wang")
        shift(client, **{BEGUN: minutes * 60})
    assert [is_in(each) for each in clients] == [False, True, True, True]


def test_a18_the_newest_stays_of_those_that_began_in_the_same_second(clerk):
    for _each in range(12):
        client = Client()
        knock(client, "wang")
        assert is_in(client)


def test_a18_who_has_the_password_alone_pushes_nobody_out(clerk, client):
    key = with_device(clerk)
    knock(client, "wang")
    client.post("/second-factor/", {"code": code_of(key, step_now())})
    for _each in range(5):
        knock(Client(), "wang")
    assert is_in(client)
    assert Session.objects.filter(halfway=True).count() == 1


def shift(client, **seconds):
    session = client.session
    session.update({name: session[name] - by for name, by in seconds.items()})
    session.save()


@pytest.mark.parametrize(
    ("minutes", "hours", "stays"), [(29, 0, True), (31, 0, False), (0, 11, True), (0, 13, False)]
)
def test_a18_a_session_ends_by_idleness_and_in_any_case(inside, minutes, hours, stays):
    shift(inside, **{SEEN: minutes * 60, BEGUN: max(minutes * 60, hours * 3600)})
    assert is_in(inside) is stays
    assert events("session-over") == (0 if stays else 1)


def test_a18_the_log_in_page_says_that_the_session_ran_out_and_leads_back(inside):
    shift(inside, **{SEEN: 3600, BEGUN: 3600})
    answer = inside.get("/records/?page=2")
    assert answer.headers["Location"] == "/log-in/?next=%2Frecords%2F%3Fpage%3D2&over=1"
    page = inside.get(answer.headers["Location"]).content.decode()
    assert "会话已结束" in page
    assert knock(inside, "wang", next="/records/?page=2").headers["Location"] == "/records/?page=2"


def test_a18_a_session_without_its_dates_is_over(clerk, client):
    client.force_login(clerk)
    assert not is_in(client)


def test_a18_the_session_of_a_disabled_account_ends_with_the_next_request(clerk, inside):
    clerk.is_active = False
    clerk.save()
    assert not is_in(inside)


def test_a18_a_password_set_behind_the_session_ends_it(clerk, inside):
    clerk.set_password("something else")
    clerk.save()
    assert not is_in(inside)


def test_a18_sessions_end_when_roles_change(clerk, inside):
    assert end_all(clerk) == 1
    assert not is_in(inside)


def test_a18_an_ended_session_is_not_written_back_by_a_page_still_open(inside, clerk):
    session = inside.session
    session["anything"] = 1
    end_all(clerk)
    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.exists()


@pytest.mark.parametrize("name", ["session", "sessionid", "token", "key"])
def test_a18_a_number_in_the_address_opens_nothing(inside, name):
    key = key_of(inside)
    assert Client().get(f"/me/?{name}={key}").status_code == 303
    assert Client().post("/me/sessions/", {name: key}).headers["Location"].startswith("/log-in/")


def test_a18_no_page_holds_the_number_of_its_session(inside):
    for address in ("/me/", "/records/", "/me/password/", "/me/second-factor/"):
        answer = inside.get(address)
        assert key_of(inside) not in answer.content.decode()


def test_a18_the_cookie_is_kept_from_scripts_and_other_sites(inside):
    cookie = inside.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["expires"]
    assert not cookie["max-age"]
    assert not cookie["domain"]


def test_a18_under_tls_every_cookie_is_sent_there_alone(clerk, client, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client.get("/log-in/")
    knock(client, "wang")
    client.post("/language/", {"language": "en", "back": "/"})
    assert set(client.cookies) == {COOKIE, "csrftoken", "language"}
    for name, cookie in client.cookies.items():
        assert cookie["secure"], name
        assert cookie["httponly"], name


def test_a18_whoever_looks_as_another_changes_nothing_of_that_account(inside):
    session = inside.session
    session[LOOKING_AS] = True
    session.save()
    assert inside.get("/me/").status_code == 200
    assert inside.get("/me/password/").status_code == 403
    assert inside.get("/me/second-factor/").status_code == 403
    for address in ("/me/password/", "/me/second-factor/", "/me/recovery-codes/", "/me/sessions/"):
        assert inside.post(address, {"session": "others"}).status_code == 403, address


def test_a18_rows_of_sessions_whose_time_is_over_go(clerk, client):
    old = dt.datetime.now(dt.UTC) - dt.timedelta(hours=profile().session_hours + 1)
    Session.objects.create(session_key="old", expire_date=old, begun_at=old, seen_at=old)
    knock(client, "wang")
    assert not Session.objects.filter(session_key="old").exists()
