"""A difficulty in the browser: a county writes it down, an office answers, the firm confirms."""

import re

import pytest
from tests.fixtures.accounts import PASSWORD, cookies_of, make_account
from tests.fixtures.ledgers import _sqlite, pointed_at
from tests.fixtures.servers import serving

from chainchief.access.viewers import HeldRole

COUNTY, OFFICE = "南城区 李莉", "市链办 王敏"
DEPARTMENT, FIRM = "发改委 赵某", "企业 吴某"

pytestmark = pytest.mark.browser


@pytest.fixture
def address(in_town):
    make_account(DEPARTMENT, HeldRole("department", organisation="DEP-DRC"), password=PASSWORD)
    make_account(FIRM, HeldRole("firm", enterprise="QY-0"), password=PASSWORD)
    with pointed_at(_sqlite(in_town)), serving(in_town) as served:
        yield served


def test_from_the_county_over_desk_and_office_to_the_firm(address, open_page):
    page = open_page()

    def become(name):
        page.context.clear_cookies()
        page.context.add_cookies(cookies_of(address, name))

    def take(button, **fields):
        # A step that is not the main one is folded, and its button hidden until it is opened.
        words = re.compile(f"^{button}$")
        form = page.locator("form.step-form", has=page.locator("button[name=act]", has_text=words))
        folded = page.locator("details.step > summary", has_text=words)
        if folded.count():
            folded.click()
        for name, value in fields.items():
            field = form.locator(f"[name={name}]")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        form.locator("button[name=act]").click()

    become(COUNTY)
    page.goto(f"{address}/desk/new/")
    page.locator("[name=firm]").fill("QY-0")
    page.locator("[name=subject]").fill("专线增容")
    page.locator("[name=category]").select_option("energy")
    page.locator("[name=office]").select_option("DEP-DRC")
    page.locator("[name=informant]").fill("吴厂长")
    page.get_by_role("button", name="登记", exact=True).click()
    page.wait_for_url("**/desk/difficulties/**")
    case = page.url
    assert "已登记，待受理" in page.locator(".as-at").inner_text()
    take("受理")

    become(OFFICE)
    page.goto(f"{address}/desk/")
    page.get_by_role("link", name="专线增容").click()
    take("交办", office="DEP-DRC")
    assert "市发改委" in page.locator(".as-at").inner_text()

    become(DEPARTMENT)
    page.goto(f"{address}/desk/")
    page.get_by_role("link", name="专线增容").click()
    take("签收")
    take("答复企业", note="已增容至2000千伏安", outcome="solved")
    assert "待企业确认" in page.locator(".as-at").inner_text()
    assert page.get_by_role("button", name="已解决", exact=True).count() == 0

    become(FIRM)
    page.goto(case)
    take("未解决，退回", note="仍在限电")
    become(DEPARTMENT)
    page.goto(case)
    take("答复企业", note="已更换开关柜", outcome="solved")
    become(FIRM)
    page.goto(case)
    take("已解决")
    assert "企业已确认" in page.locator(".as-at").inner_text()
    assert page.locator(".case-line li").count() == 8
    page.watch.assert_clean()
