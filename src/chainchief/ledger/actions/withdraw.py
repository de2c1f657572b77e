"""Withdraw a record, or take a withdrawal back. Nothing is ever deleted."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from chainchief.core.faults import Fault, FaultsError, declare
from chainchief.ledger import changelog
from chainchief.ledger.actions.drafts import Draft, drafts_of
from chainchief.ledger.actions.writing import update
from chainchief.ledger.bases import Record
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.errors import NoReasonError

ALREADY_WITHDRAWN = declare(
    "LED-020",
    why="{kind} {code} was withdrawn on {day}",
    remedy="nothing more is needed",
)
NOT_WITHDRAWN = declare(
    "LED-021", why="{kind} {code} is not withdrawn", remedy="check the code of the record"
)


def withdraw(
    kind: str,
    uid: uuid.UUID,
    version: int,
    *,
    actor: str,
    reason: str,
    on: dt.date | None = None,
) -> Record:
    """Take a record out of use from `on` (default: today in Shanghai), for `reason`.

    It stays in the ledger, and in every snapshot made while it was in use.
    """
    day = on or dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
    return _change(kind, uid, version, actor, reason, day)


def reinstate(kind: str, uid: uuid.UUID, version: int, *, actor: str, reason: str) -> Record:
    """Take a withdrawal back, for `reason`."""
    return _change(kind, uid, version, actor, reason, None)


def _change(
    kind: str, uid: uuid.UUID, version: int, actor: str, reason: str, day: dt.date | None
) -> Record:
    if not reason.strip():
        raise NoReasonError
    with changelog.acting(actor, reason):
        (draft,) = drafts_of(ChangeSet(revisions=(Revision(kind, uid, version, {}),)), None)
        _refuse_if_nothing_to_do(draft, day)
        draft.record.withdrawn_on = day
        draft.record.withdrawn_reason = reason.strip()[:400] if day else ""
        update(draft.register, [draft])
    return draft.record


def _refuse_if_nothing_to_do(draft: Draft, day: dt.date | None) -> None:
    before = draft.record.withdrawn_on
    if (before is None) == (day is None):
        facts = {"kind": draft.register.name, "code": draft.code, "day": before}
        raise FaultsError([Fault(ALREADY_WITHDRAWN if day else NOT_WITHDRAWN, facts=facts)])
