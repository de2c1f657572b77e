"""Random walks of the whole cast over a list: no step out of order, none by whoever computed it."""

import datetime as dt

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)
from tests.desk import walking
from tests.desk.policies import town
from tests.desk.policies.town import WAN, clause

from chainchief.core import clock
from chainchief.core.faults import FaultsError
from chainchief.core.units import UNITS
from chainchief.desk.policies.acts import Given, possible, take
from chainchief.desk.policies.clauses.clause import Formula, Measure
from chainchief.desk.policies.drawing_up import draw_up
from chainchief.desk.policies.machine import TRANSITIONS, Act
from chainchief.desk.policies.steps import steps_of
from chainchief.ledger.kinds.reward.models import Reward
from chainchief.ledger.kinds.reward_list.models import ListStep, RewardLine, RewardList
from chainchief.ledger.kinds.reward_list.states import ListState, state_of

CAST = (town.OFFICE, town.COLLEAGUE, town.COUNTY, town.FIRM, town.BANKER, town.READER)
_DAY = {"now": town.DAY}


class Walk(RuleBasedStateMachine):
    """One list after another; what it must look like by what was let through so far."""

    @initialize()
    def compute(self) -> None:
        _DAY["now"] = town.DAY
        for running in RewardList.objects.filter(paid_on=None, dropped_on=None):
            take(running, Act.DROP, Given("重来"), viewer=town.OFFICE)
        self.key = draw_up("ZC", town.YEAR, viewer=town.OFFICE).pk
        self.state, self.steps, self.computed_by = ListState.COMPUTED, 1, town.OFFICE

    @rule(days=st.sampled_from([-20, 0, 1, 8]))
    def the_clock_jumps(self, days) -> None:
        _DAY["now"] += dt.timedelta(days=days)

    @rule(
        actor=st.sampled_from(CAST),
        act=st.sampled_from(list(Act)),
        said=st.sampled_from([Given(), Given("说明", town.PROOF)]),
    )
    def try_any_act(self, actor, act, said) -> None:
        given, transition = RewardList.objects.get(pk=self.key), TRANSITIONS[act]
        offered = act in possible(given, actor)
        try:
            take(given, act, said, viewer=actor)
        except FaultsError:
            return
        assert offered
        assert self.state in transition.sources
        assert actor in (town.OFFICE, town.COLLEAGUE)
        assert not (transition.by_another and actor == self.computed_by)
        self.state, self.steps = transition.to, self.steps + 1
        if act is Act.RECOMPUTE:
            self.computed_by = actor

    @rule(chance=st.integers(0, 1))
    def go_on(self, chance) -> None:
        """An onward step, so that walks come far."""
        given = RewardList.objects.get(pk=self.key)
        actor = (town.OFFICE, town.COLLEAGUE)[chance]
        onward = [act for act in possible(given, actor) if act not in (Act.RETURN, Act.DROP)]
        if onward:
            take(given, onward[-1], Given("继续", town.PROOF), viewer=actor)
            self.state, self.steps = TRANSITIONS[onward[-1]].to, self.steps + 1
            if onward[-1] is Act.RECOMPUTE:
                self.computed_by = actor

    @invariant()
    def it_stands_where_its_steps_led(self) -> None:
        if not hasattr(self, "key"):
            return
        given = RewardList.objects.get(pk=self.key)
        assert state_of(given) is self.state
        taken = steps_of(given)
        assert len(taken) == self.steps
        if self.state is ListState.PAID:
            paid = [one for one in taken if one.step.step == ListStep.PAID]
            assert paid[0].actor != self.computed_by.signature
            lines = RewardLine.objects.filter(reward_list=given, amount__gt=0)
            rewards = Reward.objects.filter(code__in=lines.values("reward"))
            assert sum(each.amount for each in rewards) == sum(each.amount for each in lines)
        else:
            assert not RewardLine.objects.filter(reward_list=given, reward__isnull=False).exists()


def test_walks_of_a_list(ledger, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: _DAY["now"])
    town.city()
    clause(qualifies="firm: {revenue: {at_least: 2000万元}}")
    walking.walk(Walk, examples=6, steps=14)


@pytest.fixture(scope="module")
def stepped():
    of = Measure("营业收入", UNITS["元"])
    return Formula("", of, steps=((10 * WAN, WAN), (20 * WAN, WAN), (50 * WAN, 7 * WAN)))


def test_raising_a_measure_never_lowers_a_stepped_reward(stepped):
    values = [0, 10 * WAN - 1, 10 * WAN, 20 * WAN, 50 * WAN - 1, 50 * WAN, 900 * WAN]
    amounts = [stepped.amount(value) for value in values]
    assert amounts == sorted(amounts)
    assert amounts == [0, 0, WAN, WAN, WAN, 7 * WAN, 7 * WAN]
