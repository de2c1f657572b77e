"""The log, the seals and notices in Chromium: both languages, wide and narrow, axe, copying."""

import json
from pathlib import Path

import pytest
from tests.fixtures.accounts import PASSWORD, cookies_of, make_account
from tests.fixtures.ledgers import _sqlite, pointed_at
from tests.fixtures.servers import serving

from chainchief.access.viewers import HeldRole
from chainchief.core.i18n import CHINESE, ENGLISH

pytestmark = pytest.mark.browser
AUDITOR = "审计员 赵"
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21aa"]})
    .then(result => result.violations.map(each => [each.id, each.nodes[0].html]))"""
PAGES = ("/audit/", "/audit/seals/", "/notices/")


@pytest.fixture(scope="module")
def office(sqlite_template, tmp_path_factory, django_db_blocker):
    """A served home with an auditor who has events and notices to look at: address and cookies."""
    import shutil

    home = tmp_path_factory.mktemp("audited") / "home"
    shutil.copytree(sqlite_template, home)
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setenv("CHAINCHIEF_HOME", str(home))
        with pointed_at(_sqlite(home)):
            fill()
    with serving(home) as address:
        yield address, cookies_of(address, AUDITOR)


def fill():
    from chainchief.ledger import changelog
    from chainchief.people.events import EventKind, record
    from chainchief.people.notices import Topic, send

    account = make_account(AUDITOR, HeldRole("audit-admin"), password=PASSWORD)
    account.certificate = "ab" * 32
    account.save()
    facts = {"path": "/records/enterprise/", "status": 403, "method": "GET"}
    for _ in range(60):
        record(
            EventKind.REFUSED,
            "银行 李",
            address="10.2.1.9",
            succeeded=False,
            subject="record-list enterprise",
            facts=facts,
        )
    send(account, Topic.DUE, {"kind": "difficulty", "code": "KN-1", "due": "2023-11-30"}, "/")
    changelog.seal()


def opened(open_page, office, language, width=1366, height=768):
    address, cookies = office
    page = open_page(width, height)
    chosen = {"name": "language", "value": language, "domain": "127.0.0.1", "path": "/"}
    page.context.add_cookies([*cookies, chosen])
    return page, address


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
@pytest.mark.parametrize("width", [390, 1366])
def test_pages_fit_and_axe_finds_nothing(office, open_page, language, width):
    page, address = opened(open_page, office, language, width)
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(RUN_AXE)
        assert found == [], (path, json.dumps(found, ensure_ascii=False))
        page.watch.assert_clean()


def test_a_list_is_narrowed_turned_and_verified_by_clicks(office, open_page):
    page, address = opened(open_page, office, CHINESE)
    page.goto(address + "/audit/")
    page.select_option("select[name=kind]", "refused")
    page.wait_for_url("**kind=refused**")
    page.click("a[rel=next]")
    page.wait_for_url("**page=2**")
    assert page.locator("tbody tr").count() == 10
    page.click("nav.views a:last-child")
    page.click("form.scope button")
    page.wait_for_selector("text=PPL-130")  # accounts that this test made behind the program
    page.watch.assert_clean()


def test_the_text_to_pass_on_is_copied(office, open_page):
    page, address = opened(open_page, office, CHINESE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + "/notices/")
    page.click("[data-copy]")
    page.wait_for_selector("[data-copy]:has-text('已复制')")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text == page.input_value("#reminder")
    assert "KN-1" not in text
    assert "请登录链长台查看" in text
