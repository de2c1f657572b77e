"""Financing by its pages: firm → bank → firm → contract; withdrawn, closed everywhere at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk import cast
from tests.desk import financing_cast as town
from tests.desk.financing_cast import BANK_A, BANK_B, WAN
from tests.fixtures.accounts import make_account, sign_in

from chainchief.core import clock
from chainchief.desk.financing.consents import Field
from chainchief.desk.financing.machine import Act
from chainchief.desk.financing.standing import NeedState, standing_of
from chainchief.ledger.kinds.financing.models import (
    FinancingConsent,
    FinancingNeed,
    FinancingOffer,
)

#: Words of the need that occur nowhere else.
MARKS = ("鹮题名", "鹮用途", "鹮联系人", "甲厂")


@pytest.fixture
def people(ledger, monkeypatch):
    """Somebody logged in for each of those who take part."""
    monkeypatch.setattr(clock, "today", lambda: cast.DAY)
    town.city()
    found = {}
    for name, viewer in (
        ("firm", town.FIRM),
        ("other firm", town.OTHER_FIRM),
        ("bank A", town.BANKER_A),
        ("bank B", town.BANKER_B),
        ("office", town.OFFICE),
        ("county", town.COUNTY),
        ("department", cast.POWER_CLERK),
    ):
        make_account(viewer.name, viewer.held[0])
        found[name] = Client()
        sign_in(found[name], name=viewer.name)
    return found


def file(name):
    return SimpleUploadedFile(name, name.encode(), content_type="application/pdf")


def marked(fields=town.ALL, banks=(BANK_A,)):
    need = town.raised(subject="鹮题名", detail="鹮用途", contact="鹮联系人")
    return town.step(need, Act.GIVE, banks=tuple(banks), fields=frozenset(fields))


def text(client, address):
    answer = client.get(address)
    return answer.status_code, answer.content.decode()


def test_from_the_firm_to_the_bank_and_back_to_the_contract(people):
    firm, bank = people["firm"], people["bank A"]
    said = {"subject": "扩产周转", "amount": "500", "term_months": "24", "purpose": "working"}
    raised = firm.post("/financing/new/", {**said, "collateral": "equipment"})
    assert raised.status_code == 303
    need = FinancingNeed.objects.get()
    assert text(bank, "/financing/room/")[1].count(need.code) == 0
    given = {"act": "give-consent", "banks": [BANK_A], "fields": ["amount", "term"]}
    assert firm.post(f"/financing/{need.uid}/act/", given).status_code == 303
    consent = FinancingConsent.objects.get()
    room = f"/financing/room/needs/{consent.uid}/"
    status, page = text(bank, room)
    assert (status, "500万元" in page.replace(" ", ""), "甲厂" in page) == (200, True, False)
    offer = {"act": "offer", "amount": "400", "rate": "3.85", "term_months": "24"}
    assert bank.post(f"{room}answer/", offer).status_code == 303
    made = FinancingOffer.objects.get()
    assert (made.amount, made.rate) == (400 * WAN, 38_500)
    assert (
        firm.post(f"/financing/{need.uid}/act/", {"act": "choose", "offer": made.uid}).status_code
        == 303
    )
    own = f"/financing/room/offers/{made.uid}/"
    contract = {"act": "conclude", "amount": "400", "until": "2027-05-01"}
    refused = bank.post(f"{own}act/", contract)
    assert refused.status_code == 422
    assert "FIN-016" in refused.content.decode()
    assert bank.post(f"{own}act/", {**contract, "document": file("合同.pdf")}).status_code == 303
    drawing = {"act": "draw", "amount": "400", "document": file("回单.pdf")}
    assert bank.post(f"{own}act/", drawing).status_code == 303
    assert standing_of(need).state(cast.DAY) is NeedState.DRAWN
    status, page = text(firm, f"/financing/{need.uid}/")
    assert (status, "已全部放款" in page) == (200, True)


def test_what_is_typed_wrong_is_answered_with_where_what_why_and_what_to_do(people):
    typed = {"subject": "x", "amount": "五百", "term_months": "2.5", "purpose": "working"}
    refused = people["firm"].post("/financing/new/", typed)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "金额（万元）" in page
    assert "五百" in page
    assert ("FIN-022" in page, "FIN-024" in page) == (True, True)
    assert not FinancingNeed.objects.exists()


def addresses(need, consent):
    """Wherever a need could be read: its own pages, registers, files, search, choices, history."""
    yield from (f"/financing/{need.uid}/", "/financing/", "/financing/room/", "/desk/", "/")
    yield f"/financing/room/needs/{consent.uid}/"
    yield f"/search/?q={need.code}"
    yield "/search/?q=鹮题名"
    for kind, record in (("financing_need", need), ("financing_consent", consent)):
        yield f"/records/{kind}/"
        yield f"/records/{kind}/table.csv"
        yield f"/records/{kind}/choices/?q={need.code}"
        yield f"/records/{kind}/{record.uid}/"
        yield f"/records/{kind}/{record.uid}/figures/"


@pytest.mark.parametrize("who", ["bank B", "other firm", "department"])
def test_nobody_else_reads_a_word_of_it(people, who):
    standing = marked()
    consent = town.consent_to(standing)
    for address in addresses(standing.need, consent):
        _status, page = text(people[who], address)
        read = [
            mark
            for mark in MARKS
            if mark in page.replace("q=鹮题名", "").replace('value="鹮题名"', "")
        ]
        assert read == [], (address, read)


def test_the_bank_reads_the_opened_fields_in_its_room_and_nowhere_else(people):
    standing = marked({Field.AMOUNT, Field.CONTACT})
    consent = town.consent_to(standing)
    for address in addresses(standing.need, consent):
        _status, page = text(people["bank A"], address)
        is_room = address.endswith(f"/needs/{consent.uid}/")
        assert ("鹮联系人" in page) == is_room, address
        assert "甲厂" not in page
        assert "鹮用途" not in page


def test_withdrawn_it_is_closed_everywhere_at_once(people):
    standing = marked(banks=(BANK_A, BANK_B))
    consent, bank = town.consent_to(standing), people["bank A"]
    assert text(bank, f"/financing/room/needs/{consent.uid}/")[0] == 200
    town.offer(standing)
    firm = people["firm"]
    withdrawn = {"act": "withdraw-consent", "consent": consent.uid}
    assert firm.post(f"/financing/{standing.need.uid}/act/", withdrawn).status_code == 303
    for address in addresses(standing.need, consent):
        status, page = text(bank, address)
        assert not [mark for mark in MARKS if mark in page.replace("鹮题名", "", 2)], address
        assert status != 200 or f"/needs/{consent.uid}/" not in address
    late = bank.post(
        f"/financing/room/needs/{consent.uid}/answer/", {"act": "decline", "note": "x"}
    )
    assert late.status_code >= 400
    own = FinancingOffer.objects.get()
    assert text(bank, f"/financing/room/offers/{own.uid}/")[0] == 200
    assert text(people["bank B"], f"/financing/room/offers/{own.uid}/")[0] >= 400


def test_lists_and_pages_of_everybody_answer(people):
    standing = marked()
    for who in ("office", "county", "firm"):
        status, page = text(people[who], "/financing/")
        assert (status, standing.need.code in page) == (200, True), who
        assert text(people[who], f"/financing/{standing.need.uid}/")[0] == 200
        assert text(people[who], "/financing/meetings/")[0] == 200
    assert text(people["department"], "/financing/")[0] in (403, 404)
