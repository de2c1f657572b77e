"""Random walks of everybody over cases: no step out of order, none without the right to it.

The days of a case tell the state that the machine says it is in, in Python and in SQL alike; what
counts as solved was said by the firm; no day moves backwards though the clock jumps.
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

from chainchief.core import clock
from chainchief.core.faults import FaultsError
from chainchief.desk.difficulties.acts import is_allowed, possible, take
from chainchief.desk.difficulties.deeds import Deed
from chainchief.desk.difficulties.machine import TRANSITIONS, Act
from chainchief.desk.difficulties.slips import slip_code
from chainchief.desk.difficulties.steps import steps_of
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.difficulty.states import DifficultyState as State
from chainchief.ledger.kinds.difficulty.states import state_in_sql, state_of

actors = st.sampled_from(cast.CAST)
CALM = {State.DECLINED, State.CLOSED}


class Walk(RuleBasedStateMachine):
    """One case; what it must look like by what was let through so far."""

    today = cast.DAY

    @initialize()
    def register(self) -> None:
        type(self).today = cast.DAY
        self.case = cast.registered()
        self.state = State.REGISTERED
        self.steps = 1
        self.solved_by_firm = False

    @rule(days=st.sampled_from([-30, 0, 1, 1, 3, 9]))
    def the_clock_jumps(self, days) -> None:
        type(self).today += dt.timedelta(days=days)

    @rule(actor=actors, act=st.sampled_from(list(Act)), note=st.sampled_from(["", "说明"]))
    def try_any_act(self, actor, act, note) -> None:
        self._take(act, actor, note, slip="")

    @rule(act=st.sampled_from(list(Act)), chance=st.integers(0, 3))
    def go_on(self, act, chance) -> None:
        """A step that is open to somebody, so that walks come far."""
        people = (cast.OFFICE, cast.POWER_CLERK, cast.FIRM, cast.COLLEAGUE)
        actor = people[chance]
        case = Difficulty.objects.get(pk=self.case.pk)
        acts = possible(case, actor)
        if acts:
            chosen = act if act in acts else acts[chance % len(acts)]
            self._take(chosen, actor, "说明", slip=slip_code(case))

    def _take(self, act, actor, note, *, slip) -> None:
        case = Difficulty.objects.get(pk=self.case.pk)
        deed = Deed(
            note=note,
            outcome="solved",
            office=cast.POWER,
            until=case.due_on + dt.timedelta(days=9),
            informant="吴厂长" if slip else "",
            slip=slip,
            satisfaction=4,
        )
        try:
            done = take(case, act, deed, viewer=actor)
        except FaultsError:
            return
        transition = TRANSITIONS[act]
        assert self.state in transition.sources
        assert is_allowed(case, act, actor)
        assert note or not transition.needs_reason
        self.state = transition.to or self.state
        self.steps += 1
        assert state_of(done) is self.state
        if act is Act.CONFIRM:
            assert actor is cast.FIRM or slip
            self.solved_by_firm = True
        if act in (Act.SEND_BACK, Act.EXPLAINED):
            self.solved_by_firm = False

    @invariant()
    def the_days_tell_the_state(self) -> None:
        if not hasattr(self, "case"):
            return
        row = Difficulty.objects.annotate(where=state_in_sql()).get(pk=self.case.pk)
        assert (state_of(row), row.where) == (self.state, self.state.value)
        assert len(steps_of(row)) == self.steps
        counted = row.outcome == "solved" and row.confirmed_on is not None
        assert counted == self.solved_by_firm
        assert (row.turn_due_on is None) == (self.state in CALM)


def walk(patch, examples: int, steps: int) -> None:
    patch.setattr(clock, "today", lambda: Walk.today)
    cast.city()
    walking.walk(Walk, examples, steps)


def test_short_walks_hold(ledger, monkeypatch):
    walk(monkeypatch, examples=6, steps=18)


@pytest.mark.long
def test_ten_thousand_steps_hold(ledger, monkeypatch):
    walk(monkeypatch, examples=200, steps=50)
