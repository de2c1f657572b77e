"""Every page in a real Chromium: both languages, narrow and wide, dark, with doors that open."""

import pytest
from docx import Document
from tests.web.test_in_the_browser import contrasts
from tests.web.town import STARTED

pytestmark = pytest.mark.browser

PAGES = {
    "figure": "/indicators/IND-PRJ-STARTED/?month=2023-11",
    "chains": "/chains/?month=2023-11",
    "chain": "/chains/BIO/?month=2023-11",
    "release": "/release/monthly-note/?month=2023-11",
    "issued": "/issued/",
    "registers": "/records/",
    "projects": "/records/project/?withdrawn=1",
    "difficulties": "/records/difficulty/?is-category=other&words=困难",
}
TITLES = {
    "figure": ("新开工标志性产业链项目", "Landmark-chain projects started"),
    "chains": ("产业链一览", "Chains in November 2023"),
    "chain": ("生物制造", "生物制造: 演示市, November 2023"),
    "release": ("月度简报", "Monthly note, November 2023"),
    "issued": ("已发文稿登记簿", "Register of issued documents"),
    "registers": ("台账", "Registers"),
    "projects": ("项目", "Projects"),
    "difficulties": ("企业困难", "Difficulties"),
}


def legible(page) -> None:
    """Nothing wider than the window, every text with contrast, nothing said on the console."""
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert min(contrasts(page)) >= 4.5
    page.watch.assert_clean()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "dark"), [(390, False), (1366, True), (1920, False)])
def test_a_page_fits_and_is_legible(open_page, town_address, name, width, dark, tmp_path):
    page = open_page(width, 844, dark=dark)
    page.goto(town_address + PAGES[name])
    assert TITLES[name][0] in page.inner_text("h1")
    legible(page)
    assert len(page.screenshot(path=tmp_path / f"{name}.png", full_page=True)) > 10_000


@pytest.mark.parametrize("name", PAGES)
def test_a_page_speaks_english(page, town_address, name):
    page.goto(town_address + PAGES[name])
    page.click("button[name=language]")
    page.wait_for_selector("html[lang=en]")
    assert TITLES[name][1] in page.inner_text("h1")
    heads = "main h2, main h3, main thead th, main summary, main label, main .none"
    own_words = page.evaluate(
        """(heads) => [...document.querySelectorAll(heads)]
            .map((e) => e.childNodes[0]?.data?.trim() ?? "")
            .filter((text) => /[\\u4e00-\\u9fff]/.test(text))""",
        heads,
    )
    assert own_words == []
    page.watch.assert_clean()


def test_from_the_chain_to_the_receipt_and_back(page, town_address):
    page.goto(town_address + PAGES["chains"])
    page.click("text=生物制造")
    page.wait_for_selector("#stuck-difficulties")
    page.click("#figure-IND-PRJ-STARTED")
    page.wait_for_selector("#receipt:not([hidden])")
    assert "条记录" in page.inner_text("#receipt .sum")
    page.keyboard.press("Escape")
    assert page.locator("#receipt:not([hidden])").count() == 0
    assert page.locator("#stuck-difficulties").count() == 1
    page.watch.assert_clean()


def test_from_the_list_to_a_record_its_figures_and_its_history(open_page, town_address):
    page = open_page(390, 844, dark=True)
    page.goto(town_address + PAGES["projects"])
    page.fill("#words", "第20号")
    page.keyboard.press("Enter")
    page.wait_for_url("**words=**")
    page.click("text=第20号产业园")
    page.wait_for_selector("#counted table")
    assert "新开工标志性产业链项目" in page.inner_text("#counted")
    page.focus(".version summary")
    page.keyboard.press("Enter")
    assert page.get_by_text("天渠新区").last.is_visible()
    legible(page)


def test_choosing_a_state_narrows_the_list_and_a_head_sorts_it(page, town_address):
    page.goto(f"{town_address}/records/project_stage/")
    page.select_option("[name=is-stage]", "stalled")
    page.wait_for_url("**/records/project_stage/?is-stage=stalled")
    assert page.locator("tbody tr").count() == 1
    page.click("text=取消筛选")
    page.wait_for_function("() => document.querySelectorAll('tbody tr').length === 50")
    page.click("thead a:has-text('发生')")
    page.wait_for_selector("th[aria-sort=ascending] a.sorted")
    with page.expect_download() as download:
        page.click("a[download]")
    assert download.value.suggested_filename == "项目阶段_内部.xlsx"
    page.watch.assert_clean()


def test_a_segment_of_the_map_opens_by_keyboard(page, town_address):
    page.goto(town_address + PAGES["chain"])
    page.focus("#segment-BIO-A summary")
    page.keyboard.press("Enter")
    assert page.get_by_text("示例生物1有限公司").first.is_visible()


def test_a_figure_of_the_release_is_a_door(page, town_address):
    page.goto(town_address + PAGES["release"])
    page.locator("a.fig", has_text=f"{len(STARTED)}个").first.click()
    page.wait_for_url("**figure=IND-PRJ-STARTED**")
    page.wait_for_selector("#beside-title")
    assert page.inner_text("#beside-title") == "新开工标志性产业链项目"
    assert page.locator("a.fig").count() > 1
    page.watch.assert_clean()


def test_the_draft_is_downloaded_and_holds_the_figure(page, town_address):
    page.goto(town_address + PAGES["release"])
    with page.expect_download() as download:
        page.click("a[download]")
    words = "".join(
        text.text or ""
        for text in Document(download.value.path()).element.body.iter(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
        )
    )
    assert f"{len(STARTED)}个" in words


def test_the_names_of_the_month_lead_to_the_pages_of_figures(page, town_address):
    page.goto(f"{town_address}/figures/?month=2023-11&level=all")
    page.click('tr[data-code="IND-PRJ-STARTED"] a.name')
    page.wait_for_selector("#chart-course .drawing svg")
    page.click(".crumbs a")
    page.wait_for_url("**/figures/?**")
    assert "2023年11月主要数据" in page.inner_text("h1")
