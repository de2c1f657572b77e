"""Forms in a real Chromium: rows, records found as one types, conflicts, drafts, keys, axe."""

import shutil
from pathlib import Path

import pytest
from tests.fixtures.accounts import cookies_of
from tests.fixtures.servers import serving
from tests.web.conftest import OFFICE

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
#: What every page of the program has around its content is looked at by the tests of the frame.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"region": {"enabled": False}},
}
OPTION = ".offers:not([hidden]) [role=option]"


@pytest.fixture
def address(town_home, tmp_path):
    """A town of its own: these tests write."""
    home = tmp_path / "town"
    shutil.copytree(town_home, home)
    with serving(home) as served:
        yield served


@pytest.fixture
def open_page(open_page, request):
    """Pages of either town are opened as its chain office."""
    if "town_address" in request.fixturenames:
        return open_page
    cookies = cookies_of(request.getfixturevalue("address"), OFFICE)

    def open_(*size, **wishes):
        page = open_page(*size, **wishes)
        page.context.add_cookies(cookies)
        return page

    return open_


@pytest.fixture
def page(open_page):
    """A page of 1366×768, light, in Chinese."""
    return open_page()


def violations(page):
    """What axe finds in the form, as `rule: first node`; the whole of it is in view.

    Else a field that is half behind the bar that saves counts as too small a target.
    """
    size = page.viewport_size
    page.wait_for_load_state()  # a form that was sent may still be exchanging the page
    whole = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**size, "height": whole})
    # The pages' policy lets no other script in: this one comes by the debugger's way.
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run('#content', rules)", RULES)["violations"]
    page.set_viewport_size(size)
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


def choose(page, field, words, name):
    """Find a record as one types, and take the first with the keyboard."""
    page.fill(field, "")
    page.type(field, words)
    page.wait_for_selector(f"{OPTION} >> text={name}")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def add_stage(page, number, stage, day):
    row = f"row.project_stage.n{number}."
    page.click("[data-grid=project_stage] [data-add-row]")
    page.select_option(f'[name="{row}stage"]', label=stage)
    choose(page, f'[name="{row}reported_by"]', "lhx", "临河县")
    page.fill(f'[name="{row}occurred_on"]', day)
    page.fill(f'[name="{row}reported_on"]', day)


def save(page):
    page.click('.form-bar [value="save"]')


def entered(page, address):
    page.goto(f"{address}/records/project/new/")
    page.fill("#field-code", "PRJ-900")
    page.fill("#field-name", "临河新能源产业园")
    choose(page, "#field-division", "linhe", "临河县")
    choose(page, "#field-chain", "swzz", "生物制造")
    page.fill("#field-total_investment", "12000")
    add_stage(page, 1, "签约", "2023-05-06")
    add_stage(page, 2, "开工", "2023年9月1日")
    save(page)
    page.wait_for_selector(".notice-saved")


def test_a_project_lives_from_its_entry_to_its_reinstatement(page, open_page, address):
    entered(page, address)
    assert "录入 3 条" in page.inner_text(".notice-saved")
    assert "临河新能源产业园" in page.inner_text("h1")
    assert "开工 · 临河县" in page.inner_text(".record")

    page.click("text=修改、补充明细")
    assert page.input_value("#field-total_investment") == "12000"
    assert page.locator("[data-grid=project_stage] tr[data-row]").count() == 2
    page.fill("#field-total_investment", "一亿")
    save(page)
    page.wait_for_selector("#faults")
    assert page.evaluate("document.activeElement.id") == "faults"
    page.click("#faults a >> nth=0")
    assert page.evaluate("document.activeElement.id") == "field-total_investment"
    page.fill("#field-total_investment", "13000")
    page.fill("#field-form-reason", "追加投资")

    other = open_page()
    other.goto(page.url)
    other.fill("#field-total_investment", "14000")
    other.fill("#field-form-reason", "他人更正")
    save(other)
    other.wait_for_selector(".notice-saved")

    save(page)
    page.wait_for_selector("#conflict")
    told = page.inner_text("#conflict")
    assert all(value in told for value in ("12000万元", "14000万元", "13000万元", "他人更正"))
    assert violations(page) == []
    page.check('[name="form-choice.total_investment"][value=mine]')
    save(page)
    page.wait_for_selector(".notice-saved")
    assert "13,000" in page.inner_text(".fields")

    page.click("text=撤回 >> nth=0")
    assert violations(page) == []
    page.fill("#field-form-reason", "重复登记")
    page.click(".form-bar .btn-primary")
    page.wait_for_selector(".notice-saved")
    assert "重复登记" in page.inner_text(".notes")
    page.click(".scope >> text=恢复")
    page.fill("#field-form-reason", "查明不重复")
    page.click(".form-bar .btn-primary")
    page.wait_for_selector(".notice-saved")
    assert page.locator(".notes").count() == 0
    refusals = [each for each in page.watch.complaints if "422" not in each and "409" not in each]
    assert refusals == []
    assert page.watch.foreign == []


BLOCK = "签约\t临河县\t2023/5/6\t2023.5.7\n开工\t990123\t2023年9月1日\t2023-09-02\n"


def test_a_block_of_a_spreadsheet_is_pasted_into_a_grid(page, address):
    page.goto(f"{address}/records/project/new/")
    page.click("[data-grid=project_stage] [data-add-row]")
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const options = { clipboardData: data, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        BLOCK,
    )
    assert page.locator("[data-grid=project_stage] tr[data-row]").count() == 2
    page.fill("#field-code", "PRJ-901")
    page.fill("#field-name", "粘贴的项目")
    page.fill("#field-division", "临河县")
    save(page)
    page.wait_for_selector(".notice-saved")
    assert "录入 3 条" in page.inner_text(".notice-saved")
    page.watch.assert_clean()


def test_a_form_is_filled_in_and_saved_by_keyboard_alone(page, address):
    page.goto(f"{address}/records/project_list/new/")
    page.focus("#field-code")
    for text in ("L-KEY", "键盘录入的名单", "市工信局"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".notice-saved")
    assert "键盘录入的名单" in page.inner_text("h1")
    page.watch.assert_clean()


def test_tab_in_the_last_cell_adds_a_row_and_a_removed_one_is_not_sent(page, address):
    page.goto(f"{address}/records/project/new/")
    page.click("[data-grid=project_share] [data-add-row]")
    page.fill('[name="row.project_share.n1.division"]', "临河县")
    page.keyboard.press("Escape")
    page.focus('[name="row.project_share.n1.share"]')
    page.keyboard.press("Tab")
    assert page.locator("[data-grid=project_share] tr[data-row]").count() == 2
    assert page.evaluate("document.activeElement.name") == "row.project_share.n2.division"
    page.click("[data-grid=project_share] [data-remove-row] >> nth=0")
    assert page.locator('[name="row.project_share.n1.division"]').count() == 0
    page.watch.assert_clean()


def test_what_is_typed_is_kept_as_a_draft_when_the_page_is_left(page, open_page, address):
    form = f"{address}/records/project_list/new/"
    page.goto(form)
    page.fill("#field-name", "没写完的名单")
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.type) or dialog.accept())
    page.goto(f"{address}/records/")
    assert asked == ["beforeunload"]
    # The draft goes out while the page is left; nobody waits for its answer.
    for _again in range(20):
        page.goto(form)
        if page.locator(".offer").count():
            break
    page.click("text=继续填写")
    assert page.input_value("#field-name") == "没写完的名单"
    page.fill("#field-code", "L-1")
    save(page)
    page.wait_for_selector(".notice-saved")
    page.goto(form)
    assert page.locator(".offer").count() == 0


def test_a_file_is_dropped_onto_its_field(page, address, tmp_path):
    proof = tmp_path / "开工证明.pdf"
    proof.write_bytes(b"%PDF-1.4 proof")
    page.goto(f"{address}/records/difficulty/new/")
    page.set_input_files("#part-notes [data-drop] input", str(proof))
    page.wait_for_selector("#part-notes [data-drop] [role=status] >> text=SHA-256")
    assert page.input_value("#field-document").startswith("开工证明.pdf ")
    page.watch.assert_clean()


def test_the_preview_shows_the_figures_that_move(page, address):
    entered(page, address)
    page.click("text=修改、补充明细")
    row = page.locator("[data-grid=project_stage] tr[data-row]").last
    row.locator("[name$=recognised_on]").fill("2023-09-03")
    row.locator("[name$=evidence]").select_option("accepted")
    page.click("text=预览改动")
    # All figures of the month are computed, for the first time on this server and once more.
    page.wait_for_selector("#preview dl >> nth=1", timeout=60_000)
    assert "2023-09-03" in page.inner_text("#preview")
    assert "变动的数据" in page.inner_text("#preview")
    page.watch.assert_clean()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_in_forms(open_page, town_address, width, height, dark):
    page = open_page(width, height, dark=dark)
    for path in ("project/new/", "enterprise/new/", "difficulty/new/", "project/bulk/"):
        page.goto(f"{town_address}/records/{path}")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.goto(f"{town_address}/records/project/")
    page.click("tbody th a >> nth=0")
    page.click("text=修改、补充明细")
    page.fill("#field-chain", "")
    page.type("#field-chain", "生物")
    page.wait_for_selector(OPTION)
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_form_works_without_scripts(chromium, address):
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    context.add_cookies(cookies_of(address, OFFICE))
    page = context.new_page()
    page.goto(f"{address}/records/project/new/")
    page.fill("#field-code", "PRJ-902")
    page.fill("#field-name", "无脚本项目")
    page.fill("#field-division", "临河县")
    row = "row.project_stage.n0."
    page.select_option(f'[name="{row}stage"]', label="签约")
    page.fill(f'[name="{row}reported_by"]', "临河县")
    page.fill(f'[name="{row}occurred_on"]', "2023-05-06")
    page.fill(f'[name="{row}reported_on"]', "2023-05-06")
    save(page)
    assert "录入 2 条" in page.inner_text(".notice-saved")
    context.close()
