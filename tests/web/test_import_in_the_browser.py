"""A county clerk's whole way by clicks alone: returned, mended, written, looked at, undone."""

import shutil

import openpyxl
import pytest
from tests.fixtures.accounts import cookies_of
from tests.fixtures.servers import serving
from tests.intake.workbooks import marked_cells, write_xlsx
from tests.web.conftest import SOUTHERNER
from tests.web.importing import HEADS
from tests.web.town import RIVER, SOUTH
from tools.run.paths import ROOT

pytestmark = pytest.mark.browser

ROWS = [
    ("NEW-1", "新项目", SOUTH, "BIO"),
    ("PRJ-000", "改了名的园", SOUTH, "BIO"),
    ("PRJ-003", "第3号产业园", SOUTH, "EQUIP"),
]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def county(town_home, tmp_path, open_page):
    """A page as the southern district's clerk, the real program with its worker behind it."""
    home = tmp_path / "served"
    shutil.copytree(town_home, home)
    with serving(home) as address:
        page = open_page()
        page.context.add_cookies(cookies_of(address, SOUTHERNER))
        page.set_default_timeout(60_000)
        page.goto(address + "/records/project/")
        yield page
        page.watch.assert_clean()


def bring(page, path):
    page.click("nav.side >> text=导入")
    page.select_option("#kind", "project")
    page.wait_for_selector("#file")
    page.set_input_files("#file", path)
    assert path.name in page.inner_text(".chosen")
    page.click("text=上传并检查")
    page.wait_for_selector("#preview")


def complaints(page):
    """What axe-core finds wrong with the page inside its frame."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run('main').then(found => found.violations)")
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


def test_the_whole_way_of_a_faulty_workbook(county, tmp_path):
    page = county
    faulty = [*ROWS, ("NEW-2", "别县的项目", RIVER, "BIO"), ("NEW-3", "写错了链", SOUTH, "BI0")]
    bring(page, write_xlsx(tmp_path / "十一月.xlsx", HEADS, faulty))
    assert "有误则一条也不写入" in page.inner_text("main")
    assert page.locator("text=/^写入\\d+条$/").count() == 0
    with page.expect_download() as waiting:
        page.click("text=下载标注退回表")
    back = tmp_path / "退回.xlsx"
    waiting.value.save_as(back)
    assert waiting.value.suggested_filename == "十一月_标注退回_内部.xlsx"
    assert set(marked_cells(back, "表")) == {"A5", "D6"}

    book = openpyxl.load_workbook(back)
    book["表"].delete_rows(5, 2)
    mended = tmp_path / "十一月改.xlsx"
    book.save(mended)
    bring(page, mended)
    page.click("#preview >> text=修改")
    assert "第0号产业园" in page.inner_text("#preview")
    page.fill("input[name=reason]", "十一月补报")
    page.click("text=写入2条")
    page.click("text=查看批次")
    assert "改了名的园" in page.inner_text("main")
    page.click("main >> text=新项目")
    assert "NEW-1" in page.inner_text("main")
    page.go_back()

    page.fill("input[name=reason]", "报早了")
    page.click("text=撤销本批次")
    page.wait_for_selector("text=撤销：报早了")
    page.click("main >> text=新项目")
    assert "报早了" in page.inner_text("main")


def test_closing_the_page_loses_nothing(county, tmp_path, open_page):
    county.click("nav.side >> text=导入")
    county.select_option("#kind", "project")
    county.wait_for_selector("#file")
    county.set_input_files("#file", write_xlsx(tmp_path / "a.xlsx", HEADS, ROWS))
    county.click("text=上传并检查")
    address = county.url
    county.goto("about:blank")
    later = open_page()
    later.context.add_cookies(county.context.cookies())
    later.set_default_timeout(60_000)
    later.goto(address)
    later.wait_for_selector("#preview")
    later.watch.assert_clean()


def test_a_file_that_is_too_large_is_told_before_it_is_sent(county, tmp_path):
    large = tmp_path / "大.xlsx"
    with large.open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)
    county.click("nav.side >> text=导入")
    county.select_option("#kind", "project")
    county.wait_for_selector("#file")
    county.set_input_files("#file", large)
    assert county.eval_on_selector("#file", "field => field.validationMessage") != ""


def test_the_pages_are_open_to_everybody(county, tmp_path):
    """No complaint of axe-core about any page of the way."""
    page = county
    home = page.url.rsplit("/records", 1)[0]
    faulty = [*ROWS, ("NEW-3", "写错了链", SOUTH, "BI0")]
    found = {}
    for name, rows in (("faulty", faulty), ("sound", ROWS)):
        bring(page, write_xlsx(tmp_path / f"{name}.xlsx", HEADS, rows))
        for tab in ("new", "revised", "unchanged", "faulty"):
            page.goto(page.url.split("?")[0].split("#")[0] + f"?tab={tab}")
            found[name, tab] = complaints(page)
    page.fill("input[name=reason]", "x")
    page.click("text=写入2条")
    page.wait_for_selector("text=查看批次")
    found["written"] = complaints(page)
    page.click("text=查看批次")
    found["batch"] = complaints(page)
    for path in ("/imports/?kind=project", "/batches/", "/jobs/"):
        page.goto(home + path)
        found[path] = complaints(page)
    assert {name: what for name, what in found.items() if what} == {}
