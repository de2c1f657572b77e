"""Withdrawn records stay as they are, and are withdrawn or reinstated once."""

from chainchief.ledger.changesets import Reinstatement, Withdrawal
from chainchief.ledger.validation import faults
from chainchief.ledger.validation.review import Review


def check_states(review: Review) -> None:
    """A change that leaves a withdrawn record as it is passes."""
    for draft in review.drafts:
        if draft.stored is None:
            continue
        day = draft.stored.withdrawn_on
        if isinstance(draft.change, Withdrawal):
            if day is not None:
                review.refuse(faults.ALREADY_WITHDRAWN, draft, "code", day=day)
        elif isinstance(draft.change, Reinstatement):
            if day is None:
                review.refuse(faults.NOT_WITHDRAWN, draft, "code")
        elif day is not None and not draft.stays:
            reason = draft.stored.withdrawn_reason
            review.add(faults.WITHDRAWN_RECORD, draft, "code", day=day, reason=reason)
