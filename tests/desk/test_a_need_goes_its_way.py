"""A need from the firm's word to the last drawing: each step by whose it is, and by nobody else."""

import datetime as dt

import pytest
from tests.desk import cast
from tests.desk import financing_cast as town
from tests.desk.financing_cast import BANK_A, BANK_B, WAN

from chainchief.core.faults import FaultsError
from chainchief.desk.financing import faults
from chainchief.desk.financing.case import possible
from chainchief.desk.financing.machine import Act
from chainchief.desk.financing.standing import NeedState as State
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.kinds.financing.models import FinancingConsent, FinancingNeed
from chainchief.people.models import Notice


@pytest.fixture(autouse=True)
def city(desk):
    with_banks()
    return desk


def with_banks():
    """`desk` has made the city; the banks come beside it."""
    town_city = cast.city
    try:
        cast.city = lambda: None
        town.city()
    finally:
        cast.city = town_city


def codes(refused):
    return [fault.code for fault in refused.value.faults]


def refused(need, act, viewer=town.FIRM, **deed):
    with pytest.raises(FaultsError) as found:
        town.step(need, act, viewer, **deed)
    return codes(found)


def state(standing, day=cast.DAY):
    return standing.state(day)


def test_from_the_firms_word_to_the_last_drawing(city):
    standing = town.opened(banks=(BANK_A, BANK_B))
    assert state(standing) is State.OPENED
    standing = town.offer(standing, rate=38_500, term_months=24, product="CP-A1")
    assert state(standing) is State.OFFERED
    standing = town.step(standing.need, Act.CHOOSE, offer=standing.offers[0].uid)
    assert state(standing) is State.CHOSEN
    (offer,) = standing.offers
    contract = {"offer": offer.uid, "amount": 400 * WAN, "document": town.CONTRACT}
    standing = town.step(standing.need, Act.CONCLUDE, town.BANKER_A, **contract)
    assert state(standing) is State.CONCLUDED
    standing = town.drawn(standing, 150 * WAN)
    assert (state(standing), standing.drawn) == (State.CONCLUDED, 150 * WAN)
    standing = town.drawn(standing, 250 * WAN)
    assert (state(standing), standing.drawn) == (State.DRAWN, 400 * WAN)
    standing = town.step(standing.need, Act.CLOSE, outcome="met")
    assert (state(standing), standing.need.outcome) == (State.CLOSED, "met")


def test_a_need_has_a_number_of_its_day(city):
    assert [town.raised().code, town.raised().code] == ["RZ-20261111-01", "RZ-20261111-02"]


def test_all_that_is_wrong_with_a_new_need_is_said_at_once(city):
    with pytest.raises(FaultsError) as found:
        town.raised(town.COUNTY, firm="QY-2", subject=" ", amount=0, purpose="fun", collateral="x")
    assert codes(found) == ["FIN-028", "FIN-029", "FIN-022", "FIN-030", "FIN-030", "FIN-015"]


def test_a_county_raises_for_its_own_firm_with_the_informant_named(city):
    need = town.raised(town.COUNTY, informant="吴厂长")
    assert (need.enterprise_id, need.informant) == ("QY-1", "吴厂长")


@pytest.mark.parametrize("viewer", [town.BANKER_A, cast.POWER_CLERK, cast.CHIEF, cast.READER])
def test_others_raise_none(city, viewer):
    with pytest.raises(FaultsError):
        town.raised(viewer, informant="吴厂长")
    assert not FinancingNeed.objects.exists()


def test_on_behalf_a_consent_is_proved_by_a_letter_and_an_informant(city):
    need = town.raised(town.COUNTY, informant="吴厂长")
    given = {"banks": (BANK_A,), "fields": town.ALL}
    assert refused(need, Act.GIVE, town.COUNTY, **given) == ["FIN-015", "FIN-016"]
    proved = {**given, "informant": "吴厂长", "document": town.LETTER}
    standing = town.step(need, Act.GIVE, town.OFFICE, **proved)
    consent = town.consent_to(standing)
    assert (consent.informant, consent.document_id) == ("吴厂长", town.LETTER)


def test_all_that_a_consent_lacks_is_said_at_once(city):
    need = town.raised()
    assert refused(need, Act.GIVE) == ["FIN-012", "FIN-014"]
    wrong = {"banks": (cast.POWER,), "fields": town.ALL, "until": dt.date(2026, 11, 10)}
    assert refused(need, Act.GIVE, **wrong) == ["FIN-013", "FIN-023"]


def test_a_new_consent_to_a_bank_takes_the_place_of_the_one_before(city):
    standing = town.opened(fields=town.ALL)
    narrower = frozenset({town.Field.AMOUNT})
    standing = town.step(standing.need, Act.GIVE, banks=(BANK_A,), fields=narrower)
    (held,) = standing.in_force(cast.DAY)
    assert (held.number, held.opens_amount, held.opens_contact) == (2, True, False)
    assert FinancingConsent.objects.get(number=1).revoked_on == cast.DAY


def test_a_bank_makes_no_offer_without_a_consent_in_force(city):
    standing = town.opened()
    consent = town.consent_to(standing)
    town.step(standing.need, Act.REVOKE, consent=consent.uid)
    given = {"consent": consent.uid, "amount": 100 * WAN}
    assert refused(standing.need, Act.OFFER, town.BANKER_A, **given) == ["FIN-034"]
    standing = town.step(standing.need, Act.GIVE, banks=(BANK_B,), fields=town.ALL)
    assert refused(standing.need, Act.OFFER, town.BANKER_A, **given) == ["FIN-017"]


@pytest.mark.parametrize("viewer", [town.BANKER_B, town.FIRM, town.COUNTY, town.NO_BANKER])
def test_nobody_answers_for_another_bank(city, viewer):
    standing = town.opened(banks=(BANK_A, BANK_B))
    consent = town.consent_to(standing, BANK_A).uid
    for act in (Act.OFFER, Act.DECLINE):
        deed = {"consent": consent, "amount": WAN, "note": "说明"}
        assert refused(standing.need, act, viewer, **deed) == ["FIN-011"]


def test_the_office_answers_for_a_bank_that_does_not_log_in(city):
    standing = town.opened()
    deed = {"consent": town.consent_to(standing).uid, "amount": 80 * WAN}
    assert refused(standing.need, Act.OFFER, town.OFFICE, **deed) == ["FIN-015"]
    standing = town.step(standing.need, Act.OFFER, town.OFFICE, **deed, informant="冯经理")
    assert standing.offers[0].bank_id == BANK_A


def test_a_bank_declines_with_a_reason(city):
    standing = town.opened()
    consent = town.consent_to(standing).uid
    assert refused(standing.need, Act.DECLINE, town.BANKER_A, consent=consent) == ["FIN-021"]
    note = "抵押率不足"
    standing = town.step(standing.need, Act.DECLINE, town.BANKER_A, consent=consent, note=note)
    assert [(one.bank_id, one.reason) for one in standing.declines] == [(BANK_A, note)]
    assert state(standing) is State.OPENED


def test_a_bank_offers_its_own_products_alone(city):
    standing = town.opened()
    with pytest.raises(FaultsError) as found:
        town.offer(standing, product="CP-B1")
    assert codes(found) == ["FIN-031"]


@pytest.mark.parametrize("viewer", [town.BANKER_A, town.OTHER_FIRM, town.OTHER_COUNTY, cast.CHIEF])
def test_nobody_else_chooses_for_the_firm(city, viewer):
    standing = town.offered()
    for act in (Act.CHOOSE, Act.TURN_DOWN, Act.CLOSE, Act.REVOKE, Act.GIVE):
        deed = {"offer": standing.offers[0].uid, "note": "说明"}
        assert refused(standing.need, act, viewer, **deed) == ["FIN-011"]


def test_an_offer_that_ran_out_is_not_chosen(city):
    standing = town.offered(until=cast.DAY + town.days(3))
    city.set(cast.DAY + town.days(4))
    assert state(town.again(standing), cast.DAY + town.days(4)) is State.OPENED
    assert refused(standing.need, Act.CHOOSE, offer=standing.offers[0].uid) == ["FIN-010"]


def test_a_chosen_offer_that_comes_to_nothing_gives_way_to_the_other(city):
    standing = town.chosen()
    standing = town.step(
        standing.need, Act.RETRACT, town.BANKER_A, offer=standing.offers[0].uid, note="额度用完"
    )
    assert state(standing) is State.OPENED
    standing = town.offer(standing, BANK_B, town.BANKER_B)
    assert state(standing) is State.OFFERED


def test_a_contract_is_on_the_chosen_offer_and_proved(city):
    standing = town.offer(town.offered(), BANK_B, town.BANKER_B, 300 * WAN)
    first, second = (
        next(one for one in standing.offers if one.bank_id == bank) for bank in (BANK_A, BANK_B)
    )
    town.step(standing.need, Act.CHOOSE, offer=first.uid)
    contract = {"amount": 300 * WAN, "document": town.CONTRACT}
    assert refused(standing.need, Act.CONCLUDE, town.BANKER_B, offer=second.uid, **contract) == [
        "FIN-020"
    ]
    assert refused(standing.need, Act.CONCLUDE, town.BANKER_A, offer=first.uid) == [
        "FIN-022",
        "FIN-016",
    ]


def test_no_more_is_drawn_than_was_contracted(city):
    standing = town.drawn(town.concluded(amount=400 * WAN), 399 * WAN)
    with pytest.raises(FaultsError) as found:
        town.drawn(standing, 2 * WAN)
    (fault,) = found.value.faults
    assert fault.code == "FIN-025"
    assert fault.facts["rest"] == "1万元"
    assert town.drawn(standing, WAN).state(cast.DAY) is State.DRAWN


def test_a_drawing_lies_between_the_contract_and_today(city):
    standing = town.concluded()
    for day in (cast.DAY - town.days(1), cast.DAY + town.days(1)):
        with pytest.raises(FaultsError) as found:
            town.drawn(standing, WAN, on=day)
        assert codes(found) == ["FIN-023"]


def test_met_is_what_a_contract_met(city):
    standing = town.offered()
    assert refused(standing.need, Act.CLOSE, outcome="met") == ["FIN-027"]
    assert refused(standing.need, Act.CLOSE) == ["FIN-026"]
    standing = town.step(standing.need, Act.CLOSE, outcome="elsewhere")
    assert state(standing) is State.CLOSED
    assert standing.in_force(cast.DAY) == []


def test_steps_are_offered_to_whom_they_are_open(city):
    standing = town.offered()
    offers = {
        viewer.name: possible(standing, viewer, cast.DAY)
        for viewer in (town.FIRM, town.BANKER_A, town.BANKER_B, town.OTHER_COUNTY, cast.CHIEF)
    }
    assert offers == {
        town.FIRM.name: [Act.GIVE, Act.CHOOSE, Act.TURN_DOWN, Act.REVOKE, Act.CLOSE],
        town.BANKER_A.name: [Act.OFFER, Act.DECLINE, Act.RETRACT],
        town.BANKER_B.name: [Act.OFFER, Act.DECLINE],
        town.OTHER_COUNTY.name: [],
        cast.CHIEF.name: [],
    }


def test_notices_go_to_whose_turn_it_is_and_say_the_code_alone(city):
    for viewer in (town.FIRM, town.BANKER_A, town.BANKER_B):
        cast.make_account(viewer.name, viewer.held[0])
    standing = town.offered()
    told = {
        (one.account.username, one.topic, one.facts)
        for one in Notice.objects.select_related("account")
    }
    facts = f'{{"code": "{standing.need.code}"}}'
    assert told == {
        (viewer.name, "financing-turn", facts)
        for viewer in (town.FIRM, town.BANKER_A, town.BANKER_B)
    }
    assert faults.NOT_NOW.code == "FIN-010"


def test_no_bank_writes_the_firms_word_into_its_own_offer(city):
    """By form, workbook or proposal: the act of the firm alone moves it."""
    offer = town.offered().offers[0]
    change = Revision("financing_offer", offer.uid, offer.version, {"chosen_on": cast.DAY})
    with pytest.raises(FaultsError) as found:
        apply_change_set(ChangeSet.of(change), viewer=town.BANKER_A, reason="x")
    assert codes(found) == ["CHK-158"]


def test_every_refusal_says_itself_in_words(city):
    """Whatever facts a fault names, the one that refuses brings along."""
    wrong = {"amount": 0, "until": cast.DAY - town.days(1), "on": cast.DAY - town.days(9)}
    found = []
    for standing in (town.opened(), town.offered(), town.chosen(), town.concluded()):
        named = {"consent": town.consent_to(standing).uid}
        named |= {"offer": standing.offers[0].uid} if standing.offers else {}
        for act in (Act.GIVE, Act.OFFER, Act.DECLINE, Act.CONCLUDE, Act.DRAW, Act.CLOSE):
            for viewer in (town.OFFICE, town.BANKER_A, town.OTHER_FIRM):
                with pytest.raises(FaultsError) as refused_:
                    town.step(standing.need, act, viewer, **named, **wrong, product="X")
                found += [fault.text for fault in refused_.value.faults]
    with pytest.raises(FaultsError) as refused_:
        town.raised(subject="", amount=0, purpose="?", collateral="?", firm="NO")
    found += [fault.text for fault in refused_.value.faults]
    assert len(set(found)) > 15
    assert not [text for text in found if "{" in text]
