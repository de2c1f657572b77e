"""Random walks of eight people over the answers of three collections of a month.

No approved cell changes, nothing closes over an answer that is waited for, and nothing that was
saved is lost. Each walk has a month of its own, so that they share one ledger.
"""

import itertools

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)
from tests.desk import walking
from tests.dispatch import asking
from tests.dispatch.asking import CAST, OFFICE, WAN
from tests.fixtures.viewers import holding

from chainchief.access.faults import NotAllowedError
from chainchief.core.faults import FaultsError
from chainchief.core.spans import Month
from chainchief.dispatch import closing
from chainchief.dispatch.answers import acts
from chainchief.dispatch.answers.cells import Answer, answer_of
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.dispatch.collections.rows import questionnaire_of
from chainchief.dispatch.errors import DispatchError
from chainchief.dispatch.models import Request, RequestState
from chainchief.dispatch.steps import SETTLED, TRANSITIONS, Act
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.errors import NoReasonError, StaleVersionError
from chainchief.ledger.kinds.project.models import ProjectReport
from chainchief.ledger.validation import RefusedError

_MONTHS = itertools.count(Month(2001, 1).ordinal)
ACTORS = (*CAST, holding("chain-office", "市链办 吴敏"), holding("reader", "读者 杨柳"))
COLUMNS = ("invested", "funds_reported", "funds_verified")
REFUSALS = (
    FaultsError,
    NoReasonError,
    NotAllowedError,
    DispatchError,
    StaleVersionError,
)
DEEDS = tuple(acts.ACTS)
requests = st.integers(0, 5)
actors = st.sampled_from(ACTORS)


class Walk(RuleBasedStateMachine):
    """What every request must look like, by what was let through so far."""

    @initialize()
    def open_three(self) -> None:
        self.month = Month.from_ordinal(next(_MONTHS))
        self.requests: list[int] = []
        for column in COLUMNS:
            table = QuestionnaireTable("project_report", (column,), RowsOf.REPORTS, "project")
            opened = asking.opened(table, month=self.month)
            self.requests += [one.pk for one in opened.requests.order_by("code")]
        self.saved: dict[int, dict[str, int]] = {pk: {} for pk in self.requests}
        self.approved: dict[int, dict[str, int]] = {}
        self.states = dict.fromkeys(self.requests, RequestState.PENDING.value)
        self.steps = dict.fromkeys(self.requests, 1)
        self.is_closed = False

    def held(self, number: int) -> Request:
        return Request.objects.select_related("collection").get(pk=self.requests[number])

    @rule(number=requests, actor=actors, amount=st.integers(0, 900), whole=st.booleans())
    def save(self, number, actor, amount, whole) -> None:
        held = self.held(number)
        questionnaire = questionnaire_of(held)
        column = questionnaire.tables[0].columns[0]
        given, base = Answer.empty(questionnaire), answer_of(held, questionnaire)
        for nth, row in enumerate(questionnaire.rows[0]):
            if whole or not nth:
                given.put(0, row.code, column, (amount + nth) * WAN)
        try:
            acts.save(held, given, base, viewer=actor)
        except REFUSALS:
            return
        assert actor.roles & {"county", "chain-office"}
        assert self.states[held.pk] in TRANSITIONS[Act.SAVE].sources
        self.saved[held.pk] |= {code: values[column] for code, values in given.tables[0].items()}
        self._went(held.pk, RequestState.DRAFT)

    @rule(
        number=requests,
        actor=actors,
        act=st.sampled_from(DEEDS),
        reason=st.sampled_from(["", "因故"]),
    )
    def act(self, number, actor, act, reason) -> None:
        held = self.held(number)
        try:
            acts.ACTS[act](held, viewer=actor, reason=reason)
        except REFUSALS:
            return
        transition = TRANSITIONS[act]
        assert self.states[held.pk] in transition.sources
        assert reason or not transition.needs_reason
        self._went(held.pk, transition.to)
        if act is Act.APPROVE:
            assert not self.is_closed
            assert len(self._hands(held.pk)) >= 3
            self.approved[held.pk] = dict(self.saved[held.pk])
        if act is Act.WITHDRAW:
            del self.approved[held.pk]
            self.saved[held.pk] = {}

    @rule(number=requests, actor=actors)
    def go_on(self, number, actor) -> None:
        """The next right step, so that walks come far: alone, chance seldom approves anything."""
        held = self.held(number)
        county = [one for one in CAST if one.held[0].division == held.code]
        step = {
            RequestState.PENDING: lambda: self.save(number, county[0], 500, True),
            RequestState.RETURNED: lambda: self.save(number, county[0], 600, True),
            RequestState.DRAFT: lambda: self.act(number, county[0], Act.HAND_OVER, ""),
            RequestState.TO_CHECK: lambda: self.act(number, county[1], Act.SUBMIT, ""),
            RequestState.SUBMITTED: lambda: self.act(number, OFFICE, Act.APPROVE, ""),
        }.get(RequestState(held.state))
        if step:
            step()

    @rule(number=requests)
    def write_past_it(self, number) -> None:
        """Another way in meets the lock: an approved cell keeps its value."""
        for code in self.approved.get(self.requests[number], {}):
            report = ProjectReport.objects.get(code=code)
            column = COLUMNS[number // 2]
            change = Revision("project_report", report.uid, report.version, {column: 7 * WAN})
            if getattr(report, column) != 7 * WAN:
                with pytest.raises(RefusedError):
                    apply_change_set(ChangeSet.of(change), viewer=OFFICE)

    @rule()
    def close(self) -> None:
        """All below first. A month is not frozen here, which takes long: only asked whether."""
        waiting = closing.waiting_for(self.month)
        assert {one.pk for one in waiting} == {
            pk for pk, state in self.states.items() if state not in SETTLED
        }
        if waiting:
            with pytest.raises(DispatchError):
                closing.close(self.month, viewer=OFFICE)

    def _went(self, pk: int, state: RequestState) -> None:
        self.states[pk] = state.value
        self.steps[pk] += 1

    def _hands(self, pk: int) -> set[str]:
        steps = Request.objects.get(pk=pk).steps.exclude(act="ask").order_by("pk")
        return {step.actor for step in steps}

    @invariant()
    def nothing_is_lost(self) -> None:
        for pk in getattr(self, "requests", ()):
            held = Request.objects.select_related("collection").get(pk=pk)
            assert held.state == self.states[pk]
            assert held.steps.count() == self.steps[pk]
            if held.proposal is not None:
                questionnaire = questionnaire_of(held)
                column = questionnaire.tables[0].columns[0]
                kept = answer_of(held, questionnaire).tables[0]
                assert {code: values[column] for code, values in kept.items()} == self.saved[pk]

    @invariant()
    def approved_cells_stand(self) -> None:
        for pk, cells in getattr(self, "approved", {}).items():
            column = COLUMNS[self.requests.index(pk) // 2]
            for code, value in cells.items():
                assert getattr(ProjectReport.objects.get(code=code), column) == value


def walk(examples: int, steps: int) -> None:
    asking.city()
    walking.walk(Walk, examples, steps)


def test_short_walks_hold(ledger):
    walk(examples=3, steps=14)


@pytest.mark.long
def test_ten_thousand_steps_hold(ledger):
    walk(examples=200, steps=50)
