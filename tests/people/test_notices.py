"""Notices: told once about the same, one's own alone, read or unread; text without content."""

import re

import pytest
from tests.fixtures.accounts import make_account, sign_in

from chainchief.access.viewers import HeldRole
from chainchief.core.i18n import ENGLISH, speaking
from chainchief.people.models import Notice
from chainchief.people.notices import Topic, send
from chainchief.people.notices.sending import mark_read, unread_count
from chainchief.people.notices.topics import reminder, sentence

#: Facts that sentences name.
NAMES = (
    "count",
    *("code", "due", "who", "codes", "file", "created", "revised", "month", "account", "since"),
    *("end", "number", "minutes", "address", "time", "collection", "days"),
)
FACTS = {"kind": "difficulty", "code": "KN-0001", "due": "2023-11-30"}


@pytest.fixture
def clerk(ledger):
    return make_account("王敏", HeldRole("chain-office"))


def test_the_same_is_told_once_until_it_is_read(clerk):
    first = send(clerk, Topic.ASSIGNED, FACTS, about="difficulty KN-0001")
    again = send(clerk, Topic.ASSIGNED, {**FACTS, "due": "2023-12-31"}, about="difficulty KN-0001")
    assert first.pk == again.pk
    assert unread_count(clerk) == 1
    assert "2023-12-31" in Notice.objects.get().facts
    mark_read(clerk)
    send(clerk, Topic.ASSIGNED, FACTS, about="difficulty KN-0001")
    assert Notice.objects.count() == 2


def test_what_is_about_nothing_in_particular_is_never_replaced(clerk):
    send(clerk, Topic.ASSIGNED, FACTS)
    send(clerk, Topic.ASSIGNED, FACTS)
    assert unread_count(clerk) == 2


def test_one_is_marked_read_or_all(clerk):
    one, _two, _three = (send(clerk, Topic.DUE, FACTS) for _ in range(3))
    assert mark_read(clerk, one.pk) == 1
    assert unread_count(clerk) == 2
    assert mark_read(clerk) == 2
    assert unread_count(clerk) == 0


def test_nobody_marks_or_reads_those_of_another(clerk, client):
    notice = send(clerk, Topic.ASSIGNED, FACTS)
    other = sign_in(client, "reader")
    assert mark_read(other, notice.pk) == 0
    assert client.post("/notices/", {"key": notice.pk}).status_code == 303
    assert unread_count(clerk) == 1
    assert "KN-0001" not in client.get("/notices/").content.decode()


@pytest.mark.parametrize("topic", list(Topic))
def test_each_topic_has_its_words_in_both_languages(ledger, topic):
    facts = dict.fromkeys(NAMES, "X1") | {"kind": "difficulty", "role": "county"}
    chinese = sentence(topic, facts)
    with speaking(ENGLISH):
        english = sentence(topic, facts)
        name = topic.label
    assert re.search("[一-鿿]", chinese + topic.label)
    assert not re.search("[一-鿿]", english + name)
    assert "—" not in chinese
    assert "{" not in chinese + english


def test_a_notice_of_a_topic_that_is_no_more_or_lacks_a_fact_is_shown_all_the_same(ledger):
    assert sentence("of-old", {}) == "of-old"
    assert "—" in sentence(Topic.DUE, {"kind": "difficulty"})


def test_the_text_to_pass_on_says_how_many_and_nothing_of_what():
    assert reminder(2) == "您有2项新事项，请登录链长台查看。"


def test_the_page_and_the_bell_count_the_unread(clerk, client):
    sign_in(client, name="王敏")
    for number in range(2):
        send(clerk, Topic.ASSIGNED, {**FACTS, "code": f"KN-{number}"}, "/records/", f"{number}")
    page = client.get("/notices/").content.decode()
    assert '<span class="count">2</span>' in page
    assert 'value="您有2项新事项，请登录链长台查看。"' in page
    assert 'href="/records/"' in page
    answer = client.post("/notices/", {"key": Notice.objects.first().pk})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/notices/")
    assert '<span class="count">1</span>' in client.get("/records/").content.decode()
    client.post("/notices/")
    assert '<span class="count">' not in client.get("/records/").content.decode()


def test_what_a_notice_says_is_text(clerk, client):
    sign_in(client, name="王敏")
    send(clerk, Topic.WORKBOOK, {"file": "<script>alert(1)</script>", "created": 1, "revised": 0})
    assert "<script>alert" not in client.get("/notices/").content.decode()


@pytest.mark.parametrize("key", ["x", "-1", "9" * 40, "²"])
def test_a_senseless_key_is_no_fault(clerk, client, key):
    sign_in(client, name="王敏")
    assert client.post("/notices/", {"key": key}).status_code == 303


def test_nobody_sees_no_bell(ledger, client):
    assert 'class="btn bell"' not in client.get("/log-in/").content.decode()


def test_the_bell_costs_one_query(clerk, client, django_assert_num_queries):
    from django.test import RequestFactory

    from chainchief.people.sessions.store import VERIFIED
    from chainchief.web.notices.bell import Bell

    request = RequestFactory().get("/")
    request.user, request.session = clerk, {VERIFIED: True}
    shown = Bell(request)
    assert shown.is_shown
    with django_assert_num_queries(1):
        assert (shown.unread, shown.unread) == (0, 0)
