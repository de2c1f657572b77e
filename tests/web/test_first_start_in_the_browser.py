"""A city begins in the browser: one address, three administrators, its units from a file."""

import re

import pytest
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


def test_first_start_to_first_import(ledger, own_home, tmp_path, open_page):
    units = tmp_path / "区划.csv"
    units.write_text("编号,名称,级别\n371402,德城区,县市区\n3714,齐河县,县市区\n", "utf-8")
    with serving(own_home) as address:
        page = open_page()
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
