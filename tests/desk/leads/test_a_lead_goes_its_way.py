"""A lead from the first information to the start of construction, with the days in each stage."""

import datetime as dt

import pytest
from tests.desk import cast
from tests.desk.leads import leads_cast as town
from tests.desk.leads.leads_cast import step

from chainchief.core.faults import FaultsError
from chainchief.desk.leads.acts import possible
from chainchief.desk.leads.lead import steps_of
from chainchief.desk.leads.machine import LeadAct
from chainchief.ledger import changelog
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.kinds.lead.models import Lead, LeadState
from chainchief.ledger.kinds.lead.states import days_in_state, stages_of
from chainchief.ledger.validation import RefusedError


def codes(call) -> list[str]:
    with pytest.raises(FaultsError) as raised:
        call()
    return [fault.code for fault in raised.value.faults]


def test_received_talks_signed_registered_started_with_the_days_in_each(desk):
    lead = town.received()
    assert (lead.code, lead.state, lead.first_division_id) == (
        "XS-20261111-01",
        "valid",
        cast.NORTH,
    )
    assert (lead.turn_due_on, lead.protected_until) == (town.STALE, dt.date(2027, 5, 10))
    desk.set(dt.date(2026, 11, 20))
    lead = step(lead, LeadAct.BEGIN_TALKS, next_step="实地考察", owner="李主任")
    assert (lead.state, lead.next_step, lead.owner) == ("talks", "实地考察", "李主任")
    desk.set(dt.date(2026, 12, 18))
    lead = step(lead, LeadAct.SIGN, on=dt.date(2026, 12, 16))
    assert lead.closed_on == dt.date(2026, 12, 16)
    desk.set(dt.date(2026, 12, 31))
    lead = step(lead, LeadAct.REGISTER)
    desk.set(dt.date(2027, 3, 1))
    assert days_in_state(lead, dt.date(2027, 3, 1)) == 60
    lead = step(lead, LeadAct.START)
    assert (lead.state, lead.turn_due_on) == ("started", None)
    stages = [(one.state.value, one.days) for one in stages_of(lead, dt.date(2027, 3, 9))]
    assert stages == [
        ("valid", 9),
        ("talks", 26),
        ("signed", 15),
        ("registered", 60),
        ("started", None),
    ]
    assert [one.action.step for one in steps_of(lead)] == [
        "received",
        "talks",
        "signed",
        "registered",
        "started",
    ]
    assert {one.actor for one in steps_of(lead)} == {cast.COUNTY.name}
    assert possible(lead, cast.COUNTY) == possible(lead, cast.OFFICE) == []


def test_an_entry_names_the_next_step_and_moves_its_day(desk):
    lead = town.received(due=dt.date(2026, 11, 16))
    assert lead.turn_due_on == dt.date(2026, 11, 16)
    desk.set(dt.date(2026, 11, 13))
    lead = step(lead, LeadAct.NOTE, note="已通电话", next_step="寄送园区资料", owner="孙倩")
    assert (lead.turn_due_on, lead.next_step) == (dt.date(2026, 12, 4), "寄送园区资料")
    assert steps_of(lead)[-1].action.note == "已通电话；下一步：寄送园区资料（孙倩）"


def test_what_was_typed_wrong_is_told_all_at_once(desk):
    assert codes(
        lambda: town.received(
            name=" ",
            investor_name="",
            due=dt.date(2026, 12, 31),
            on=dt.date(2026, 11, 12),
            chain="XX",
        )
    ) == ["DSK-423", "DSK-424", "DSK-425", "DSK-426", "DSK-431"]
    assert codes(lambda: town.received(due=dt.date(2026, 11, 10))) == ["DSK-427"]
    assert codes(lambda: town.received(division=cast.SOUTH)) == ["DSK-430"]
    lead = town.received()
    assert codes(lambda: step(lead, LeadAct.NOTE, note=" ", due=dt.date(2027, 1, 1))) == [
        "DSK-013",
        "DSK-426",
    ]
    early = dt.date(2026, 11, 10)
    assert codes(lambda: step(lead, LeadAct.BEGIN_TALKS, on=early)) == ["DSK-425"]
    assert codes(lambda: step(lead, LeadAct.SIGN)) == ["DSK-420"]
    lead = step(lead, LeadAct.BEGIN_TALKS)
    assert codes(lambda: step(lead, LeadAct.SIGN, project="PRJ-X")) == ["DSK-429"]


def test_the_office_writes_down_what_a_county_says_and_names_who_said_it(desk):
    lead = town.received()
    assert codes(lambda: step(lead, LeadAct.BEGIN_TALKS, cast.OFFICE)) == ["DSK-044"]
    lead = step(lead, LeadAct.BEGIN_TALKS, cast.OFFICE, informant="孙倩")
    assert steps_of(lead)[-1].action.informant == "孙倩"


def test_of_the_whole_city_it_is_the_task_force_of_the_chain(desk):
    lead = town.received(town.TASK_FORCE, division=cast.CITY)
    assert LeadAct.BEGIN_TALKS in possible(lead, town.TASK_FORCE)
    assert possible(lead, cast.COUNTY) == []


def test_dropped_it_can_be_taken_up_again(desk):
    lead = step(town.in_talks(), LeadAct.DROP, note="对方改投外地")
    assert (lead.state, lead.closed_on, lead.turn_due_on) == ("dropped", cast.DAY, None)
    lead = step(lead, LeadAct.REVIVE, note="重新接洽")
    assert (lead.state, lead.closed_on) == (LeadState.TALKS, None)


def test_signed_and_fallen_through_it_is_closed_on_the_day_of_its_end(desk):
    lead = step(step(town.in_talks(), LeadAct.SIGN), LeadAct.REGISTER)
    later = desk.set(dt.date(2026, 12, 1))
    lead = step(lead, LeadAct.DROP, note="资金链断裂")
    assert (lead.state, lead.closed_on, lead.registered_on) == ("dropped", later, None)


def test_longer_protection_is_asked_for_and_decided_by_the_office(desk):
    lead = town.received()
    until = dt.date(2027, 8, 31)
    lead = step(lead, LeadAct.ASK_EXTENSION, until=until, note="设备选型未定")
    assert (lead.extension_until, lead.turn_due_on) == (until, dt.date(2026, 11, 18))
    assert codes(lambda: step(lead, LeadAct.EXTEND)) == ["DSK-421"]
    lead = step(lead, LeadAct.EXTEND, cast.OFFICE)
    assert (lead.protected_until, lead.extension_until) == (until, None)
    assert lead.turn_due_on == town.STALE


def test_it_is_asked_for_before_the_protection_ends(desk):
    lead = town.received()
    desk.set(dt.date(2027, 5, 7))
    assert codes(
        lambda: step(lead, LeadAct.ASK_EXTENSION, until=dt.date(2027, 5, 1), note="未定")
    ) == ["DSK-019", "DSK-018"]


def test_what_acts_move_no_form_moves(desk):
    lead = town.received()
    change = Revision("lead", lead.uid, lead.version, {"state": "signed"})
    with pytest.raises(RefusedError), changelog.acting(cast.COUNTY.signature, "x"):
        apply_change_set(ChangeSet.of(change), viewer=cast.COUNTY, reason="x")
    free = Revision("lead", lead.uid, lead.version, {"note": "外资"})
    with changelog.acting(cast.COUNTY.signature, "x"):
        apply_change_set(ChangeSet.of(free), viewer=cast.COUNTY, reason="x")
    assert Lead.objects.get(pk=lead.pk).note == "外资"


def test_one_that_was_entered_without_the_desk_is_taken_up_with_its_first_step(desk):
    with changelog.acting("clerk", "old"):
        lead = Lead.objects.create(
            code="XS-0001",
            name="旧线索",
            division_id=cast.NORTH,
            state="valid",
            received_on=dt.date(2026, 6, 1),
        )
    lead = step(lead, LeadAct.NOTE, note="继续跟进")
    assert (lead.process, lead.first_division_id) == ("half-year", cast.NORTH)
    assert lead.protected_until == dt.date(2026, 11, 28)
