"""Products against a need, computed by hand: what speaks for each, what against, by how much."""

import pytest
from tests.desk import cast
from tests.desk import financing_cast as town
from tests.desk.financing_cast import WAN

from chainchief.desk.financing.consents import Field
from chainchief.desk.financing.matching import (
    Aspect,
    Verdict,
    Wanted,
    matches,
    products_to_be_had,
    wanted_of,
)
from chainchief.ledger.changesets import Creation
from chainchief.ledger.kinds.financing.models import BankProduct

FOR, AGAINST, UNKNOWN = Verdict.FOR, Verdict.AGAINST, Verdict.UNKNOWN
#: 500 万元 for 24 months on equipment, a firm of industry 2762 in the chain BIO.
NEED = Wanted(500 * WAN, 24, "equipment", "2762", "BIO")
#: Product → the verdicts by amount, term, collateral, industry, and the gap of the first two.
BY_HAND = [
    ({}, (FOR, FOR, FOR, FOR), (0, 0)),
    ({"amount_most": 500 * WAN}, (FOR, FOR, FOR, FOR), (0, 0)),
    ({"amount_most": 300 * WAN}, (AGAINST, FOR, FOR, FOR), (200 * WAN, 0)),
    ({"amount_least": 800 * WAN}, (AGAINST, FOR, FOR, FOR), (300 * WAN, 0)),
    ({"amount_least": None, "amount_most": None}, (UNKNOWN, FOR, FOR, FOR), (0, 0)),
    ({"amount_least": None}, (FOR, FOR, FOR, FOR), (0, 0)),
    ({"term_most": 12}, (FOR, AGAINST, FOR, FOR), (0, 12)),
    ({"term_most": 24}, (FOR, FOR, FOR, FOR), (0, 0)),
    ({"term_most": None}, (FOR, UNKNOWN, FOR, FOR), (0, 0)),
    ({"takes_equipment": False}, (FOR, FOR, AGAINST, FOR), (0, 0)),
    ({"takes_equipment": False, "takes_unsecured": False}, (FOR, FOR, UNKNOWN, FOR), (0, 0)),
    ({"industries": "27"}, (FOR, FOR, FOR, FOR), (0, 0)),
    ({"industries": "3985、276"}, (FOR, FOR, FOR, FOR), (0, 0)),
    ({"industries": "26，38"}, (FOR, FOR, FOR, AGAINST), (0, 0)),
    ({"chain": "BIO"}, (FOR, FOR, FOR, FOR), (0, 0)),
    ({"chain": "FOOD"}, (FOR, FOR, FOR, AGAINST), (0, 0)),
    ({"chain": "BIO", "industries": "38"}, (FOR, FOR, FOR, AGAINST), (0, 0)),
]


def product(code="CP", bank="ORG-1", **said):
    chain = said.pop("chain", None)
    return BankProduct(code=code, bank_id=bank, chain_id=chain, **town.product(**said))


@pytest.mark.parametrize(("said", "verdicts", "gaps"), BY_HAND)
def test_by_hand(said, verdicts, gaps):
    (match,) = matches(NEED, [product(**said)])
    assert tuple(one.aspect for one in match.reasons) == tuple(Aspect)
    assert tuple(one.verdict for one in match.reasons) == verdicts
    assert tuple(one.gap for one in match.reasons[:2]) == gaps
    assert match.fits is (AGAINST not in verdicts)


@pytest.mark.parametrize("field", [Field.AMOUNT, Field.TERM, Field.COLLATERAL, Field.INDUSTRY])
def test_what_is_not_opened_speaks_neither_way_and_is_told_by_nothing(field):
    """Else a bank could try its limits until it knows the amount."""
    opened = Wanted(**{**vars(NEED), "opened": frozenset(Field) - {field}})
    against = product(
        amount_most=1, term_most=1, takes_equipment=False, chain="FOOD", industries="99"
    )
    (match,) = matches(opened, [against])
    (reason,) = [one for one in match.reasons if one.aspect.value == field.value]
    assert (reason.verdict, reason.wanted, reason.gap) == (UNKNOWN, None, 0)


def test_nobody_is_ranked():
    """The order is that of the banks' codes, whatever fits."""
    products = [
        product("P2", "B"),
        product("P1", "B", amount_most=1),
        product("P9", "A", term_most=1),
    ]
    found = [(one.product.bank_id, one.product.code) for one in matches(NEED, products)]
    assert found == [("A", "P9"), ("B", "P1"), ("B", "P2")]


def test_what_cannot_be_had_today_is_not_compared(desk, monkeypatch):
    monkeypatch.setattr(cast, "city", lambda: None)
    town.city()
    gone = town.product(bank=town.BANK_A, valid_to=cast.DAY - town.days(1))
    coming = town.product(bank=town.BANK_A, valid_from=cast.DAY + town.days(1))
    town.enter(
        Creation("bank_product", "CP-GONE", gone), Creation("bank_product", "CP-SOON", coming)
    )
    assert {one.code for one in products_to_be_had(cast.DAY)} == {"CP-A1", "CP-B1"}
    assert {one.code for one in products_to_be_had(cast.DAY, [town.BANK_B])} == {"CP-B1"}
    found = matches(wanted_of(town.raised()), products_to_be_had(cast.DAY))
    assert [(one.product.code, one.fits) for one in found] == [("CP-A1", True), ("CP-B1", False)]
