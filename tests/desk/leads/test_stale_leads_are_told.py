"""A lead of which nothing is entered waits in the queue, is told once, and goes up the line."""

import datetime as dt

import pytest
from tests.desk import cast
from tests.desk.leads import leads_cast as town
from tests.desk.leads.leads_cast import STALE, step

from chainchief.core.faults import FaultsError
from chainchief.core.home import home
from chainchief.desk.leads.machine import LeadAct
from chainchief.desk.limits.lead_preset import PRESET, lead_limits
from chainchief.desk.queue.building import queue_of
from chainchief.desk.queue.items import Question, View, Whose
from chainchief.desk.reminders import remind
from chainchief.people.models import Notice


def lines(viewer, day=cast.DAY, view=View.ALL, whose=Whose.MINE):
    soon = day + dt.timedelta(days=3)
    question = Question(viewer, viewer.name, day, soon, whose, view, "lead")
    return [(one.code, one.state, one.due) for one in queue_of(question).items]


def test_it_is_the_turn_of_the_unit_in_charge(desk):
    lead = town.received()
    assert lines(cast.COUNTY) == [(lead.code, "有效信息", STALE)]
    assert lines(cast.OTHER_COUNTY) == lines(cast.OFFICE) == []
    assert lines(cast.OFFICE, whose=Whose.UNIT) == [(lead.code, "有效信息", STALE)]
    assert lines(cast.COUNTY, STALE + dt.timedelta(days=1), View.LATE) != []


def test_offered_it_is_the_turn_of_the_other_and_refused_of_the_first_again(desk):
    lead = town.offered()
    assert lines(cast.COUNTY) == []
    (line,) = lines(cast.OTHER_COUNTY, view=View.TO_ANSWER)
    assert line[1:] == ("商请南区承接", dt.date(2026, 11, 18))
    step(lead, LeadAct.REFUSE, cast.OTHER_COUNTY, note="指标不足")
    assert lines(cast.OTHER_COUNTY) == []
    assert len(lines(cast.COUNTY, view=View.SENT_BACK)) == 1


def test_a_question_of_longer_protection_is_the_turn_of_the_office(desk):
    lead = town.received()
    step(lead, LeadAct.ASK_EXTENSION, until=dt.date(2027, 8, 31), note="未定")
    assert lines(cast.COUNTY) == []
    assert [line[1] for line in lines(cast.OFFICE)] == ["申请延长保护期"]


def test_each_limit_is_told_once_and_the_later_the_higher(desk):
    cast.accounts()
    town.received()
    Notice.objects.all().delete()
    told = []
    for day in (
        dt.date(2026, 11, 27),
        dt.date(2026, 11, 30),
        dt.date(2026, 11, 30),
        dt.date(2026, 12, 3),
        dt.date(2026, 12, 10),
        dt.date(2026, 12, 17),
        dt.date(2026, 12, 3),
        dt.date(2027, 1, 20),
    ):
        desk.set(day)
        before = set(Notice.objects.values_list("pk", flat=True))
        remind()
        fresh = Notice.objects.exclude(pk__in=before).select_related("account")
        told.append(sorted(one.account.username for one in fresh))
    office = sorted([cast.OFFICE.name, cast.COLLEAGUE.name])
    assert told[0] == []
    assert told[1] == [cast.COUNTY.name]
    assert told[2] == []
    assert told[3] == [cast.COUNTY.name]
    assert told[4] == sorted([cast.COUNTY.name, *office])
    assert told[5] == sorted([cast.COUNTY.name, *office, cast.CHIEF.name])
    assert told[6:] == [[], []]


def test_what_is_so_late_is_in_the_queue_of_those_above(desk):
    town.received()
    assert lines(cast.OFFICE, dt.date(2026, 12, 8)) == []
    assert len(lines(cast.OFFICE, dt.date(2026, 12, 10))) == 1
    assert lines(cast.CHIEF, dt.date(2026, 12, 15)) == []
    assert len(lines(cast.CHIEF, dt.date(2026, 12, 17))) == 1


def test_a_city_sets_its_own_days_and_counts_working_days(desk, own_home):
    write(lambda text: text.replace("in_force: half-year", "in_force: sixty-working-days"))
    lead = town.received()
    # Sixty working days over New Year and, of 2027, no holiday that the preset knows yet.
    assert lead.protected_until == lead_limits().in_force.protected_until(cast.DAY)
    assert (lead.process, lead.turn_due_on) == ("sixty-working-days", dt.date(2026, 11, 25))
    write(lambda text: text.replace("chief_late: 10", "chief_late: 1"))
    with pytest.raises(FaultsError) as raised:
        lead_limits()
    assert {fault.code for fault in raised.value.faults} == {"DSK-006"}
    write(lambda text: text.replace("unverified: [protection,", "unverified: [shield,"))
    with pytest.raises(FaultsError) as raised:
        lead_limits()
    assert {fault.code for fault in raised.value.faults} == {"DSK-003"}


def write(change) -> None:
    shipped = (PRESET.shipped / PRESET.file).read_text(encoding="utf-8")
    folder = home().path / "presets"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PRESET.file).write_text(change(shipped), encoding="utf-8")
