"""The page of matches: a verdict needs a reason, is remembered, and places the firm."""

import re

from tests.fixtures.accounts import sign_in
from tests.ledger.small_city import write
from tests.web.test_the_page_of_a_month import text_of

from chainchief.ledger.changesets import Creation
from chainchief.ledger.kinds.enterprise_role.models import EnterpriseSegment, MatchVerdict

PAGE = "/chains/BIO/matches/?month=2023-11"
FITS = {"enterprise": "QY-1", "segment": "BIO-C", "buyer": "", "verdict": "confirmed"}


def test_a_verdict_is_asked_for_with_its_reason_and_remembered(reader):
    write(Creation("enterprise_product", "", {"enterprise": "QY-1", "name": "环节C用设备"}))
    html = reader.get(PAGE).content.decode()
    assert 'value="QY-1"' in html
    assert "环节C" in html
    refused = reader.post(PAGE, FITS)
    assert refused.status_code == 422
    assert "CMP-038" in refused.content.decode()
    assert reader.post(PAGE, {**FITS, "reason": "已看过车间"}).status_code == 303
    row = MatchVerdict.objects.get()
    assert (row.verdict, row.reason, str(row.judged_on)) == (
        "confirmed",
        "已看过车间",
        "2023-11-30",
    )
    assert EnterpriseSegment.objects.filter(enterprise="QY-1", segment="BIO-C").exists()
    words = text_of(reader.get(PAGE))
    assert re.search("合适 已看过车间 2023-11-30 已在该环节", words)
    assert 'value="QY-1"' not in reader.get(PAGE).content.decode()


def test_what_is_no_match_of_the_chain_is_refused(reader):
    other = {**FITS, "segment": "NOWHERE", "reason": "试"}
    assert reader.post(PAGE, other).status_code == 422
    assert reader.post(PAGE, {**FITS, "verdict": "perhaps", "reason": "试"}).status_code == 422
    assert not MatchVerdict.objects.exists()


def test_a_county_judges_only_firms_of_its_own(in_town, client):
    sign_in(client, name="南城区 李莉")
    assert client.get(PAGE).status_code == 200
    stranger = {**FITS, "enterprise": "ELSEWHERE", "reason": "试"}
    assert client.post(PAGE, stranger).status_code in (403, 422)
    assert not MatchVerdict.objects.exists()
