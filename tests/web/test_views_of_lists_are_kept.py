"""Columns, length and density kept per person; views under a name, one's own and shared ones."""

import re

import pytest
from tests.fixtures.accounts import sign_in
from tests.web.test_the_pages_of_records import words
from tests.web.town import RIVER, SOUTH

from chainchief.web.registers.models import ListView

LIST = "/records/project/"
KEEP = "/records/project/views/"


@pytest.fixture
def county(reader):
    sign_in(reader, "county", division=SOUTH)
    return reader


def heads(client, address=LIST):
    page = words(client.get(address))
    return page[page.index("<thead") : page.index("</thead")]


def keep(client, name, query, **more):
    return client.post(KEEP, {"keep": "view", "name": name, "query": query, **more})


def test_columns_chosen_are_kept_for_every_list_of_the_kind(reader):
    sent = {
        "keep": "layout",
        "columns-chosen": "1",
        "columns": ["filing_number"],
        "query": "words=园",
    }
    answer = reader.post(KEEP, sent)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"{LIST}?words=")
    assert "备案号" in heads(reader)
    assert "建设性质" not in heads(reader, f"{LIST}?is-chain=BIO")


def test_the_usual_columns_come_back_when_asked_for(reader):
    reader.post(KEEP, {"keep": "layout", "columns-chosen": "1", "columns": ["filing_number"]})
    reader.post(KEEP, {"keep": "usual", "query": ""})
    assert "建设性质" in heads(reader)
    assert not ListView.objects.exists()


def test_the_columns_of_one_are_not_those_of_another(reader):
    reader.post(KEEP, {"keep": "layout", "columns-chosen": "1", "columns": ["filing_number"]})
    sign_in(reader, "county", division=SOUTH)
    assert "建设性质" in heads(reader)


def test_a_view_is_kept_opened_replaced_and_dropped(reader):
    answer = keep(reader, "生物链", "is-chain=BIO&sort=-name")
    address = answer.headers["Location"]
    page = words(reader.get(address))
    assert re.search(r'aria-current="page">生物链', page)
    assert "产业链：生物制造" in page
    keep(reader, "生物链", "is-chain=EQUIP")
    view = ListView.objects.get()
    assert view.query == "is-chain=EQUIP"
    assert reader.post(f"{KEEP}{view.pk}/drop/").status_code == 303
    assert not ListView.objects.exists()


def test_a_shared_view_is_seen_within_the_limits_it_was_shared_from(county):
    keep(county, "南城要件", "is-chain=BIO", shared="1")
    keep(county, "我自己的", "is-chain=EQUIP")
    sign_in(county, "county", name="南城区 另一人", division=SOUTH)
    page = words(county.get(LIST))
    assert "南城要件" in page
    assert "我自己的" not in page
    sign_in(county, "county", name="临河县 某人", division=RIVER)
    assert "南城要件" not in words(county.get(LIST))


def test_a_view_of_the_office_finds_for_a_county_its_own_records_alone(reader):
    keep(reader, "全市生物", "is-chain=BIO", shared="1")
    number = ListView.objects.get().pk
    sign_in(reader, "county", division=SOUTH)
    page = words(reader.get(LIST))
    address = re.search(rf'href="([^"]*view={number})"', page)[1].replace("&amp;", "&")
    shown = words(reader.get(address))
    assert "临河县" not in shown[shown.index("<tbody") : shown.index("</tbody")]


def test_nobody_drops_the_view_of_another(reader):
    keep(reader, "全市生物", "is-chain=BIO", shared="1")
    number = ListView.objects.get().pk
    sign_in(reader, "county", division=SOUTH)
    assert reader.post(f"{KEEP}{number}/drop/").status_code == 404
    assert ListView.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "\0"])
def test_a_view_needs_a_name(reader, name):
    assert keep(reader, name, "is-chain=BIO").status_code == 404


def test_nobody_keeps_a_view_of_a_kind_that_is_not_open(county):
    sent = {"keep": "view", "name": "统计", "query": ""}
    assert county.post("/records/official_statistic/views/", sent).status_code == 403


def test_density_and_length_are_kept_too(reader):
    reader.post(KEEP, {"keep": "layout", "query": "tight=1&size=100"})
    page = words(reader.get(LIST))
    assert "register tight" in page
    assert "第 1–61 条" in page
