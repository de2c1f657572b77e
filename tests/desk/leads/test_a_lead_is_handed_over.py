"""A hand-over needs the other unit's consent; the first unit reads on, and one unit writes."""

import datetime as dt

import pytest
from tests.desk import cast
from tests.desk.leads import leads_cast as town
from tests.desk.leads.leads_cast import step

from chainchief.core.errors import WrongUseError
from chainchief.core.faults import FaultsError
from chainchief.desk.leads.acts import possible
from chainchief.desk.leads.lead import open_lead, steps_of
from chainchief.desk.leads.machine import LeadAct
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.kinds.lead.models import Lead, LeadAction
from chainchief.ledger.queries.history import versions_of
from chainchief.ledger.queries.reach import in_reach
from chainchief.ledger.registers import register_of
from chainchief.ledger.validation import RefusedError
from chainchief.people.models import Notice


def codes(call) -> list[str]:
    with pytest.raises(FaultsError) as raised:
        call()
    return [fault.code for fault in raised.value.faults]


def sees(viewer) -> bool:
    return in_reach(viewer, register_of("lead")).exists()


def may_write(lead, viewer) -> bool:
    held = Lead.objects.get(pk=lead.pk)
    change = Revision("lead", held.uid, held.version, {"note": f"{viewer.name} {held.version}"})
    try:
        with changelog.acting(viewer.signature, "x"):
            apply_change_set(ChangeSet.of(change), viewer=viewer, reason="x")
    except RefusedError:
        return False
    return True


def test_offered_both_read_it_and_only_the_unit_in_charge_writes(desk):
    lead = town.in_talks()
    assert (sees(cast.COUNTY), sees(cast.OTHER_COUNTY)) == (True, False)
    lead = step(lead, LeadAct.OFFER, unit=cast.SOUTH, note="南区有现成厂房")
    assert lead.turn_due_on == dt.date(2026, 11, 18)
    assert (sees(cast.COUNTY), sees(cast.OTHER_COUNTY)) == (True, True)
    assert possible(lead, cast.OTHER_COUNTY) == [LeadAct.TAKE_OVER, LeadAct.REFUSE]
    assert (may_write(lead, cast.COUNTY), may_write(lead, cast.OTHER_COUNTY)) == (True, False)


def test_taken_over_the_first_unit_reads_on_and_the_other_alone_writes(desk):
    cast.accounts()
    lead = town.handed_over()
    assert (lead.division_id, lead.first_division_id, lead.handover_to_id) == (
        cast.SOUTH,
        cast.NORTH,
        None,
    )
    assert (sees(cast.COUNTY), sees(cast.OTHER_COUNTY)) == (True, True)
    assert (may_write(lead, cast.COUNTY), may_write(lead, cast.OTHER_COUNTY)) == (False, True)
    assert possible(lead, cast.COUNTY) == []
    assert codes(lambda: step(lead, LeadAct.NOTE, note="x")) == ["DSK-421"]
    steps = [(one.action.step, one.action.division_id) for one in steps_of(lead)]
    assert steps[-2:] == [("offered", cast.SOUTH), ("taken-over", cast.SOUTH)]
    told = Notice.objects.filter(topic="lead-taken-over").values_list(
        "account__username", flat=True
    )
    assert list(told) == [cast.COUNTY.name]
    for viewer in (cast.COUNTY, cast.OTHER_COUNTY):
        assert open_lead(lead.uid, viewer).code == lead.code
        rows = in_reach(viewer, register_of("lead_action"))
        assert rows.count() == LeadAction.objects.count()
    with pytest.raises(WrongUseError):
        open_lead(lead.uid, cast.FIRM)


def test_refused_it_stays_and_the_other_reads_only_until_it_goes_on(desk):
    lead = step(town.offered(), LeadAct.REFUSE, cast.OTHER_COUNTY, note="用地指标不足")
    assert (lead.division_id, lead.handover_refused_on) == (cast.NORTH, cast.DAY)
    assert possible(lead, cast.OTHER_COUNTY) == []
    assert sees(cast.OTHER_COUNTY)
    lead = step(lead, LeadAct.END_OFFER)
    assert not sees(cast.OTHER_COUNTY)
    assert lead.turn_due_on == dt.date(2026, 12, 9)


def test_whoever_it_is_offered_to_answers_and_nobody_else(desk):
    lead = town.offered()
    assert codes(lambda: step(lead, LeadAct.TAKE_OVER)) == ["DSK-421"]
    assert codes(lambda: step(lead, LeadAct.TAKE_OVER, cast.OFFICE)) == ["DSK-044"]
    lead = step(lead, LeadAct.TAKE_OVER, cast.OFFICE, informant="李莉")
    assert lead.division_id == cast.SOUTH
    assert codes(lambda: step(lead, LeadAct.OFFER, cast.OTHER_COUNTY, unit="990199", note="x")) == [
        "DSK-422"
    ]


def test_the_history_of_a_lead_is_read_by_both_units(desk):
    lead = town.handed_over()
    open_to = {
        viewer.name: [each.is_open for each in versions_of("lead", lead.uid, viewer)]
        for viewer in (cast.COUNTY, cast.OTHER_COUNTY, cast.FIRM)
    }
    assert sorted(open_to[cast.COUNTY.name]) == [True] * 4
    # What was before the offer is the other's: of the four changes the last alone is open.
    assert sorted(open_to[cast.OTHER_COUNTY.name]) == [False, False, False, True]
    assert not any(open_to[cast.FIRM.name])


def test_an_entry_while_it_is_offered_leaves_the_limit_of_the_answer(desk):
    lead = town.offered()
    desk.set(dt.date(2026, 11, 13))
    lead = step(lead, LeadAct.NOTE, note="已告知客商")
    assert (lead.turn_due_on, lead.handover_to_id) == (dt.date(2026, 11, 18), cast.SOUTH)
