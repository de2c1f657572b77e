"""Random walks of everybody over leads: no step out of order, one unit writes, two read."""

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
from tests.desk.leads import leads_cast as town

from chainchief.core import clock
from chainchief.core.faults import FaultsError
from chainchief.desk.leads.acts import is_allowed, possible, take
from chainchief.desk.leads.deeds import LeadDeed
from chainchief.desk.leads.lead import steps_of
from chainchief.desk.leads.machine import TRANSITIONS, LeadAct, Side, is_offered, turn_of
from chainchief.desk.leads.units import belongs
from chainchief.ledger.kinds.lead.models import Lead
from chainchief.ledger.kinds.lead.models import LeadState as State
from chainchief.ledger.kinds.lead.states import FOLLOWED, stages_of
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of

CAST = (*cast.CAST, town.TASK_FORCE)
MOVERS = (cast.COUNTY, cast.OTHER_COUNTY, cast.OFFICE, town.TASK_FORCE)
COUNTIES = {cast.NORTH: cast.COUNTY, cast.SOUTH: cast.OTHER_COUNTY}


class Walk(RuleBasedStateMachine):
    """One lead; what it must look like by what was let through so far."""

    today = cast.DAY

    @initialize(unit=st.sampled_from([cast.NORTH, cast.SOUTH]))
    def receive(self, unit) -> None:
        type(self).today = cast.DAY
        self.lead = town.received(COUNTIES[unit], division=unit)
        self.first, self.unit, self.offered = unit, unit, ""
        self.state, self.steps = State.VALID, 1

    @rule(days=st.sampled_from([-30, 0, 1, 3, 9, 40]))
    def the_clock_jumps(self, days) -> None:
        type(self).today += dt.timedelta(days=days)

    @rule(
        actor=st.sampled_from(CAST),
        act=st.sampled_from(list(LeadAct)),
        note=st.sampled_from(["", "说明"]),
    )
    def try_any_act(self, actor, act, note) -> None:
        self._take(act, actor, note, "")

    @rule(act=st.sampled_from(list(LeadAct)), chance=st.integers(0, 3))
    def go_on(self, act, chance) -> None:
        """A step that is open to somebody, so that walks come far."""
        acts = possible(Lead.objects.get(pk=self.lead.pk), MOVERS[chance])
        if acts:
            chosen = act if act in acts else acts[chance % len(acts)]
            self._take(chosen, MOVERS[chance], "说明", "某科长")

    def _take(self, act, actor, note, informant) -> None:
        lead = Lead.objects.get(pk=self.lead.pk)
        until = max(lead.protected_until, type(self).today) + dt.timedelta(days=9)
        other = next(unit for unit in COUNTIES if unit != lead.division_id)
        deed = LeadDeed(note=note, unit=other, until=until, informant=informant)
        try:
            done = take(lead, act, deed, viewer=actor)
        except FaultsError:
            return
        transition = TRANSITIONS[act]
        assert self.state in transition.sources
        assert is_allowed(lead, act, actor)
        assert note or not transition.needs_reason
        assert belongs(lead, transition.side, actor) or informant
        self.state = State(done.state)
        self.steps += 1
        if act is LeadAct.TAKE_OVER:
            assert self.offered
            self.unit = self.offered
        else:
            assert transition.to is None or act is LeadAct.REVIVE or self.state is transition.to
        self.offered = other if act is LeadAct.OFFER else done.handover_to_id or ""

    @invariant()
    def one_unit_writes_and_its_days_are_in_order(self) -> None:
        if not hasattr(self, "lead"):
            return
        row = Lead.objects.get(pk=self.lead.pk)
        assert (row.state, row.division_id, row.first_division_id) == (
            self.state,
            self.unit,
            self.first,
        )
        assert len(steps_of(row)) == self.steps
        assert (row.turn_due_on is None) == (row.state not in FOLLOWED)
        assert is_offered(row) <= bool(self.offered)
        days = [one.since for one in stages_of(row, type(self).today) if one.since]
        assert days == sorted(days)
        if turn_of(row) is Side.NOBODY:
            assert row.handover_to_id is row.extension_until is None
        register = register_of("lead")
        writers = {
            unit
            for unit, viewer in COUNTIES.items()
            if in_reach(viewer, register, "enter").filter(pk=row.pk).exists()
        }
        readers = {
            unit
            for unit, viewer in COUNTIES.items()
            if in_reach(viewer, register).filter(pk=row.pk).exists()
        }
        assert writers == {self.unit}
        assert readers == {self.unit, self.first, row.handover_to_id or self.unit}


def walk(patch, examples: int, steps: int) -> None:
    patch.setattr(clock, "today", lambda: Walk.today)
    cast.city()
    walking.walk(Walk, examples, steps)


def test_short_walks_hold(ledger, monkeypatch):
    walk(monkeypatch, examples=6, steps=18)


@pytest.mark.long
def test_ten_thousand_steps_hold(ledger, monkeypatch):
    walk(monkeypatch, examples=200, steps=50)
