"""Coming in, as a person does it: first password, second factor, recovery codes, the own page."""

import shutil
from base64 import b32decode
from pathlib import Path

import pytest
from tests.fixtures.accounts import PASSWORD, code_of, make_account, step_now
from tests.fixtures.ledgers import _sqlite, pointed_at
from tests.fixtures.servers import serving

from chainchief.access.viewers import HeldRole

NEW = "Kirschbaum-77-rot"
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
#: Chromium says on the console that a form came back with faults.
ANSWERED = "Failed to load resource: the server responded with a status of 4"


@pytest.fixture
def office_at(town_home, own_home, django_db_blocker):
    """The town served anew, with one who has a first password and needs a second factor."""
    shutil.copytree(town_home, own_home, dirs_exist_ok=True)
    with django_db_blocker.unblock(), pointed_at(_sqlite(own_home)):
        account = make_account("liqiang", HeldRole("chain-office"), password=PASSWORD)
        account.must_change_password = True
        account.full_name = "李强"
        account.save()
    with serving(own_home) as address:
        yield address


def assert_sound(page):
    """No violation that axe finds, nothing wider than the window, nothing complained of."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(f"axe.run(document, {{runOnly: {WCAG}}})")["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    complaints = [one for one in page.watch.complaints if not one.startswith(ANSWERED)]
    assert complaints == []
    assert page.watch.foreign == []


def send(page, **entries):
    for name, text in entries.items():
        page.fill(f"#{name}", text)
    page.click("main .btn-primary")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "dark", "language"), [(1366, False, "zh"), (390, True, "zh"), (390, False, "en")]
)
def test_a_first_log_in_from_the_password_to_the_own_page(
    office_at, open_page, width, dark, language
):
    page = open_page(width, dark=dark)
    page.goto(office_at + "/records/")
    if language == "en":
        page.click("button[name=language]")
    assert_sound(page)
    send(page, username="liqiang", password="wrong")
    assert page.locator(".said.wrong").is_visible()
    assert_sound(page)
    send(page, password=PASSWORD)
    assert page.url.startswith(office_at + "/me/password/")
    send(page, present=PASSWORD, new="liqiang", again="x")
    assert page.locator(".said.wrong li").count() == 4
    assert_sound(page)
    send(page, present=PASSWORD, new=NEW, again=NEW)
    assert page.url.startswith(office_at + "/me/second-factor/")
    assert_sound(page)
    secret = page.get_attribute("[data-secret]", "data-secret").replace(" ", "")
    key, step = b32decode(secret).hex(), step_now()
    send(page, code=code_of(key, step))
    assert page.locator(".codes li").count() == 10
    assert_sound(page)
    page.click("main a.btn-primary")
    page.goto(office_at + "/me/")
    assert page.locator(".person-name").inner_text() == "李强"
    assert_sound(page)
    page.click(".end form[action='/log-out/'] button")
    send(page, username="ＬＩＱＩＡＮＧ", password=NEW)
    assert page.url.startswith(office_at + "/second-factor/")
    assert_sound(page)
    send(page, code=code_of(key, step + 1))
    assert page.locator(".person-name").is_visible()
