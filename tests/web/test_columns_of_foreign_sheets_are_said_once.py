"""A foreign sheet's page asks which column is which; what is said is remembered, shown, dropped."""

import pytest
from tests.fixtures.accounts import sign_in
from tests.web.conftest import SOUTHERNER
from tests.web.importing import brought, tabs_of, text_of, upload_at, workbook
from tests.web.town import SOUTH

from chainchief.intake.models import ColumnMapping

HEADS = ("工程号码", "工程名字", "所在县区", "联系电话")
ROWS = [("NEW-1", "新项目", SOUTH, "0534-1")]
SAID = {"column-0": "code", "column-1": "name", "column-2": "division", "column-3": "-"}


@pytest.fixture
def asked(reader, tmp_path):
    """The address of a file that asks which column is which."""
    return brought(reader, workbook(tmp_path, ROWS, heads=HEADS))


def confirm(client, address, **said):
    from tests.web.importing import work

    answer = client.post(f"{address}columns/", {**SAID, **said})
    work()
    return answer


def test_the_page_asks_with_a_proposal_and_samples(reader, asked):
    page = reader.get(asked).content.decode()
    assert "NEW-1" in page.split('id="columns-title"')[1].split("</table>")[0]
    assert page.count('<option value="code" selected>') == 1
    assert "待确认列对应" in text_of(reader.get("/imports/"))


def test_confirmed_it_is_checked_again_and_the_next_file_goes_through(reader, asked, tmp_path):
    assert confirm(reader, asked).status_code == 303
    assert tabs_of(reader.get(asked)) == {"新增": "1", "修改": "0", "未变": "0", "有误": "0"}
    after = brought(reader, workbook(tmp_path, ROWS, name="下月.xlsx", heads=HEADS))
    assert (upload_at(after).asks, upload_at(after).created) == (0, 1)


def test_what_was_not_said_is_told_and_what_was_said_stays(reader, asked):
    answer = confirm(reader, asked, **{"column-1": "", "column-2": "name"})
    assert answer.status_code == 422
    assert "MAP-001" in text_of(answer)
    assert '<option value="name" selected>' in answer.content.decode()
    assert ColumnMapping.objects.count() == 0
    assert confirm(reader, asked, **{"column-3": "", "rest": "yes"}).status_code == 303


def test_what_is_remembered_is_shown_changed_and_forgotten(reader, asked):
    confirm(reader, asked)
    assert "工程号码 · 工程名字" in text_of(reader.get("/imports/columns/"))
    first = ColumnMapping.objects.get()
    address = f"/imports/columns/{first.pk}/"
    assert reader.post(address, {**SAID, "column-0": "name"}).status_code == 422
    assert reader.post(address, {**SAID, "column-2": "-"}).status_code == 303
    second = ColumnMapping.objects.get(ended_at=None)
    assert second.columns[2] == [2, "所在县区", ""]
    assert reader.post(f"/imports/columns/{second.pk}/drop/").status_code == 303
    assert "还没有记住任何表样" in text_of(reader.get("/imports/columns/"))


def test_others_neither_see_nor_change_what_is_not_of_their_unit(reader, asked, client):
    confirm(reader, asked)
    number = ColumnMapping.objects.get().pk
    sign_in(client, name=SOUTHERNER)
    assert "工程号码" not in text_of(client.get("/imports/columns/"))
    assert client.get(f"/imports/columns/{number}/").status_code == 404
    client.post(f"/imports/columns/{number}/drop/")
    assert ColumnMapping.objects.filter(ended_at=None).count() == 1


def test_a_unit_cannot_bring_a_file_as_another_ones(reader, client, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    sign_in(client, name=SOUTHERNER)
    file = SimpleUploadedFile("a.xlsx", workbook(tmp_path, ROWS).read_bytes())
    sent = {"kind": "project", "file": file, "sender": "division:990171"}
    assert client.post("/imports/", sent).status_code in (400, 404)
