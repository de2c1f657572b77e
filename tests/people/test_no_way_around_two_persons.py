"""Whatever administrators do in whatever order: no role without two persons, no two-fold one."""

import datetime as dt

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tests.people.offices import open_office, wish

from chainchief.access.models import Account, Grant
from chainchief.access.viewers import viewer_of
from chainchief.core import clock
from chainchief.core.errors import ChainChiefError
from chainchief.people import accounts, grants
from chainchief.people.roles import ADMINISTRATORS

NAMES = ("a", "b", "c", "sys-wang", "sec-li", "aud-zhao")
LIMITS = {"county": {"division": "990102"}, "chief": {"chain": "BIO"}}
ROLES = (*ADMINISTRATORS, "county", "chief", "reader")
#: Those who may are drawn more often, so that grants come about.
BY = st.sampled_from(("sec-li", "sys-wang") * 4 + NAMES)
DAYS = st.sampled_from([None, -1, 0, 5])


class Administration(RuleBasedStateMachine):
    """Anybody tries anything; what the rules refuse changes nothing."""

    def teardown(self):
        self.undo.__exit__(RuntimeError, RuntimeError("undone"), None)

    @initialize()
    def open(self):
        self.undo = transaction.atomic()
        self.undo.__enter__()
        open_office()
        self.steps = {}
        for name in NAMES[:3]:
            accounts.create(name, name, viewer=self.viewer("sys-wang"))

    def viewer(self, name):
        return viewer_of(Account.objects.get(username=name), clock.today())

    def attempt(self, act, *args, **more):
        try:
            with transaction.atomic():
                return act(*args, **more)
        except ChainChiefError:
            return None

    @rule(
        by=BY,
        whom=st.sampled_from(NAMES),
        role=st.sampled_from(ROLES),
        days=DAYS,
        other=st.sampled_from((None, *NAMES)),
    )
    def propose(self, by, whom, role, days, other):
        until = None if days is None else clock.today() + dt.timedelta(days=days)
        behalf = Account.objects.get(username=other) if other else None
        asked = wish(whom, role, valid_to=until, acting_for=behalf, **LIMITS.get(role, {}))
        grant = self.attempt(grants.propose, asked, viewer=self.viewer(by), reason="x")
        if grant is not None:
            self.steps[grant.pk] = {by}

    @rule(by=BY, data=st.data(), yes=st.booleans())
    def decide(self, by, data, yes):
        number = self.some_grant(data)
        act = grants.approve if yes else grants.refuse
        done = self.attempt(act, number, viewer=self.viewer(by), reason="x")
        if done is not None and yes:
            self.steps.setdefault(number, set()).add(by)

    @rule(by=BY, data=st.data())
    def revoke(self, by, data):
        self.attempt(grants.revoke, self.some_grant(data), viewer=self.viewer(by), reason="x")

    @rule(by=BY, whom=st.sampled_from(NAMES), on=st.booleans())
    def switch(self, by, whom, on):
        act = accounts.enable if on else accounts.disable
        account = Account.objects.get(username=whom)
        self.attempt(act, account, viewer=self.viewer(by), reason="x")

    def some_grant(self, data):
        keys = list(Grant.objects.values_list("pk", flat=True))
        return data.draw(st.sampled_from(keys))

    @invariant()
    def every_role_had_two_persons(self):
        for grant in Grant.objects.in_force(clock.today()).exclude(proposed_by__contains="via"):
            assert len(self.steps[grant.pk]) == 2
            assert grant.account.username not in self.steps[grant.pk]

    @invariant()
    def administrators_are_exclusive(self):
        for account in Account.objects.all():
            held = Grant.objects.in_force(clock.today()).filter(account=account)
            roles = set(held.values_list("role", flat=True))
            assert not roles & set(ADMINISTRATORS) or len(roles) == 1

    @invariant()
    def each_administrator_is_there(self):
        held = Grant.objects.in_force(clock.today()).filter(account__is_active=True)
        assert set(ADMINISTRATORS) <= set(held.values_list("role", flat=True))

    @invariant()
    def nobody_stands_for_more_than_another_has(self):
        for grant in Grant.objects.in_force(clock.today()).exclude(acting_for=None):
            roles = viewer_of(grant.acting_for, clock.today()).roles
            assert grant.role in roles or not grant.acting_for.is_active


def test_no_order_of_acts_gives_a_role_by_one_person(ledger):
    run_state_machine_as_test(
        Administration,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
