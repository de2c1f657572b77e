"""Accounts and grants over HTTP: each administrator does their part, nobody else anything."""

import re

import pytest
from tests.fixtures.accounts import sign_in
from tests.people.offices import (
    AUDIT,
    SECURITY,
    SYSTEM,
    acting_as,
    granted,
    new,
    open_office,
    propose,
)

from chainchief.access.models import Account, Grant
from chainchief.people import accounts

ADMINISTRATORS = (SYSTEM, SECURITY, AUDIT)
OTHERS = ("county", "chain-office", "chief", "reader", "nobody")


@pytest.fixture
def office(ledger_with, client):
    ledger_with(_office_with_a_clerk)
    return client


def _office_with_a_clerk():
    open_office()
    granted(new("zhou", "周四"))


def enter(client, name):
    """As that administrator, as somebody of another role, or as nobody."""
    client.logout()
    if name in ADMINISTRATORS:
        sign_in(client, name=name)
    elif name != "nobody":
        sign_in(client, name)


#: Page → who it answers; the addresses are made for each try anew.
READS = {
    "accounts": ADMINISTRATORS,
    "account": ADMINISTRATORS,
    "account-new": (SYSTEM,),
    "grants": ADMINISTRATORS,
    "grant-new": (SECURITY,),
    "grant-review": ADMINISTRATORS,
    "grant-review-file": ADMINISTRATORS,
}
WRITES = {
    "account-new": (SYSTEM,),
    "account-rename": (SYSTEM,),
    "account-disable": (SYSTEM,),
    "account-enable": (SYSTEM,),
    "grant-new": (SECURITY,),
    "grant-approve": (SYSTEM,),
    "grant-refuse": (SYSTEM,),
    "grant-revoke": (SYSTEM, SECURITY),
}


def address(page, grant=None):
    from django.urls import reverse

    if (page.startswith("account-") and page != "account-new") or page == "account":
        return reverse(page, args=[Account.objects.get(username="zhou").uid])
    if page in ("grant-approve", "grant-refuse", "grant-revoke"):
        return reverse(page, args=[grant.pk])
    return reverse(page)


def answered(response):
    """Whether the page answered; otherwise it refused or led to the log-in."""
    if response.headers.get("Location", "").startswith(("/log-in/", "/look-as/", "/first/")):
        return False
    assert response.status_code in (200, 303, 403), response.status_code
    return response.status_code != 403


@pytest.mark.parametrize("page", READS)
def test_who_reads_which_page(office, page):
    for name in (*ADMINISTRATORS, *OTHERS):
        enter(office, name)
        assert answered(office.get(address(page))) == (name in READS[page]), name


@pytest.mark.parametrize("page", WRITES)
def test_who_changes_what(office, page):
    for number, name in enumerate((*ADMINISTRATORS, *OTHERS)):
        grant = propose(new(f"p-{number}"))
        if page == "account-enable":
            zhou = Account.objects.get(username="zhou")
            if zhou.is_active:
                accounts.disable(zhou, viewer=acting_as(SYSTEM), reason="x")
        sent = {
            "reason": "分工",
            "full_name": f"新名{number}",
            "username": f"n-{number}",
            "account": f"p-{number}",
            "role": "reader",
        }
        if page == "grant-new":
            Grant.objects.filter(pk=grant.pk).delete()
        enter(office, name)
        before = snapshot()
        done = answered(office.post(address(page, grant), sent))
        assert done == (name in WRITES[page]), name
        assert (snapshot() != before) == done, name


def snapshot():
    return (
        list(Account.objects.order_by("pk").values_list("username", "full_name", "is_active")),
        list(Grant.objects.order_by("pk").values_list("pk", "decision", "revoked_at")),
    )


def test_administrators_find_no_business_page(office):
    for name in ADMINISTRATORS:
        enter(office, name)
        for path in ("/figures/", "/chains/", "/records/project/", "/release/press-release/"):
            assert office.get(path).status_code == 403, (name, path)
        page = office.get("/accounts/").content.decode()
        assert 'href="/accounts/"' in page
        assert 'href="/figures/"' not in page


def test_nobody_else_has_the_entry_in_the_navigation(office):
    enter(office, "chain-office")
    assert 'href="/accounts/"' not in office.get("/records/").content.decode()


def test_each_administrator_sees_the_buttons_of_their_own_part(office):
    propose(new("wu", "吴五"))
    seen = {}
    for name in ADMINISTRATORS:
        enter(office, name)
        page = office.get("/grants/").content.decode() + office.get("/accounts/").content.decode()
        seen[name] = {
            what: what in page
            for what in ("/approve/", "/refuse/", "/grants/new/", "/accounts/new/")
        }
    assert seen[SYSTEM] == {
        "/approve/": True,
        "/refuse/": True,
        "/grants/new/": False,
        "/accounts/new/": True,
    }
    assert seen[SECURITY] == {
        "/approve/": False,
        "/refuse/": False,
        "/grants/new/": True,
        "/accounts/new/": False,
    }
    assert not any(seen[AUDIT].values())


def test_an_account_gets_its_role_through_both_of_them(office):
    enter(office, SYSTEM)
    made = office.post("/accounts/new/", {"username": "wu", "full_name": "吴五"})
    password = re.search(r'class="secret">([^<]+)<', made.content.decode())[1]
    assert Account.objects.get(username="wu").check_password(password)
    assert password not in office.get("/accounts/").content.decode()
    enter(office, SECURITY)
    sent = {
        "account": "wu",
        "role": "county",
        "division": "990123",
        "valid_from": "2024-01-01",
        "reason": "负责填报",
    }
    assert office.post("/grants/new/", sent).status_code == 303
    grant = Grant.objects.get(account__username="wu")
    enter(office, SYSTEM)
    done = office.post(f"/grants/{grant.pk}/approve/", {"back": "/accounts/"})
    assert (done.status_code, done.headers["Location"]) == (303, "/accounts/")
    assert acting_as("wu").roles == {"county"}


def test_all_faults_stand_on_the_form_with_what_was_typed(office):
    enter(office, SECURITY)
    sent = {"account": "zhou", "role": "chief", "valid_from": "gestern", "enterprise": "E-1"}
    answer = office.post("/grants/new/", sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "PPL-150" in page
    assert 'value="E-1"' in page
    answer = office.post("/grants/new/", {**sent, "valid_from": "2024-01-01"})
    page = answer.content.decode()
    for code in ("PPL-105", "PPL-113", "PPL-119"):
        assert code in page


def test_a_firm_is_named_by_its_code_or_its_whole_name(office):
    new("qiye", "企业联系人")
    enter(office, SECURITY)
    sent = {"account": "qiye", "role": "firm", "enterprise": "示例企业", "reason": "x"}
    assert office.post("/grants/new/", sent).status_code == 303
    assert Grant.objects.get(account__username="qiye").enterprise == "E-1"
    page = office.get("/grants/new/").content.decode()
    assert "E-1" not in page


def test_the_way_back_stays_in_the_program(office):
    grant = propose(new("wu"))
    enter(office, SYSTEM)
    done = office.post(f"/grants/{grant.pk}/approve/", {"back": "https://example.org/"})
    assert done.headers["Location"] == "/grants/"


def test_the_list_is_narrowed(office):
    enter(office, SYSTEM)
    page = office.get("/accounts/?words=周").content.decode()
    assert "周四" in page
    assert "赵三" not in page
    assert "没有符合条件的账号" in office.get("/accounts/?words=xyz").content.decode()


def test_the_review_as_a_workbook_holds_texts_alone(office):
    import io

    import openpyxl

    Account.objects.filter(username="zhou").update(full_name="=1+1")
    enter(office, AUDIT)
    answer = office.get("/grants/review/table.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert ["=1+1", "zhou", "县市区", "南城区（990102）"] in [list(row[:4]) for row in rows]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_use_of_a_grant_is_noted_by_a_page(office):
    from chainchief.core import clock
    from chainchief.people.models import GrantUse

    office.logout()
    sign_in(office, name="zhou")
    assert not GrantUse.objects.filter(grant__account__username="zhou").exists()
    office.get("/records/")
    assert GrantUse.objects.get(grant__account__username="zhou").on == clock.today()


def test_an_account_that_is_not_there_is_not_found(office):
    enter(office, SYSTEM)
    missing = "/accounts/6f1d5f7e-2a0b-4c56-9d5d-0c1b7f6a4e21/"
    assert office.get(missing).status_code == 404
