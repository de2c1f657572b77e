"""What a firm opens to a bank, field by field; withdrawn, it is closed everywhere at once.

Each field of the need carries a word that occurs nowhere else: whoever reads it has read the field.
"""

import itertools
from dataclasses import fields as parts

import pytest
from tests.desk import cast
from tests.desk import financing_cast as town
from tests.desk.financing_cast import BANK_A, BANK_B, WAN

from chainchief.core.errors import WrongUseError
from chainchief.desk.financing.consents import Field, fields_of, in_force, is_in_force
from chainchief.desk.financing.machine import Act
from chainchief.desk.financing.opened import need_behind, opened_need, opened_to, own_offers
from chainchief.ledger import changelog
from chainchief.ledger.kinds.enterprise.models import Enterprise
from chainchief.ledger.kinds.financing.models import FinancingConsent, FinancingNeed
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

#: Field → what stands in it, and nowhere else.
CANARIES = {
    Field.FIRM: {"甲厂", "北县", "鹮题名"},
    Field.INDUSTRY: {"2762", "BIO", "生物制造"},
    Field.AMOUNT: {512 * WAN},
    Field.TERM: {27},
    Field.PURPOSE: {"research", "鹮用途"},
    Field.COLLATERAL: {"receivables"},
    Field.CONTACT: {"鹮联系人"},
    Field.FINANCES: {3_000 * WAN, 8_000 * WAN, 85},
}


@pytest.fixture
def city(desk, monkeypatch):
    monkeypatch.setattr(cast, "city", lambda: None)
    town.city()
    return desk


def marked(viewer=town.FIRM):
    return town.raised(
        viewer,
        subject="鹮题名",
        amount=512 * WAN,
        term_months=27,
        purpose="research",
        detail="鹮用途",
        collateral="receivables",
        contact="鹮联系人",
    )


def give(need, fields, banks=(BANK_A,)):
    return town.step(need, Act.GIVE, banks=tuple(banks), fields=frozenset(fields))


def values_in(opened):
    return {getattr(opened, part.name) for part in parts(opened) if part.name != "fields"}


@pytest.mark.parametrize("field", list(Field))
def test_one_field_opens_itself_and_no_other(city, field):
    give(marked(), {field})
    (opened,) = opened_to(town.BANKER_A, cast.DAY)
    read = values_in(opened)
    assert CANARIES[field] <= read
    for other in set(Field) - {field}:
        assert not CANARIES[other] & read, other


def test_every_field_has_its_canary(city):
    give(marked(), set(Field))
    (opened,) = opened_to(town.BANKER_A, cast.DAY)
    assert set().union(*CANARIES.values()) <= values_in(opened)


@pytest.mark.parametrize("viewer", [one for one in town.EVERYBODY if one is not town.BANKER_A])
def test_nobody_but_that_bank_reads_it_in_its_room(city, viewer):
    consent = town.consent_to(give(marked(), set(Field)))
    assert opened_to(viewer, cast.DAY) == []
    with pytest.raises(WrongUseError):
        opened_need(consent.uid, viewer, cast.DAY)
    with pytest.raises(WrongUseError):
        need_behind(consent.uid, viewer, cast.DAY)


def test_no_bank_reaches_a_record_of_needs_consents_or_presentations(city):
    give(marked(), set(Field), (BANK_A, BANK_B))
    for kind in ("financing_need", "financing_consent", "presentation"):
        for viewer in (town.BANKER_A, town.BANKER_B):
            for verb in ("see", "enter", "propose", "answer"):
                assert not in_reach(viewer, register_of(kind), verb=verb).exists(), (kind, verb)


def test_withdrawn_it_is_closed_at_once_and_the_offer_stays_the_banks(city):
    standing = give(marked(), set(Field), (BANK_A, BANK_B))
    consent = town.consent_to(standing, BANK_A)
    town.offer(standing)
    town.step(standing.need, Act.REVOKE, consent=consent.uid)
    assert opened_to(town.BANKER_A, cast.DAY) == []
    with pytest.raises(WrongUseError):
        opened_need(consent.uid, town.BANKER_A, cast.DAY)
    assert [one.amount for one in own_offers(town.BANKER_A)] == [400 * WAN]
    assert [one.bank for one in opened_to(town.BANKER_B, cast.DAY)] == [BANK_B]
    assert not own_offers(town.BANKER_B).exists()


def test_what_ran_out_or_was_closed_is_closed_to_the_bank(city):
    standing = town.step(
        marked(), Act.GIVE, banks=(BANK_A,), fields=town.ALL, until=cast.DAY + town.days(5)
    )
    assert opened_to(town.BANKER_A, cast.DAY + town.days(5))
    assert not opened_to(town.BANKER_A, cast.DAY + town.days(6))
    assert not opened_to(town.BANKER_A, cast.DAY - town.days(1))
    town.step(standing.need, Act.CLOSE, outcome="dropped")
    assert not opened_to(town.BANKER_A, cast.DAY)


def test_a_bank_without_its_limit_reads_nothing(city):
    from tests.fixtures.viewers import holding

    give(marked(), set(Field))
    assert opened_to(holding("bank", "无范围"), cast.DAY) == []
    assert not own_offers(holding("bank", "无范围")).exists()


def test_fields_are_those_of_the_columns(city):
    consent = town.consent_to(give(marked(), {Field.AMOUNT, Field.TERM}))
    assert fields_of(consent) == {Field.AMOUNT, Field.TERM}
    columns = {f.name for f in FinancingConsent._meta.fields if f.name.startswith("opens_")}
    assert columns == {field.column for field in Field}


def test_the_predicate_and_sql_agree_on_every_order_of_days(city):
    """Given, run out, withdrawn, taken out of use, closed: before, on and after a day."""
    around = [cast.DAY + town.days(n) for n in (-2, -1, 0, 1)]
    number = itertools.count(1)
    with changelog.acting("clerk", "every order"):
        for at, closed in enumerate([None, *around]):
            need = FinancingNeed.objects.create(
                code=f"N{at}",
                name="需求",
                enterprise_id="QY-1",
                purpose="working",
                amount=1,
                raised_on=cast.DAY - town.days(9),
                closed_on=closed,
            )
            for begin, until, revoked, withdrawn in itertools.product(
                around, [None, *around], [None, *around], [None, cast.DAY]
            ):
                if begin <= (until or begin) and begin <= (revoked or begin):
                    FinancingConsent.objects.create(
                        code=f"C{next(number)}",
                        need=need,
                        bank_id=BANK_A,
                        number=next(number),
                        valid_from=begin,
                        valid_to=until,
                        revoked_on=revoked,
                        withdrawn_on=withdrawn,
                    )
    rows = list(FinancingConsent.objects.select_related("need"))
    for day in around:
        in_sql = set(FinancingConsent.objects.filter(in_force(day)).values_list("pk", flat=True))
        assert in_sql == {row.pk for row in rows if is_in_force(row, day)}
        assert 0 < len(in_sql) < len(rows)


def test_a_firm_that_moves_is_read_as_it_is_now(city):
    give(marked(), {Field.FIRM})
    firm = Enterprise.objects.get(code="QY-1")
    Enterprise.objects.filter(pk=firm.pk).update(name="甲厂新名", version=firm.version + 1)
    assert opened_to(town.BANKER_A, cast.DAY)[0].firm == "甲厂新名"
