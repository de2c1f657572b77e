"""Closing by two people: one proposes it, having gone through what is listed; another closes."""

import datetime as dt

from chainchief.access import policy
from chainchief.access.models import Account
from chainchief.access.signatures import signature_words
from chainchief.access.viewers import Viewer
from chainchief.core.i18n import _
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.dispatch.errors import DispatchError
from chainchief.dispatch.models import Closing, ClosingProposal
from chainchief.ledger import changelog
from chainchief.people.persons import same_person
from chainchief.people.small_office import allows_alone, record_alone


def standing_proposal(month: Month) -> ClosingProposal | None:
    """The proposal to close the month that nobody has acted on; None where there is none."""
    last = closing.latest_act(month)
    found = ClosingProposal.objects.filter(month=str(month))
    if last is not None:
        found = found.filter(at__gt=last.at)
    return found.order_by("-pk").first()


def close_at_the_machine(
    month: Month, *, viewer: Viewer, reason: str = ""
) -> Closing | ClosingProposal:
    """`close_by_two`, once anybody has an account; until then whoever runs the machine is alone."""
    if Account.objects.filter(is_active=True).exists():
        return close_by_two(month, viewer=viewer, reason=reason)
    return closing.close(month, viewer=viewer, reason=reason)


def close_by_two(month: Month, *, viewer: Viewer, reason: str = "") -> Closing | ClosingProposal:
    """The first of two proposes the closing, the second closes.

    Raises `DispatchError` where answers are waited for, and for a second act by the same person.
    In a small office one person closes alone, for a reason.
    """
    policy.require(viewer, "close", closing.MONTHS)
    proposal = standing_proposal(month)
    if proposal is None:
        return _propose(month, viewer, reason)
    if not same_person(proposal.actor, viewer.signature):
        return closing.close(month, viewer=viewer, reason=reason or proposal.reason)
    if not allows_alone():
        raise DispatchError(
            _("{who} proposed the closing of {month}; a second person closes it.").format(
                who=signature_words(proposal.actor), month=month.label
            )
        )
    if not reason.strip():
        raise DispatchError(_("Closing alone what two close needs a reason."))
    done = closing.close(month, viewer=viewer, reason=reason)
    record_alone(viewer, str(month), reason)
    return done


def _propose(month: Month, viewer: Viewer, reason: str) -> ClosingProposal:
    closing.check_may_be_closed(month)
    with changelog.acting(viewer.signature, reason or f"propose {month}"):
        return ClosingProposal.objects.create(
            month=str(month),
            actor=viewer.signature,
            at=dt.datetime.now(dt.UTC),
            reason=reason.strip()[:400],
        )
