"""Pages of the feeds: a delivery comes in, a later one says what it changed, one is withdrawn."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.fixtures.accounts import make_account, sign_in
from tests.web.town import SOUTH

from chainchief.access.viewers import HeldRole
from chainchief.ledger import changelog
from chainchief.ledger.kinds.enterprise.models import Enterprise

HEAD = "enterprise,month,revenue,employees\n"
FIRST = HEAD + "FED-1,2023-10,100,5\nFED-2,2023-10,200,6\n"
SECOND = HEAD + "FED-2,2023-10,250.5,6\nFED-1,2023-11,130,5\n"


@pytest.fixture
def firms(reader):
    with changelog.acting("clerk", "firms"):
        for code in ("FED-1", "FED-2"):
            Enterprise.objects.create(code=code, name=f"企业{code}", division_id=SOUTH)
    return reader


def bring(client, text, **more):
    sent = {"feed": "firm-month", "basis": "统计法", "source": "统计局", **more}
    file = SimpleUploadedFile("月度.csv", text.encode())
    return client.post("/feeds/", {**sent, "file": file})


def words(answer):
    return re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())


def counts(answer):
    page = answer.content.decode()
    found = re.findall(r'<th scope="row">([^<]+)</th><td class="number">([^<]+)</td>', page)
    return dict(found)


def test_a_later_delivery_says_what_it_changed(firms):
    first = bring(firms, FIRST)
    assert (first.status_code, first["Location"]) == (303, "/feeds/firm-month/1/")
    second = bring(firms, SECOND)
    page = firms.get(second["Location"])
    assert list(counts(page).values()) == ["1", "1", "0", "1", "3"]
    assert "FED-2 · 2023-10" in words(page)
    assert "200 → 250.5" in words(page)
    assert "5 → " not in words(page)
    assert "月度.csv" in words(firms.get("/feeds/"))


def test_a_withdrawn_delivery_still_says_what_it_had_changed(firms):
    bring(firms, FIRST)
    second = bring(firms, SECOND)["Location"]
    assert firms.post(second, {"reason": " "}).status_code == 422
    assert firms.post(second, {"reason": "重复报送"}).status_code == 303
    assert "重复报送" in words(firms.get("/feeds/"))
    third = firms.get(bring(firms, SECOND)["Location"])
    assert list(counts(third).values()) == ["1", "1", "0", "1", "3"]


def test_a_delivery_with_faults_comes_back_whole(firms):
    refused = bring(firms, HEAD + "FED-1,2023-13,x,5\nFED-9,2023-10,1,1\n")
    assert refused.status_code == 422
    assert "FED-9" in words(refused)
    assert bring(firms, FIRST, basis=" ").status_code == 422
    assert firms.post("/feeds/", {"feed": "firm-month", "basis": "统计法"}).status_code == 422
    assert "/feeds/firm-month/1/" not in firms.get("/feeds/").content.decode()


def test_a_county_has_no_business_with_feeds(firms):
    make_account("南城区 赵明", HeldRole("county", division=SOUTH))
    sign_in(firms, name="南城区 赵明")
    assert firms.get("/feeds/").status_code == 403
