"""Change sets that wait: kept as data, applied by the rules of the day; what moved is told."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixtures.records import ledgers
from tests.fixtures.viewers import holding, office
from tests.ledger.inherited import KINDS, samples
from tests.ledger.small_city import DECHENG, GROUND, QINGYUN, project, revise, stage, write

from chainchief.core.errors import WrongUseError
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_proposal, drop_proposal, propose
from chainchief.ledger.changesets import (
    Applied,
    ChangeSet,
    Reinstatement,
    Withdrawal,
)
from chainchief.ledger.errors import NoReasonError, StaleVersionError
from chainchief.ledger.kinds.project.models import Project, ProjectStage
from chainchief.ledger.proposal.codec import from_json, to_json
from chainchief.ledger.proposal.models import Proposal
from chainchief.ledger.validation import RefusedError

COUNTY = holding("county", "县经办", division=QINGYUN)
OFFICE = office("市链办")


def proposed(*changes, viewer=OFFICE, **options):
    return propose(ChangeSet.of(*changes), viewer=viewer, **options)


@pytest.fixture
def one(any_ledger):
    """The ground and one project, as it stands."""
    write(*GROUND, project("P0001", total_investment=600_000_000_00))
    return Project.objects.get()


def test_nothing_is_written_until_somebody_applies_it(one):
    waiting = proposed(revise(one, name="二期"), viewer=COUNTY, reason="更名")
    assert Project.objects.get().name == "项目P0001"
    settled = apply_proposal(waiting.uid, viewer=OFFICE)
    assert (settled.applied.revised, settled.moved) == (1, ())
    assert (Project.objects.get().name, Project.objects.get().version) == ("二期", 2)
    kept = Proposal.objects.get()
    assert (kept.state, kept.proposed_by, kept.settled_by) == ("applied", "县经办", "市链办")
    assert changelog.verify() == []


def test_a_proposal_is_settled_once(one):
    waiting = proposed(revise(one, name="二期"))
    apply_proposal(waiting.uid, viewer=OFFICE)
    with pytest.raises(WrongUseError, match="市链办"):
        apply_proposal(waiting.uid, viewer=OFFICE)
    with pytest.raises(WrongUseError):
        drop_proposal(waiting.uid, viewer=OFFICE, reason="重复")


def test_children_come_beside_their_parents(one):
    waiting = proposed(stage("P0002"), project("P0002"))
    assert apply_proposal(waiting.uid, viewer=OFFICE).applied == Applied(created=2)
    assert ProjectStage.objects.get().project_id == "P0002"


def test_withdrawals_and_reinstatements_wait_too(one):
    away = proposed(Withdrawal("project", one.uid, 1, dt.date(2023, 11, 1)))
    with pytest.raises(NoReasonError):
        apply_proposal(away.uid, viewer=OFFICE)
    apply_proposal(away.uid, viewer=OFFICE, reason="误报")
    assert Project.objects.get().withdrawn_on == dt.date(2023, 11, 1)
    back = proposed(Reinstatement("project", one.uid, 2))
    apply_proposal(back.uid, viewer=OFFICE, reason="核实")
    assert Project.objects.get().withdrawn_on is None


def test_what_others_changed_beside_it_is_kept_and_told(one):
    waiting = proposed(revise(one, name="二期"))
    write(revise(one, filing_number="备2023-7"), viewer=office("李强"), reason="补备案号")
    (moved,) = apply_proposal(waiting.uid, viewer=OFFICE).moved
    assert (moved.by, moved.reason, [c.name for c in moved.columns]) == (
        *("李强", "补备案号"),
        ["filing_number"],
    )
    now = Project.objects.get()
    assert (now.name, now.filing_number, now.version) == ("二期", "备2023-7", 3)


def test_where_both_changed_one_column_mine_theirs_and_base_are_told(one):
    waiting = proposed(revise(one, name="我的"))
    write(revise(one, name="他的"), viewer=office("李强"), reason="更名")
    with pytest.raises(StaleVersionError) as refusal:
        apply_proposal(waiting.uid, viewer=OFFICE)
    (stale,) = refusal.value.records
    (column,) = stale.columns
    assert (column.base, column.theirs, column.mine) == ("项目P0001", "他的", "我的")
    for word in ("李强", "项目P0001", "他的", "我的", "P0001"):
        assert word in str(refusal.value)
    assert Project.objects.get().name == "他的"
    assert Proposal.objects.get().state == "open"


def test_the_later_of_two_withdrawals_says_who_came_first(one):
    from chainchief.ledger.actions import withdraw

    withdraw("project", one.uid, 1, viewer=office("李强"), reason="重复上报")
    with pytest.raises(StaleVersionError) as refusal:
        withdraw("project", one.uid, 1, viewer=OFFICE, reason="误报")
    assert "李强" in str(refusal.value)
    assert "重复上报" in str(refusal.value)


def test_whoever_may_not_see_a_record_is_told_nothing_of_it(one):
    write(revise(one, name="他的"), viewer=office("李强"), reason="更名")
    neighbour = holding("county", "邻县", division=DECHENG)
    with pytest.raises(StaleVersionError) as refusal:
        write(revise(one, name="我的"), viewer=neighbour)
    assert refusal.value.records[0].current is None
    assert not any(word in str(refusal.value) for word in ("李强", "他的", "P0001"))


def test_it_meets_the_rules_of_the_day_on_which_it_is_applied(one):
    waiting = proposed(project("P0002"))
    write(project("P0002"))
    with pytest.raises(RefusedError) as refusal:
        apply_proposal(waiting.uid, viewer=OFFICE)
    assert [fault.code for fault in refusal.value.faults] == ["LED-003"]


def test_a_value_that_is_none_of_its_column_is_not_kept(one):
    with pytest.raises(RefusedError) as refusal:
        proposed(revise(one, total_investment=-5))
    assert [fault.code for fault in refusal.value.faults] == ["CHK-009"]
    assert not Proposal.objects.exists()


def test_the_same_request_again_has_one_effect(one):
    first = proposed(revise(one, name="二期"), idempotency_key="form-7")
    assert proposed(revise(one, name="二期"), idempotency_key="form-7").uid == first.uid
    assert Proposal.objects.count() == 1


def test_only_the_proposer_or_who_may_approve_drops_it_and_for_a_reason(one):
    waiting = proposed(revise(one, name="二期"), viewer=COUNTY)
    with pytest.raises(NoReasonError):
        drop_proposal(waiting.uid, viewer=COUNTY, reason=" ")
    with pytest.raises(RefusedError):
        drop_proposal(waiting.uid, viewer=holding("county", "邻县", division=DECHENG), reason="x")
    assert drop_proposal(waiting.uid, viewer=COUNTY, reason="填错了").state == "dropped"


@pytest.mark.parametrize("content", [{}, {"format": 2, "changes": []}])
def test_another_form_is_refused(content):
    with pytest.raises(WrongUseError):
        from_json(content)


def test_what_is_read_back_is_checked_as_if_it_came_from_outside(one):
    content = to_json(ChangeSet.of(project("P0002", total_investment=100)))
    content["changes"][0]["values"]["total_investment"] = "viel"
    content["changes"][0]["values"]["valid_from"] = "2023-02-30"
    with pytest.raises(RefusedError) as refusal:
        from_json(content)
    assert len(refusal.value.faults) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_every_kind_comes_back_from_its_json(ledger, kind):
    drawn = samples(kind)
    assert same(from_json(json.loads(json.dumps(to_json(drawn)))), drawn)


def same(found, drawn):
    def plain(change_set):
        return [
            (c.kind, c.code, {n: v for n, v in c.values.items() if v not in (None, "")})
            for c in change_set.creations
        ]

    return plain(found) == plain(drawn)


@given(drawn=ledgers(most=2))
@settings(max_examples=20, deadline=None)
def test_any_ledger_comes_back_from_its_json(drawn):
    assert same(from_json(json.loads(json.dumps(to_json(drawn)))), drawn)


@given(version=st.integers(1, 9), on=st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2099, 1, 1)))
def test_acts_without_values_come_back_whole(version, on):
    uid = Project(code="P").uid
    acts = ChangeSet(
        withdrawals=(Withdrawal("project", uid, version, on, "表!3"),),
        reinstatements=(Reinstatement("project", uid, version),),
    )
    assert from_json(json.loads(json.dumps(to_json(acts)))) == acts


def test_records_are_read_kind_by_kind_however_many_are_changed(any_ledger):
    write(*GROUND, *(project(f"P{number:04}") for number in range(12)))
    records = list(Project.objects.order_by("code"))

    def reads(some):
        """How often an applied proposal reads projects."""
        waiting = proposed(*(revise(each, name=f"二期{each.code}") for each in some))
        with CaptureQueriesContext(connection) as queries:
            assert apply_proposal(waiting.uid, viewer=OFFICE).applied.revised == len(some)
        table = f'FROM "{Project._meta.db_table}"'
        return sum(table in each["sql"] for each in queries.captured_queries)

    assert reads(records[:2]) == reads(records[2:])
