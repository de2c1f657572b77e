"""An empty home: three administrators, the city and its units, all or nothing, by one address."""

import re

import pytest

from chainchief.access.models import Account, Grant
from chainchief.care import first_start
from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.ledger import changelog
from chainchief.ledger.kinds.division.models import Division
from chainchief.people import verification
from chainchief.people.administrators import Person
from chainchief.people.models import SecurityEvent

PERSONS = (Person("wang", "王一"), Person("li", "李二"), Person("zhao", "赵三"))
CITY = first_start.City("371400", "德州市")
TYPED = "371402 德城区\n371425，齐河县\n\n371490 天衢新区 zone"


def refused(*args, **more):
    with pytest.raises(FaultsError) as refusal:
        first_start.found(*args, **more)
    assert not Account.objects.exists()
    assert not Division.objects.exists()
    return sorted(fault.code for fault in refusal.value.faults)


def test_it_makes_three_administrators_a_city_and_its_units(ledger):
    done = first_start.found(PERSONS, CITY, typed=TYPED)
    assert [one.account.username for one in done.administrators] == ["wang", "li", "zhao"]
    assert all(one.account.check_password(one.password) for one in done.administrators)
    assert all(one.account.must_change_password for one in done.administrators)
    roles = [one.account.grants.get().role for one in done.administrators]
    assert roles == ["system-admin", "security-admin", "audit-admin"]
    assert done.units == 3
    units = dict(Division.objects.values_list("code", "parent_id"))
    assert units == {"371400": None, **dict.fromkeys(("371402", "371425", "371490"), "371400")}
    assert Division.objects.get(code="371490").level == "zone"
    assert verification.verify() == []
    assert changelog.verify() == []


def test_units_come_from_a_workbook_and_belong_to_the_city(ledger, tmp_path):
    file = tmp_path / "区划.csv"
    file.write_text(
        "编号,名称,级别\n371402,德城区,县市区\n371425,齐河县,县市区\n", encoding="utf-8"
    )
    done = first_start.found(PERSONS, CITY, file=file)
    assert done.units == 2
    assert Division.objects.get(code="371425").parent_id == "371400"


def test_a_fault_in_a_cell_undoes_everything_and_is_told_with_the_others(ledger, tmp_path):
    file = tmp_path / "区划.csv"
    file.write_text("编号,名称,级别\n3714,德城区,县市区\n371425,,县市区\n", encoding="utf-8")
    persons = (PERSONS[0], Person("WANG", "李二"), Person("zhao", ""))
    with pytest.raises(FaultsError) as refusal:
        first_start.found(persons, CITY, file=file)
    told = str(refusal.value)
    assert {"PPL-141", "PPL-104", "CHK-020"} <= {fault.code for fault in refusal.value.faults}
    assert "第2行" in told or "A2" in told
    assert not Account.objects.exists()
    assert not Division.objects.exists()
    assert not SecurityEvent.objects.exists()


def test_it_needs_a_city_and_units_given_once(ledger, tmp_path):
    assert refused(PERSONS, first_start.City("37", ""), typed=TYPED)[-1].startswith("PPL-142")
    assert refused(PERSONS, CITY) == ["PPL-143"]
    file = tmp_path / "x.csv"
    file.write_text("编号,名称,级别\n371402,德城区,县市区\n", encoding="utf-8")
    assert refused(PERSONS, CITY, file=file, typed=TYPED) == ["PPL-144"]


def test_it_is_done_once(ledger):
    first_start.found(PERSONS, CITY, typed=TYPED)
    with pytest.raises(FaultsError) as refusal:
        first_start.found((Person("a", "A"), Person("b", "B"), Person("c", "C")), CITY, typed=TYPED)
    assert [fault.code for fault in refusal.value.faults] == ["PPL-140"]
    assert Account.objects.count() == 3


def test_the_address_is_kept_as_a_hash_and_opens_until_it_is_used(ledger):
    token = first_start.issue()
    kept = home().keys / "first-start"
    assert token not in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0
    assert first_start.is_right(token)
    for wrong in ("", token[:-1], token + "x", kept.read_text(), "\ud800"):
        assert not first_start.is_right(wrong)
    newer = first_start.issue()
    assert not first_start.is_right(token)
    first_start.found(PERSONS, CITY, typed=TYPED)
    assert not first_start.is_right(newer)
    assert not kept.exists()
    assert first_start.issue() == ""


def test_the_address_opens_nothing_once_somebody_has_an_account(ledger):
    token = first_start.issue()
    with changelog.acting("x"):
        Account.objects.create(username="zhang")
    assert not first_start.is_right(token)


FORM = {
    "system-admin.username": "wang",
    "system-admin.full_name": "王一",
    "security-admin.username": "li",
    "security-admin.full_name": "李二",
    "audit-admin.username": "zhao",
    "audit-admin.full_name": "赵三",
    "city_code": "371400",
    "city_name": "德州市",
    "typed": "371402 德城区",
}


def test_the_page_makes_all_of_it_and_shows_each_password_once(ledger, client):
    address = f"/first/{first_start.issue()}/"
    assert client.get(address).status_code == 200
    page = client.post(address, FORM).content.decode()
    passwords = re.findall(r'class="secret">([^<]+)<', page)
    assert len(set(passwords)) == 3
    assert all(
        Account.objects.get(username=name).check_password(password)
        for name, password in zip(("wang", "li", "zhao"), passwords, strict=True)
    )
    assert client.get(address).status_code == 404
    assert client.post(address, FORM).status_code == 404
    assert Grant.objects.count() == 3


def test_the_page_says_all_that_is_wrong_and_keeps_what_was_typed(ledger, client):
    address = f"/first/{first_start.issue()}/"
    answer = client.post(address, {**FORM, "audit-admin.username": "WANG", "typed": "37 x"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "PPL-141" in page
    assert "CHK-020" in page
    assert "37 x" in page
    assert client.get(address).status_code == 200


def test_without_an_account_every_page_leads_to_what_to_do(ledger, client):
    for path in ("/", "/figures/", "/accounts/", "/log-in/"):
        assert client.get(path).headers["Location"] == "/first/", path
    page = client.get("/first/").content.decode()
    assert "chainchief serve" in page
    assert "chainchief account first" in page
    assert client.get("/first/guess/").status_code == 404
    first_start.found(PERSONS, CITY, typed=TYPED)
    assert client.get("/first/").status_code == 404
    assert client.get("/figures/").headers["Location"].startswith("/log-in/")


def test_the_form_needs_its_token(ledger):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/first/{first_start.issue()}/", FORM).status_code == 403
    assert not Account.objects.exists()
