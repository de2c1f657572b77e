"""Random walks of everybody over needs: no step out of order, none without the right to it.

Where a need stands is the same in Python and in SQL; what a bank reads is opened by a consent in
force; nobody ever drew more than was contracted, nor was a contract made on what was not chosen.
"""

import datetime as dt

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)
from tests.desk import cast, walking
from tests.desk import financing_cast as town

from chainchief.core import clock
from chainchief.core.faults import FaultsError
from chainchief.desk.financing.acts import take
from chainchief.desk.financing.case import possible
from chainchief.desk.financing.consents import is_in_force
from chainchief.desk.financing.deeds import Deed
from chainchief.desk.financing.machine import TRANSITIONS, Act
from chainchief.desk.financing.opened import opened_to
from chainchief.desk.financing.rights import is_allowed
from chainchief.desk.financing.standing import (
    NeedState,
    contract_amount,
    standing_of,
    state_in_sql,
)
from chainchief.ledger.kinds.financing.models import FinancingConsent, FinancingNeed

PEOPLE = (town.FIRM, town.OFFICE, town.BANKER_A, town.BANKER_B)
#: Who comes to see nothing of it: no step of theirs is ever let through.
STRANGERS = {town.OTHER_FIRM, town.OTHER_COUNTY, cast.CHIEF, cast.READER, town.NO_BANKER}


class Walk(RuleBasedStateMachine):
    """One need, and what happened to it so far."""

    today = cast.DAY

    @initialize()
    def raise_it(self) -> None:
        type(self).today = cast.DAY
        self.need = town.raised()

    @rule(days=st.sampled_from([0, 1, 1, 4, 15]))
    def the_clock_goes_on(self, days) -> None:
        type(self).today += dt.timedelta(days=days)

    @rule(
        actor=st.sampled_from(town.EVERYBODY),
        act=st.sampled_from(list(Act)),
        chance=st.integers(0, 5),
    )
    def try_any_act(self, actor, act, chance) -> None:
        self._take(actor, act, chance)

    @rule(actor=st.sampled_from(PEOPLE), chance=st.integers(0, 5))
    def go_on(self, actor, chance) -> None:
        """A step that is open to somebody, so that walks come far."""
        acts = possible(standing_of(self._now()), actor, self.today)
        if acts:
            self._take(actor, acts[chance % len(acts)], chance)

    def _now(self):
        return FinancingNeed.objects.select_related("enterprise").get(pk=self.need.pk)

    def _take(self, actor, act, chance) -> None:
        before = standing_of(self._now())
        objects = [*before.consents, *before.offers]
        named = objects[-1 - chance % len(objects)] if objects else None
        deed = Deed(
            note="说明",
            informant="吴厂长",
            document=town.CONTRACT
            if actor is town.BANKER_A
            else town.LETTER
            if actor is town.OFFICE
            else "",
            banks=(town.BANK_A, town.BANK_B)[: 1 + chance % 2],
            fields=town.ALL if chance % 2 else frozenset({town.Field.AMOUNT}),
            until=self.today + dt.timedelta(days=9) if chance % 3 else None,
            consent=named.uid if named else None,
            offer=named.uid if named else None,
            amount=(100 + 60 * chance) * town.WAN,
            outcome="met" if before.contracts else "dropped",
        )
        state = before.state(self.today)
        try:
            take(self.need, act, deed, viewer=actor)
        except FaultsError:
            return
        assert actor not in STRANGERS
        assert state in TRANSITIONS[act].sources
        bank = named.bank_id if named and TRANSITIONS[act].is_of_bank else ""
        assert is_allowed(before.need, act, actor, bank)
        if act in (Act.OFFER, Act.DECLINE):
            assert is_in_force(named, self.today)

    @invariant()
    def python_and_sql_say_the_same(self) -> None:
        if not hasattr(self, "need"):
            return
        row = FinancingNeed.objects.annotate(where=state_in_sql(self.today)).get(pk=self.need.pk)
        standing = standing_of(row)
        assert row.where == standing.state(self.today).value
        for offer in standing.contracts:
            assert offer.chosen_on is not None
            assert standing.drawn_of(offer) <= contract_amount(offer)
            assert offer.document_id
        assert (row.closed_on is None) == (row.where != NeedState.CLOSED.value)

    @invariant()
    def a_bank_reads_by_a_consent_in_force_alone(self) -> None:
        if not hasattr(self, "need"):
            return
        for banker, bank in ((town.BANKER_A, town.BANK_A), (town.BANKER_B, town.BANK_B)):
            opened = [o for o in opened_to(banker, self.today) if o.code == self.need.code]
            read = {one.consent for one in opened}
            held = FinancingConsent.objects.select_related("need").filter(
                bank__code=bank, need=self.need.code
            )
            assert read == {one.uid for one in held if is_in_force(one, self.today)}
            assert len(read) <= 1
            assert all(one.bank == bank for one in opened)


def walk(patch, examples: int, steps: int) -> None:
    patch.setattr(clock, "today", lambda: Walk.today)
    town.city()
    walking.walk(Walk, examples, steps)


def test_short_walks_hold(ledger, monkeypatch):
    walk(monkeypatch, examples=5, steps=18)


@pytest.mark.long
def test_ten_thousand_steps_hold(ledger, monkeypatch):
    walk(monkeypatch, examples=200, steps=50)
