"""One column of several records of a list is set at once: chosen, looked at, written together."""

import re

import pytest
from tests.fixtures.accounts import sign_in
from tests.fixtures.viewers import office
from tests.web.sent_forms import KEY, text_of
from tests.web.town import RIVER, SOUTH

from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.kinds.project.models import Project

ADDRESS = f"/records/project/bulk/?division={RIVER}"
BOX = re.compile(r'name="form-chosen" value="([0-9a-f]{32}\.\d+)"')


@pytest.fixture
def page(reader):
    return reader.get(ADDRESS).content.decode()


def sent(client, page, chosen, **typed):
    fields = {
        "form-key": KEY.search(page)[1],
        "form-chosen": chosen,
        "form-column": "construction",
        "form-value": "expansion",
        "form-reason": "统一口径",
        "form-action": "save",
    }
    return client.post(ADDRESS, {**fields, **{k.replace("_", "-"): v for k, v in typed.items()}})


def test_only_the_records_of_the_list_stand_there(page):
    in_river = Project.objects.filter(division_id=RIVER)
    assert {box[:32] for box in BOX.findall(page)} == {each.uid.hex for each in in_river}


def test_old_and_new_are_shown_before_anything_is_written(reader, page):
    chosen = BOX.findall(page)[:3]
    answer = sent(reader, page, chosen, form_action="preview")
    assert answer.status_code == 200
    assert answer.content.decode().count('class="moving"') == 3
    assert "保存 3 条" in text_of(answer)
    assert not Project.objects.exclude(construction="").exists()


def test_all_chosen_are_written_in_one_change_set_for_one_reason(reader, page):
    chosen = BOX.findall(page)[:3]
    answer = sent(reader, page, chosen)
    assert answer.status_code == 303
    assert "已保存：修改 3 条" in text_of(reader.get(answer.headers["Location"]))
    changed = Project.objects.filter(construction="expansion")
    assert {each.uid.hex for each in changed} == {each[:32] for each in chosen}
    events = ChangeEvent.objects.filter(kind="project", reason="统一口径")
    assert len(set(events.values_list("writing", flat=True))) == 1
    assert sent(reader, page, chosen).headers["Location"] == answer.headers["Location"]
    assert events.count() == 3


def test_one_that_others_changed_keeps_all_as_they_are(reader, page):
    chosen = BOX.findall(page)[:3]
    other = Project.objects.get(uid=chosen[1][:32])
    change = Revision("project", other.uid, other.version, {"name": "他人所改"})
    apply_change_set(ChangeSet.of(change), viewer=office("李四"), reason="更正")
    answer = sent(reader, page, chosen)
    assert answer.status_code == 409
    assert "他人所改" in text_of(answer)
    assert not Project.objects.exclude(construction="").exists()


def test_what_one_record_cannot_have_is_told_at_that_record(reader, page):
    chosen = BOX.findall(page)[:2]
    first = Project.objects.get(uid=chosen[0][:32])
    answer = sent(reader, page, chosen, form_column="duplicate_of", form_value=first.code)
    assert answer.status_code == 422
    assert f'href="#row-{first.uid.hex}"' in answer.content.decode()
    assert not Project.objects.exclude(duplicate_of=None).exists()


def test_a_value_that_the_column_cannot_hold_is_told_at_its_field(reader, page):
    answer = sent(
        reader, page, BOX.findall(page)[:2], form_column="total_investment", form_value="六亿"
    )
    assert answer.status_code == 422
    assert "[CHK-001]" in text_of(answer)
    assert 'value="六亿"' in answer.content.decode()


def test_without_a_reason_nothing_is_written(reader, page):
    answer = sent(reader, page, BOX.findall(page)[:2], form_reason="")
    assert answer.status_code == 422
    assert "须写明事由" in text_of(answer)
    assert not Project.objects.exclude(construction="").exists()


def test_a_record_out_of_the_list_or_out_of_reach_is_not_chosen(reader, page, monkeypatch):
    foreign = Project.objects.filter(division_id=SOUTH).first()
    sign_in(reader, "county", division=RIVER)
    answer = sent(reader, page, [f"{foreign.uid.hex}.1"])
    assert answer.status_code == 422
    foreign.refresh_from_db()
    assert foreign.construction == ""


@pytest.mark.parametrize("column", ["code", "name", "uid", "withdrawn_on", "nonsense"])
def test_what_tells_records_apart_is_not_set_for_several(reader, page, column):
    answer = sent(reader, page, BOX.findall(page)[:1], form_column=column)
    assert answer.status_code == 422
    assert not Project.objects.filter(version__gt=1).exists()
