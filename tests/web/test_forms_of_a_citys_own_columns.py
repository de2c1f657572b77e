"""A city's further columns stand in the form like every other: entered, corrected, cleared."""

import pytest
from tests.fixtures.viewers import office
from tests.web.sent_forms import opened, send, text_of
from tests.web.town import RIVER

from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.kinds.project.models import Project

COLUMNS = """
source: 试验
version: 1
valid_from: 2022-01-01
kinds:
  project:
    - {name: x_leader, type: text, most: 40, zh: 包联领导, en: responsible leader}
    - {name: x_land, type: amount, unit: 亩, zh: 用地, en: land}
    - {name: x_visited, type: day, zh: 最近走访, en: last visit}
    - {name: x_grade, type: choice, zh: 分级, en: grade, choices: {a: {zh: 重点, en: key}}}
"""
NEW = "/records/project/new/"
OWN = {
    "x_leader": "王某",
    "x_land": "120.5",
    "x_visited": "2023年11月5日",
    "x_grade": "a",
}


@pytest.fixture
def city(reader, in_town):
    """The town, with further columns of projects."""
    file = in_town / "presets" / "extra.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(COLUMNS, encoding="utf-8")
    return reader


def entered(client):
    said = {"code": "NEW-1", "name": "新项目", "division": RIVER, **OWN}
    answer = send(client, NEW, opened(client, NEW), **said)
    assert answer.status_code == 303
    return Project.objects.get(code="NEW-1")


def test_they_have_a_section_and_are_entered(city):
    page = text_of(city.get(NEW))
    assert "本市自设栏目" in page
    assert all(label in page for label in ("包联领导", "用地", "最近走访", "分级"))
    project = entered(city)
    assert project.extra == {
        "x_leader": "王某",
        "x_land": 24_100_000,
        "x_visited": "2023-11-05",
        "x_grade": "a",
    }


def test_they_are_shown_corrected_and_cleared(city):
    project = entered(city)
    address = f"/records/project/{project.uid}/edit/"
    fields = opened(city, address)
    assert {name: fields[name] for name in OWN} == {**OWN, "x_visited": "2023-11-05"}
    typed = {"x_leader": "李某", "x_visited": "", "form-reason": "更正"}
    assert send(city, address, fields, **typed).status_code == 303
    project.refresh_from_db()
    assert project.version == 2
    kept = {name: value for name, value in project.extra.items() if value is not None}
    assert kept == {"x_leader": "李某", "x_land": 24_100_000, "x_grade": "a"}


def test_what_they_cannot_hold_is_told_at_their_field(city):
    said = {"code": "NEW-1", "name": "新", "division": RIVER, "x_land": "很多", "x_visited": "昨"}
    answer = send(city, NEW, opened(city, NEW), **said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#field-x_land"' in page
    assert 'href="#field-x_visited"' in page


def test_a_conflict_in_one_is_a_conflict(city):
    project = entered(city)
    address = f"/records/project/{project.uid}/edit/"
    fields = opened(city, address)
    change = Revision("project", project.uid, 1, {}, extra={"x_leader": "他人所改"})
    apply_change_set(ChangeSet.of(change), viewer=office("李四"), reason="更正")
    answer = send(city, address, fields, x_leader="我所改", **{"form-reason": "更正"})
    assert answer.status_code == 409
    assert all(told in text_of(answer) for told in ("王某", "他人所改", "我所改"))


def test_one_of_them_is_set_for_several_records(city):
    from tests.web.sent_forms import KEY
    from tests.web.test_forms_change_several import BOX

    address = f"/records/project/bulk/?division={RIVER}"
    page = city.get(address).content.decode()
    said = {
        "form-key": KEY.search(page)[1],
        "form-chosen": BOX.findall(page)[:2],
        "form-column": "x_visited",
        "form-value": "2023-11-30",
        "form-reason": "走访",
        "form-action": "save",
    }
    assert city.post(address, said).status_code == 303
    dated = [each for each in Project.objects.all() if each.extra.get("x_visited")]
    assert [each.extra["x_visited"] for each in dated] == ["2023-11-30"] * 2
