"""Take a record of a test out of use by its code."""

from tests.fixtures.viewers import office

from chainchief.ledger.actions import withdraw
from chainchief.ledger.registers import register_of


def withdraw_code(kind, code):
    record = register_of(kind).model.objects.get(code=code)
    withdraw(kind, record.uid, record.version, viewer=office(), reason="误录")
