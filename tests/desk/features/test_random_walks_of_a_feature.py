"""Random walks of everybody over features: nothing published without consent."""

import datetime as dt

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.desk import cast, walking
from tests.desk.features import features_cast as town

from chainchief.core import clock
from chainchief.core.faults import FaultsError
from chainchief.desk.features.acts import is_allowed, possible, take
from chainchief.desk.features.deeds import FeatureDeed
from chainchief.desk.features.feature import steps_of
from chainchief.desk.features.machine import TRANSITIONS, FeatureAct, Side, turn_of
from chainchief.desk.limits.feature_preset import feature_limits
from chainchief.ledger import changelog
from chainchief.ledger.kinds.adverse_listing.models import AdverseListing
from chainchief.ledger.kinds.feature.models import Feature, FeaturePiece
from chainchief.ledger.kinds.feature.models import FeatureState as State
from chainchief.ledger.kinds.feature.states import has_consent

MOVERS = (cast.COLLEAGUE, cast.FIRM, cast.OFFICE)


class Walk(RuleBasedStateMachine):
    """One feature; what it must look like by what was let through so far."""

    today = cast.DAY

    @initialize(person=st.sampled_from(["", "吴某"]))
    def propose(self, person) -> None:
        type(self).today = cast.DAY
        with changelog.acting("clerk", "the walk before"):
            for one in (*Feature.objects.all(), *AdverseListing.objects.filter(is_empty=False)):
                one.withdrawn_on, one.version = cast.DAY, one.version + 1
                one.save()
        self.feature = town.proposed(cast.OFFICE, person_name=person)
        self.steps, self.pieces, self.listed = 1, 0, None

    @rule(days=st.sampled_from([-30, 0, 1, 9, 100]))
    def the_clock_jumps(self, days) -> None:
        type(self).today += dt.timedelta(days=days)

    @rule(is_on=st.booleans())
    def the_list_changes(self, is_on) -> None:
        if self.listed is None:
            self.listed = town.listing(f"MD-{self.feature.code}", name="甲", enterprise_id="QY-1")
        self.listed.withdrawn_on = None if is_on else cast.DAY
        self.listed.withdrawn_reason = "" if is_on else "误列"
        self.listed.version += 1
        with changelog.acting("clerk", "list"):
            self.listed.save()

    @rule(actor=st.sampled_from(cast.CAST), act=st.sampled_from(list(FeatureAct)))
    def try_any_act(self, actor, act) -> None:
        self._take(act, actor, FeatureDeed())

    @rule(act=st.sampled_from(list(FeatureAct)), chance=st.integers(0, 2))
    def go_on(self, act, chance) -> None:
        """A step that is open to somebody, so that walks come far."""
        acts = possible(Feature.objects.get(pk=self.feature.pk), MOVERS[chance])
        if acts:
            chosen = act if act in acts else acts[chance % len(acts)]
            deed = FeatureDeed(
                note="说明",
                judged=feature_limits().lists,
                informant="某科长",
                document=town.paper(),
                **town.PIECE,
            )
            self._take(chosen, MOVERS[chance], deed)

    def _take(self, act, actor, deed) -> None:
        before = Feature.objects.get(pk=self.feature.pk)
        try:
            done = take(before, act, deed, viewer=actor)
        except FaultsError:
            return
        assert before.state in TRANSITIONS[act].sources
        assert is_allowed(before, act, actor)
        self.steps += 1
        self.pieces += act is FeatureAct.PUBLISH
        if act is FeatureAct.APPROVE:
            assert actor != cast.OFFICE
        if act is FeatureAct.PUBLISH:
            assert has_consent(before)
            assert before.approved_on
            assert before.checked_on
            assert done.state == State.PUBLISHED

    @invariant()
    def what_it_is_follows_from_what_was_done(self) -> None:
        if not hasattr(self, "feature"):
            return
        row = Feature.objects.get(pk=self.feature.pk)
        assert len(steps_of(row)) == self.steps
        pieces = FeaturePiece.objects.filter(feature=row)
        assert pieces.count() == self.pieces
        assert (row.turn_due_on is None) == (turn_of(row) is Side.NOBODY)
        if row.state in (State.AGREED, State.APPROVED, State.PUBLISHED):
            assert has_consent(row)
            assert row.checked_on
        if row.state == State.REFUSED and row.turn_due_on is None:
            assert not pieces.filter(taken_down_on=None).exists()


def walk(patch, examples: int, steps: int) -> None:
    patch.setattr(clock, "today", lambda: Walk.today)
    cast.city()
    town.lists()
    walking.walk(Walk, examples, steps)


def test_short_walks_hold(ledger, monkeypatch):
    walk(monkeypatch, examples=6, steps=25)


@pytest.mark.long
def test_ten_thousand_steps_hold(ledger, monkeypatch):
    walk(monkeypatch, examples=200, steps=50)
