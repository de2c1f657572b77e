"""A record is corrected, withdrawn, reinstated and taken back to an earlier version in its form."""

import datetime as dt
import re

import pytest
from tests.fixtures.accounts import sign_in
from tests.fixtures.viewers import office
from tests.web.sent_forms import fields_of, opened, send, text_of
from tests.web.town import RIVER, SOUTH, WAN

from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changelog.models import ChangeEvent
from chainchief.ledger.changesets import ChangeSet, Revision, Withdrawal
from chainchief.ledger.kinds.project.models import Project, ProjectReport, ProjectStage


@pytest.fixture
def project(reader):
    return Project.objects.get(code="PRJ-021")


def edit(record):
    return f"/records/{record.kind}/{record.uid}/edit/"


def changed_by_others(record, **values):
    change = Revision(record.kind, record.uid, record.version, values)
    apply_change_set(ChangeSet.of(change), viewer=office("李四"), reason="他人更正")


def test_what_was_typed_is_written_and_nothing_else(reader, project):
    answer = send(
        reader,
        edit(project),
        opened(reader, edit(project)),
        name="第二十一号产业园（二期）",
        **{"form-reason": "更名"},
    )
    assert answer.status_code == 303
    page = text_of(reader.get(answer.headers["Location"]))
    assert "已保存：修改 1 条" in page
    project.refresh_from_db()
    assert (project.name, project.version) == ("第二十一号产业园（二期）", 2)
    event = ChangeEvent.objects.filter(kind="project", uid=project.uid.hex).latest("pk")
    assert (event.actor, event.reason) == ("市链办 王敏", "更名")
    assert {name for name in event.after if event.after[name] != event.before[name]} == {
        "name",
        "version",
    }


def test_a_correction_without_a_reason_comes_back_with_all_that_was_typed(reader, project):
    answer = send(reader, edit(project), opened(reader, edit(project)), filing_number="备-21")
    assert answer.status_code == 422
    assert "修改或撤回台账中的记录须写明事由" in text_of(answer)
    assert fields_of(answer.content.decode())["filing_number"] == "备-21"
    project.refresh_from_db()
    assert (project.filing_number, project.version) == ("", 1)


def test_nothing_typed_is_nothing_written(reader, project):
    answer = send(reader, edit(project), opened(reader, edit(project)))
    assert answer.status_code == 303
    assert "没有改动" in text_of(reader.get(answer.headers["Location"]))
    project.refresh_from_db()
    assert project.version == 1


def test_a_record_and_its_rows_are_one_change_set(reader, project):
    fields = opened(reader, edit(project))
    row = {
        "row.project_stage.n1.stage": "completed",
        "row.project_stage.n1.reported_by": project.division_id,
        "row.project_stage.n1.occurred_on": "2023-11-20",
        "row.project_stage.n1.reported_on": "2023-11-21",
    }
    wrong = {**row, "row.project_stage.n1.reported_on": "2023-11-19", "form-reason": "竣工"}
    refused = send(reader, edit(project), fields, filing_number="备-21", **wrong)
    assert refused.status_code == 422
    assert Project.objects.get(code="PRJ-021").filing_number == ""
    taken = send(
        reader, edit(project), fields, filing_number="备-21", **row, **{"form-reason": "竣工"}
    )
    assert taken.status_code == 303
    assert Project.objects.get(code="PRJ-021").filing_number == "备-21"
    stage = ProjectStage.objects.get(project_id="PRJ-021", stage="completed")
    assert stage.occurred_on == dt.date(2023, 11, 20)


def test_a_row_that_goes_is_withdrawn_for_the_reason_given(reader, project):
    report = ProjectReport.objects.get(project_id="PRJ-021")
    row = f"row.project_report.{report.uid.hex}"
    answer = send(
        reader,
        edit(project),
        opened(reader, edit(project)),
        **{f"{row}.form-gone": "1", "form-reason": "重复填报"},
    )
    assert answer.status_code == 303
    report.refresh_from_db()
    assert report.withdrawn_reason == "重复填报"
    assert report.withdrawn_on is not None


def test_a_row_is_corrected_in_place(reader, project):
    report = ProjectReport.objects.get(project_id="PRJ-021")
    row = f"row.project_report.{report.uid.hex}"
    fields = opened(reader, edit(project))
    assert fields[f"{row}.invested"] == str(21 * 300)
    answer = send(
        reader, edit(project), fields, **{f"{row}.invested": "6400", "form-reason": "更正"}
    )
    assert answer.status_code == 303
    report.refresh_from_db()
    assert (report.invested, report.version) == (6400 * WAN, 2)
    assert Project.objects.get(code="PRJ-021").version == 1


# -- conflicts


def test_who_was_slower_sees_three_columns_and_chooses(reader, project):
    fields = opened(reader, edit(project))
    changed_by_others(project, name="他人所改", filing_number="他人备案")
    typed = {"name": "我所改", "form-reason": "更名"}
    answer = send(reader, edit(project), fields, **typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert all(name in page for name in ("第21号产业园", "他人所改", "我所改", "李四", "他人更正"))
    again = fields_of(page)
    assert again["form-version"] == "2"
    assert again["name"] == "我所改"
    assert again["filing_number"] == "他人备案"
    saved = send(reader, edit(project), again, **{"form-choice.name": "mine"})
    assert saved.status_code == 303
    project.refresh_from_db()
    assert (project.name, project.filing_number, project.version) == ("我所改", "他人备案", 3)


def test_who_chooses_theirs_leaves_it_as_it_is(reader, project):
    fields = opened(reader, edit(project))
    changed_by_others(project, name="他人所改")
    typed = {"name": "我所改", "filing_number": "备-1", "form-reason": "更名"}
    again = fields_of(send(reader, edit(project), fields, **typed).content.decode())
    saved = send(reader, edit(project), again, **{"form-choice.name": "theirs"})
    assert saved.status_code == 303
    project.refresh_from_db()
    assert (project.name, project.filing_number) == ("他人所改", "备-1")


def test_a_conflict_in_a_row_is_told_with_its_row(reader, project):
    report = ProjectReport.objects.get(project_id="PRJ-021")
    row = f"row.project_report.{report.uid.hex}"
    fields = opened(reader, edit(project))
    changed_by_others(report, invested=7000 * WAN)
    answer = send(
        reader, edit(project), fields, **{f"{row}.invested": "6400", "form-reason": "更正"}
    )
    assert answer.status_code == 409
    assert all(told in text_of(answer) for told in ("6300万元", "7000万元", "6400万元", "第1行"))
    again = fields_of(answer.content.decode())
    saved = send(reader, edit(project), again, **{f"form-choice.{row}.invested": "mine"})
    assert saved.status_code == 303
    report.refresh_from_db()
    assert report.invested == 6400 * WAN


def test_what_nobody_touched_here_is_no_conflict(reader, project):
    fields = opened(reader, edit(project))
    report = ProjectReport.objects.get(project_id="PRJ-021")
    changed_by_others(report, invested=7000 * WAN)
    answer = send(reader, edit(project), fields, name="新名", **{"form-reason": "更名"})
    assert answer.status_code == 303
    report.refresh_from_db()
    assert report.invested == 7000 * WAN


def test_a_record_withdrawn_meanwhile_is_not_changed(reader, project):
    fields = opened(reader, edit(project))
    gone = Withdrawal("project", project.uid, 1)
    apply_change_set(ChangeSet.of(gone), viewer=office("李四"), reason="重复")
    answer = send(reader, edit(project), fields, name="新名", **{"form-reason": "更名"})
    assert answer.status_code == 409
    assert "李四" in text_of(answer)
    again = fields_of(answer.content.decode())
    assert again["name"] == "新名"
    refused = send(reader, edit(project), again)
    assert refused.status_code == 422
    assert "[CHK-122]" in text_of(refused)
    assert reader.get(edit(project)).headers["Location"] == f"/records/project/{project.uid}/"
    project.refresh_from_db()
    assert project.name == "第21号产业园"


# -- sent twice


def test_a_form_sent_twice_writes_once(reader):
    address = "/records/project/new/"
    fields = opened(reader, address)
    typed = {"code": "NEW-1", "name": "新项目", "division": RIVER}
    first = send(reader, address, fields, **typed)
    second = send(reader, address, fields, **typed)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert Project.objects.filter(code="NEW-1").count() == 1
    assert ChangeEvent.objects.filter(kind="project", after__code="NEW-1").count() == 1


def test_the_key_of_another_form_opens_nothing(reader, monkeypatch):
    address = "/records/project/new/"
    fields = opened(reader, address)
    send(reader, address, fields, code="NEW-1", name="新项目", division=RIVER)
    sign_in(reader, name="另一人")
    answer = send(reader, address, fields, code="NEW-2", name="另一个", division=RIVER)
    assert answer.status_code == 404
    assert not Project.objects.filter(code="NEW-2").exists()


def test_a_form_without_its_key_is_not_taken(reader):
    answer = reader.post(
        "/records/project/new/", {"code": "NEW-1", "name": "新", "division": RIVER}
    )
    assert answer.status_code == 404
    assert "没有提交编号" in text_of(answer)
    assert not Project.objects.filter(code="NEW-1").exists()


# -- fields that are none


@pytest.mark.parametrize(
    "name",
    ["version", "withdrawn_on", "uid", "code", "extra", "row.project_stage.n1.project", "batch_id"],
)
def test_what_the_form_does_not_ask_is_refused_whole(reader, project, name):
    fields = opened(reader, edit(project))
    answer = send(reader, edit(project), fields, **{name: "9", "name": "新名", "form-reason": "x"})
    assert answer.status_code == 400
    project.refresh_from_db()
    assert (project.name, project.version) == ("第21号产业园", 1)


def test_a_row_of_another_record_is_no_row_of_this_form(reader, project):
    other = ProjectReport.objects.get(project_id="PRJ-022")
    row = f"row.project_report.{other.uid.hex}"
    fields = opened(reader, edit(project))
    answer = send(reader, edit(project), fields, **{f"{row}.invested": "1", "form-reason": "更正"})
    assert answer.status_code == 400
    other.refresh_from_db()
    assert other.version == 1


def test_the_key_columns_of_a_row_cannot_be_changed(reader, project):
    report = ProjectReport.objects.get(project_id="PRJ-021")
    fields = opened(reader, edit(project))
    name = f"row.project_report.{report.uid.hex}.month"
    assert name not in fields
    answer = send(reader, edit(project), fields, **{name: "2023-10", "form-reason": "更正"})
    assert answer.status_code == 400


# -- states


def act(client, record, what, **typed):
    address = f"/records/{record.kind}/{record.uid}/{what}/"
    return send(client, address, opened(client, address), **typed)


def test_a_record_is_withdrawn_and_reinstated_each_for_a_reason(reader, project):
    nameless = act(reader, project, "withdraw")
    assert nameless.status_code == 422
    assert "须写明事由" in text_of(nameless)
    reason = {"form-reason": "重复登记", "form-day": "2023-11-30"}
    done = act(reader, project, "withdraw", **reason)
    assert done.status_code == 303
    page = text_of(reader.get(done.headers["Location"]))
    assert "已保存：撤回 1 条" in page
    assert "重复登记" in page
    project.refresh_from_db()
    assert str(project.withdrawn_on) == "2023-11-30"
    back = act(reader, project, "reinstate", **{"form-reason": "查明不重复"})
    assert back.status_code == 303
    project.refresh_from_db()
    assert (project.withdrawn_on, project.version) == (None, 3)


def test_a_day_that_is_none_is_told_at_its_field(reader, project):
    answer = act(reader, project, "withdraw", **{"form-reason": "x", "form-day": "昨天"})
    assert answer.status_code == 422
    assert "[CHK-003]" in text_of(answer)
    assert fields_of(answer.content.decode())["form-day"] == "昨天"


def test_a_withdrawal_of_what_others_changed_is_asked_for_once_more(reader, project):
    address = f"/records/project/{project.uid}/withdraw/"
    fields = opened(reader, address)
    changed_by_others(project, name="他人所改")
    answer = send(reader, address, fields, **{"form-reason": "重复"})
    assert answer.status_code == 409
    assert "他人所改" in text_of(answer)
    again = fields_of(answer.content.decode())
    assert send(reader, address, again, **{"form-reason": "重复"}).status_code == 303


def test_an_earlier_version_is_laid_into_the_form_and_saved_as_a_new_one(reader, project):
    changed_by_others(project, name="他人所改", filing_number="他人备案")
    page = reader.get(f"/records/project/{project.uid}/").content.decode()
    (address,) = re.findall(r'href="([^"]+/restore/\?version=1)"', page)
    fields = opened(reader, address)
    assert (fields["name"], fields["form-version"]) == ("第21号产业园", "2")
    saved = send(reader, edit(project), fields)
    assert saved.status_code == 303
    project.refresh_from_db()
    assert (project.name, project.filing_number, project.version) == ("第21号产业园", "", 3)
    event = ChangeEvent.objects.filter(kind="project", uid=project.uid.hex).latest("pk")
    assert event.reason == "恢复第 1 版内容"


def test_a_version_that_there_is_none_of_is_not_found(reader, project):
    assert reader.get(f"/records/project/{project.uid}/restore/?version=7").status_code == 404


# -- drafts


def test_a_draft_is_kept_offered_and_dropped_when_the_form_is_saved(reader, project):
    fields = opened(reader, edit(project))
    kept = reader.post(edit(project), {**fields, "name": "半截", "form-action": "draft"})
    assert kept.status_code == 303
    project.refresh_from_db()
    assert project.version == 1
    assert "您有一份草稿" in text_of(reader.get(edit(project)))
    again = opened(reader, f"{edit(project)}?draft=1")
    assert again["name"] == "半截"
    assert send(reader, edit(project), again, **{"form-reason": "更名"}).status_code == 303
    assert "您有一份草稿" not in text_of(reader.get(edit(project)))


def test_a_draft_is_shown_to_nobody_else(reader, project, monkeypatch):
    fields = opened(reader, edit(project))
    reader.post(edit(project), {**fields, "name": "机密半截", "form-action": "draft"})
    sign_in(reader, name="另一人")
    assert "您有一份草稿" not in text_of(reader.get(edit(project)))
    assert "机密半截" not in reader.get(f"{edit(project)}?draft=1").content.decode()


def test_a_draft_can_be_dropped(reader, project):
    fields = opened(reader, edit(project))
    reader.post(edit(project), {**fields, "name": "半截", "form-action": "draft"})
    reader.post(edit(project), {"form-action": "drop"})
    assert "您有一份草稿" not in text_of(reader.get(edit(project)))


def test_a_draft_older_than_the_record_meets_the_conflict_when_it_is_saved(reader, project):
    fields = opened(reader, edit(project))
    reader.post(edit(project), {**fields, "name": "半截", "form-action": "draft"})
    changed_by_others(project, name="他人所改")
    again = opened(reader, f"{edit(project)}?draft=1")
    answer = send(reader, edit(project), again, **{"form-reason": "更名"})
    assert answer.status_code == 409
    assert "他人所改" in text_of(answer)


def test_a_draft_with_a_row_that_left_the_form_is_opened_without_it(reader, project):
    fields = opened(reader, edit(project))
    odd = {"row.project_report." + "0" * 32 + ".invested": "1", "name": "半截"}
    from chainchief.web.forms.models import FormDraft

    reader.post(edit(project), {**fields, "form-action": "draft"})
    draft = FormDraft.objects.get()
    draft.fields = [*draft.fields, *map(list, odd.items())]
    draft.save()
    assert opened(reader, f"{edit(project)}?draft=1")["name"] == "半截"


# -- before it is saved


def test_the_preview_says_what_would_change_and_which_figures_move(reader, project):
    report = ProjectReport.objects.get(project_id="PRJ-021")
    fields = opened(reader, edit(project))
    row = f"row.project_report.{report.uid.hex}.invested"
    typed = {**fields, row: "16300", "form-reason": "更正", "form-action": "preview"}
    answer = reader.post(edit(project), typed, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    page = text_of(answer)
    assert "6300万元 → 16300万元" in page
    assert "变动的数据" in page
    assert "完成投资" in page
    report.refresh_from_db()
    assert (report.invested, report.version) == (6300 * WAN, 1)
    whole = reader.post(edit(project), typed)
    assert fields_of(whole.content.decode())[row] == "16300"


def test_the_preview_of_what_cannot_be_saved_says_why(reader, project):
    fields = opened(reader, edit(project))
    typed = {**fields, "division": "没有这个县", "form-action": "preview"}
    answer = reader.post(edit(project), typed, headers={"HX-Request": "true"})
    assert "[CHK-120]" in text_of(answer)


# -- who may


def test_a_county_meets_no_record_of_others(reader, project, monkeypatch):
    sign_in(reader, "county", division=RIVER)
    foreign = Project.objects.filter(division_id=SOUTH).first()
    for what in ("edit", "withdraw", "reinstate", "restore"):
        address = f"/records/project/{foreign.uid}/{what}/"
        assert reader.get(address).status_code == 404, what
        assert foreign.name not in reader.get(address).content.decode()
    key = {"form-key": "0" * 32, "form-reason": "x"}
    assert reader.post(edit(foreign), {**key, "name": "改"}).status_code == 404
    assert reader.post(f"/records/project/{foreign.uid}/withdraw/", key).status_code == 404


def test_a_county_cannot_enter_a_record_for_another(reader, monkeypatch):
    sign_in(reader, "county", division=RIVER)
    address = "/records/project/new/"
    fields = opened(reader, address)
    answer = send(reader, address, fields, code="NEW-1", name="新", division=SOUTH)
    assert answer.status_code == 422
    assert "[LED-060]" in text_of(answer)
    assert not Project.objects.filter(code="NEW-1").exists()
    assert send(reader, address, fields, code="NEW-1", name="新", division=RIVER).status_code == 303


def test_who_may_only_look_finds_no_doors_and_no_forms(reader, project, monkeypatch):
    sign_in(reader, "chief", chain="EQUIP")
    page = reader.get(f"/records/project/{project.uid}/").content.decode()
    listed = reader.get("/records/project/").content.decode()
    for word in ("/edit/", "/withdraw/", "/restore/", "/new/", "/bulk/"):
        assert word not in page + listed
    assert reader.get(edit(project)).status_code == 403
    assert reader.get("/records/project/new/").status_code == 403


def test_who_may_finds_the_doors(reader, project):
    page = reader.get(f"/records/project/{project.uid}/").content.decode()
    assert f"/records/project/{project.uid}/edit/" in page
    assert f"/records/project/{project.uid}/withdraw/" in page
    listed = reader.get("/records/project/?division=" + RIVER).content.decode()
    assert "/records/project/new/" in listed
    assert f"/records/project/bulk/?division={RIVER}" in listed


def test_in_a_large_ledger_the_figures_that_count_such_records_are_named(
    reader, project, monkeypatch
):
    from chainchief.web.forms.filling import preview

    monkeypatch.setattr(preview, "_TRIED_UP_TO", 0)
    report = ProjectReport.objects.get(project_id="PRJ-021")
    row = f"row.project_report.{report.uid.hex}.invested"
    typed = {**opened(reader, edit(project)), row: "16300", "form-action": "preview"}
    page = text_of(reader.post(edit(project), typed, headers={"HX-Request": "true"}))
    assert "未试算" in page
    assert "完成投资" in page


def test_a_draft_that_comes_in_after_the_form_was_saved_is_not_kept(reader, project):
    fields = opened(reader, edit(project))
    typed = {**fields, "name": "新名", "form-reason": "更名"}
    assert send(reader, edit(project), typed).status_code == 303
    late = reader.post(edit(project), {**typed, "form-action": "draft"})
    assert late.status_code == 303
    assert "您有一份草稿" not in text_of(reader.get(edit(project)))


def test_a_second_click_that_overtakes_the_first_leads_to_the_same_page(reader, monkeypatch):
    """The first is written while the second is being read: that is no fault of anybody's."""
    from chainchief.web.forms.views import forms

    address = "/records/project/new/"
    typed = {**opened(reader, address), "code": "NEW-1", "name": "新", "division": RIVER}
    real, first = forms.read, []

    def reading_slowly(form, **asked):
        if not first:
            first.append(None)
            first[0] = send(reader, address, typed)
        return real(form, **asked)

    monkeypatch.setattr(forms, "read", reading_slowly)
    second = send(reader, address, typed)
    assert (first[0].status_code, second.status_code) == (303, 303)
    assert first[0].headers["Location"] == second.headers["Location"]


def test_the_form_of_a_record_with_many_rows_asks_few_questions(reader, project):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    reader.get(edit(project))
    with CaptureQueriesContext(connection) as asked:
        reader.get(edit(project))
    assert len(asked) <= 22


def test_a_county_sees_the_figures_of_its_own_unit_move(reader, monkeypatch):
    sign_in(reader, "county", division=RIVER)
    own = Project.objects.filter(division_id=RIVER, code="PRJ-022").get()
    report = ProjectReport.objects.get(project_id=own.code)
    row = f"row.project_report.{report.uid.hex}.invested"
    typed = {**opened(reader, edit(own)), row: "16300", "form-action": "preview"}
    page = text_of(reader.post(edit(own), typed, headers={"HX-Request": "true"}))
    assert "临河县" in page
    assert "演示市" not in page
    assert "完成投资" in page


@pytest.mark.parametrize(
    ("role", "limits", "kind", "opens"),
    [
        ("county", {"DIVISION": RIVER}, "project", 200),
        ("task-force", {"CHAIN": "BIO"}, "project", 200),
        ("firm", {"ENTERPRISE": "QY-0"}, "enterprise", 200),
        ("figure-provider", {"ORGANISATION": "DEP-DRC"}, "furnished_number", 200),
        ("bank", {"ORGANISATION": "DEP-DRC"}, "financing_offer", 200),
        ("chief", {"CHAIN": "BIO"}, "project", 403),
        ("department", {"ORGANISATION": "DEP-DRC"}, "difficulty", 403),
        ("press-office", {}, "project", 403),
        ("reader", {}, "chain", 403),
        ("audit-admin", {}, "project", 403),
    ],
)
def test_a_new_record_is_entered_by_those_whom_the_policy_table_names(
    reader, monkeypatch, role, limits, kind, opens
):
    sign_in(reader, role, **{name.lower(): code for name, code in limits.items()})
    assert reader.get(f"/records/{kind}/new/").status_code == opens
    assert reader.post(f"/records/{kind}/new/", {"form-key": "0" * 32}).status_code == (
        403 if opens == 403 else 422
    )


def test_a_firm_corrects_its_own_profile_and_finds_no_door_to_withdraw_it(reader, monkeypatch):
    from chainchief.ledger.kinds.enterprise.models import Enterprise

    sign_in(reader, "firm", enterprise="QY-0")
    own, other = (Enterprise.objects.get(code=code) for code in ("QY-0", "QY-1"))
    assert reader.get(edit(other)).status_code == 404
    fields = opened(reader, edit(own))
    typed = {"employees": "120", "form-reason": "年报"}
    assert send(reader, edit(own), fields, **typed).status_code == 303
    own.refresh_from_db()
    assert own.employees == 120
    page = reader.get(f"/records/enterprise/{own.uid}/").content.decode()
    assert "/withdraw/" not in page
    assert "form-gone" not in reader.get(edit(own)).content.decode()
