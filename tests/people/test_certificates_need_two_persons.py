"""A certificate to log in with: proposed by one, entered by another, withdrawn by either."""

import hashlib
import json
import ssl

import pytest
from tests.people.offices import (
    AT_THE_MACHINE,
    AUDIT,
    SECURITY,
    SYSTEM,
    acting_as,
    codes,
    granted,
    new,
)

from chainchief.access.faults import NotAllowedError
from chainchief.access.models import Account
from chainchief.core.faults import FaultsError
from chainchief.people import certificates, verification
from chainchief.people.models import CertificateProposal, Notice, SecurityEvent, Session

DIGITS, OTHER = "ab" * 32, "cd" * 32


@pytest.fixture
def account(office):
    return new("zhou", "周四")


def propose(account, digits=DIGITS, by=SECURITY, reason="领用 UKey"):
    return certificates.propose(account, digits, viewer=acting_as(by), reason=reason)


def enter(account, digits=DIGITS):
    return certificates.approve(propose(account, digits).pk, viewer=acting_as(SYSTEM))


def stored():
    return Account.objects.get(username="zhou").certificate


def test_nothing_is_entered_before_a_second_person_does(account):
    proposal = propose(account)
    assert stored() == ""
    Session.objects.create(session_key="k", account=account, expire_date="2099-01-01T00:00Z")
    certificates.approve(proposal.pk, viewer=acting_as(SYSTEM))
    assert stored() == DIGITS
    assert not Session.objects.filter(account=account).exists()
    events = SecurityEvent.objects.filter(subject="zhou", event__startswith="certificate")
    assert [(one.event, one.account) for one in events.order_by("pk")] == [
        ("certificate-proposed", SECURITY),
        ("certificate-set", SYSTEM),
    ]
    assert all(json.loads(one.facts)["certificate"] == DIGITS for one in events)
    asked = Notice.objects.get(topic="certificate-proposed")
    assert (asked.account.username, asked.read_at is None) == (SYSTEM, False)
    assert Notice.objects.get(topic="certificate-set").account == account


@pytest.mark.parametrize(
    "typed", ["AB:" * 31 + "AB", f" {'AB' * 32}\n", "sha256 Fingerprint=" + "AB:" * 31 + "AB"]
)
def test_digits_are_taken_as_tools_print_them(account, typed):
    assert propose(account, typed).certificate == DIGITS


def test_a_certificate_in_pem_is_known_by_the_hash_of_its_bytes(account):
    shown = ssl.DER_cert_to_PEM_cert(b"what a certificate holds")
    expected = hashlib.sha256(b"what a certificate holds").hexdigest()
    assert propose(account, shown).certificate == expected


def test_all_that_is_wrong_with_it_is_told_at_once(account):
    with pytest.raises(FaultsError) as refusal:
        propose(account, "no certificate", reason=" ")
    assert codes(refusal) == ["PPL-105", "PPL-160"]


def test_one_certificate_is_one_persons(account):
    enter(account)
    with pytest.raises(FaultsError) as refusal:
        propose(new("qian"))
    assert codes(refusal) == ["PPL-161"]
    waiting = propose(account, OTHER), propose(Account.objects.get(username="qian"), OTHER)
    certificates.approve(waiting[0].pk, viewer=acting_as(SYSTEM))
    with pytest.raises(FaultsError) as refusal:
        certificates.approve(waiting[1].pk, viewer=acting_as(SYSTEM))
    assert codes(refusal) == ["PPL-161"]
    assert stored() == OTHER


def test_whoever_proposed_it_does_not_enter_it(account):
    proposal = propose(account, by=SYSTEM)
    with pytest.raises(FaultsError) as refusal:
        certificates.approve(proposal.pk, viewer=acting_as(SYSTEM))
    assert codes(refusal) == ["PPL-121"]
    assert stored() == ""


def test_nobody_proposes_or_enters_their_own(office):
    system = Account.objects.get(username=SYSTEM)
    for by in (SYSTEM, SECURITY):
        with pytest.raises(FaultsError) as refusal:
            certificates.approve(propose(system, by=by).pk, viewer=acting_as(SYSTEM))
        assert codes(refusal) == ["PPL-162"]


def test_others_than_the_two_administrators_do_nothing_here(account):
    enter(account)
    proposal = propose(account, OTHER)
    granted("zhou", "reader")
    for name in (AUDIT, "zhou"):
        viewer = acting_as(name)
        with pytest.raises(NotAllowedError):
            certificates.propose(account, OTHER, viewer=viewer, reason="x")
        with pytest.raises(NotAllowedError):
            certificates.approve(proposal.pk, viewer=viewer)
        with pytest.raises(NotAllowedError):
            certificates.refuse(proposal.pk, viewer=viewer, reason="x")
        with pytest.raises(NotAllowedError):
            certificates.withdraw(account, viewer=viewer, reason="x")
    with pytest.raises(NotAllowedError):
        certificates.approve(proposal.pk, viewer=acting_as(SECURITY))
    assert stored() == DIGITS


def test_a_refused_certificate_is_never_entered(account):
    proposal = propose(account)
    certificates.refuse(proposal.pk, viewer=acting_as(SYSTEM), reason="不是本人的")
    with pytest.raises(FaultsError) as refusal:
        certificates.approve(proposal.pk, viewer=acting_as(SYSTEM))
    assert codes(refusal) == ["PPL-163"]
    assert (stored(), certificates.waiting()) == ("", [])


def test_one_person_withdraws_it_for_a_reason_and_the_sessions_end(account):
    enter(account)
    with pytest.raises(FaultsError):
        certificates.withdraw(account, viewer=acting_as(SECURITY), reason="")
    Session.objects.create(session_key="k", account=account, expire_date="2099-01-01T00:00Z")
    certificates.withdraw(account, viewer=acting_as(SECURITY), reason="UKey 遗失")
    assert stored() == ""
    assert not Session.objects.filter(account=account).exists()
    with pytest.raises(FaultsError) as refusal:
        certificates.withdraw(account, viewer=acting_as(SECURITY), reason="UKey 遗失")
    assert codes(refusal) == ["PPL-164"]


def test_in_a_small_office_one_person_does_both_and_it_stands_among_what_was_done_alone(
    account, preset
):
    preset(small_office=True)
    mine = {"viewer": AT_THE_MACHINE, "reason": "只有一名管理人员"}
    proposal = certificates.propose(account, DIGITS, **mine)
    certificates.approve(proposal.pk, viewer=AT_THE_MACHINE)
    assert stored() == DIGITS
    assert SecurityEvent.objects.get(event="done-alone").subject == "zhou"
    audit = Account.objects.get(username=AUDIT)
    proposal = certificates.propose(audit, OTHER, **mine)
    with pytest.raises(FaultsError) as refusal:
        certificates.approve(proposal.pk, viewer=AT_THE_MACHINE)
    assert codes(refusal) == ["PPL-121"]


def test_a_certificate_written_behind_the_program_is_found(account):
    enter(account)
    assert verification.verify() == []
    Account.objects.filter(username="zhou").update(certificate=OTHER)
    assert [fault.code for fault in verification.verify()] == ["PPL-136"]
    certificates.withdraw(account, viewer=acting_as(SYSTEM), reason="查明前停用")
    assert verification.verify() == []
    Account.objects.filter(username=SYSTEM).update(certificate=OTHER)
    assert [fault.code for fault in verification.verify()] == ["PPL-136"]
    assert CertificateProposal.objects.count() == 1
