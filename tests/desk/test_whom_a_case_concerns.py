"""A case is read by whom it concerns and by nobody else: in pages, queue, files and notices."""

import pytest
from tests.desk import cast
from tests.desk.cast import step
from tests.fixtures.accounts import sign_in

from chainchief.core.errors import WrongUseError
from chainchief.desk.difficulties.case import open_case
from chainchief.desk.difficulties.likeness import like
from chainchief.desk.difficulties.machine import Act
from chainchief.people.models import Notice

CANARY = "金丝雀用电"
#: Whom it does not concern, one by one.
OUTSIDERS = {
    "bank": cast.BANKER,
    "other-county": cast.OTHER_COUNTY,
    "other-firm": cast.OTHER_FIRM,
    "other-department": cast.LAND_CLERK,
    "reader": cast.READER,
}
INSIDERS = (cast.OFFICE, cast.COUNTY, cast.FIRM, cast.POWER_CLERK, cast.CHIEF)


@pytest.fixture
def case(desk):
    cast.accounts()
    made = cast.registered(subject=CANARY, detail=f"{CANARY}的原话", informant=f"{CANARY}厂长")
    made = step(made, Act.ACCEPT)
    made = step(made, Act.ASSIGN, office=cast.POWER)
    made = step(made, Act.SIGN, cast.POWER_CLERK)
    return step(made, Act.ANSWER, cast.POWER_CLERK, note=f"{CANARY}的答复", outcome="solved")


def pages_of(case) -> list[str]:
    begin = f"/desk/difficulties/{case.uid}/"
    queues = [f"/desk/?whose={whose}" for whose in ("mine", "unit", "watching")]
    records = [
        "/records/difficulty/",
        f"/records/difficulty/{case.uid}/",
        "/records/difficulty_action/",
    ]
    found = [
        "/search/?words=" + CANARY,
        "/notices/",
        "/",
        "/desk/new/",
        "/desk/queue.ics?whose=unit",
    ]
    return [begin, f"{begin}slip/", *queues, *records, *found, "/records/difficulty/table.csv"]


@pytest.mark.parametrize("who", list(OUTSIDERS))
def test_an_outsider_finds_no_word_of_it(case, client, who):
    viewer = OUTSIDERS[who]
    sign_in(client, name=viewer.name)
    for address in pages_of(case):
        answer = client.get(address, follow=True)
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        shown = text.decode("utf-8", "replace").replace(f"words={CANARY}", "")
        if address.startswith("/search/"):
            shown = shown.replace(f'value="{CANARY}"', "").replace(f"“{CANARY}”", "")
        assert CANARY not in shown, address
        assert case.code not in shown, address
    with pytest.raises(WrongUseError):
        open_case(case.uid, viewer)
    assert like(viewer, firm="QY-1", category="energy", subject=CANARY) == []
    assert not Notice.objects.filter(account__username=viewer.name).exists()


@pytest.mark.parametrize("who", list(OUTSIDERS))
def test_an_outsider_takes_no_step_in_it(case, client, who):
    sign_in(client, name=OUTSIDERS[who].name)
    for part in ("act", "opinion", "in-hand"):
        answer = client.post(
            f"/desk/difficulties/{case.uid}/{part}/", {"act": "confirm", "do": "take"}
        )
        assert answer.status_code in (400, 403, 404, 422), part
        assert CANARY not in answer.content.decode()
    case.refresh_from_db()
    assert case.confirmed_on is None


@pytest.mark.parametrize("viewer", INSIDERS, ids=lambda viewer: viewer.held[0].role)
def test_whom_it_concerns_reads_it(case, client, viewer):
    sign_in(client, name=viewer.name)
    answer = client.get(f"/desk/difficulties/{case.uid}/")
    assert answer.status_code == 200
    assert CANARY in answer.content.decode()


def test_an_office_that_helps_reads_the_case_and_nobody_elses(case, client):
    helped = cast.assigned(helpers=("ORG-ZGJ",), subject="专线用地")
    sign_in(client, name=cast.LAND_CLERK.name)
    answer = client.get(f"/desk/difficulties/{helped.uid}/")
    assert answer.status_code == 200
    assert "专线用地" in answer.content.decode()
    assert client.get(f"/desk/difficulties/{case.uid}/").status_code != 200
    sent = client.post(f"/desk/difficulties/{helped.uid}/opinion/", {"opinion": "用地已批"})
    assert sent.status_code == 303
    assert "用地已批" in client.get(f"/desk/difficulties/{helped.uid}/").content.decode()
