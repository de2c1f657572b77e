"""The pages of leads: a board by stage, a list, one lead with its acts, headquarters called on."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desk import cast
from tests.desk.leads import leads_cast as town
from tests.fixtures.accounts import sign_in

from chainchief.ledger import changelog
from chainchief.ledger.kinds.agreement.models import Agreement
from chainchief.ledger.kinds.lead.models import Lead
from chainchief.ledger.kinds.organisation.models import Organisation
from chainchief.ledger.kinds.visit.models import Visit, VisitedOrganisation


@pytest.fixture
def people(desk):
    cast.accounts()
    return desk


def page_of(client, viewer, address, **sent):
    sign_in(client, name=viewer.name)
    return client.get(address, sent)


def text_of(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_board_has_a_column_for_each_stage_with_the_days_in_it(people, client):
    town.received()
    people.set(dt.date(2026, 11, 20))
    town.in_talks(name="第二条线索", investor_name="另一家", amount=12_000_000_000)
    text = text_of(page_of(client, cast.COUNTY, "/leads/"))
    assert text.count('class="lead-column"') == 5
    for words in ("发酵罐整线项目", "9天", "第二条线索", "12,000万元", "约见董事长（孙倩）"):
        assert words in text, words
    assert "在跟踪2条" in text


def test_a_list_is_narrowed_by_stage_unit_words_and_what_needs_attention(people, client):
    town.received()
    town.received(cast.OTHER_COUNTY, division=cast.SOUTH, name="南区那条")
    sign_in(client, name=cast.OFFICE.name)

    def shown(**sent) -> set[str]:
        text = text_of(client.get("/leads/", {"view": "list", **sent}))
        return {name for name in ("发酵罐整线项目", "南区那条") if name in text}

    both = {"发酵罐整线项目", "南区那条"}
    assert shown() == shown(words="海东", state="valid") == shown(mark="claimed") == both
    assert shown(unit=cast.SOUTH) == {"南区那条"}
    assert shown(words="那条") == {"南区那条"}
    assert shown(state="talks") == shown(mark="stale") == shown(mark="offered") == set()
    assert shown(state="x\0", mark="?", unit="无", page="99999999") == set()
    people.set(dt.date(2026, 12, 3))
    assert shown(mark="stale") == both


def test_a_county_sees_its_own_and_not_that_another_follows_by_name(people, client):
    town.received()
    town.received(cast.OTHER_COUNTY, division=cast.SOUTH, name="南区那条")
    text = text_of(page_of(client, cast.COUNTY, "/leads/"))
    assert "南区那条" not in text
    assert "另有单位跟踪" in text
    lead = Lead.objects.get(division=cast.NORTH)
    text = text_of(client.get(f"/leads/{lead.uid}/"))
    assert "另有单位跟踪同一投资方" in text
    assert "南区" in text
    assert "南区那条" not in text


def test_entered_on_the_form_and_moved_on_its_page(people, client):
    sign_in(client, name=cast.COUNTY.name)
    assert "首谈单位" in text_of(client.get("/leads/new/"))
    typed = {
        "name": "整线项目",
        "investor": "海东生物",
        "unit": cast.NORTH,
        "chain": "BIO",
        "amount": "3.5亿",
        "next_step": "考察",
        "owner": "孙倩",
    }
    refused = client.post("/leads/new/", typed)
    assert refused.status_code == 422
    assert "3.5亿" in refused.content.decode()
    made = client.post("/leads/new/", {**typed, "amount": "35,000"})
    lead = Lead.objects.get()
    assert (made.status_code, made["Location"]) == (303, f"/leads/{lead.uid}/")
    assert lead.amount == 35_000 * 1_000_000
    here = f"/leads/{lead.uid}/act/"
    late = client.post(here, {"act": "note", "note": "x", "due": "2027-12-01"})
    assert (late.status_code, "2027-12-01" in late.content.decode()) == (422, True)
    assert client.post(here, {"act": "fly"}).status_code == 422
    assert client.post(here, {"act": "note", "note": "x", "due": "昨天"}).status_code == 422
    begun = client.post(here, {"act": "begin-talks", "note": "见面", "version": lead.version})
    assert begun.status_code == 303
    again = client.post(here, {"act": "begin-talks", "version": lead.version})
    assert again.status_code == 422
    text = text_of(client.get(f"/leads/{lead.uid}/"))
    for words in ("开始洽谈", "首谈保护至2027-05-10", "未核实", "在谈"):
        assert words in text, words


def test_handed_over_by_two_counties_and_whoever_it_concerns_not_meets_nothing(people, client):
    lead = town.offered()
    text = text_of(page_of(client, cast.OTHER_COUNTY, f"/leads/{lead.uid}/"))
    assert "同意承接" in text
    assert "终止跟踪" not in text
    done = client.post(f"/leads/{lead.uid}/act/", {"act": "take-over"})
    assert done.status_code == 303
    assert "登记签约" in text_of(client.get(f"/leads/{lead.uid}/"))
    text = text_of(page_of(client, cast.COUNTY, f"/leads/{lead.uid}/"))
    assert 'name="act"' not in text
    for viewer in (cast.FIRM, cast.POWER_CLERK, cast.READER):
        assert page_of(client, viewer, f"/leads/{lead.uid}/").status_code in (403, 404), viewer.name


def test_headquarters_stand_with_what_followed(people, client):
    with changelog.acting("clerk", "trips"):
        for code, name in (("ORG-A", "甲集团总部"), ("ORG-B", "乙集团总部")):
            Organisation.objects.create(code=code, name=name, category="headquarters")
        for number, bodies in ((1, ("ORG-A", "ORG-B")), (2, ("ORG-A",))):
            Visit.objects.create(
                code=f"HD-{number}",
                name=f"赴外第{number}次",
                form="outing",
                chain_id="BIO",
                division_id=cast.NORTH,
                led_by="chief",
                occurred_on=dt.date(2026, 10, number),
                reported_on=dt.date(2026, 10, number),
            )
            for body in bodies:
                VisitedOrganisation.objects.create(
                    code=f"HD-{number}/{body}",
                    visit_id=f"HD-{number}",
                    organisation_id=body,
                    purpose="headquarters",
                )
        Agreement.objects.create(
            code="XY-1",
            name="合作协议一",
            category="cooperation",
            channel="headquarters",
            division_id=cast.NORTH,
            counterpart_id="ORG-A",
            occurred_on=dt.date(2026, 10, 20),
            reported_on=dt.date(2026, 10, 20),
        )
    town.received(organisation="ORG-A", investor_name="")
    text = text_of(page_of(client, cast.OFFICE, "/leads/headquarters/"))
    assert text.count("甲集团总部") == 1
    for words in ("赴外第1次", "赴外第2次", "合作协议一", "发酵罐整线项目", "走访总部2家"):
        assert words in text, words
    text = text_of(client.get("/leads/headquarters/", {"nothing": "1", "chain": "BIO"}))
    assert ("甲集团总部" in text, "乙集团总部" in text) == (False, True)
    assert "/leads/new/?visit=HD-1&amp;investor=ORG-B" in text
    text = text_of(client.get("/leads/new/?visit=HD-1&investor=ORG-B"))
    assert "赴外第1次" in text
    assert 'value="ORG-B"' in text


def test_pages_ask_few_queries_however_many_leads_there_are(people, client):
    for number in range(6):
        town.received(name=f"线索{number}", investor_name=f"投资方{number}")
    sign_in(client, name=cast.OFFICE.name)
    counts = {}
    for address in ("/leads/", "/leads/?view=list", f"/leads/{Lead.objects.first().uid}/"):
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        counts[address] = len(caught.captured_queries)
    assert max(counts.values()) <= 20, counts
