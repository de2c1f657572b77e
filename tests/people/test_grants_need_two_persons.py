"""A grant is proposed by one person and decided on by another; either takes it away at once."""

import datetime as dt

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
    propose,
    tomorrow,
    wish,
    without_machine,
)

from chainchief.access.faults import NotAllowedError
from chainchief.access.models import Account, Grant
from chainchief.access.viewers import HeldRole
from chainchief.core import clock
from chainchief.core.faults import FaultsError
from chainchief.people import grants
from chainchief.people.models import Notice, SecurityEvent, Session


@pytest.fixture
def zhou(office):
    return new("zhou", "周四")


def refused(act, *args, **more):
    with pytest.raises(FaultsError) as refusal:
        act(*args, **more)
    return codes(refusal)


def test_a_proposal_gives_nothing_until_the_second_person_approves(zhou):
    grant = propose(zhou)
    assert acting_as("zhou").held == ()
    grants.approve(grant.pk, viewer=acting_as(SYSTEM))
    assert acting_as("zhou").held == (HeldRole("county", division="990102"),)
    stored = Grant.objects.get(pk=grant.pk)
    assert (stored.proposed_by, stored.decided_by) == (SECURITY, SYSTEM)


@pytest.mark.parametrize("how", ["approved", "refused", "taken back"])
def test_what_was_decided_waits_in_nobodys_notices_and_its_holder_hears_of_it(zhou, how):
    grant = propose(zhou)
    waiting = Notice.objects.filter(topic="grant-proposed", about=f"grant {grant.pk}", read_at=None)
    assert [one.account.username for one in waiting] == [SYSTEM]
    acts = {
        "approved": lambda: grants.approve(grant.pk, viewer=acting_as(SYSTEM)),
        "refused": lambda: grants.refuse(grant.pk, viewer=acting_as(SYSTEM), reason="不需要"),
        "taken back": lambda: grants.revoke(grant.pk, viewer=acting_as(SECURITY), reason="填错"),
    }
    acts[how]()
    assert not waiting.all().exists()
    given = Notice.objects.filter(topic="grant-given", account=zhou)
    assert given.exists() is (how == "approved")


def test_each_administrator_does_their_own_part_alone(zhou):
    grant = propose(zhou)
    for name in (SYSTEM, AUDIT, "zhou"):
        with pytest.raises(NotAllowedError):
            grants.propose(wish(zhou, "reader"), viewer=acting_as(name), reason="x")
    for name in (SECURITY, AUDIT, "zhou"):
        for act in (grants.approve, grants.refuse):
            with pytest.raises(NotAllowedError):
                act(grant.pk, viewer=acting_as(name), reason="x")
    for name in (AUDIT, "zhou"):
        with pytest.raises(NotAllowedError):
            grants.revoke(grant.pk, viewer=acting_as(name), reason="x")


def test_whoever_works_at_the_machine_is_one_person_under_every_name(zhou):
    grant = grants.propose(wish(zhou), viewer=AT_THE_MACHINE, reason="x")
    with pytest.raises(FaultsError, match="root（本机 root）"):
        grants.approve(grant.pk, viewer=AT_THE_MACHINE)
    other_name = type(AT_THE_MACHINE)("someone", AT_THE_MACHINE.held, machine_user="root")
    assert refused(grants.approve, grant.pk, viewer=other_name) == ["PPL-121"]
    same_name = without_machine(AT_THE_MACHINE)
    assert refused(grants.approve, grant.pk, viewer=same_name) == ["PPL-121"]
    grants.approve(grant.pk, viewer=acting_as(SYSTEM))


def test_nobody_proposes_or_decides_on_a_role_of_their_own(office):
    own = wish(SECURITY, "security-admin")
    found = refused(grants.propose, own, viewer=acting_as(SECURITY), reason="x")
    assert "PPL-120" in found
    second = new("sys-two")
    grant = propose(second, "system-admin")
    viewer = type(AT_THE_MACHINE)("sys-two", AT_THE_MACHINE.held)
    assert refused(grants.approve, grant.pk, viewer=viewer) == ["PPL-120"]


def test_what_was_decided_is_decided(zhou):
    grant = granted(zhou)
    for act in (grants.approve, grants.refuse):
        assert refused(act, grant.pk, viewer=acting_as(SYSTEM), reason="x") == ["PPL-122"]
    refusal = propose(new("wu"))
    assert refused(grants.refuse, refusal.pk, viewer=acting_as(SYSTEM), reason="") == ["PPL-105"]
    grants.refuse(refusal.pk, viewer=acting_as(SYSTEM), reason="不是本人")
    assert refused(grants.approve, refusal.pk, viewer=acting_as(SYSTEM)) == ["PPL-122"]
    assert acting_as("wu").held == ()
    assert refused(grants.approve, 9999, viewer=acting_as(SYSTEM)) == ["PPL-124"]


@pytest.mark.parametrize("who", [SYSTEM, SECURITY])
def test_either_revokes_and_the_next_request_has_nothing_left(zhou, who):
    grant = granted(zhou)
    Session.objects.create(
        session_key="k", account=zhou, expire_date=dt.datetime.now(dt.UTC), session_data=""
    )
    assert refused(grants.revoke, grant.pk, viewer=acting_as(who), reason="") == ["PPL-105"]
    grants.revoke(grant.pk, viewer=acting_as(who), reason="调离")
    assert acting_as("zhou").held == ()
    assert not Session.objects.filter(account=zhou).exists()
    assert refused(grants.revoke, grant.pk, viewer=acting_as(who), reason="x") == ["PPL-123"]


def test_a_proposal_can_be_taken_back(zhou):
    grant = propose(zhou)
    grants.revoke(grant.pk, viewer=acting_as(SECURITY), reason="写错了")
    assert refused(grants.approve, grant.pk, viewer=acting_as(SYSTEM)) == ["PPL-122"]


def test_the_last_administrator_keeps_the_role(office):
    for name in (SYSTEM, SECURITY, AUDIT):
        grant = Grant.objects.get(account__username=name)
        assert refused(grants.revoke, grant.pk, viewer=acting_as(SYSTEM), reason="x") == ["PPL-109"]


def test_all_that_speaks_against_a_grant_is_said_at_once(zhou):
    Account.objects.filter(pk=zhou.pk).update(is_active=False)
    zhou.refresh_from_db()
    asked = wish(
        zhou,
        "county",
        division="999999",
        chain="NONE",
        valid_from=tomorrow(),
        valid_to=clock.today() - dt.timedelta(days=1),
    )
    found = refused(grants.propose, asked, viewer=acting_as(SECURITY), reason="")
    assert found == ["PPL-105", "PPL-112", "PPL-112", "PPL-115", "PPL-116", "PPL-117"]


@pytest.mark.parametrize(
    ("role", "limits", "code"),
    [
        ("county", {"division": ""}, "PPL-113"),
        ("county", {"division": "", "chain": "BIO"}, "PPL-113"),
        ("chief", {"division": "990102"}, "PPL-113"),
        ("firm", {}, "PPL-113"),
        ("chain-office", {"division": "990102"}, "PPL-114"),
        ("reader", {"chain": "BIO"}, "PPL-114"),
        ("audit-admin", {"division": "990102"}, "PPL-114"),
        ("machine-admin", {}, "PPL-111"),
        ("chain-ofice", {}, "PPL-110"),
    ],
)
def test_limits_fit_the_role(zhou, role, limits, code):
    found = refused(
        grants.propose, wish(zhou, role, **limits), viewer=acting_as(SECURITY), reason="x"
    )
    assert found == [code]


def test_a_role_may_be_narrowed_further(zhou):
    granted(zhou, division="990102", chain="BIO")
    assert acting_as("zhou").held == (HeldRole("county", division="990102", chain="BIO"),)


def test_the_days_of_a_grant_are_kept(zhou):
    granted(zhou, valid_from=tomorrow())
    assert acting_as("zhou").held == ()


def test_an_administrator_holds_no_other_role_and_nobody_else_one_of_theirs(zhou):
    for name in (SYSTEM, SECURITY, AUDIT):
        account = Account.objects.get(username=name)
        for role in ("county", "system-admin", "security-admin", "audit-admin", "reader"):
            if Grant.objects.get(account=account).role == role:
                continue
            found = refused(
                grants.propose, wish(account, role), viewer=acting_as(SECURITY), reason="x"
            )
            assert "PPL-118" in found, (name, role)
    granted(zhou)
    assert refused(propose, zhou, "audit-admin") == ["PPL-118"]


def test_two_proposals_that_exclude_each_other_are_not_both_approved(zhou, monkeypatch):
    from chainchief.people.grants import proposing

    first = propose(zhou)
    with monkeypatch.context() as patch:
        patch.setattr(proposing, "wish_faults", lambda _wish: [])
        second = propose(zhou, "audit-admin")
    assert refused(grants.approve, first.pk, viewer=acting_as(SYSTEM)) == ["PPL-118"]
    grants.refuse(second.pk, viewer=acting_as(SYSTEM), reason="x")
    grants.approve(first.pk, viewer=acting_as(SYSTEM))


def test_one_person_holds_one_role_and_the_same_grant_once(zhou):
    granted(zhou)
    assert refused(propose, zhou, "reader") == ["PPL-119"]
    assert refused(propose, zhou) == ["PPL-128"]
    granted(zhou, division="990123")
    assert len(acting_as("zhou").held) == 2


def test_every_act_is_an_event_with_its_reason(zhou):
    grant = granted(zhou)
    grants.revoke(grant.pk, viewer=acting_as(SYSTEM), reason="调离")
    told = list(SecurityEvent.objects.filter(subject="zhou").order_by("pk"))
    assert [event.event for event in told] == [
        "account-created",
        "grant-proposed",
        "grant-approved",
        "grant-revoked",
    ]
    assert "分工需要" in told[1].facts
    assert "990102" in told[2].facts
    assert "调离" in told[3].facts


def test_with_a_look_at_the_pages_the_day_of_use_is_written_once(zhou, django_assert_num_queries):
    from chainchief.people.grants import uses
    from chainchief.people.models import GrantUse

    grant = granted(zhou)
    today = clock.today()
    uses.note(zhou, today)
    assert GrantUse.objects.get(grant=grant).on == today
    with django_assert_num_queries(0):
        uses.note(zhou, today)
    uses.note(zhou, tomorrow())
    assert GrantUse.objects.get(grant=grant).on == tomorrow()


def test_the_review_says_who_has_what_by_whom_and_when_last_used(zhou):
    from chainchief.people.grants import uses

    granted(zhou, valid_to=tomorrow())
    uses.note(zhou, clock.today())
    found = {one.grant.account.username: one for one in grants.review(acting_as(AUDIT))}
    mine = found["zhou"]
    assert mine.role == "县市区"
    assert mine.scope == "南城区（990102）"
    assert (mine.grant.proposed_by, mine.grant.decided_by) == (SECURITY, SYSTEM)
    assert mine.last_used == clock.today()
    assert found[SYSTEM].last_used is None
    with pytest.raises(NotAllowedError):
        grants.review(acting_as("zhou"))
