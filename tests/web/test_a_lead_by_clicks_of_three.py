"""A lead in the browser: a county has the first talk, another takes it over, the office decides."""

import re

import pytest
from playwright.sync_api import expect
from tests.fixtures.accounts import PASSWORD, cookies_of, make_account
from tests.fixtures.ledgers import _sqlite, pointed_at
from tests.fixtures.servers import serving
from tests.web import town
from tests.web.conftest import OFFICE, SOUTHERNER

from chainchief.access.viewers import HeldRole

RIVERMAN = "临河县 赵强"

pytestmark = pytest.mark.browser


@pytest.fixture
def address(in_town):
    make_account(RIVERMAN, HeldRole("county", division=town.RIVER), password=PASSWORD)
    with pointed_at(_sqlite(in_town)), serving(in_town) as served:
        yield served


def test_from_the_first_talk_over_another_county_to_the_signing(address, open_page):
    page = open_page()
    head = page.locator(".as-at").first

    def become(name):
        page.context.clear_cookies()
        page.context.add_cookies(cookies_of(address, name))

    def take(button, **fields):
        words = re.compile(f"^{button}$")
        step = page.locator("details.step", has=page.locator("button[name=act]", has_text=words))
        if step.get_attribute("open") is None:
            step.locator("summary").click()
        for name, value in fields.items():
            field = step.locator(f"[name={name}]")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        step.locator("button[name=act]").click()

    become(SOUTHERNER)
    page.goto(f"{address}/leads/")
    page.get_by_role("link", name="登记线索").click()
    page.locator("[name=name]").fill("电机整线项目")
    page.locator("[name=investor]").fill("海东电机有限公司")
    page.locator("[name=amount]").fill("35000")
    page.locator("[name=chain]").select_option("EQUIP")
    page.locator("[name=next_step]").fill("约见董事长")
    page.locator("[name=owner]").fill("李莉")
    page.get_by_role("button", name="录入", exact=True).click()
    page.wait_for_url(re.compile("/leads/[0-9a-f-]{36}/"))
    lead = page.url
    expect(head).to_contain_text("有效信息")
    take("开始洽谈", note="见到投资总监")
    expect(head).to_contain_text("在谈")
    take("商请其他单位承接", unit=town.RIVER, note="临河有现成厂房")
    expect(head).to_contain_text("商请临河县承接")

    become(RIVERMAN)
    page.goto(f"{address}/desk/?kind=lead")
    page.get_by_role("link", name="约见董事长").click()
    take("同意承接", note="可用2号厂房", next_step="供地测算", owner="赵强")
    expect(head).to_contain_text("轮到 临河县")
    take("申请延长保护期", until="2029-12-31", note="设备选型未定")
    expect(head).to_contain_text("申请延长保护期")

    become(OFFICE)
    page.goto(f"{address}/desk/?kind=lead")
    page.get_by_role("link", name="供地测算").click()
    take("同意延长保护期")
    expect(page.get_by_text("首谈保护至2029-12-31")).to_be_visible()

    become(RIVERMAN)
    page.goto(lead)
    take("登记签约", note="合同3.5亿元")
    expect(page.locator(".lead-stages .current")).to_contain_text("签约")

    become(SOUTHERNER)
    page.goto(lead)
    expect(page.locator(".case-line li")).to_have_count(7)
    expect(page.locator("button[name=act]")).to_have_count(0)
    page.goto(f"{address}/leads/?view=list")
    row = page.locator("tr", has_text="电机整线项目")
    expect(row).to_contain_text("首谈 南城区")
    page.watch.assert_clean()
