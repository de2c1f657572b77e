"""Keep a change set until somebody who may applies it; apply it, or drop it, for a reason."""

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from chainchief.access.viewers import Viewer
from chainchief.core import clock
from chainchief.core.errors import WrongUseError
from chainchief.core.i18n import _
from chainchief.ledger import changelog
from chainchief.ledger.actions.apply import Batch, apply_change_set
from chainchief.ledger.changesets import Applied, Change, ChangeSet, Creation, Revision
from chainchief.ledger.errors import NoReasonError, Stale, StaleVersionError
from chainchief.ledger.proposal import codec
from chainchief.ledger.proposal.models import Proposal, State
from chainchief.ledger.queries.concurrent_changes import moved_on
from chainchief.ledger.queries.stored_values import stored_of
from chainchief.ledger.validation import (
    Locate,
    RefusedError,
    Review,
    by_record,
    proposable,
)


@dataclass(frozen=True)
class ProposalOutcome:
    """What applying a proposal did; `moved` is what others changed beside it in the meantime."""

    applied: Applied
    moved: tuple[Stale, ...] = ()


def propose(
    change_set: ChangeSet,
    *,
    viewer: Viewer,
    reason: str = "",
    idempotency_key: str = "",
    instead_of: uuid.UUID | None = None,
) -> Proposal:
    """Keep `change_set` as `viewer`'s proposal; the ledger's records stay as they are.

    `instead_of` is an open proposal whose place it takes: that one is set aside and kept.
    Values must be those of their columns and the records within the viewer's reach (verb
    `propose`); all other rules are asked when it is applied. Raises as `apply_change_set` does.
    """
    review: Review = proposable(change_set, viewer)
    if review.refused:
        raise RefusedError(review.faults(by_record), review.findings)
    with changelog.acting(viewer.signature, reason or _("proposed")):
        if idempotency_key:
            there = Proposal.objects.filter(idempotency_key=idempotency_key[:80]).first()
            if there is not None:
                return there
        if instead_of is not None:
            _settle(_open(instead_of), State.DROPPED, viewer, _("a later one took its place"))
        return Proposal.objects.create(
            proposed_by=viewer.signature,
            proposed_at=dt.datetime.now(dt.UTC),
            reason=reason.strip()[:400],
            content=codec.to_json(change_set),
            idempotency_key=idempotency_key[:80] or None,
        )


def apply_proposal(
    uid: uuid.UUID,
    *,
    viewer: Viewer,
    reason: str = "",
    batch: Batch = None,
    locate: Locate = by_record,
) -> ProposalOutcome:
    """Write what was proposed, by the rules of today, as `viewer`, who must be allowed to.

    What others changed meanwhile is kept where the proposal does not touch it, and told. Raises
    `StaleVersionError` where both changed one column, column by column: mine, theirs, base.
    """
    with changelog.acting(viewer.signature, reason or _("proposal applied")):
        proposal = _open(uid)
        change_set, moved = _rebased(codec.from_json(proposal.content), viewer)
        why = reason or proposal.reason
        applied = apply_change_set(
            change_set, viewer=viewer, reason=why, batch=batch, locate=locate
        )
        _settle(proposal, State.APPLIED, viewer, reason)
    return ProposalOutcome(applied, moved)


def drop_proposal(uid: uuid.UUID, *, viewer: Viewer, reason: str) -> Proposal:
    """Set a proposal aside for `reason`, by whoever proposed it or may approve it."""
    if not reason.strip():
        raise NoReasonError
    with changelog.acting(viewer.signature, reason):
        proposal = _open(uid)
        if proposal.proposed_by != viewer.signature:
            review = proposable(codec.from_json(proposal.content), viewer, verb="approve")
            if review.refused:
                raise RefusedError(review.faults(by_record), review.findings)
        return _settle(proposal, State.DROPPED, viewer, reason)


def _open(uid: uuid.UUID) -> Proposal:
    """The proposal, locked until the transaction ends."""
    proposal = Proposal.objects.select_for_update().filter(uid=uid).first()
    if proposal is None:
        raise WrongUseError(_("There is no proposal {}.").format(uid))
    if proposal.state != State.OPEN:
        at = clock.local(proposal.settled_at or proposal.proposed_at)
        raise WrongUseError(
            _("The proposal {uid} was settled by {by} on {at:%Y-%m-%d}.").format(
                uid=uid, by=proposal.settled_by, at=at
            )
        )
    return proposal


def _settle(proposal: Proposal, state: State, viewer: Viewer, reason: str) -> Proposal:
    proposal.state, proposal.settled_by = state, viewer.signature
    proposal.settled_at = dt.datetime.now(dt.UTC)
    proposal.settled_reason = reason.strip()[:400]
    proposal.save()
    return proposal


def _rebased(change_set: ChangeSet, viewer: Viewer) -> tuple[ChangeSet, tuple[Stale, ...]]:
    """The changes against the versions of today; `StaleVersionError` where they contradict."""
    changes: list[Change] = []
    moved: list[Stale] = []
    contested: list[Stale] = []
    stored = stored_of(
        (each.kind, each.uid) for each in change_set.changes if not isinstance(each, Creation)
    )
    for change in change_set.changes:
        if isinstance(change, Creation):
            changes.append(change)
            continue
        held = stored.get(change.uid)
        if held is not None and held.version == change.version:
            changes.append(change)
            continue
        stale = moved_on(change, held, viewer)
        can_rebase = isinstance(change, Revision) and held is not None and held.withdrawn_on is None
        if not can_rebase or stale.current is None or any(c.contested for c in stale.columns):
            contested.append(stale)
        elif held is not None:
            moved.append(stale)
            changes.append(replace(change, version=held.version))
    if contested:
        raise StaleVersionError(contested)
    return ChangeSet.of(*changes), tuple(moved)
