"""The log-in page: whose program this is, what may not be in it, and nothing of what is inside."""

import re

import pytest
from django.core import checks
from tests.fixtures.accounts import PASSWORD, knock, make_account

from chainchief.access.viewers import HeldRole


@pytest.fixture(autouse=True)
def _cheap(quick_hashes):
    """No test here is about the cost of a hash."""


def words(answer):
    page = re.sub(r"<(svg|head).*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def test_it_says_product_city_and_that_nothing_classified_may_be_here(in_town, client):
    said = words(client.get("/log-in/"))
    for each in ("链长台", "演示市", "登录", "用户名", "口令", "不得处理涉密信息", "两位管理员"):
        assert each in said, each


def test_without_a_city_it_names_none(ledger, client):
    assert "演示市" not in words(client.get("/log-in/"))


def test_whoever_has_not_logged_in_sees_no_navigation(in_town, client):
    for address in ("/log-in/", "/nowhere/"):
        page = client.get(address).content.decode()
        for inside in ("/records/", "/figures/?", "/chains/", "/issued/", "/me/"):
            assert f'href="{inside}' not in page, inside


def test_it_speaks_english_once_chosen_and_comes_back_to_where_it_was(in_town, client):
    back = "/log-in/?next=%2Frecords%2F"
    answer = client.post("/language/", {"language": "en", "back": back})
    assert answer.headers["Location"] == back
    said = words(client.get(back))
    assert "No classified information may be handled here." in said
    assert "User name" in said
    assert not re.search("[登录口令用户]", said)


def test_chinese_doors_hold_no_english(in_town, client):
    make_account("9", HeldRole("chain-office"), password=PASSWORD)
    said = words(client.get("/log-in/")) + words(knock(client, "9", "wrong"))
    knock(client, "9")
    said += words(client.get("/me/second-factor/")) + words(client.get("/second-factor/"))
    for known in ("English", "ChainChief", "TOTP"):
        said = said.replace(known, "")
    assert re.findall(r"\b[a-z]{3,}\b", said) == []


def test_the_name_stays_in_the_form_and_the_password_does_not(in_town, client):
    page = knock(client, '"><b>Wang', "My-Secret-Word-1").content.decode()
    assert "&quot;&gt;&lt;b&gt;Wang" in page
    assert "My-Secret-Word-1" not in page


def test_whoever_is_logged_in_is_led_on(in_town, client):
    make_account("wang", HeldRole("reader"), password=PASSWORD)
    assert knock(client, "wang").headers["Location"] == "/"
    assert client.get("/log-in/?next=/records/").headers["Location"] == "/records/"


def test_an_event_says_who_came_in_from_where(in_town, client):
    from chainchief.people.models import SecurityEvent

    make_account("wang", HeldRole("reader"), password=PASSWORD)
    knock(client, "wang")
    event = SecurityEvent.objects.get(event="logged-in")
    assert (event.account, event.address, event.succeeded) == ("wang", "127.0.0.1", True)


def test_checks_of_the_frameworks_find_nothing_and_none_is_silenced(settings):
    assert settings.SILENCED_SYSTEM_CHECKS == []
    assert [str(found) for found in checks.run_checks()] == []


def test_a_faulty_preset_is_told_on_every_page_and_lets_nobody_in(in_town, client):
    make_account("wang", HeldRole("reader"), password=PASSWORD)
    knock(client, "wang")
    presets = in_town / "presets"
    presets.mkdir()
    (presets / "log-in.yaml").write_text("profile: none\n", encoding="utf-8")
    for answer in (client.get("/records/"), client.get("/me/")):
        assert answer.status_code == 500
        assert "PPL-001" in answer.content.decode()
    client.raise_request_exception = False
    client.cookies.clear()
    assert client.get("/records/").headers["Location"].startswith("/log-in/")
    assert knock(client, "wang").status_code == 500
    assert client.get("/records/").headers["Location"].startswith("/log-in/")
