"""A month's dispatch over its pages: prepared, opened, answered, checked, looked over, approved."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from tests.dispatch.workbooks import column_of, table
from tests.fixtures.accounts import make_account, sign_in
from tests.fixtures.viewers import holding
from tests.web.conftest import OFFICE, SOUTHERNER
from tests.web.town import RIVER, SOUTH

from chainchief.access.viewers import HeldRole
from chainchief.dispatch.answers.cells import answer_of
from chainchief.dispatch.collections.rows import questionnaire_of
from chainchief.dispatch.models import Collection, Request
from chainchief.ledger.kinds.difficulty.models import Difficulty
from chainchief.ledger.kinds.project.models import Project, ProjectReport
from chainchief.people.models import Notice
from chainchief.web.dispatch import grid_page
from chainchief.web.dispatch.heading import heading_of

HEAD, RIVERMAN, SECOND = "南城区 陈局长", "临河县 马涛", "市链办 刘强"


@pytest.fixture
def people(reader, in_town):
    (in_town / "demo").unlink()  # a demo city stands at its last day; this is about a month later
    make_account(HEAD, HeldRole("county", division=SOUTH))
    make_account(RIVERMAN, HeldRole("county", division=RIVER))
    make_account(SECOND, HeldRole("chain-office"))
    return reader


@pytest.fixture
def opened(people):
    """December's collection of the preset, opened by the office."""
    sent = {"month": "2023-12", "template": "projects"}
    people.post("/dispatch/new/", sent)
    collection = Collection.objects.get()
    here = f"/dispatch/collections/{collection.uid}/"
    people.post(here, {"due_on": "2999-01-08", "short_notice": "", "note": "请按时报送"})
    people.post(f"{here}open/")
    return Collection.objects.get()


def as_(client, name):
    sign_in(client, name=name)
    return client


def page(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def to_south(opened) -> Request:
    return opened.requests.get(code=SOUTH)


def here(request) -> str:
    return f"/dispatch/requests/{request.uid}/"


def filled_workbook(client, request, invested=9_000_000):
    answer = client.get(f"{here(request)}workbook.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    sheet = table(book)
    own, funds = column_of(sheet, "本年完成投资"), column_of(sheet, "到位资金")
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, own).value = invested + row
        sheet.cell(row, funds).value = 100 + row
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile("南城区.xlsx", stream.getvalue())


def act(client, request, name, **more):
    return client.post(f"{here(request)}act/", {"act": name, **more})


def test_a_collection_is_looked_through_before_it_goes_out(people):
    made = people.post("/dispatch/new/", {"month": "2023-12", "template": "projects"})
    assert made.status_code == 303
    shown = page(people, made.headers["Location"])
    assert "台账已有的数据" in shown
    assert "COL-025" in shown  # the day of the preset is long past
    refused = people.post(f"{made.headers['Location']}open/")
    assert refused.status_code == 422
    assert not Request.objects.exists()


def test_a_collection_is_made_by_clicking(people):
    form = page(people, "/dispatch/new/?month=2023-12&dimension=chain&kind=project")
    assert 'name="respondents" value="BIO"' in form
    sent = {
        "month": "2023-12",
        "dimension": "chain",
        "kind": "project",
        "rows": "records",
        "columns": ["total_investment"],
        "respondents": ["BIO"],
        "due_on": "2999-01-08",
    }
    made = people.post("/dispatch/new/", sent)
    assert made.status_code == 303
    shown = page(people, made.headers["Location"])
    assert "生物制造专班" in shown
    assert people.post("/dispatch/new/", {**sent, "respondents": []}).status_code == 422
    more = {"kind": "chain_segment", "rows": "records", "columns": ["name"]}
    added = people.post(f"{made.headers['Location']}table/", more)
    assert added.status_code == 303
    assert len(Collection.objects.get().questionnaire) == 2


def test_the_board_says_who_has_what_and_ranks_nobody(opened, people):
    shown = page(people, "/dispatch/?month=2023-12")
    rows = re.findall(r'<th scope="row">(.*?)<span class="small">(\d+)', shown)
    assert [code for _name, code in rows] == sorted(code for _name, code in rows)
    assert shown.count("未打开") >= 3
    assert "尚未" in shown or "未办结" in shown
    assert Notice.objects.filter(topic="collection-asked", account__username=HEAD).exists()


def test_a_month_goes_through_the_hands_of_three(opened, people):
    request = to_south(opened)
    county = as_(people, SOUTHERNER)
    assert "下载填报表" in page(county, here(request))
    upload = {"file": filled_workbook(county, request)}
    taken = county.post(f"{here(request)}upload/", upload)
    assert taken.status_code == 200, re.findall(r"<li>(.*?)</li>", taken.content.decode())
    assert "已从“南城区.xlsx”采用" in taken.content.decode()
    assert act(county, request, "hand-over").status_code == 303
    own = act(county, request, "submit")
    assert (own.status_code, "COL-042" in own.content.decode()) == (422, True)
    assert act(as_(people, HEAD), request, "submit").status_code == 303
    office = as_(people, OFFICE)
    examination = page(office, f"{here(request)}review/")
    assert "走势" in examination
    back = act(
        office, request, "return", reason="请核对", **{"c|0|PRJ-000/2023-12/0|invested": "过大"}
    )
    assert back.status_code == 303
    county = as_(people, SOUTHERNER)
    shown = page(county, here(request))
    assert "请核对" in shown
    assert "过大" in page(county, f"{here(request)}grid/")
    sent = {
        "c|0|PRJ-000/2023-12/0|invested": "8000",
        "w|0|PRJ-000/2023-12/0|invested": "9000002",
    }
    assert county.post(f"{here(request)}grid/", sent).status_code == 303
    act(county, request, "hand-over")
    act(as_(people, HEAD), request, "submit")
    assert act(as_(people, SECOND), request, "approve").status_code == 303
    report = ProjectReport.objects.get(code="PRJ-000/2023-12/0")
    assert report.invested == 8000 * 10_000 * 100
    assert "份填报尚未办结" in page(as_(people, OFFICE), "/months/2023-12/")


def test_what_cannot_be_read_comes_back_in_its_cell(opened, people):
    request, county = to_south(opened), as_(people, SOUTHERNER)
    sent = {"c|0|PRJ-000/2023-12/0|invested": "很多", "w|0|PRJ-000/2023-12/0|invested": ""}
    answer = county.post(f"{here(request)}grid/", sent)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="很多"' in shown
    assert 'aria-invalid="true"' in shown
    county.post(f"{here(request)}upload/")
    returned = county.post(
        f"{here(request)}upload/", {"file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 none")}
    )
    assert returned.status_code == 422


def test_a_field_that_names_no_asked_cell_is_left_alone(opened, people):
    request, county = to_south(opened), as_(people, SOUTHERNER)
    code = "PRJ-000/2023-12/0"
    for name in (
        f"c|²|{code}|invested",
        f"c|9|{code}|invested",
        f"c|0|{code}|name",
        "c|0|invested",
    ):
        assert county.post(f"{here(request)}grid/", {name: "1"}).status_code == 303
    request.refresh_from_db()
    assert request.proposal is None


def test_another_units_answer_is_nobodys_to_see(opened, people):
    request = to_south(opened)
    other = as_(people, RIVERMAN)
    for part in ("", "grid/", "workbook.xlsx", "returned.xlsx"):
        assert other.get(f"{here(request)}{part}").status_code in (403, 404), part
    assert act(other, request, "hand-over").status_code in (403, 404)
    board = page(other, "/dispatch/?month=2023-12")
    assert f'href="{here(request)}"' not in board
    assert other.post(f"/dispatch/collections/{opened.uid}/open/").status_code == 403


def test_whoever_may_not_see_the_board_has_no_way_to_it(opened):
    request = to_south(opened)
    to_the_board = f"/dispatch/?month={opened.month}"
    crumbs = heading_of(request, holding("county", division=SOUTH)).crumbs
    assert to_the_board in [crumb.address for crumb in crumbs]
    for role, scope in (("bank", "organisation"), ("firm", "enterprise")):
        crumbs = heading_of(request, holding(role, **{scope: "X"})).crumbs
        assert [crumb.address for crumb in crumbs] == [""]


def asked_of_south(office, kind, rows, columns) -> Request:
    """A request that the office makes by clicking, for values that are to be confirmed too."""
    sent = {
        "month": "2023-12",
        "dimension": "division",
        "kind": kind,
        "rows": rows,
        "columns": columns,
        "respondents": [SOUTH],
        "due_on": "2999-01-08",
        "again": "1",
    }
    made = office.post("/dispatch/new/", sent).headers["Location"]
    office.post(f"{made}open/")
    return Request.objects.get(collection__questionnaire__0__kind=kind)


def test_the_grid_reads_what_is_typed_as_forms_do(people):
    request = asked_of_south(people, "difficulty", "records", ["common"])
    code = Difficulty.objects.filter(division=SOUTH).order_by("code").first().code
    county = as_(people, SOUTHERNER)
    assert f'name="c|0|{code}|common"' in page(county, f"{here(request)}grid/")
    sent = {f"c|0|{code}|common": "是", f"w|0|{code}|common": "否"}
    kept = county.post(f"{here(request)}grid/", sent)
    assert kept.status_code == 303, re.findall(r'class="fault">(.*?)</p>', kept.content.decode())


def test_a_long_grid_is_filled_in_part_by_part(opened, people, monkeypatch):
    monkeypatch.setattr(grid_page, "PART_ROWS", 2)
    request, county = to_south(opened), as_(people, SOUTHERNER)
    grid = f"{here(request)}grid/"
    codes = [row.code for row in questionnaire_of(request).rows[0]]
    assert len(codes) > 4
    first, second = page(county, grid), page(county, f"{grid}?part=2")
    assert [code in first for code in codes[:4]] == [True, True, False, False]
    assert [code in second for code in codes[:4]] == [False, False, True, True]
    assert '<td class="narrow">3</td>' in second
    assert "3–4" in first
    sent = {f"c|0|{codes[0]}|invested": "8000", f"w|0|{codes[0]}|invested": ""}
    saved = county.post(grid, {**sent, "part": "1", "then": "2"})
    assert (saved.status_code, saved.headers["Location"]) == (303, f"{grid}?part=2")
    unread = {f"c|0|{codes[2]}|invested": "很多", f"w|0|{codes[2]}|invested": ""}
    back = county.post(grid, {**unread, "part": "2", "then": "1"})
    assert back.status_code == 422
    assert 'value="很多"' in back.content.decode()
    for odd in ("0", "99", "x", "-1", "²"):
        assert county.get(f"{grid}?part={odd}").status_code == 200


def test_any_number_of_new_rows_can_be_sent_and_what_cannot_be_read_stays_in_its_row(people):
    columns = ["project", "stage", "reported_by", "occurred_on"]
    request = asked_of_south(people, "project_stage", "new", columns)
    county = as_(people, SOUTHERNER)
    own = Project.objects.filter(division=SOUTH).order_by("code").values_list("code", flat=True)
    sent = {}
    for number, project in enumerate(own[:12]):
        cells = (project, "completed", SOUTH, "2023-12-05" if number != 11 else "上旬")
        for name, value in zip(columns, cells, strict=True):
            sent[f"c|0|new{1001 + number}|{name}"] = value
    back = county.post(f"{here(request)}grid/", sent)
    shown = back.content.decode()
    assert back.status_code == 422
    row = shown.partition('value="上旬"')[0].rpartition("<tr data-row>")[2]
    assert own[11] in row  # what could be read of the row stands beside what could not
    request.refresh_from_db()
    assert len(answer_of(request, questionnaire_of(request)).tables[0]) == 12


def test_the_grid_names_no_record_of_others(people):
    others = Project.objects.filter(division=RIVER).order_by("code").first()
    columns = ["project", "stage", "reported_by", "occurred_on"]
    request = asked_of_south(people, "project_stage", "new", columns)
    sent = {"c|0|new0|project": f"{others.code} 别名", "w|0|new0|project": ""}
    answer = as_(people, SOUTHERNER).post(f"{here(request)}grid/", sent)
    assert answer.status_code == 422
    assert others.name not in answer.content.decode()


def test_answers_that_do_not_agree_are_shown_to_both_and_the_office(people):
    columns = ["project", "stage", "reported_by", "occurred_on"]
    sent = {
        "month": "2023-12",
        "dimension": "division",
        "kind": "project_stage",
        "rows": "new",
        "columns": columns,
        "respondents": [SOUTH, RIVER],
        "due_on": "2999-01-08",
    }
    made = people.post("/dispatch/new/", sent).headers["Location"]
    people.post(f"{made}open/")
    project = Project.objects.filter(division=SOUTH).order_by("code").first().code
    for unit, checker in ((SOUTH, HEAD), (RIVER, SECOND)):
        request = Request.objects.get(code=unit)
        # Another unit's project is not its own to report; the office enters it for the unit.
        first = as_(people, SOUTHERNER if unit == SOUTH else OFFICE)
        cells = dict(zip(columns, (project, "completed", unit, "2023-12-05"), strict=True))
        form = {f"c|0|new0|{name}": value for name, value in cells.items()}
        assert first.post(f"{here(request)}grid/", form).status_code == 303
        assert act(first, request, "hand-over").status_code == 303
        assert act(as_(people, checker), request, "submit").status_code == 303
    request = Request.objects.get(code=SOUTH)
    shown = page(as_(people, SOUTHERNER), here(request))
    assert "与其他单位不一致" in shown
    assert "临河县也填报了这个项目" in shown
    looked_over = page(as_(people, OFFICE), f"{here(request)}review/")
    assert "临河县也填报了这个项目" in looked_over
    assert "批准1份" not in page(people, "/dispatch/?month=2023-12")


def test_the_burden_stands_on_a_page_and_in_a_workbook(opened, people):
    shown = page(people, "/dispatch/burden/?month=2023-12")
    rows = re.findall(r"<td>(\d+)</td><th scope=\"row\">", shown)
    assert rows == sorted(rows)
    assert "全市合计" in shown
    assert "每月上限6,000格" in shown
    file = people.get("/dispatch/burden.xlsx?month=2023-12")
    assert load_workbook(io.BytesIO(file.content)).active["B4"].value == "南城区"
    county = as_(people, SOUTHERNER)
    assert "导出工作簿" not in page(county, "/dispatch/burden/?month=2023-12")
    assert county.get("/dispatch/burden.xlsx?month=2023-12").status_code == 403
