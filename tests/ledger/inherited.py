"""What every kind of record must be able to do. A new kind inherits these by its register.

`samples(kind)` gives a small ledger with at least one record of the kind; the tests of
`test_every_kind.py` run over all registers.
"""

from functools import cache

from hypothesis import Phase, find, settings
from tests.fixtures.records import closure_of, ledgers
from tests.fixtures.viewers import office

from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.bases import ordered_pairs
from chainchief.ledger.changesets import ChangeSet
from chainchief.ledger.registers import all_registers, register_of

KINDS = tuple(all_registers())
#: For examples that need not be the smallest: making them smaller takes minutes.
QUICK = settings(max_examples=500, phases=(Phase.generate,), database=None, deadline=None)


@cache
def samples(kind: str) -> ChangeSet:
    """A valid ledger that holds a record of the kind, and those that it rests on."""
    return find(
        ledgers(most=2, kinds=closure_of(kind), least=1),
        lambda drawn: any(creation.kind == kind for creation in drawn.creations),
        settings=QUICK,
    )


def first_of(kind: str):
    """The first record of the kind in a ledger made of its samples."""
    apply_change_set(samples(kind), viewer=office("王敏"), reason="样本")
    return register_of(kind).model.objects.order_by("id").first()


WITH_PAIRS = [
    (kind, *pair)
    for kind, register in all_registers().items()
    for pair in ordered_pairs(register.model)
]
