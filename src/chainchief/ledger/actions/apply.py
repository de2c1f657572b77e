"""Carry out a change set: all of it, in one transaction, or nothing. Every write comes by here."""

from collections.abc import Callable
from dataclasses import replace

from django.db import DataError, IntegrityError, transaction

from chainchief.access.viewers import Viewer
from chainchief.core.faults import Fault
from chainchief.ledger import changelog, observers
from chainchief.ledger.actions.writing import insert, update
from chainchief.ledger.batch.models import ImportBatch
from chainchief.ledger.changesets import Applied, ChangeSet
from chainchief.ledger.codelists.used import remember_codes
from chainchief.ledger.errors import NoReasonError
from chainchief.ledger.registers import Register
from chainchief.ledger.validation import (
    DraftRecord,
    Locate,
    RefusedError,
    Review,
    by_record,
    review_of,
)
from chainchief.ledger.validation.added_codes import codes_got
from chainchief.ledger.validation.faults import REFUSED_BY_DATABASE

#: The batch that a change set comes in with, or what makes it once anything is to be written.
Batch = ImportBatch | Callable[[Applied], ImportBatch] | None


def apply_change_set(
    change_set: ChangeSet,
    *,
    viewer: Viewer,
    reason: str = "",
    batch: Batch = None,
    locate: Locate = by_record,
    verb: str = "",
) -> Applied:
    """Write `change_set`, parents first, as `viewer`, for `reason`.

    Each change is asked for its rights and meets every rule of the ledger. `verb` is what the
    viewer must be allowed where this is an act of a process, which has asked its own order.
    Raises `RefusedError` with every fault found, at the places that `locate` gives;
    `StaleVersionError` if a record has moved on since the change set was made; `NoReasonError`
    for withdrawals without a reason. In all of these cases nothing is written.
    """
    if (change_set.withdrawals or change_set.reinstatements) and not reason.strip():
        raise NoReasonError
    with changelog.acting(viewer.signature, reason):
        review = review_of(change_set, viewer, lock=True, verb=verb, by_act=bool(verb))
        if review.refused:
            raise _refusal(review, locate)
        applied = replace(review.counts(), warnings=tuple(review.faults(locate)))
        if any(not draft.stays for draft in review.drafts):
            _write(review, applied, viewer, reason, batch, locate)
    return applied


def _refusal(review: Review, locate: Locate) -> RefusedError:
    return RefusedError(review.faults(locate), review.findings)


def _write(
    review: Review, applied: Applied, viewer: Viewer, reason: str, batch: Batch, locate: Locate
) -> None:
    """Write what changes. Of a kind the records that there are come first: one may give up a value
    that a new one takes."""
    made = batch(applied) if callable(batch) else batch
    with changelog.acting(viewer.signature, reason, made):
        for register, drafts in review.by_register():
            changing = [draft for draft in drafts if not draft.stays]
            try:
                with transaction.atomic():
                    _write_kind(register, changing, made, reason)
            except (IntegrityError, DataError) as refusal:
                raise _explained(review, register, refusal, locate) from refusal
        got = codes_got(review.drafts)
        remember_codes((draft.register.kind, column, code) for draft, column, code in got)
        observers.tell(viewer, [draft for draft in review.drafts if not draft.stays], made)


def _write_kind(
    register: Register, drafts: list[DraftRecord], batch: ImportBatch | None, reason: str
) -> None:
    update(register, [draft for draft in drafts if not draft.is_new], batch, reason)
    insert(register, [draft for draft in drafts if draft.is_new], batch)


def _explained(
    review: Review, register: Register, refusal: Exception, locate: Locate
) -> RefusedError:
    """Why the database refused what the review let pass: someone else was faster, most likely, and
    a second review tells that."""
    changes = ChangeSet.of(*(draft.change for draft in review.everything))
    again = review_of(changes, review.viewer, verb=review.verb, by_act=review.by_act)
    if again.refused:
        return _refusal(again, locate)
    facts = {"detail": f"{register.name}: {str(refusal).splitlines()[0]}"}
    return RefusedError([Fault(REFUSED_BY_DATABASE, facts=facts)])
