"""Values in tables: the constraints that keep wrong ones out, and what got past them."""

from chainchief.ledger.values.constraint import FieldValues, constrain
from chainchief.ledger.values.operation import ConstrainValues
from chainchief.ledger.values.verification import verify

__all__ = ["ConstrainValues", "FieldValues", "constrain", "verify"]
