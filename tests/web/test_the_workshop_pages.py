"""The pages of the workshop without a script: chosen, saved, proposed, adopted, withdrawn."""

import re

import pytest
from tests.fixtures.accounts import make_account, sign_in
from tests.web import town

from chainchief.access.viewers import HeldRole
from chainchief.indicators.catalogue.loading import load
from chainchief.workshop.models import ProposedIndicator, ProposedTemplate

FIELDS = (
    "told=1&nature=flow&source=project_stage&c0=stage&t0=is&v0=started&c1=evidence&t1=is"
    "&v1=accepted&once=1&by_division=1&by_chain=1&month=2023-11"
)
NAME = "新开工项目（本市口径）"


@pytest.fixture
def second(in_town, client_class=None):
    """A browser of another clerk of the chain office."""
    from django.test import Client

    make_account("市链办 赵刚", HeldRole("chain-office"))
    other = Client()
    sign_in(other, name="市链办 赵刚")
    return other


def saved(reader, more=""):
    answer = reader.post("/workshop/save/", {"fields": f"{FIELDS}&name={NAME}{more}"})
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_the_bench_computes_what_is_chosen(reader):
    page = reader.get(f"/workshop/bench/?{FIELDS}").content.decode()
    assert f'id="live-value">{len(town.STARTED)}个' in page
    part = reader.get(f"/workshop/bench/?{FIELDS}", headers={"HX-Request": "true"})
    assert part.content.decode().lstrip().startswith('<div id="bench"')


def test_a_definition_goes_from_the_bench_to_every_page(reader, second):
    address = saved(reader)
    assert reader.post(f"{address}act/", {"act": "propose", "reason": "年报"}).status_code == 303
    refused = reader.post(f"{address}act/", {"act": "adopt"})
    assert refused.status_code == 422
    assert "WSH-006" in refused.content.decode()
    assert second.post(f"{address}act/", {"act": "adopt"}).status_code == 303
    code = ProposedIndicator.objects.get().code
    assert code in load()
    assert NAME in reader.get("/figures/?month=2023-11").content.decode()
    assert reader.get(f"/indicators/{code}/?month=2023-11").status_code == 200
    assert f"- code: {code}" in reader.get("/workshop/adopted.yaml").content.decode()
    sent = {"act": "withdraw", "since": "2024-01-01", "reason": "停用"}
    assert reader.post(f"{address}act/", sent).status_code == 303


def test_what_the_catalogue_has_is_opened_to_be_changed(reader):
    answer = reader.get("/workshop/bench/?like=IND-PRJ-STARTED")
    assert answer.status_code == 303
    page = reader.get(answer.headers["Location"]).content.decode()
    assert "IND-PRJ-STARTED" in page
    assert reader.get("/workshop/bench/?like=IND-RPT-ON-TIME").status_code == 404


def test_a_text_becomes_a_template_that_is_taken_into_use(reader):
    text = f"1-11月，全市新开工产业链项目{len(town.STARTED)}个。"
    page = reader.post("/workshop/text/", {"text": text, "month": "2023-11"}).content.decode()
    tags = re.findall(r'name="n0" value="([^"]+)" checked', page)
    assert tags == ["{{ fig(&quot;IND-PRJ-STARTED-ALL&quot;) }}"]
    sent = {
        "text": text,
        "month": "2023-11",
        "act": "make",
        "n0": '{{ fig("IND-PRJ-STARTED-ALL") }}',
    }
    address = reader.post("/workshop/text/", sent).headers["Location"]
    row = ProposedTemplate.objects.get()
    assert row.text == '{{ span() }}，全市新开工产业链项目{{ fig("IND-PRJ-STARTED-ALL") }}。'
    assert f"{len(town.STARTED)}个" in reader.get(address).content.decode()
    wrong = {"text": row.text + '{{ fig("IND-NONE") }}', "title": "甲", "name": "own-1"}
    answer = reader.post(address, {**wrong, "act": "use", "month": "2023-11"})
    assert answer.status_code == 422
    assert "IND-NONE" in answer.content.decode()
    right = {"text": row.text, "title": "甲", "name": "own-1", "act": "use", "month": "2023-11"}
    assert reader.post(address, right).status_code == 303
    assert reader.get("/release/own-1/?month=2023-11").status_code == 200
