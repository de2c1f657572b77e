"""A form refuses what a workbook is refused for, in the same words, beside the field."""

import html
import re

import pytest
from tests.intake.conftest import read_here as read_here
from tests.intake.records import KINDS, found_city_of, sample
from tests.intake.test_one_fault_per_column import broken
from tests.intake.ways_in import by_workbook
from tests.web.sent_forms import opened, send

from chainchief.ledger.registers import register_of

LINE = re.compile(r'<li><a href="#([^"]+)">(.*?)</a></li>')


@pytest.fixture
def city(ledger_with, request):
    kind = request.node.callspec.params.get("kind") if hasattr(request.node, "callspec") else None
    return ledger_with(found_city_of, kind)


def faults_in(answer):
    """(id of the field, text) of every line of the summary."""
    page = answer.content.decode()
    head = page[page.index('id="faults"') : page.index('id="record-form"')]
    return [(field, html.unescape(text)) for field, text in LINE.findall(head)]


def as_sent(register, row):
    """Choices as a form sends them: by code. What is no choice stays."""
    sent = {}
    for name, text in row.items():
        column = register.column(name)
        by_label = {label: code for code, label in column.type.options()}
        sent[name] = by_label.get(text, text or "")
    return sent


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("read_here")
def test_what_no_column_can_hold_comes_back_in_the_words_of_the_import(
    city, client, tmp_path, kind
):
    register = register_of(kind)
    names = [
        each.name
        for each in register.columns
        if each.name != "code" or not register.model.composed_of
    ]
    address = f"/records/{kind}/new/"
    for number, name in enumerate(names):
        row = sample(kind, number)
        row.pop("code", None) if register.model.composed_of else None
        row[name], code = broken(register, register.column(name), row.get(name))
        answer = send(client, address, opened(client, address), **as_sent(register, row))
        assert answer.status_code == 422
        (found,) = faults_in(answer)
        assert found[0] == f"field-{name}"
        assert f"[{code}]" in found[1]
        (told,) = by_workbook(kind, [row], tmp_path)
        assert f"{told.why}；{told.remedy}。[{told.code}]" in found[1]
        page = answer.content.decode()
        field = page[page.index(f'id="field-{name}"') :].partition(">")[0]
        assert 'aria-invalid="true"' in field
        assert f"field-{name}-fault" in field
        assert f'id="field-{name}-fault"' in page
        assert html.escape(as_sent(register, row)[name]) in page
    assert not register.model.objects.filter(code__in=[sample(kind, 0).get("code", "-")]).exists()


def test_all_faults_of_a_record_and_of_its_rows_are_told_at_once(city, client):
    address = "/records/project/new/"
    fields = opened(client, address)
    rows = {
        "row.project_stage.n1.stage": "started",
        "row.project_stage.n1.reported_by": "没有这个县",
        "row.project_stage.n1.occurred_on": "2023-05-01",
        "row.project_stage.n1.reported_on": "2023-04-01",
        "row.project_stage.n2.note": "只写了备注",
    }
    answer = send(client, address, fields, code="N1", division="371402", **rows)
    told = dict(faults_in(answer))
    assert answer.status_code == 422
    assert set(told) == {
        "field-name",
        "field-row-project_stage-n1-reported_by",
        "field-row-project_stage-n1-reported_on",
        *(f"field-row-project_stage-n2-{name}" for name in ("stage", "reported_by")),
        *(f"field-row-project_stage-n2-{name}" for name in ("occurred_on", "reported_on")),
    }
    assert "第1行" in told["field-row-project_stage-n1-reported_by"]
    page = answer.content.decode()
    assert "只写了备注" in page
    assert "没有这个县" in page


def test_a_record_may_be_named_by_its_name_as_in_a_workbook(city, client):
    address = "/records/project/new/"
    answer = send(
        client,
        address,
        opened(client, address),
        code="N1",
        name="新厂",
        division="德城区",
        chain="BIO 生物医药",
        enterprise="禹城生物有限公司",
    )
    assert answer.status_code == 303
    project = register_of("project").model.objects.get(code="N1")
    assert (project.division_id, project.chain_id, project.enterprise_id) == (
        "371402",
        "BIO",
        "E01",
    )


def test_a_code_with_the_name_of_another_is_refused_as_in_a_workbook(city, client):
    address = "/records/project/new/"
    fields = opened(client, address)
    answer = send(client, address, fields, code="N1", name="新厂", division="371402 平原县")
    assert answer.status_code == 422
    assert "[CHK-119]" in dict(faults_in(answer))["field-division"]


def test_a_day_is_read_however_people_write_it(city, client):
    address = "/records/project/new/"
    fields = opened(client, address)
    written = {"valid_from": "2023年5月1日", "valid_to": "2023.12.31"}
    answer = send(client, address, fields, code="N1", name="新厂", division="371402", **written)
    assert answer.status_code == 303
    project = register_of("project").model.objects.get(code="N1")
    assert (str(project.valid_from), str(project.valid_to)) == ("2023-05-01", "2023-12-31")
