"""A city begins in the browser: from one address to the first file that somebody brings."""

import re
from base64 import b32decode

import pytest
from tests.fixtures.accounts import code_of, step_now
from tests.fixtures.servers import serving

pytestmark = pytest.mark.browser

ADMINISTRATORS = {"system-admin": "wang", "security-admin": "li", "audit-admin": "zhao"}


def first_address(home, address):
    """The one-time address as the program printed it."""
    found = re.findall(r"/first/[\w-]+/", (home / "serve.log").read_text())
    return address + found[-1]


def fill_in_the_city(page):
    for role, name in ADMINISTRATORS.items():
        page.fill(f'input[name="{role}.username"]', name)
        page.fill(f'input[name="{role}.full_name"]', f"管理员{name}")
    page.fill("input[name=city_code]", "371400")
    page.fill("input[name=city_name]", "德州市")


def send(page, **entries):
    for name, text in entries.items():
        page.fill(f"#{name}", text)
    page.click("main .btn-primary")


class People:
    """Everybody of the city by name: their passwords, and the codes that their devices show."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.passwords, self.devices = {}, {}

    def comes_first(self, name, given):
        """From the given password, over its change and a device, to the frame."""
        self.passwords[name] = f"Kirschbaum-77-{len(self.passwords)}"
        self.page.goto(f"{self.address}/log-in/")
        send(self.page, username=name, password=given)
        send(self.page, present=given, new=self.passwords[name], again=self.passwords[name])
        secret = self.page.get_attribute("[data-secret]", "data-secret").replace(" ", "")
        self.devices[name] = (b32decode(secret).hex(), step_now())
        send(self.page, code=code_of(*self.devices[name]))
        self.page.click("main a.btn-primary")
        assert self.page.locator(".person-name").is_visible()

    def comes(self, name):
        self.page.goto(f"{self.address}/log-in/")
        send(self.page, username=name, password=self.passwords[name])
        key, last = self.devices[name]
        self.devices[name] = (key, max(step_now(), last + 1))
        send(self.page, code=code_of(*self.devices[name]))

    def leaves(self):
        self.page.click(".end form[action='/log-out/'] button")


def test_first_start_to_first_import(ledger, own_home, tmp_path, open_page):
    units = tmp_path / "区划.csv"
    units.write_text("编号,名称,级别\n371402,德城区,县市区\n3714,齐河县,县市区\n", "utf-8")
    with serving(own_home) as address:
        page = open_page()
        page.set_default_timeout(60_000)
        page.goto(f"{address}/figures/")
        assert page.url == f"{address}/first/"
        page.goto(first_address(own_home, address))
        fill_in_the_city(page)
        page.set_input_files("input[name=units]", units)
        page.click("main form button.btn-primary")
        assert "CHK-020" in page.inner_text("[role=alert]")
        assert page.input_value("input[name=city_name]") == "德州市"
        units.write_text("编号,名称,级别\n371402,德城区,县市区\n371425,齐河县,县市区\n", "utf-8")
        page.set_input_files("input[name=units]", units)
        page.click("main form button.btn-primary")
        passwords = page.locator("code.secret").all_inner_texts()
        assert len(passwords) == 3
        page.goto(first_address(own_home, address))
        assert "这个地址打不开" in page.inner_text("main")

        people = People(page, address)
        people.comes_first("wang", passwords[0])
        page.click("nav.side >> text=账号与授权")
        page.click("text=新建账号")
        page.fill("input[name=username]", "zhou")
        page.fill("input[name=full_name]", "周四")
        page.click("main form button.btn-primary")
        given = page.inner_text("code.secret")
        people.leaves()
        people.comes_first("li", passwords[1])
        page.goto(f"{address}/grants/new/?account=zhou")
        page.select_option("select[name=role]", "chain-office")
        page.fill("input[name=reason]", "分管链办")
        page.click("main form button.btn-primary")
        people.leaves()
        people.comes("wang")
        page.click(".bell")
        page.click("text=li 为 zhou 提出授权")
        page.click("main .acts .btn-primary")
        assert "没有待批的授权" in page.inner_text("main")
        people.leaves()
        people.comes_first("zhou", given)
        page.goto(f"{address}/me/")
        assert "链办" in page.inner_text("main")
        chains = tmp_path / "产业链.csv"
        chains.write_text("编号,名称\nBIO,生物制造产业链\n", "utf-8")
        page.click("nav.side >> text=导入")
        page.select_option("#kind", "chain")
        page.wait_for_selector("#file")
        page.set_input_files("#file", chains)
        page.click("text=上传并检查")
        page.wait_for_selector("#preview")
        page.fill("input[name=reason]", "首批")
        page.click("text=写入1条")
        page.click("text=查看批次")
        assert "生物制造产业链" in page.inner_text("main")
