"""Entering a certificate needs two persons: whoever holds its key is the account, without password.

Withdrawing needs one, as with grants.
"""

import datetime as dt

from django.db.models import Q

from chainchief.access import policy, signatures
from chainchief.access.models import Account
from chainchief.access.viewers import Viewer
from chainchief.core.errors import WrongUseError
from chainchief.core.faults import Fault, FaultsError
from chainchief.core.i18n import _
from chainchief.ledger import changelog
from chainchief.people import sessions, small_office
from chainchief.people.accounts.finding import reason_faults
from chainchief.people.certificates import faults as kinds
from chainchief.people.certificates.fingerprints import fingerprint
from chainchief.people.events import EventKind, record
from chainchief.people.grants import faults as grant_faults
from chainchief.people.models import CertificateProposal
from chainchief.people.notices.recipients import who_may
from chainchief.people.notices.sending import send, send_all, settle
from chainchief.people.notices.topics import Topic
from chainchief.people.passwords.resetting import DOING, may_ask, require_asking
from chainchief.people.persons import is_about, same_person


def propose(
    account: Account, certificate: str, *, viewer: Viewer, reason: str, address: str = ""
) -> CertificateProposal:
    """Ask that the account log in by this certificate, given in PEM or as its SHA-256.

    `NotAllowedError` for whoever may neither enter nor grant accounts; `FaultsError` with all that
    speaks against it. Nothing is entered before another person approves it.
    """
    require_asking(viewer)
    digits = fingerprint(certificate)
    found = [*_faults(account, digits, viewer), *reason_faults(reason)]
    if found:
        raise FaultsError(found)
    with changelog.acting(viewer.signature, reason):
        proposal = CertificateProposal.objects.create(
            account=account,
            certificate=digits,
            reason=reason.strip()[:400],
            proposed_by=viewer.signature,
            proposed_at=dt.datetime.now(dt.UTC),
        )
        _record(EventKind.CERTIFICATE_PROPOSED, account, digits, viewer, address, reason)
        facts = {
            "who": signatures.signature_words(viewer.signature),
            "account": account.username,
        }
        deciding = who_may(DOING, "accounts", but=viewer.signature)
        about = f"certificate {proposal.pk}"
        send_all(deciding, Topic.CERTIFICATE_PROPOSED, facts, "/grants/", about)
    return proposal


def approve(number: int, *, viewer: Viewer, address: str = "", reason: str = "") -> Account:
    """Enter what another person proposed: the account's certificate from now on, and its only one.

    In a small office one person does both, and it stands among what was done alone; never for an
    administrator.
    """
    policy.require(viewer, DOING, "accounts")
    with changelog.acting(viewer.signature, reason):
        proposal = _waiting(number)
        account = Account.objects.select_for_update().get(pk=proposal.account_id)
        found = _faults(account, proposal.certificate, viewer)
        alone = same_person(proposal.proposed_by, viewer.signature)
        if alone and not small_office.may_do_alone(account):
            facts = {"proposer": signatures.signature_words(proposal.proposed_by)}
            found.append(Fault(grant_faults.TWO_PERSONS, facts=facts))
        if found:
            raise FaultsError(found)
        _decide(proposal, viewer, entered=True)
        account.certificate = proposal.certificate
        account.save(update_fields=["certificate"])
        event, digits = EventKind.CERTIFICATE_SET, proposal.certificate
        _record(event, account, digits, viewer, address, reason or proposal.reason)
        if alone:
            small_office.record_alone(
                viewer, account.username, proposal.reason, address=address, what=str(event)
            )
        facts = {"who": signatures.signature_words(viewer.signature)}
        send(account, Topic.CERTIFICATE_SET, facts, "/me/")
        sessions.end_all(account)
    return account


def refuse(number: int, *, viewer: Viewer, reason: str, address: str = "") -> None:
    """The certificate is not entered; the reason says why. Whoever proposed it may take it back."""
    if not may_ask(viewer):
        policy.require(viewer, DOING, "accounts")
    with changelog.acting(viewer.signature, reason):
        proposal = _waiting(number)
        if wrong := reason_faults(reason):
            raise FaultsError(wrong)
        _decide(proposal, viewer, entered=False)
        event, account = EventKind.CERTIFICATE_REFUSED, proposal.account
        _record(event, account, proposal.certificate, viewer, address, reason)


def withdraw(account: Account, *, viewer: Viewer, reason: str, address: str = "") -> None:
    """Take the certificate away: its key opens nothing any more, and the sessions end."""
    require_asking(viewer)
    with changelog.acting(viewer.signature, reason):
        account = Account.objects.select_for_update().get(pk=account.pk)
        found = reason_faults(reason)
        if not account.certificate:
            facts = {"name": account.username}
            found.append(Fault(kinds.NOTHING_TO_WITHDRAW, facts=facts))
        if found:
            raise FaultsError(found)
        before, account.certificate = account.certificate, ""
        account.save(update_fields=["certificate"])
        _record(EventKind.CERTIFICATE_WITHDRAWN, account, before, viewer, address, reason)
        sessions.end_all(account)


def waiting() -> list[CertificateProposal]:
    """Proposals that wait for a decision, the oldest first."""
    rows = CertificateProposal.objects.filter(decided_at=None).select_related("account")
    return list(rows.order_by("proposed_at", "pk"))


def _waiting(number: int) -> CertificateProposal:
    proposal = CertificateProposal.objects.select_for_update().filter(pk=number).first()
    if proposal is None:
        raise WrongUseError(_("Nobody proposed such a certificate."))
    if proposal.decided_at is not None:
        facts = {"person": signatures.signature_words(proposal.decided_by)}
        raise FaultsError([Fault(kinds.DECIDED, facts=facts)])
    return proposal


def _faults(account: Account, digits: str, viewer: Viewer) -> list[Fault]:
    found = [] if digits else [Fault(kinds.NONE)]
    holder = Account.objects.filter(~Q(certificate=""), certificate=digits).first()
    if holder is not None:
        found.append(Fault(kinds.TAKEN, facts={"name": holder.username}))
    if is_about(account, viewer):
        found.append(Fault(kinds.OWN))
    if not account.is_active:
        found.append(Fault(grant_faults.ACCOUNT_DISABLED, facts={"name": account.username}))
    return found


def _decide(proposal: CertificateProposal, viewer: Viewer, *, entered: bool) -> None:
    proposal.decided_by, proposal.decided_at = viewer.signature, dt.datetime.now(dt.UTC)
    proposal.entered = entered
    proposal.save()
    settle(Topic.CERTIFICATE_PROPOSED, f"certificate {proposal.pk}")


def _record(
    event: EventKind, account: Account, digits: str, viewer: Viewer, address: str, reason: str
) -> None:
    facts = {"certificate": digits, "reason": reason.strip()}
    record(event, viewer.signature, address=address, subject=account.username, facts=facts)
