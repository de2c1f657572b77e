"""The page about oneself: roles, last log-in, sessions, second factor, for whom one acts."""

import re

import pytest
from django.test import Client
from tests.fixtures.accounts import (
    LONG_AGO,
    PASSWORD,
    code_of,
    give,
    knock,
    make_account,
    step_now,
    with_device,
)
from tests.web.town import SOUTH

from chainchief.access.viewers import HeldRole
from chainchief.ledger import changelog
from chainchief.people.log_in import recovery_codes
from chainchief.people.secrets.keys import key_file
from chainchief.web.people.about import browser_words


@pytest.fixture(autouse=True)
def _cheap(quick_hashes):
    """No test here is about the cost of a hash."""


@pytest.fixture
def clerk(in_town):
    account = make_account("wang", HeldRole("county", division=SOUTH), password=PASSWORD)
    account.full_name = "王敏"
    account.save()
    return account


@pytest.fixture
def chief(in_town):
    account = make_account("zhou", HeldRole("chief", chain="BIO"))
    account.full_name = "周市长"
    account.save()
    return account


def stand_for(account, other):
    with changelog.acting("安全管理员", "测试"):
        account.grants.create(
            role="chief", chain="BIO", valid_from=LONG_AGO, decision="approved", acting_for=other
        )


def words(answer):
    page = re.sub(r"<(svg|head).*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def test_it_shows_roles_with_their_scopes_by_name_and_dates(clerk, client):
    knock(client, "wang")
    said = words(client.get("/me/"))
    assert "县市区 南城区 — 2020-01-01 至撤销为止" in said
    assert "未绑定 您的角色不强制绑定" in said


def test_the_frame_names_the_person_and_the_roles(clerk, client):
    knock(client, "wang")
    page = client.get("/records/")
    assert "王敏 县市区 退出" in words(page)
    assert 'href="/me/"' in page.content.decode()


def test_the_log_in_before_and_what_failed_since_are_told(clerk, client):
    knock(client, "wang")
    assert "首次登录" in words(client.get("/me/"))
    for _each in range(2):
        knock(Client(), "wang", "wrong")
    later = Client(REMOTE_ADDR="10.1.2.3")
    knock(later, "wang")
    said = words(later.get("/me/"))
    assert re.search(r"上次登录： \d{4}-\d\d-\d\d \d\d:\d\d · 来自 127.0.0.1", said)
    assert "其后失败次数： 2" in said


def test_it_lists_the_sessions_with_address_and_browser(clerk, client):
    knock(client, "wang")
    other = Client(
        REMOTE_ADDR="10.1.2.3", HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/1"
    )
    knock(other, "wang")
    said = words(client.get("/me/"))
    assert "Firefox · Windows 10.1.2.3" in said
    assert said.count("本会话") == 1


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (
            "Mozilla/5.0 (X11; Linux) AppleWebKit/5 Chrome/1 Safari/5",
            "Chrome · Linux",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/1 Safari/5 Edg/1", "Edge · Windows"),
        ("curl/8.0", "curl/8.0"),
        ("", ""),
    ],
)
def test_a_browser_is_told_in_two_words(agent, told):
    assert browser_words(agent) == told


def test_who_may_act_for_another_changes_between_the_two(clerk, chief, client):
    stand_for(clerk, chief)
    knock(client, "wang")
    assert "县市区" in words(client.get("/records/"))
    assert "代 周市长" not in words(client.get("/records/"))
    assert "代 周市长" in words(client.get("/me/"))
    answer = client.post("/me/acting-for/", {"for": chief.pk, "next": "/records/"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/records/")
    assert "王敏 代 周市长 · 链长及秘书" in words(client.get("/figures/"))
    page = client.get("/me/").content.decode()
    assert f'value="{chief.pk}" aria-pressed="true"' in page
    client.post("/me/acting-for/", {"for": ""})
    assert "王敏 县市区" in words(client.get("/records/"))


def test_who_has_no_grants_of_the_own_begins_as_the_delegate(chief, client):
    secretary = make_account("secretary", password=PASSWORD)
    stand_for(secretary, chief)
    knock(client, "secretary")
    assert client.get("/figures/?chain=BIO").status_code == 200
    assert "链长及秘书" in words(client.get("/me/"))


def test_nobody_acts_for_somebody_without_a_grant(clerk, chief, client):
    knock(client, "wang")
    for wanted in (str(chief.pk), "999", "x", "-1", "²"):
        assert client.post("/me/acting-for/", {"for": wanted}).status_code == 404, wanted
    assert "链长及秘书" not in words(client.get("/me/"))


def test_who_acts_alone_is_shown_no_switch(clerk, client):
    knock(client, "wang")
    assert "acting-for" not in client.get("/me/").content.decode()


def test_a_device_is_set_up_with_a_code_and_gives_recovery_codes_once(clerk, client):
    knock(client, "wang")
    page = client.get("/me/second-factor/").content.decode()
    sealed = re.search(r'name="secret" value="([^"]+)"', page)[1]
    wrong = client.post("/me/second-factor/", {"secret": sealed, "code": "000000"})
    assert wrong.status_code == 422
    assert sealed in wrong.content.decode()
    from base64 import b32decode

    secret = re.search(r'data-secret="([^"]+)"', page)[1].replace(" ", "")
    code = code_of(b32decode(secret).hex(), step_now())
    answer = client.post("/me/second-factor/", {"secret": sealed, "code": code})
    codes = re.findall(r"<code>([a-z2-9-]{27})</code>", answer.content.decode())
    assert len(codes) == 10
    assert "已绑定 剩余恢复码： 10" in words(client.get("/me/"))
    assert client.get("/me/second-factor/").headers["Location"] == "/me/"
    other = Client()
    knock(other, "wang")
    assert other.post("/second-factor/", {"code": codes[3]}).status_code == 303
    assert other.get("/me/").status_code == 200


@pytest.mark.parametrize("sealed", ["", "x", "made:up:text"])
def test_a_secret_that_no_page_carried_sets_nothing_up(clerk, client, sealed):
    knock(client, "wang")
    answer = client.post("/me/second-factor/", {"secret": sealed, "code": "123456"})
    assert answer.status_code == 422
    assert "页面停留过久" in answer.content.decode()


def test_recovery_codes_are_renewed_for_a_code_of_the_device(clerk, client):
    key = with_device(clerk)
    old = recovery_codes.renew(clerk)
    knock(client, "wang")
    client.post("/second-factor/", {"code": old[0]})
    assert client.post("/me/recovery-codes/", {"code": "000000"}).status_code == 422
    clerk.totpdevice_set.get().throttle_reset()
    answer = client.post("/me/recovery-codes/", {"code": code_of(key, step_now())})
    assert len(re.findall(r"<code>[a-z2-9-]{27}</code>", answer.content.decode())) == 10
    assert recovery_codes.number_left(clerk) == 10


def test_without_the_key_of_devices_the_page_says_so_and_takes_a_recovery_code(clerk, client):
    key, codes = with_device(clerk), recovery_codes.renew(clerk)
    key_file().unlink()
    knock(client, "wang")
    refused = client.post("/second-factor/", {"code": code_of(key, step_now())})
    assert refused.status_code == 422
    assert "PPL-170" in words(refused)
    assert 'name="code"' in refused.content.decode()
    assert client.post("/second-factor/", {"code": codes[0]}).status_code == 303
    renewed = client.post("/me/recovery-codes/", {"code": code_of(key, step_now())})
    assert renewed.status_code == 422
    assert "PPL-170" in words(renewed)


def test_the_page_of_the_password_says_what_is_asked_and_all_that_is_wrong(clerk, client):
    knock(client, "wang")
    assert "至少 10 个字符" in words(client.get("/me/password/"))
    answer = client.post("/me/password/", {"present": PASSWORD, "new": "wang", "again": "w"})
    said = words(answer)
    assert answer.status_code == 422
    for code in ("PPL-021", "PPL-022", "PPL-024", "PPL-028"):
        assert code in said


def test_a_password_grown_old_is_changed_first(clerk, client):
    import datetime as dt

    clerk.password_changed_at -= dt.timedelta(days=91)
    clerk.save()
    knock(client, "wang")
    answer = client.get("/records/")
    assert answer.headers["Location"].startswith("/me/password/")
    assert "已超过规定的使用期限" in words(client.get(answer.headers["Location"]))


def test_rights_end_with_the_grant_and_the_page_stays_ones_own(clerk, client):
    knock(client, "wang")
    assert client.get("/figures/").status_code == 200
    clerk.grants.update(valid_to=LONG_AGO)
    assert client.get("/figures/").status_code == 403
    assert "目前没有授予您任何角色" in words(client.get("/me/"))
    with changelog.acting("安全管理员", "测试"):
        give(clerk, HeldRole("reader"))
    assert "读者" in words(client.get("/me/"))
