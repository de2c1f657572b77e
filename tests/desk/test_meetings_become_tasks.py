"""From the agenda over minutes and the chief's instruction to the task, on the pages."""

import datetime as dt

import pytest
from tests.desk import cast
from tests.fixtures.accounts import sign_in

from chainchief.ledger import changelog
from chainchief.ledger.kinds.meeting.models import Instruction, Meeting, MeetingItem
from chainchief.ledger.kinds.organisation.models import Person
from chainchief.ledger.kinds.task.models import Task
from chainchief.ledger.kinds.visit.models import Visit

WORDS = "本周内现场解决，结果报我。"


@pytest.fixture
def office(desk, client):
    cast.accounts()
    with changelog.acting("clerk", "the chief"):
        Person.objects.create(code="PER-1", name="链长 高某")
    sign_in(client, name=cast.OFFICE.name)
    return client


def called(client, **values) -> Meeting:
    sent = {
        "name": "11月调度会",
        "category": "dispatch",
        "unit": cast.CITY,
        "chain": "BIO",
        "held": "2026-11-10",
        "agenda": "重点项目\n\n要素保障\n",
        **values,
    }
    answer = client.post("/meetings/new/", sent)
    assert answer.status_code == 303, answer.content.decode()
    return Meeting.objects.get()


def test_a_meeting_its_minutes_the_instruction_and_the_task(office):
    meeting = called(office)
    page = f"/meetings/{meeting.uid}/"
    first, second = MeetingItem.objects.order_by("number")
    assert (first.name, second.name) == ("重点项目", "要素保障")
    office.post(f"{page}minutes/", {"item": first.code, "minutes": "逐项销号"})
    meeting.refresh_from_db()
    assert meeting.minuted_on is None
    office.post(f"{page}minutes/", {"item": second.code, "minutes": "现场办公"})
    meeting.refresh_from_db()
    assert meeting.minuted_on == cast.DAY
    said = {"item": second.code, "given_by": "PER-1", "given_on": "2026-11-11", "words": WORDS}
    answer = office.post(f"{page}instruction/", said)
    instruction = Instruction.objects.get()
    assert answer.headers["Location"] == f"/tasks/new/?instruction={instruction.code}"
    assert WORDS[:10] in office.get(answer.headers["Location"]).content.decode()
    sent = {
        "instruction": instruction.code,
        "name": "现场解决专线增容",
        "done_when": "送电",
        "due": "2026-11-20",
        "office": cast.POWER,
        "unit": cast.CITY,
        "chain": "BIO",
        "process": "monthly",
    }
    assert office.post("/tasks/new/", sent).status_code == 303
    task = Task.objects.get()
    assert (task.source, task.giver) == ("instruction", "chief")
    assert (task.instruction_id, task.meeting_item_id) == (instruction.code, second.code)
    assert task.given_by_id == "PER-1"
    shown = office.get(page).content.decode()
    assert WORDS in shown
    assert "现场解决专线增容" in shown
    sign_in(office, name=cast.CHIEF.name)
    given = office.get("/tasks/given/").content.decode()
    assert WORDS in given
    assert "现场解决专线增容" in given


def test_a_promise_of_a_visit_becomes_a_task_and_its_columns_stay(office):
    due = dt.date(2026, 11, 20)
    with changelog.acting("clerk", "a visit"):
        Visit.objects.create(
            code="HD-1",
            name="走访甲厂",
            form="local",
            chain_id="BIO",
            division_id=cast.NORTH,
            led_by="chief",
            next_step="协调专线增容",
            next_due=due,
            occurred_on=cast.DAY,
            reported_on=cast.DAY,
        )
    form = office.get("/tasks/new/?visit=HD-1").content.decode()
    assert "协调专线增容" in form
    assert 'value="2026-11-20"' in form
    sent = {"visit": "HD-1", "name": "协调专线增容", "due": "2026-11-20", "office": cast.POWER}
    assert (
        office.post("/tasks/new/", {**sent, "unit": cast.NORTH, "chain": "BIO"}).status_code == 303
    )
    assert Task.objects.get().visit_id == "HD-1"
    visit = Visit.objects.get()
    assert (visit.next_step, visit.next_due, visit.next_done) == ("协调专线增容", due, None)


def test_what_is_wrong_comes_back_with_what_was_typed(office):
    answer = office.post("/meetings/new/", {"name": " ", "category": "x", "held": "2026-11-31"})
    assert answer.status_code == 422
    assert "DSK-022" in answer.content.decode()
    meeting = called(office)
    empty = {"item": f"{meeting.code}/1", "minutes": " "}
    answer = office.post(f"/meetings/{meeting.uid}/minutes/", empty)
    assert answer.status_code == 422
    assert "DSK-047" in answer.content.decode()
    ahead = {"item": f"{meeting.code}/1", "given_on": "2026-11-12", "words": ""}
    answer = office.post(f"/meetings/{meeting.uid}/instruction/", ahead)
    shown = answer.content.decode()
    assert [code in shown for code in ("DSK-048", "DSK-050", "DSK-052")] == [True] * 3
    assert office.post("/tasks/new/", {"name": "", "due": "明天"}).status_code == 422
    assert not Task.objects.exists()


def test_an_item_of_another_meeting_is_none_of_this_one(office):
    meeting = called(office)
    answer = office.post(f"/meetings/{meeting.uid}/minutes/", {"item": "HY-9/1", "minutes": "x"})
    assert answer.status_code == 422
    assert not MeetingItem.objects.exclude(minutes="").exists()


def test_a_case_leads_to_a_task_about_it(office):
    case = cast.registered()
    page = office.get(f"/desk/difficulties/{case.uid}/").content.decode()
    address = f"/tasks/new/?difficulty={case.code}"
    assert f'href="{address}"' in page
    assert case.name in office.get(address).content.decode()
    sign_in(office, name=cast.FIRM.name)
    assert "/tasks/new/" not in office.get(f"/desk/difficulties/{case.uid}/").content.decode()
