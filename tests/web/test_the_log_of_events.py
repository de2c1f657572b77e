"""The audit administrator's list: two logs as one, searched, turned, and without business data."""

import datetime as dt
import re

import pytest
from tests.fixtures.accounts import make_account, sign_in

from chainchief.access.viewers import HeldRole
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.people.events import EventKind, record
from chainchief.people.models import SecurityEvent
from chainchief.web.audit.log import STEP, lines, number_of, page_of
from chainchief.web.audit.query import AuditQuery

AUDITOR = "审计员 赵"


@pytest.fixture
def auditor(in_town, client):
    sign_in(client, "audit-admin", name=AUDITOR)
    return client


def shown(client, query=""):
    answer = client.get(f"/audit/{query}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.context["page"].lines


def test_events_and_changes_stand_in_one_list_by_time(auditor):
    record(EventKind.LOGGED_IN, "王敏", address="10.1.1.5")
    found = list(lines(AuditQuery()))
    assert [line.at for line in found] == sorted((line.at for line in found), reverse=True)
    assert {line.number[0] for line in found} == {"E", "C"}
    in_change_log = ChangeEvent.objects.exclude(kind="people.securityevent").count()
    assert len(found) == SecurityEvent.objects.count() + in_change_log
    assert found[0].what == "登录"


def test_an_event_is_told_once_though_the_change_log_holds_it_too(auditor):
    record(EventKind.LOGGED_OUT, "王敏")
    assert ChangeEvent.objects.filter(kind="people.securityevent").exists()
    assert [line.who for line in shown(auditor, "?kind=logged-out")] == ["王敏"]
    assert "securityevent" not in auditor.get("/audit/").content.decode()


def test_of_a_change_only_kind_and_identifier_are_told(auditor):
    from chainchief.ledger.kinds.project.models import Project

    project = Project.objects.exclude(name="").first()
    page = auditor.get(f"/audit/?words={project.uid}").content.decode()
    assert project.uid.hex in page
    assert "项目" in page
    assert project.name not in page
    assert not re.search(rf"\b{project.code}\b", page)


def test_no_page_of_the_list_holds_a_name_or_code_of_a_record(auditor):
    from chainchief.ledger.kinds.enterprise.models import Enterprise

    names = list(Enterprise.objects.values_list("name", flat=True)) + list(
        Enterprise.objects.values_list("code", flat=True)
    )
    assert names
    text = auditor.get("/audit/log.csv").content.decode("utf-8-sig")
    assert [name for name in names if name in text] == []


def test_closings_reopenings_and_issues_come_from_the_change_log(auditor):
    closed = shown(auditor, "?kind=month-closed")
    assert closed
    assert {line.code for line in closed} == {"month-closed"}
    assert shown(auditor, "?kind=month-reopened") == []


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("kind=logged-in", {1, 2}),
        ("who=王", {1}),
        ("who=李", {2, 3}),
        ("address=10.2.", {2, 3}),
        ("outcome=failed", {3}),
        ("outcome=done&who=李", {2}),
        ("words=cafe", {3}),
        ("words=record-file", {3}),
        ("kind=nonsense", set()),
        ("who=%00", None),
    ],
)
def test_the_list_is_narrowed(any_ledger, query, numbers):
    from django.http import QueryDict

    record(EventKind.LOGGED_IN, "王敏", address="10.1.1.5")
    record(EventKind.LOGGED_IN, "李四", address="10.2.1.5")
    facts = {"sha256": "cafe"}
    record(
        EventKind.EXPORTED,
        "李四",
        address="10.2.1.6",
        succeeded=False,
        subject="record-file project",
        facts=facts,
    )
    first = SecurityEvent.objects.order_by("pk").first().pk - 1
    found = page_of(AuditQuery.of(QueryDict(query)))
    got = {int(line.number[1:]) - first for line in found if line.number[0] == "E"}
    assert numbers is None or got == numbers


def test_days_are_the_offices_both_included(ledger):
    made = [record(EventKind.LOGGED_IN, f"人{n}") for n in range(3)]
    # 23:59:59 and 00:00 in Shanghai, eight hours ahead.
    for event, at in zip(made, ("29T15:59:59", "29T16:00:00", "30T16:00:00"), strict=True):
        instant = dt.datetime.fromisoformat(f"2023-11-{at}+00:00")
        SecurityEvent.objects.filter(pk=event.pk).update(at=instant)
    day = dt.date(2023, 11, 30)
    query = AuditQuery(since=day, until=day, kind="logged-in")
    assert [line.who for line in page_of(query)] == ["人1"]


def test_pages_follow_each_other_without_gap_or_repetition(auditor):
    whole = [line.number for line in lines(AuditQuery())]
    turned, number = [], 1
    while page := page_of(AuditQuery(page=number)):
        turned += [line.number for line in page]
        number += 1
    assert turned == whole
    assert len(set(whole)) == len(whole) > 2 * STEP
    assert number_of(AuditQuery()) == len(whole)
    assert [line.number for line in shown(auditor, "?page=2")] == whole[STEP : 2 * STEP]


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999", "²"])
def test_a_senseless_page_is_no_fault(auditor, page):
    assert auditor.get(f"/audit/?page={page}").status_code == 200


def test_what_is_no_day_is_told(auditor):
    assert auditor.get("/audit/?since=gestern").status_code == 404


@pytest.mark.parametrize(
    "role",
    ["chain-office", "county", "system-admin", "security-admin", "chief", "reader", "press-office"],
)
def test_nobody_else_reads_the_log(in_town, client, role):
    sign_in(client, role)
    for address in ("/audit/", "/audit/log.csv", "/audit/seals/"):
        assert client.get(address).status_code == 403, address
    assert client.post("/audit/seals/").status_code == 403


def test_the_audit_administrator_begins_at_the_log(auditor):
    page = auditor.get("/").content.decode()
    assert 'href="/audit/"' in page[page.index("<main") :]


def test_nobody_can_change_or_remove_an_event_by_a_page(auditor):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(auditor, method)("/audit/").status_code == 405


def test_a_line_of_an_account_says_for_whom_it_acted(any_ledger):
    from chainchief.ledger import changelog

    with changelog.acting("秘书 for 链长", "测试"):
        make_account_rows()
    (line,) = page_of(AuditQuery(who="秘书"))
    assert "链长" in line.who


def make_account_rows():
    from chainchief.access.models import Account

    account = Account.objects.create(username="某")
    account.grants.create(role="reader", valid_from="2020-01-01")


def test_the_list_of_a_long_log_reads_its_top_alone(auditor, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert len(page_of(AuditQuery())) == STEP


def test_an_account_with_its_own_role_alone_gets_no_more(in_town, client):
    make_account("甲", HeldRole("reader"))
    sign_in(client, name="甲")
    assert client.get("/audit/").status_code == 403
