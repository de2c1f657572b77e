"""Carry out a change set: all of it, in one transaction, or nothing."""

from django.db import DataError, IntegrityError, transaction

from chainchief.core.faults import Fault, FaultsError
from chainchief.ledger import changelog
from chainchief.ledger.actions import rules
from chainchief.ledger.actions.drafts import Draft, by_register, drafts_of
from chainchief.ledger.actions.writing import insert, update
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changesets import Applied, ChangeSet
from chainchief.ledger.registers import Register


def apply_change_set(
    change_set: ChangeSet, *, actor: str, reason: str, batch: ImportBatch | None = None
) -> Applied:
    """Write `change_set`, parents first, as `actor`, for `reason`.

    Raises `StaleVersionError` if a record has moved on since the change set was made, and
    `FaultsError` with every fault found; in both cases nothing is written.
    """
    with changelog.acting(actor, reason, batch):
        drafts = drafts_of(change_set, batch)
        faults = rules.faults_in(drafts)
        if faults:
            raise FaultsError(faults)
        for register, own in by_register(drafts):
            _write(register, own)
    return Applied(len(change_set.creations), len(change_set.revisions), change_set.unchanged)


def _write(register: Register, drafts: list[Draft]) -> None:
    """Write the drafts of one kind. What the database refuses is explained row by row."""
    try:
        with transaction.atomic():
            insert(register, [draft for draft in drafts if draft.is_new])
            update(register, [draft for draft in drafts if not draft.is_new])
    except (IntegrityError, DataError) as refusal:
        found: list[Fault] = rules.explain(drafts)
        raise FaultsError(found or [rules.unexplained(register, refusal)]) from refusal
