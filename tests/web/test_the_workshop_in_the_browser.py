"""A city with a column of its own, by clicks alone: imported, defined, adopted, printed, issued."""

import shutil

import pytest
from tests.fixtures.accounts import PASSWORD, cookies_of, make_account
from tests.fixtures.ledgers import _sqlite, pointed_at
from tests.fixtures.servers import serving
from tests.intake.workbooks import write_xlsx
from tests.web.conftest import OFFICE
from tests.web.importing import HEADS
from tests.web.test_forms_of_a_citys_own_columns import COLUMNS
from tests.web.town import SOUTH
from tools.run.paths import ROOT

from chainchief.access.viewers import HeldRole

pytestmark = pytest.mark.browser

SECOND = "市链办 赵刚"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
ROWS = [
    ("NEW-1", "新项目一", SOUTH, "BIO", "重点", 120),
    ("NEW-2", "新项目二", SOUTH, "BIO", "重点", 80.5),
    ("NEW-3", "新项目三", SOUTH, "EQUIP", None, 40),
]


@pytest.fixture
def address(town_home, tmp_path, django_db_blocker, monkeypatch):
    """The town with columns of its own and a second clerk, served with its worker."""
    home = tmp_path / "served"
    shutil.copytree(town_home, home)
    (home / "presets").mkdir(exist_ok=True)
    (home / "presets" / "extra.yaml").write_text(COLUMNS, encoding="utf-8")
    monkeypatch.setenv("CHAINCHIEF_HOME", str(home))
    with django_db_blocker.unblock(), pointed_at(_sqlite(home)):
        make_account(SECOND, HeldRole("chain-office"), password=PASSWORD)
    with serving(home) as at:
        yield at


@pytest.fixture
def people(address, open_page):
    """The pages of the two clerks of the chain office."""

    def page_of(name):
        page = open_page()
        page.context.add_cookies(cookies_of(address, name))
        page.set_default_timeout(30_000)
        page.goto(address + "/months/2023-11/")
        return page

    pages = page_of(OFFICE), page_of(SECOND)
    yield pages
    for page in pages:
        page.watch.assert_clean()


def complaints(page):
    """What axe-core finds wrong with the page inside its frame."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run('main').then(found => found.violations)")
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


def confirm_month(page, button, **fields):
    form = page.locator("form", has=page.locator(f"button:text-is('{button}')"))
    for name, value in {**fields, "typed": "2023-11"}.items():
        form.locator(f"input[name={name}]").fill(value)
    form.locator(f"button:text-is('{button}')").click()
    page.wait_for_load_state()


def bring(page, file):
    page.click("nav.side >> text=导入")
    page.select_option("#kind", "project")
    page.wait_for_selector("#file")
    page.set_input_files("#file", file)
    page.click("text=上传并检查")
    page.wait_for_selector("#preview")
    page.fill("input[name=reason]", "补报分级")
    page.click("text=/^写入\\d+条$/")
    page.wait_for_selector("text=查看批次")


def choose(page, selector, value):
    """One choice at the bench, computed at once."""
    with page.expect_response(lambda answer: "/workshop/bench/" in answer.url):
        page.select_option(selector, value)


def test_from_a_column_of_its_own_to_an_issued_document(people, tmp_path):
    page, other = people
    confirm_month(page, "重开本月", reason="补报分级")
    heads = (*HEADS, "分级", "用地(亩)")
    bring(page, write_xlsx(tmp_path / "分级.xlsx", heads, ROWS))

    page.click("nav.side >> text=指标工坊")
    assert complaints(page) == []
    page.select_option("#begin-source", "project")
    page.click("text=到工作台")
    choose(page, "#f-nature", "stock")
    choose(page, "#f-c0", "x_grade")
    choose(page, "#f-v0-1", "a")
    page.wait_for_selector("#in-words:has-text('分级')")
    assert complaints(page) == []
    page.fill("#f-name", "重点分级项目")
    page.click("text=保存为草稿")
    page.wait_for_selector("h1:text('重点分级项目')")
    page.fill("input[name=reason]", "按本市分级统计")
    page.click("button:text-is('提出')")
    page.wait_for_selector("text=按本市分级统计")
    assert complaints(page) == []

    other.click("nav.side >> text=指标工坊")
    other.click("main >> text=重点分级项目")
    other.click("button:text-is('采用')")
    other.wait_for_selector("text=指标页")
    other.goto(other.url.split("/workshop/")[0] + "/months/2023-11/")
    confirm_month(other, "提请关账")
    page.goto(other.url)
    confirm_month(page, "关账")

    page.click("nav.side >> text=指标工坊")
    page.fill("#begin-text", "全市重点分级项目2个。")
    page.click("text=识别数字")
    page.wait_for_selector("input[name=n0]:checked")
    assert "IND-OWN-001" in page.input_value("input[name=n0]:checked")
    assert complaints(page) == []
    page.click("text=做成模板")
    page.wait_for_selector(".printed:text('2个')")
    assert complaints(page) == []
    page.click("text=启用为模板")
    page.click("text=打开本月文稿")
    with page.expect_download() as waiting:
        page.click("a[download]")
    final = tmp_path / "终稿.docx"
    waiting.value.save_as(final)

    page.goto(page.url.split("/release/")[0] + "/issue/")
    page.select_option("select[name=month]", "2023-11")
    page.set_input_files("input[name=file]", final)
    page.click("button[value=sign]")
    page.wait_for_url("**/issue/*-*/")

    other.goto(page.url)
    other.click("button[value=issue]")
    other.wait_for_url("**/issued/**")
    assert "重点分级项目" in other.inner_text("main")
    assert "2个" in other.inner_text("main")
