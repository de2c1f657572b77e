"""The pack of a chain's meeting and the papers of a visit: the pages' numbers, on paper too."""

import html
import io
import re

import docx
import pytest
from tests.fixtures.accounts import PASSWORD, make_account, sign_in
from tests.fixtures.viewers import office
from tests.web import town

from chainchief.access.viewers import HeldRole
from chainchief.core import clock
from chainchief.desk.tasks.giving import Order, give
from chainchief.ledger.actions import apply_change_set
from chainchief.ledger.changesets import ChangeSet, Revision
from chainchief.ledger.kinds.visit.models import Visit

PACK = "/meetings/pack/BIO/"


def cells_of(page: str) -> list[str]:
    """What stands in the tables of a page, cell after cell."""
    found = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", page, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in found]


def cells_in(content: bytes) -> list[str]:
    """What stands in the tables of a document, cell after cell."""
    document = docx.Document(io.BytesIO(content))
    return [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def shown(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_pack_says_what_the_chains_page_says_each_number_a_door(reader):
    page = shown(reader, f"{PACK}?month=2023-11")
    chain = shown(reader, "/chains/BIO/?month=2023-11")
    started = f"{len(town.STARTED_IN_BIO)} 个"
    assert started in cells_of(page)
    door = re.search(rf'<a href="([^"]+)">{started}</a>', page)
    receipt = shown(reader, html.unescape(door[1]))
    assert f"{len(town.STARTED_IN_BIO)}" in receipt
    for waiting in re.findall(r'<a class="name" href="(/records/difficulty/[^"]+)">', chain):
        assert waiting in page


def test_the_document_has_the_cells_of_the_page(reader):
    page = shown(reader, f"{PACK}?month=2023-11")
    answer = reader.get(f"{PACK}pack.docx?month=2023-11")
    assert answer.status_code == 200
    # A table without rows is a line in the document and has no heads on the page.
    assert cells_in(answer.content) == cells_of(page)


@pytest.fixture
def visit(in_town):
    return Visit.objects.order_by("code")[0]


def test_a_visits_page_leads_to_its_papers_and_to_a_task(reader, visit):
    record = shown(reader, f"/records/visit/{visit.uid}/")
    for form in ("brief", "file"):
        assert f"/visits/{visit.uid}/{form}/" in record
        page = shown(reader, f"/visits/{visit.uid}/{form}/")
        answer = reader.get(f"/visits/{visit.uid}/{form}/paper.docx")
        assert cells_in(answer.content) == cells_of(page)
    assert f"/tasks/new/?visit={visit.code}" in record


def test_a_visit_of_a_form_that_the_city_added_has_its_papers(reader, visit, in_town):
    lists = in_town / "presets" / "codelists.yaml"
    lists.parent.mkdir(exist_ok=True)
    lists.write_text(
        "source: 市链办\nversion: 1\nvalid_from: 2022-01-01\nkinds:\n  visit:\n    form:\n"
        "      - {code: x_online, zh: 视频会商, en: video call, valid_from: 2022-01-01}\n",
        encoding="utf-8",
    )
    revision = Revision("visit", visit.uid, visit.version, {"form": "x_online"})
    apply_change_set(ChangeSet.of(revision), viewer=office(), reason="改为视频")
    assert "视频会商" in shown(reader, f"/visits/{visit.uid}/brief/")


def test_a_task_from_a_visit_stands_in_its_file(reader, visit):
    order = Order(
        name="增容专线",
        division=town.CITY,
        due_on=clock.today(),
        chain="BIO",
        source="visit",
        sources=(("visit", visit.code),),
    )
    give(order, viewer=office("市链办 王敏"))
    assert "增容专线" in cells_of(shown(reader, f"/visits/{visit.uid}/file/"))
    visit.refresh_from_db()
    assert visit.next_done is None


def test_whom_a_visit_does_not_concern_reads_none_of_its_papers(in_town, client, visit):
    make_account("部门 周某", HeldRole("department", organisation="DEP-DRC"), password=PASSWORD)
    sign_in(client, name="部门 周某")
    for form in ("brief", "file"):
        for part in ("", "paper.docx"):
            answer = client.get(f"/visits/{visit.uid}/{form}/{part}")
            assert answer.status_code in (403, 404, 422), (form, part)
            assert visit.name not in answer.content.decode("utf-8", "replace")
    assert client.get(f"{PACK}?month=2023-11").status_code == 403


def test_there_is_no_other_paper_of_a_visit(reader, visit):
    assert reader.get(f"/visits/{visit.uid}/diary/").status_code != 200
