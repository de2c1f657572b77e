"""Withdraw a record, or take a withdrawal back. Nothing is ever deleted."""

import datetime as dt
import uuid

from chainchief.access.viewers import Viewer
from chainchief.ledger.actions.apply import apply_change_set
from chainchief.ledger.bases import Record
from chainchief.ledger.changesets import ChangeSet, Reinstatement, Withdrawal
from chainchief.ledger.registers import register_of


def withdraw(
    kind: str,
    uid: uuid.UUID,
    version: int,
    *,
    viewer: Viewer,
    reason: str,
    on: dt.date | None = None,
) -> Record:
    """Take a record out of use from `on` (default: today in Shanghai), for `reason`.

    It stays in the ledger, and in every snapshot made while it was in use.
    """
    change = ChangeSet(withdrawals=(Withdrawal(kind, uid, version, on),))
    apply_change_set(change, viewer=viewer, reason=reason)
    return register_of(kind).model._default_manager.get(uid=uid)


def reinstate(kind: str, uid: uuid.UUID, version: int, *, viewer: Viewer, reason: str) -> Record:
    """Take a withdrawal back, for `reason`. The record must keep to the rules of today."""
    change = ChangeSet(reinstatements=(Reinstatement(kind, uid, version),))
    apply_change_set(change, viewer=viewer, reason=reason)
    return register_of(kind).model._default_manager.get(uid=uid)
