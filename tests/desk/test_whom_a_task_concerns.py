"""A task, its meeting and its instruction are read by whom they concern and by nobody else."""

import datetime as dt

import pytest
from tests.desk import cast, tasks
from tests.desk.tasks import step
from tests.fixtures.accounts import make_account, sign_in

from chainchief.core.errors import WrongUseError
from chainchief.desk.meetings.convening import Notification, convene, minute
from chainchief.desk.meetings.instructing import Words, instruct
from chainchief.desk.meetings.reading import open_meeting
from chainchief.desk.tasks.machine import TaskAct
from chainchief.desk.tasks.task import open_task
from chainchief.ledger import changelog
from chainchief.ledger.kinds.meeting.models import MeetingItem
from chainchief.ledger.kinds.organisation.models import Person
from chainchief.ledger.kinds.task.models import Task
from chainchief.people.models import Notice

CANARY = "金丝雀专线"
OUTSIDERS = {
    "bank": cast.BANKER,
    "county": cast.COUNTY,
    "firm": cast.FIRM,
    "other-department": cast.BUREAU_CLERK,
    "reader": cast.READER,
}


@pytest.fixture
def task(desk):
    cast.accounts()
    make_account(tasks.TASK_FORCE.name, tasks.TASK_FORCE.held[0])
    with changelog.acting("clerk", "the chief"):
        Person.objects.create(code="PER-1", name="链长 高某")
    called = Notification(
        name=f"{CANARY}调度会",
        category="dispatch",
        division=cast.CITY,
        chain="BIO",
        held_on=dt.date(2026, 11, 10),
        agenda=(f"{CANARY}增容",),
    )
    convene(called, viewer=cast.OFFICE)
    (item,) = MeetingItem.objects.all()
    minute(item, f"{CANARY}年底前送电", viewer=cast.OFFICE)
    said = Words(
        name="",
        words=f"{CANARY}不能再拖",
        division=cast.CITY,
        chain="BIO",
        given_by="PER-1",
        given_on=cast.DAY,
        meeting_item=item.code,
    )
    made = instruct(said, viewer=cast.CHIEF)
    columns = (("instruction", made.code), ("meeting_item", item.code))
    given = tasks.given(
        name=f"{CANARY}协调",
        done_when=f"{CANARY}送电",
        source="instruction",
        sources=columns,
        given_by="PER-1",
        helpers=(cast.LAND,),
    )
    given = step(given, TaskAct.SIGN)
    return step(given, TaskAct.REPORT, note=f"{CANARY}已送电")


def pages_of(task) -> list[str]:
    meeting = Task.objects.select_related("meeting_item__meeting").get(pk=task.pk)
    uid = meeting.meeting_item.meeting.uid
    kinds = ("meeting", "meeting_item", "instruction", "task", "task_action", "task_office")
    return [
        f"/tasks/{task.uid}/",
        f"/meetings/{uid}/",
        "/meetings/",
        "/tasks/given/",
        f"/tasks/new/?meeting_item={task.meeting_item_id}",
        f"/tasks/new/?instruction={task.instruction_id}",
        *(f"/desk/?whose={whose}" for whose in ("mine", "unit", "watching")),
        "/desk/queue.ics?whose=unit",
        *(f"/records/{kind}/" for kind in kinds),
        f"/records/task/{task.uid}/",
        f"/search/?words={CANARY}",
        "/notices/",
        "/",
    ]


@pytest.mark.parametrize("who", list(OUTSIDERS))
def test_an_outsider_finds_no_word_of_it(task, client, who):
    viewer = OUTSIDERS[who]
    sign_in(client, name=viewer.name)
    for address in pages_of(task):
        answer = client.get(address, follow=True)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        shown = text.decode("utf-8", "replace").replace(f"words={CANARY}", "")
        if address.startswith("/search/"):
            shown = shown.replace(f'value="{CANARY}"', "").replace(f"“{CANARY}”", "")
        assert CANARY not in shown, address
        assert task.code not in shown, address
    with pytest.raises(WrongUseError):
        open_task(task.uid, viewer)
    with pytest.raises(WrongUseError):
        open_meeting(task.meeting_item.meeting.uid, viewer)
    assert not Notice.objects.filter(account__username=viewer.name).exists()


@pytest.mark.parametrize("who", list(OUTSIDERS))
def test_an_outsider_takes_no_step_in_it(task, client, who):
    sign_in(client, name=OUTSIDERS[who].name)
    meeting = task.meeting_item.meeting.uid
    sent = {"act": "accept", "do": "take", "name": "x", "item": task.meeting_item_id, "words": "x"}
    for address in (
        *(f"/tasks/{task.uid}/{part}/" for part in ("act", "part", "in-hand")),
        *(f"/meetings/{meeting}/{part}/" for part in ("item", "minutes", "instruction")),
    ):
        answer = client.post(address, sent)
        assert answer.status_code in (400, 403, 404, 422), address
        assert CANARY not in answer.content.decode()
    assert Task.objects.get(pk=task.pk).version == task.version


@pytest.mark.parametrize(
    "viewer",
    [cast.OFFICE, cast.CHIEF, tasks.TASK_FORCE, cast.POWER_CLERK, cast.LAND_CLERK],
    ids=lambda viewer: f"{viewer.held[0].role}{viewer.held[0].organisation}",
)
def test_whom_it_concerns_reads_it(task, client, viewer):
    sign_in(client, name=viewer.name)
    answer = client.get(f"/tasks/{task.uid}/")
    assert answer.status_code == 200
    assert CANARY in answer.content.decode()


def test_an_office_reads_its_task_and_nothing_of_the_meeting(task, client):
    sign_in(client, name=cast.POWER_CLERK.name)
    shown = client.get(f"/tasks/{task.uid}/").content.decode()
    assert f"{CANARY}调度会" not in shown
    assert f"{CANARY}不能再拖" not in shown
    assert client.get(f"/meetings/{task.meeting_item.meeting.uid}/").status_code != 200
