"""On SQLite and on PostgreSQL alike: two persons at once, sessions that end, events under seals."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, InternalError, connection
from django.test import Client
from tests.fixtures.accounts import PASSWORD, knock
from tests.people import offices
from tests.people.offices import SECURITY, SYSTEM, acting_as, granted, new, propose

from chainchief.access.models import Account, Grant
from chainchief.access.viewers import HeldRole
from chainchief.core.faults import FaultsError
from chainchief.ledger import changelog
from chainchief.people import accounts, grants, verification
from chainchief.people.events import EventKind
from chainchief.people.models import SecurityEvent, Session

DECIDED = (EventKind.GRANT_APPROVED, EventKind.GRANT_REFUSED)


@pytest.fixture
def zhou(any_ledger):
    offices.open_office()
    new("zhou", "周四")
    account = Account.objects.get(username="zhou")
    account.set_password(PASSWORD)
    account.password_changed_at = dt.datetime.now(dt.UTC)
    account.save()
    return account


def at_once(*acts):
    """Carry the acts out at the same moment, each on a connection of its own; what each came to."""
    begin, ends = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            begin.wait(10)
            ends[place] = act()
        except Exception as raised:
            ends[place] = raised
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return ends


def test_of_two_who_decide_on_one_grant_at_once_one_does(zhou):
    second = new("sys-two", "第二位")
    granted(second, "system-admin")
    grant, first, other = propose(zhou), acting_as(SYSTEM), acting_as("sys-two")
    ends = at_once(
        lambda: grants.approve(grant.pk, viewer=first),
        lambda: grants.refuse(grant.pk, viewer=other, reason="不需要"),
    )
    assert sorted(isinstance(end, FaultsError) for end in ends) == [False, True]
    stored = Grant.objects.get(pk=grant.pk)
    decided = SecurityEvent.objects.filter(
        event__in=DECIDED, facts__contains=f'"grant": {grant.pk}'
    )
    assert [event.account for event in decided] == [stored.decided_by]
    assert bool(acting_as("zhou").held) == (stored.decision == "approved")


def test_of_two_who_take_one_grant_away_at_once_one_does(zhou):
    grant = granted(zhou)
    viewers = acting_as(SYSTEM), acting_as(SECURITY)
    ends = at_once(
        *(
            lambda viewer=viewer: grants.revoke(grant.pk, viewer=viewer, reason="离岗")
            for viewer in viewers
        )
    )
    assert sorted(isinstance(end, FaultsError) for end in ends) == [False, True]
    assert SecurityEvent.objects.filter(event=EventKind.GRANT_REVOKED).count() == 1
    assert acting_as("zhou").held == ()


@pytest.mark.parametrize(
    "end",
    [
        lambda zhou: accounts.disable(zhou, viewer=acting_as(SYSTEM), reason="离岗"),
        lambda zhou: grants.revoke(zhou.grants.get().pk, viewer=acting_as(SECURITY), reason="离岗"),
        lambda zhou: granted(zhou, division="990123"),
    ],
    ids=["disabled", "revoked", "granted"],
)
def test_sessions_end_with_what_they_rested_on(zhou, end):
    granted(zhou)
    client = Client()
    knock(client, "zhou")
    assert client.get("/me/").status_code == 200
    assert acting_as("zhou").held == (HeldRole("county", division="990102"),)
    end(zhou)
    assert not Session.objects.filter(account=zhou).exists()
    assert client.get("/me/").status_code in (302, 303)


def test_events_are_sealed_and_one_that_is_altered_is_found(zhou):
    grant = granted(zhou)
    knock(Client(), "zhou", "wrong")
    changelog.seal()
    assert changelog.verify() == []
    assert verification.verify() == []
    failed = SecurityEvent.objects.get(event=EventKind.LOG_IN_FAILED)
    with connection.cursor() as cursor, pytest.raises((IntegrityError, InternalError)):
        cursor.execute("DELETE FROM ledger_changeevent WHERE kind = 'people.securityevent'")
    SecurityEvent.objects.filter(pk=failed.pk).update(succeeded=True)
    Grant.objects.filter(pk=grant.pk).update(division="990123")
    assert {fault.code for fault in changelog.verify()} != set()
    assert {fault.code for fault in verification.verify()} != set()


def test_no_two_accounts_are_of_one_name_though_made_at_once(zhou):
    viewer = acting_as(SYSTEM)
    ends = at_once(
        lambda: accounts.create("qian", "钱五", viewer=viewer),
        lambda: accounts.create("QIAN", "钱六", viewer=viewer),
    )
    assert sorted(isinstance(end, Exception) for end in ends) == [False, True]
    assert Account.objects.filter(folded="qian").count() == 1
