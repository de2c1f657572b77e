"""Random walks of everybody over tasks: no step out of order, none by whom it does not concern."""

import datetime as dt

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)
from tests.desk import cast, tasks, walking

from chainchief.core import clock
from chainchief.core.faults import FaultsError
from chainchief.desk.tasks.acts import is_allowed, possible, take
from chainchief.desk.tasks.deeds import TaskDeed
from chainchief.desk.tasks.machine import TRANSITIONS, Side, TaskAct
from chainchief.desk.tasks.parties import does, gave
from chainchief.desk.tasks.steps import steps_of
from chainchief.ledger.kinds.task.models import Task
from chainchief.ledger.kinds.task.states import TaskState as State
from chainchief.ledger.kinds.task.states import state_in_sql, state_of

CAST = (*cast.CAST, tasks.TASK_FORCE)
OVER = {State.ACCEPTED, State.CANCELLED}


class Walk(RuleBasedStateMachine):
    """One task; what it must look like by what was let through so far."""

    today = cast.DAY

    @initialize(giver=st.sampled_from([cast.OFFICE, cast.CHIEF, tasks.TASK_FORCE]))
    def give(self, giver) -> None:
        type(self).today = cast.DAY
        self.task = tasks.given(giver)
        self.state = State.ASSIGNED
        self.steps = 1

    @rule(days=st.sampled_from([-30, 0, 1, 1, 3, 9]))
    def the_clock_jumps(self, days) -> None:
        type(self).today += dt.timedelta(days=days)

    @rule(
        actor=st.sampled_from(CAST),
        act=st.sampled_from(list(TaskAct)),
        note=st.sampled_from(["", "说明"]),
    )
    def try_any_act(self, actor, act, note) -> None:
        self._take(act, actor, note, "")

    @rule(act=st.sampled_from(list(TaskAct)), chance=st.integers(0, 4))
    def go_on(self, act, chance) -> None:
        """A step that is open to somebody, so that walks come far."""
        people = (cast.OFFICE, cast.POWER_CLERK, cast.CHIEF, cast.COLLEAGUE, tasks.TASK_FORCE)
        acts = possible(Task.objects.get(pk=self.task.pk), people[chance])
        if acts:
            chosen = act if act in acts else acts[chance % len(acts)]
            self._take(chosen, people[chance], "说明", "某科长")

    def _take(self, act, actor, note, informant) -> None:
        task = Task.objects.get(pk=self.task.pk)
        until = max(task.due_on, type(self).today) + dt.timedelta(days=9)
        deed = TaskDeed(note=note, office=cast.POWER, until=until, informant=informant)
        try:
            done = take(task, act, deed, viewer=actor)
        except FaultsError:
            return
        transition = TRANSITIONS[act]
        assert self.state in transition.sources
        assert is_allowed(task, act, actor)
        assert note or not transition.needs_reason
        if act is not TaskAct.ESCALATE:
            own = gave(task, actor) if transition.side is Side.GIVER else does(task, actor)
            assert own or informant
        self.state = transition.to or self.state
        self.steps += 1
        assert state_of(done) is self.state

    @invariant()
    def the_days_tell_the_state(self) -> None:
        if not hasattr(self, "task"):
            return
        row = Task.objects.annotate(where=state_in_sql()).get(pk=self.task.pk)
        assert (state_of(row), row.where) == (self.state, self.state.value)
        assert len(steps_of(row)) == self.steps
        assert (row.turn_due_on is None) == (self.state in OVER)
        assert row.accepted_on is None or row.reported_on is not None


def walk(patch, examples: int, steps: int) -> None:
    patch.setattr(clock, "today", lambda: Walk.today)
    cast.city()
    walking.walk(Walk, examples, steps)


def test_short_walks_hold(ledger, monkeypatch):
    walk(monkeypatch, examples=6, steps=18)


@pytest.mark.long
def test_ten_thousand_steps_hold(ledger, monkeypatch):
    walk(monkeypatch, examples=200, steps=50)
