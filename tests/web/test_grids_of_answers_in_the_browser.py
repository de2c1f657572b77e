"""An answer's grid in the browser: blocks that are longer than the page, and what is sent of it."""

import datetime as dt
import shutil

import pytest
from tests.fixtures.accounts import cookies_of
from tests.fixtures.ledgers import _sqlite, pointed_at
from tests.fixtures.servers import serving
from tests.fixtures.viewers import office
from tests.web.conftest import SOUTHERNER
from tests.web.town import SOUTH

from chainchief.access.scopes import Dimension
from chainchief.core.spans import Month
from chainchief.dispatch.answers.opening import open_to_all
from chainchief.dispatch.collections.making import Wish, make
from chainchief.dispatch.collections.questionnaires import QuestionnaireTable, RowsOf
from chainchief.dispatch.collections.respondents import Respondent
from chainchief.dispatch.models import Request
from chainchief.ledger.kinds.project.models import Project

pytestmark = pytest.mark.browser

COLUMNS = ("project", "stage", "reported_by", "occurred_on")
PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const options = { clipboardData: data, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""


@pytest.fixture
def asked(town_home, tmp_path, django_db_blocker, monkeypatch):
    """The town served, the request of its southern district, and the district's projects."""
    home = tmp_path / "served"
    shutil.copytree(town_home, home)
    (home / "demo").unlink()
    monkeypatch.setenv("CHAINCHIEF_HOME", str(home))
    with django_db_blocker.unblock(), pointed_at(_sqlite(home)):
        tables = (
            QuestionnaireTable("project_stage", COLUMNS, RowsOf.NEW),
            QuestionnaireTable("project_report", ("invested",), RowsOf.REPORTS, by="project"),
        )
        south = Respondent(Dimension.DIVISION, SOUTH)
        wish = Wish("阶段", Month(2023, 12), dt.date(2999, 1, 8), tables, (south,))
        open_to_all(make(wish, viewer=office()), viewer=office())
        request = Request.objects.get(code=SOUTH)
        own = Project.objects.filter(division=SOUTH).order_by("code").values_list("code", flat=True)
        projects = list(own)
    with serving(home) as address:
        yield address, f"{address}/dispatch/requests/{request.uid}/", projects


def test_a_block_longer_than_the_page_finds_its_rows_and_is_sent_whole(page, asked):
    address, here, projects = asked
    assert len(projects) > 8
    page.context.add_cookies(cookies_of(address, SOUTHERNER))
    page.goto(f"{here}grid/")
    rows = page.locator("#table-0 tbody tr")
    assert rows.count() == 8
    page.locator("#table-0 tbody input:not([type=hidden])").first.focus()
    lines = [f"{code}\t完工\t{SOUTH}\t2023-12-05" for code in projects]
    page.evaluate(PASTE, "\n".join(lines) + "\n")
    assert rows.count() == max(8, len(projects))
    assert rows.last.locator("td").first.inner_text() == str(rows.count())
    with page.expect_request(lambda sent: sent.method == "POST") as posted:
        page.get_by_role("button", name="保存草稿").click()
    page.wait_for_load_state()
    assert posted.value.post_data.count("new1001") == 2 * len(COLUMNS)
    saved = page.locator("#table-0 tbody").inner_text()
    assert all(code in saved for code in projects)
    page.locator("#table-0 tbody input:not([type=hidden])").last.fill("上旬")
    with page.expect_request(lambda sent: sent.method == "POST") as posted:
        page.get_by_role("button", name="保存草稿").click()
    assert posted.value.post_data.count("c|") + posted.value.post_data.count("c%7C") == 1
    assert page.watch.foreign == []


def test_rows_of_a_block_for_which_there_is_no_place_are_told(page, asked):
    address, here, _projects = asked
    page.context.add_cookies(cookies_of(address, SOUTHERNER))
    page.goto(f"{here}grid/")
    cells = page.locator("#table-1 tbody input:not([type=hidden])")
    cells.last.focus()
    page.evaluate(PASTE, "100\n200\n300\n")
    assert cells.last.input_value() == "100"
    assert page.locator("#table-1 [role=alert]").inner_text() == "下方没有可填的行，未粘贴的行数：2"
    cells.last.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == cells.nth(-2).get_attribute("name")
