"""A queue holds what waits for a person, what runs out first in front, in few queries."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.desk import cast
from tests.desk.cast import DAY, step
from tests.desk.tasks import given
from tests.fixtures.accounts import sign_in

from chainchief.core.faults import FaultsError
from chainchief.desk.difficulties.machine import Act
from chainchief.desk.models import Handling
from chainchief.desk.queue.building import queue_of
from chainchief.desk.queue.calendar_file import calendar_file
from chainchief.desk.queue.handing_over import hand_over, take_in_hand, watch
from chainchief.desk.queue.items import Question, View, Whose
from chainchief.dispatch.calendar.counting import calendar
from chainchief.ledger.errors import NoReasonError
from chainchief.web.registers.models import ListView


def asked(viewer, whose=Whose.MINE, view=View.ALL, day=DAY) -> Question:
    return Question(viewer, viewer.name, day, calendar().after(day, 3), whose, view)


def codes(viewer, **question) -> list[str]:
    return [item.code for item in queue_of(asked(viewer, **question)).items]


def test_each_sees_what_waits_for_them(desk):
    new = cast.registered()
    working, waiting = cast.in_work(subject="用气"), cast.answered(subject="用能指标")
    assert codes(cast.OFFICE) == [new.code]
    assert codes(cast.COUNTY) == [new.code]
    assert codes(cast.POWER_CLERK) == [working.code]
    assert codes(cast.FIRM) == [waiting.code]
    assert codes(cast.OTHER_FIRM) == codes(cast.OTHER_COUNTY) == codes(cast.BANKER) == []
    assert codes(cast.OFFICE, whose=Whose.UNIT) == [new.code, waiting.code, working.code]


def test_an_objection_waits_for_the_desk_and_no_longer_for_the_office(desk):
    case = step(cast.assigned(), Act.OBJECT, cast.POWER_CLERK, note="不归我们管")
    assert (codes(cast.OFFICE), codes(cast.POWER_CLERK)) == ([case.code], [])
    assert queue_of(asked(cast.OFFICE)).counts[View.TO_ANSWER] == 0


def test_an_office_that_helps_finds_the_case_until_it_gave_its_opinion(desk):
    from chainchief.desk.difficulties.acts import report
    from chainchief.ledger.kinds.difficulty.models import DifficultyOffice

    case = cast.assigned(helpers=("ORG-ZGJ",))
    assert codes(cast.LAND_CLERK) == [case.code]
    report(DifficultyOffice.objects.get(), viewer=cast.LAND_CLERK, opinion="已批")
    assert codes(cast.LAND_CLERK) == []


def test_a_line_names_who_has_it_in_hand_but_not_to_an_office_that_helps(desk):
    case = cast.assigned(helpers=("ORG-ZGJ",))
    take_in_hand("difficulty", case.uid, viewer=cast.POWER_CLERK)
    in_charge, helping = (
        queue_of(asked(viewer)).items for viewer in (cast.POWER_CLERK, cast.LAND_CLERK)
    )
    assert [item.handler for item in in_charge] == [cast.POWER_CLERK.name]
    assert [item.handler for item in helping] == [""]


def test_what_runs_out_first_stands_in_front(desk):
    later = cast.in_work(subject="用气")
    first = cast.in_work(subject="停电", urgency="urgent")
    assert codes(cast.POWER_CLERK) == [first.code, later.code]


def test_views_hold_what_they_say_and_count_it(desk):
    cast.registered()
    late = cast.in_work(subject="用气")
    back = step(cast.answered(subject="用热"), Act.SEND_BACK, cast.FIRM, note="没有")
    day = dt.date(2026, 11, 23)
    counts = queue_of(asked(cast.OFFICE, whose=Whose.UNIT, day=day)).counts
    assert counts == {
        View.ALL: 3,
        View.TO_ACCEPT: 1,
        View.TO_ANSWER: 2,
        View.SOON: 0,
        View.LATE: 3,
        View.SENT_BACK: 1,
        View.TO_CONFIRM: 0,
    }
    assert codes(cast.OFFICE, whose=Whose.UNIT, view=View.SENT_BACK) == [back.code]
    assert late.code in codes(cast.OFFICE, whose=Whose.UNIT, view=View.LATE, day=day)


def test_an_answer_that_the_firm_leaves_lying_comes_back_to_the_desk(desk):
    case = cast.answered()
    assert codes(cast.OFFICE) == []
    assert codes(cast.OFFICE, day=dt.date(2026, 11, 19)) == [case.code]


def test_what_a_colleague_has_in_hand_is_not_my_turn(desk):
    cast.accounts()
    case = cast.registered()
    take_in_hand("difficulty", case.uid, viewer=cast.OFFICE)
    assert (codes(cast.OFFICE), codes(cast.COLLEAGUE)) == ([case.code], [])
    watch("difficulty", case.uid, viewer=cast.COLLEAGUE)
    assert codes(cast.COLLEAGUE, whose=Whose.WATCHING) == [case.code]


def test_when_somebody_leaves_everything_goes_to_one_colleague_who_reaches_it(desk):
    cast.accounts()
    north, south = cast.registered(), cast.registered(firm="QY-2")
    for case in (north, south):
        take_in_hand("difficulty", case.uid, viewer=cast.OFFICE)
    done = hand_over(cast.OFFICE.name, cast.COUNTY.name, viewer=cast.COLLEAGUE, reason="调离")
    assert (done.moved, done.left) == ((north.code,), (south.code,))
    assert Handling.objects.get(uid=north.uid).account == cast.COUNTY.name
    rest = hand_over(cast.OFFICE.name, cast.COLLEAGUE.name, viewer=cast.COLLEAGUE, reason="调离")
    assert (rest.moved, rest.left) == ((south.code,), ())


def test_a_hand_over_needs_a_reason_and_somebody_who_is_there(desk):
    cast.accounts()
    with pytest.raises(NoReasonError):
        hand_over(cast.OFFICE.name, cast.COLLEAGUE.name, viewer=cast.OFFICE, reason=" ")
    with pytest.raises(FaultsError) as raised:
        hand_over(cast.OFFICE.name, "无此人", viewer=cast.OFFICE, reason="调离")
    assert [fault.code for fault in raised.value.faults] == ["DSK-035"]


def test_nobody_is_handed_what_does_not_concern_them(desk):
    cast.accounts()
    case = cast.registered()
    with pytest.raises(FaultsError):
        take_in_hand("difficulty", case.uid, viewer=cast.OFFICE, account=cast.OTHER_COUNTY.name)
    with pytest.raises(FaultsError):
        take_in_hand("difficulty", case.uid, viewer=cast.OTHER_COUNTY)


def test_the_queue_asks_few_queries_however_much_waits(desk):
    for number in range(4):
        cast.registered(subject=f"事项{number}")
    given()
    queue_of(asked(cast.OFFICE, whose=Whose.UNIT))  # what is kept of presets is there now
    with CaptureQueriesContext(connection) as asked_for:
        queue_of(asked(cast.OFFICE, whose=Whose.UNIT))
    assert len(asked_for) <= 10, [each["sql"][:80] for each in asked_for]


def test_the_calendar_file_names_codes_and_limits_and_no_firm(desk):
    case = cast.in_work(subject="绝密用电")
    text = calendar_file(
        queue_of(asked(cast.POWER_CLERK)).items, dt.datetime(2026, 11, 11, tzinfo=dt.UTC)
    )
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2] == "END:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20261120" in lines
    assert any(line.startswith(f"SUMMARY:{case.code}") for line in lines)
    assert "绝密" not in text
    assert "甲厂" not in text
    assert all(len(line.encode()) <= 75 for line in lines)


def test_the_page_shows_keeps_and_drops_views(desk, client):
    cast.accounts()
    case = cast.registered()
    sign_in(client, name=cast.OFFICE.name)
    assert case.name in client.get("/desk/").content.decode()
    kept = client.post("/desk/views/", {"name": "超时的", "query": "whose=unit&view=late"})
    assert (kept.status_code, kept["Location"]) == (303, "/desk/?whose=unit&view=late")
    page = client.get("/desk/").content.decode()
    assert "超时的" in page
    key = page.split('name="drop" value="')[1].split('"')[0]
    client.post("/desk/views/", {"drop": key})
    assert "超时的" not in client.get("/desk/").content.decode()
    sent = client.get("/desk/queue.ics")
    assert sent["Content-Type"].startswith("text/calendar")


def test_views_are_kept_within_the_bounds_of_those_of_lists(desk, client):
    cast.accounts()
    sign_in(client, name=cast.OFFICE.name)
    for number in range(30):
        sent = {"name": f"第{number}个\0", "query": f"whose=unit&other={number}\0"}
        assert client.post("/desk/views/", sent).status_code == 303
    kept = ListView.objects.filter(name__startswith="第")
    assert set(kept.values_list("query", flat=True)) == {"whose=unit"}
    assert kept.filter(name="第7个").exists()
    for name in ("再一个", " \0"):
        refused = client.post("/desk/views/", {"name": name, "query": "whose=unit"})
        assert (refused.status_code, ListView.objects.count()) == (422, 30)
        assert "DSK-060" in refused.content.decode()


def test_the_page_of_the_hand_over_says_what_went_and_what_stayed(desk, client):
    cast.accounts()
    case = cast.registered()
    take_in_hand("difficulty", case.uid, viewer=cast.OFFICE)
    sign_in(client, name=cast.COLLEAGUE.name)
    assert cast.OFFICE.name in client.get("/desk/hand-over/").content.decode()
    form = {"leaving": cast.OFFICE.name, "successor": cast.COLLEAGUE.name, "reason": "调离"}
    assert case.code in client.post("/desk/hand-over/", form).content.decode()
    refused = client.post("/desk/hand-over/", {**form, "successor": "无此人"})
    assert refused.status_code == 422
    assert "DSK-035" in refused.content.decode()
