"""Screen mode shows what is closed and public, and nothing of a month that is open."""

import re

from tests.fixtures.accounts import sign_in
from tests.web.test_the_page_of_a_figure import late_start
from tests.web.test_the_page_of_a_month import text_of
from tests.web.town import STARTED


def started(answer) -> str:
    """The large number of projects started."""
    return re.search(r"<h3>新开工标志性产业链项目</h3>\s*<p class=\"number\">(\d+)", answer)[1]


def test_the_newest_closed_month_is_shown_whatever_the_address_asks_for(reader):
    for address in ("/screen/", "/screen/?month=2023-12&snapshot=working"):
        page = reader.get(address).content.decode()
        assert "2023年11月" in page
        assert "2023年12月" not in page
        assert started(page) == str(len(STARTED))


def test_what_comes_in_after_the_closing_never_shows(reader):
    late_start()
    assert started(reader.get("/screen/").content.decode()) == str(len(STARTED))


def test_internal_figures_are_not_on_it(reader):
    assert "自报到位资金" not in text_of(reader.get("/screen/"))


def test_before_anything_is_closed_it_says_so(ledger, client):
    sign_in(client)
    page = text_of(client.get("/screen/"))
    assert "尚无已关账的月份" in page
    assert 'class="turn"' not in page
