"""A city with columns, a unit and a stage of its own, by clicks alone: from import to issue."""

import shutil

import pytest
from tests.fixtures.accounts import PASSWORD, cookies_of, make_account
from tests.fixtures.ledgers import _sqlite, pointed_at
from tests.fixtures.servers import serving
from tests.intake.workbooks import write_xlsx
from tests.web.conftest import OFFICE
from tests.web.importing import HEADS
from tests.web.town import SOUTH
from tools.run.paths import ROOT

from chainchief.access.viewers import HeldRole
from chainchief.core.units.presets import SHIPPED

pytestmark = pytest.mark.browser

SECOND = "市链办 赵刚"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
ORIGIN = "source: 试验\nversion: 1\nvalid_from: 2022-01-01\n"
COLUMNS = (
    ORIGIN
    + """\
kinds:
  project:
    - {name: x_grade, type: choice, zh: 分级, en: grade, choices: {a: {zh: 重点, en: key}}}
    - {name: x_boxes, type: amount, unit: 标箱, zh: 设计吞吐量, en: capacity}
"""
)
CODES = (
    ORIGIN
    + """\
kinds:
  project_stage:
    stage:
      - {code: x_energy, zh: 能评批复, en: energy review passed, valid_from: 2022-01-01}
"""
)
ROWS = [
    ("NEW-1", "新项目一", SOUTH, "BIO", "重点", 1200),
    ("NEW-2", "新项目二", SOUTH, "BIO", "重点", 805),
    ("NEW-3", "新项目三", SOUTH, "EQUIP", None, 40),
]
STAGE_HEADS = ("项目", "阶段", "填报单位", "发生日", "填报日", "认定日", "佐证状态")
STAGES = [
    ("NEW-1", "能评批复", SOUTH, "2023-11-03", "2023-11-05", "2023-11-06", "已采信"),
    ("NEW-3", "能评批复", SOUTH, "2023-10-09", "2023-10-10", "2023-10-11", "已采信"),
    ("NEW-2", "能评批复", SOUTH, "2022-10-09", "2022-10-10", "2022-10-11", "已采信"),
]


@pytest.fixture
def address(town_home, tmp_path, django_db_blocker, monkeypatch):
    """The town with columns, a unit and a stage of its own, and a second clerk; with its worker."""
    home = tmp_path / "served"
    shutil.copytree(town_home, home)
    (home / "presets").mkdir(exist_ok=True)
    units = SHIPPED.joinpath("units.yaml").read_text(encoding="utf-8")
    own = {
        "extra.yaml": COLUMNS,
        "codelists.yaml": CODES,
        "units.yaml": units.replace("counted: [", "counted: [标箱, "),
    }
    for name, text in own.items():
        (home / "presets" / name).write_text(text, encoding="utf-8")
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


def bring(page, kind, file):
    page.click("nav.side >> text=导入")
    page.select_option("#kind", kind)
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


def begin(page, source):
    page.click("nav.side >> text=指标工坊")
    page.select_option("#begin-source", source)
    page.click("text=到工作台")


def propose(page, other, name):
    """A figure that stands on the bench, proposed by one and adopted by the other."""
    page.fill("#f-name", name)
    page.click("text=保存为草稿")
    page.wait_for_selector(f"h1:text('{name}')")
    page.fill("input[name=reason]", "按本市口径统计")
    page.click("button:text-is('提出')")
    page.wait_for_selector("text=按本市口径统计")
    other.click("nav.side >> text=指标工坊")
    other.click(f"main >> text={name}")
    other.click("button:text-is('采用')")
    other.wait_for_selector("text=指标页")


def test_from_what_is_its_own_to_an_issued_document(people, tmp_path):
    page, other = people
    confirm_month(page, "重开本月", reason="补报分级")
    heads = (*HEADS, "分级", "设计吞吐量(标箱)")
    bring(page, "project", write_xlsx(tmp_path / "分级.xlsx", heads, ROWS))
    bring(page, "project_stage", write_xlsx(tmp_path / "阶段.xlsx", STAGE_HEADS, STAGES))

    begin(page, "project")
    choose(page, "#f-nature", "stock")
    choose(page, "#f-c0", "x_grade")
    choose(page, "#f-v0-1", "a")
    choose(page, "#f-counting", "sum")
    choose(page, "#f-column", "x_boxes")
    page.wait_for_selector("#in-words:has-text('设计吞吐量')")
    assert complaints(page) == []
    propose(page, other, "重点项目设计吞吐量")

    begin(page, "project_stage")
    choose(page, "#f-c0", "stage")
    choose(page, "#f-v0-1", "x_energy")
    page.wait_for_selector("#in-words:has-text('能评批复')")
    propose(page, other, "能评批复项目")
    assert complaints(page) == []

    other.goto(other.url.split("/workshop/")[0] + "/months/2023-11/")
    confirm_month(other, "提请关账")
    page.goto(other.url)
    confirm_month(page, "关账")

    page.click("nav.side >> text=指标工坊")
    page.fill("#begin-text", "能评批复项目2个，重点项目设计吞吐量2005标箱。")
    page.click("text=识别数字")
    page.wait_for_selector("input[name=n1]:checked")
    assert "IND-OWN-002" in page.input_value("input[name=n0]:checked")
    assert "IND-OWN-001" in page.input_value("input[name=n1]:checked")
    assert complaints(page) == []
    page.click("text=做成模板")
    page.wait_for_selector(".printed:text('2005标箱')")
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
    issued = other.inner_text("main")
    assert all(text in issued for text in ("重点项目设计吞吐量", "2005标箱", "能评批复项目", "2个"))
